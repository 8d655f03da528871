package dev.assay.rego;

import dev.assay.rego.eval.Program;
import dev.assay.rego.value.Value;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A policy over data: asks queries, for one input after another. Thread-safe; what depends on the
 * data alone is computed once.
 */
public final class Evaluator {
  private final Program program;

  Evaluator(Program program) {
    this.program = program;
  }

  /**
   * @param query of the policy that this evaluator was made from
   * @param input {@code null} if there is none ({@code input} is then undefined)
   * @throws dev.assay.rego.ast.RegoException if rules conflict, a limit is reached, or (where
   *     errors are strict) a built-in function fails
   */
  public Result evaluate(Query query, @Nullable Value input) {
    Program.Outcome outcome = program.run(query.clause(), input);
    return new Result(
        outcome.values().stream().findFirst().or(Optional::empty),
        outcome.bindings(),
        outcome.absentReads(),
        outcome.notes());
  }
}
