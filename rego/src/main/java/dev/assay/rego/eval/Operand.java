package dev.assay.rego.eval;

import dev.assay.rego.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * What gives at most one value once the variables it mentions are bound. Whatever may give several
 * is a {@link Step}.
 */
public abstract class Operand {

  /** The value, or {@code null} if it is undefined. */
  abstract @Nullable Value eval(Frame f);

  /** A value known at compile time. */
  public static final class Constant extends Operand {
    private final Value value;

    public Constant(Value value) {
      this.value = value;
    }

    public Value value() {
      return value;
    }

    @Override
    Value eval(Frame f) {
      return value;
    }
  }

  /** A bound variable. */
  public static final class Slot extends Operand {
    private final int slot;

    public Slot(int slot) {
      this.slot = slot;
    }

    public int slot() {
      return slot;
    }

    @Override
    Value eval(Frame f) {
      return f.slots[slot];
    }
  }

  /** The input document. */
  public static final class Input extends Operand {
    @Override
    @Nullable Value eval(Frame f) {
      return f.env.input;
    }
  }

  /** The data document without what rules define. */
  public static final class BaseData extends Operand {
    @Override
    Value eval(Frame f) {
      return f.env.base;
    }
  }
}
