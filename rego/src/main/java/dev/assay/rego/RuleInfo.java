package dev.assay.rego;

import dev.assay.rego.ast.Annotation;
import dev.assay.rego.ast.Location;
import dev.assay.rego.value.Value;
import java.util.List;

/**
 * One definition of a rule, as written.
 *
 * @param name relative to the package: {@code deny}, {@code a.b[c]}
 * @param path the constant keys with which its name begins
 * @param kind what it defines
 * @param inputReads every place from which it may read the input, through the rules and functions
 *     that it uses too, in the order of their places
 */
public record RuleInfo(
    String name,
    List<Value> path,
    Kind kind,
    boolean isDefault,
    List<Annotation> annotations,
    List<InputRead> inputReads,
    Location location) {
  public RuleInfo {
    path = List.copyOf(path);
    annotations = List.copyOf(annotations);
    inputReads = List.copyOf(inputReads);
  }

  /** One value, a set by {@code contains}, or a function. */
  public enum Kind {
    SINGLE_VALUE,
    SET,
    FUNCTION
  }
}
