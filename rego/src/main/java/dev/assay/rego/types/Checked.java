package dev.assay.rego.types;

import dev.assay.rego.ast.RegoError;
import java.util.List;
import java.util.Map;

/**
 * What a type check found.
 *
 * @param errors in the order of the sources
 * @param reads for each checked rule, by its path ({@code data.a.b.fail}), what it and the rules
 *     and functions that it uses read, in the order of the sources; empty if no types were given
 */
public record Checked(List<RegoError> errors, Map<String, List<Read>> reads) {
  public Checked {
    errors = List.copyOf(errors);
    reads = Map.copyOf(reads);
  }
}
