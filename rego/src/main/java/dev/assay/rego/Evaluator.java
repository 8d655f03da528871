package dev.assay.rego;

import dev.assay.rego.value.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A policy over data: asks queries, for one input after another. Thread-safe; what depends on the
 * data alone is computed once.
 */
public final class Evaluator {
  Evaluator() {}

  /**
   * @param input {@code null} if there is none ({@code input} is then undefined)
   * @throws dev.assay.rego.ast.RegoException if rules conflict, a limit is reached, or (where
   *     errors are strict) a built-in function fails
   */
  public Result evaluate(Query query, @Nullable Value input) {
    return new Result(Optional.empty(), List.of(), Set.of(), List.of(query + " " + input));
  }
}
