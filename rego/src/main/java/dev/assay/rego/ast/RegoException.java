package dev.assay.rego.ast;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A policy does not compile (all its errors, in the order of their places), or an evaluation
 * failed.
 */
public final class RegoException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient List<RegoError> errors;

  public RegoException(List<RegoError> errors) {
    super(
        errors.stream().map(RegoError::withSource).collect(Collectors.joining("\n")),
        null,
        false,
        false);
    this.errors = List.copyOf(errors);
  }

  public RegoException(RegoError error) {
    this(List.of(error));
  }

  public List<RegoError> errors() {
    return errors;
  }
}
