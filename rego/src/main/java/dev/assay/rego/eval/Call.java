package dev.assay.rego.eval;

import dev.assay.rego.ast.Location;
import dev.assay.rego.value.Value;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** A call; undefined if an argument is. */
public final class Call extends Operand {
  private final Callee callee;
  private final Operand[] arguments;
  private final Location at;
  private final boolean quiet;

  public Call(Callee callee, Operand[] arguments, Location at, boolean quiet) {
    this.callee = callee;
    this.arguments = arguments;
    this.at = at;
    this.quiet = quiet;
  }

  @Override
  @Nullable Value eval(Frame f) {
    Value[] values = new Value[arguments.length];
    for (int i = 0; i < values.length; i++) {
      Value value = arguments[i].eval(f);
      if (value == null) {
        return null;
      }
      values[i] = value;
    }
    return apply(values, f);
  }

  @Override
  Depends depends(BitSet slots) {
    return callee instanceof Callee.OfBuiltin b && b.builtin().pure() && !b.varies()
        ? depends(slots, arguments)
        : Depends.OTHERWISE;
  }

  @Nullable Value apply(Value[] values, Frame f) {
    Env env = f.env;
    if (!env.mocks.isEmpty()) {
      Env.Mock mock = env.mocks.get(callee.key());
      if (mock != null) {
        return mock.callee() == null
            ? mock.value()
            : mock.callee().call(values, env.unmocked(), f.evaluation, at, quiet);
      }
    }
    return callee.call(values, env, f.evaluation, at, quiet);
  }
}
