package dev.assay.rego.eval;

import dev.assay.rego.ast.Location;
import dev.assay.rego.ast.RegoError;
import dev.assay.rego.ast.RegoException;
import dev.assay.rego.builtin.Builtin;
import dev.assay.rego.builtin.BuiltinException;
import dev.assay.rego.value.Value;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What can be called: a function of the policy, or a built-in one. */
public interface Callee {

  /** What {@code with} replaces it by. */
  Object key();

  @Nullable Value call(
      Value[] arguments, Env env, Evaluation evaluation, Location at, boolean quiet);

  /** A built-in function. */
  record OfBuiltin(Builtin builtin) implements Callee {
    /** They give what was there before, and make nothing. */
    private static final Set<String> SELECTING = Set.of("object.get", "max", "min");

    @Override
    public Object key() {
      return builtin.name();
    }

    /** Whether it leaves notes, or takes from chance. */
    boolean varies() {
      String name = builtin.name();
      return name.equals("trace") || name.startsWith("rand.") || name.startsWith("uuid.");
    }

    @Override
    public @Nullable Value call(
        Value[] arguments, Env env, Evaluation evaluation, Location at, boolean quiet) {
      try {
        Value result = builtin.function().call(evaluation, arguments);
        if (result != null && !SELECTING.contains(builtin.name())) {
          evaluation.made(result);
        }
        return result;
      } catch (BuiltinException e) {
        if (!evaluation.strict()) {
          return null;
        }
        String message = String.valueOf(e.getMessage());
        String prefix = builtin.name() + ": ";
        throw new RegoException(
            new RegoError(
                e.code().text(), message.startsWith(prefix) ? message : prefix + message, at));
      }
    }
  }

  /** A name of OPA's that is not available, in a policy that replaces it by {@code with}. */
  record Unavailable(String name, String message) implements Callee {
    @Override
    public Object key() {
      return name;
    }

    @Override
    public @Nullable Value call(
        Value[] arguments, Env env, Evaluation evaluation, Location at, boolean quiet) {
      throw new RegoException(new RegoError(RegoError.TYPE, message, at));
    }
  }
}
