package dev.assay.rego;

import dev.assay.rego.eval.AbsentRead;
import dev.assay.rego.eval.Program;
import dev.assay.rego.value.Value;
import java.util.Optional;
import java.util.Set;
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
    return result(program.over(input).run(query.clause()));
  }

  /** One input, of which one query is asked after another. */
  public Sitting over(@Nullable Value input) {
    return new Sitting(program.over(input));
  }

  /**
   * Queries about one input: what rules came to for one query is known to the next, and all share
   * the bounds of one evaluation. For one thread.
   */
  public static final class Sitting {
    private final Program.Sitting sitting;

    private Sitting(Program.Sitting sitting) {
      this.sitting = sitting;
    }

    /** What follows is about another input, and begins with the whole of the bounds. */
    public void turnTo(@Nullable Value input) {
      sitting.turnTo(input);
    }

    /** As {@link Evaluator#evaluate}. */
    public Result evaluate(Query query) {
      return result(sitting.run(query.clause()));
    }

    /**
     * The value of a query that is a single term, and nothing else that {@link #evaluate} tells;
     * {@code null} if it is undefined.
     */
    public @Nullable Value value(Query query) {
      return sitting.value(query.clause());
    }

    /** What the last query read by constant key and did not find, outside {@code not}. */
    public Set<AbsentRead> absentReads() {
      return sitting.absentReads();
    }
  }

  private static Result result(Program.Outcome outcome) {
    return new Result(
        outcome.values().stream().findFirst().or(Optional::empty),
        outcome.bindings(),
        outcome.absentReads(),
        outcome.notes());
  }
}
