package dev.assay.rego;

import dev.assay.rego.eval.AbsentRead;
import dev.assay.rego.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The answer to a query.
 *
 * @param value of a query that is a single term; empty if it is undefined
 * @param bindings one map for each way in which the query holds, from the query's variables (not
 *     the wildcards) to their values; empty if it does not hold
 * @param absentReads what was read by constant key and not there, outside {@code not}
 * @param notes the lines that {@code print} and {@code trace} left
 */
public record Result(
    Optional<Value> value,
    List<Map<String, Value>> bindings,
    Set<AbsentRead> absentReads,
    List<String> notes) {
  public Result {
    bindings = List.copyOf(bindings);
    absentReads = Set.copyOf(absentReads);
    notes = List.copyOf(notes);
  }
}
