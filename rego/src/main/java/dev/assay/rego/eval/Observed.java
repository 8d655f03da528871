package dev.assay.rego.eval;

import dev.assay.rego.ast.Location;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.Value;
import java.util.ArrayList;
import java.util.List;

/** What tells an {@link Observer} that an evaluation came by. Always holds. */
public final class Observed {
  private Observed() {}

  /** A place in a source. */
  public static final class At extends Filter {
    private final Runnable reached;

    public At(Runnable reached) {
      this.reached = reached;
    }

    @Override
    boolean test(Frame f) {
      reached.run();
      return true;
    }
  }

  /** The name of a test's case. */
  public static final class Case extends Filter {
    private final Observer observer;
    private final Location test;
    private final Operand[] keys;

    public Case(Observer observer, Location test, Operand[] keys) {
      this.observer = observer;
      this.test = test;
      this.keys = keys.clone();
    }

    @Override
    boolean test(Frame f) {
      List<Value> name = new ArrayList<>();
      for (Operand key : keys) {
        Value value = key.eval(f);
        if (value == null) {
          return true;
        }
        name.add(value);
      }
      observer.began(test, RegoArray.of(name));
      return true;
    }
  }
}
