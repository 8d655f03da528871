package dev.assay.rego.builtin;

import dev.assay.rego.value.Value;
import dev.assay.rego.value.Watch;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A built-in function: its name in Rego, what it takes and gives, and the code.
 *
 * @param name as written in Rego, e.g. {@code array.concat}
 * @param parameters the type of each argument; its size is the arity
 * @param result the type of the result
 * @param pure whether equal arguments always give an equal result within one evaluation, so that
 *     results may be kept
 */
public record Builtin(
    String name, List<Type> parameters, Type result, boolean pure, Function function) {

  public Builtin {
    parameters = List.copyOf(parameters);
  }

  /** The code of a built-in function. */
  @FunctionalInterface
  public interface Function {
    /**
     * Computes the result.
     *
     * @param arguments as many as there are parameters, never {@code null}; types are not checked
     *     beforehand
     * @return the result, or {@code null} if it is undefined
     * @throws BuiltinException if the arguments are not what the function takes; the call is then
     *     undefined, or ends the evaluation where builtin errors are strict
     */
    @Nullable Value call(Call call, Value[] arguments) throws BuiltinException;
  }

  /** What a function may know of the evaluation that calls it. */
  public interface Call extends Watch {
    /** The evaluation's time in nanoseconds since 1970, the same for the whole evaluation. */
    long nowNanos();

    /**
     * Called before much is made, and while it is made.
     *
     * @param cells how many: items, entries, or eight characters each
     * @throws RuntimeException of the engine's when the evaluation may not make as many
     */
    void grow(long cells);

    /**
     * Called before an array, a set or an object is made at once, or while one is made.
     *
     * @param count how many items or entries it has
     * @throws RuntimeException of the engine's when those are too many
     */
    default void items(long count) {}

    /** The value computed for a key within this evaluation, computed once: seeds, caches. */
    <T> T memo(Object key, Supplier<T> compute);

    /**
     * The value computed for a key, which other evaluations by the same policy may share; computed
     * once as a rule. For what depends on nothing but the key and never changes: compiled patterns.
     */
    default <T> T keep(Object key, Supplier<T> compute) {
      return memo(key, compute);
    }

    /** Keeps a line of {@code print} or {@code trace}. */
    void note(String text);
  }
}
