package dev.assay.rego.ast;

import dev.assay.rego.value.Value;
import java.util.List;
import java.util.Optional;

/**
 * One definition of a rule or function.
 *
 * @param isDefault {@code default name := value}
 * @param ref the name, relative to the package: {@code p}, {@code a.b[c].d}; the head is a {@link
 *     Term.Var} whose name is the first key
 * @param parameters empty for a rule that is no function
 * @param member the {@code x} of {@code ref contains x}
 * @param value {@code true} where none is written; of no meaning with {@code member}
 * @param orElse the {@code else} branches in their order
 * @param annotations the METADATA blocks that stand before it (scope rule or document)
 * @param slots once resolved: how many variables it has
 */
public record Rule(
    boolean isDefault,
    Term.Ref ref,
    Optional<List<Term>> parameters,
    Optional<Term> member,
    Term value,
    Body body,
    List<Else> orElse,
    List<Annotation> annotations,
    int slots,
    Location location) {

  public Rule {
    parameters = parameters.map(List::copyOf);
    orElse = List.copyOf(orElse);
    annotations = List.copyOf(annotations);
  }

  /** {@code else := value if body}. */
  public record Else(Term value, Body body, Location location) {}

  public boolean isFunction() {
    return parameters.isPresent();
  }

  /** The constant keys with which {@link #ref} begins, its head first. */
  public List<Value> groundPrefix() {
    return Refs.groundPrefix(ref);
  }

  /** The name as written, e.g. {@code a.b[c]}. */
  public String name() {
    return Refs.text(ref);
  }
}
