package dev.assay.rego.eval;

import dev.assay.rego.value.Value;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * What gives at most one value once the variables it mentions are bound. Whatever may give several
 * is a {@link Step}.
 */
public abstract class Operand {

  /** The value, or {@code null} if it is undefined. */
  abstract @Nullable Value eval(Frame f);

  /** On which variables a value depends. */
  enum Depends {
    /** On none of those in question. */
    APART,
    /** On those in question, and on nothing else. */
    WITHIN,
    /** On both, or nobody knows. */
    OTHERWISE;

    Depends and(Depends other) {
      return this == other ? this : OTHERWISE;
    }
  }

  /**
   * How the value depends on the variables of a loop. Whatever is not {@link Depends#OTHERWISE} may
   * be evaluated at another time, or not at all, without anybody noticing but by its absent reads
   * and errors.
   */
  Depends depends(BitSet slots) {
    return Depends.OTHERWISE;
  }

  /** The same of several; constants go with either. */
  static Depends depends(BitSet slots, Operand... operands) {
    Depends all = null;
    for (Operand operand : operands) {
      if (!(operand instanceof Constant)) {
        Depends one = operand.depends(slots);
        all = all == null ? one : all.and(one);
      }
    }
    return all == null ? Depends.APART : all;
  }

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

    @Override
    Depends depends(BitSet slots) {
      return Depends.APART;
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

    @Override
    Depends depends(BitSet slots) {
      return slots.get(slot) ? Depends.WITHIN : Depends.APART;
    }
  }

  /** The input document. */
  public static final class Input extends Operand {
    @Override
    @Nullable Value eval(Frame f) {
      return f.env.input;
    }

    @Override
    Depends depends(BitSet slots) {
      return Depends.APART;
    }
  }

  /** The data document without what rules define. */
  public static final class BaseData extends Operand {
    @Override
    Value eval(Frame f) {
      return f.env.base;
    }

    @Override
    Depends depends(BitSet slots) {
      return Depends.APART;
    }
  }
}
