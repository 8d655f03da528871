package dev.assay.rego.ast;

import dev.assay.rego.value.RegoObject;
import java.util.Locale;

/**
 * A METADATA block.
 *
 * @param content what the YAML says, with its {@code scope} filled in
 * @param location of the {@code # METADATA} line
 */
public record Annotation(Scope scope, RegoObject content, Location location) {

  /** What the block speaks of. */
  public enum Scope {
    RULE,
    DOCUMENT,
    PACKAGE,
    SUBPACKAGES;

    /** As written in the block. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
