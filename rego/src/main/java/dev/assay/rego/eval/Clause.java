package dev.assay.rego.eval;

import dev.assay.rego.ast.Location;
import dev.assay.rego.ast.RegoError;
import dev.assay.rego.ast.RegoException;
import dev.assay.rego.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One definition of a rule: chains of steps that leave what they find in the frame's first
 * collector. The chains after the first are its {@code else} branches, tried in turn.
 */
public final class Clause {
  private final int slots;
  private final int collectors;
  private final int[] parameters;
  private final Step[] chains;
  private final Location location;

  public Clause(int slots, int collectors, int[] parameters, List<Step> chains, Location location) {
    this.slots = slots;
    this.collectors = collectors;
    this.parameters = parameters.clone();
    this.chains = chains.toArray(new Step[0]);
    this.location = location;
  }

  Location location() {
    return location;
  }

  /** A frame in which a function's arguments are bound. */
  Frame frame(Evaluation evaluation, Env env, Value[] arguments) {
    Frame f = frame(evaluation, env);
    for (int i = 0; i < parameters.length; i++) {
      f.slots[parameters[i]] = arguments[i];
    }
    return f;
  }

  Frame frame(Evaluation evaluation, Env env) {
    return new Frame(slots, collectors, evaluation, env);
  }

  /** Runs the first chain, for what it adds to a collector. */
  void collect(Object collector, Evaluation evaluation, Env env) {
    Frame f = frame(evaluation, env);
    f.own = collector;
    chains[0].run(f);
  }

  /** The value of the first chain that has one. */
  @Nullable Value single(Frame f) {
    for (Step chain : chains) {
      chain.run(f);
      Object found = f.own;
      if (found != null) {
        return (Value) found;
      }
    }
    return null;
  }

  /** Ends a chain of a rule or function that has one value. */
  public static final class Yield extends Step {
    private final Operand value;
    private final String conflict;
    private final Location at;

    public Yield(Operand value, String conflict, Location at) {
      this.value = value;
      this.conflict = conflict;
      this.at = at;
    }

    @Override
    boolean run(Frame f) {
      Value v = value.eval(f);
      if (v == null) {
        return false;
      }
      Object former = f.own;
      if (former == null) {
        f.own = v;
      } else if (!former.equals(v)) {
        throw conflict(conflict, at);
      }
      return value instanceof Operand.Constant;
    }
  }

  static RegoException conflict(String message, Location at) {
    return new RegoException(new RegoError(RegoError.CONFLICT, message, at));
  }
}
