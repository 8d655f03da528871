package dev.assay.rego.eval;

import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoBoolean;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.Value;
import org.jspecify.annotations.Nullable;

/** A part of a body that holds in one way or not at all; it may bind variables. */
public abstract class Filter {

  abstract boolean test(Frame f);

  /** The operand is defined and not {@code false}. */
  public static final class Holds extends Filter {
    private final Operand operand;

    public Holds(Operand operand) {
      this.operand = operand;
    }

    Operand operand() {
      return operand;
    }

    @Override
    boolean test(Frame f) {
      Value value = operand.eval(f);
      return value != null && value != RegoBoolean.FALSE;
    }
  }

  /** Does not hold. */
  public static final class Never extends Filter {
    @Override
    boolean test(Frame f) {
      return false;
    }
  }

  /** Binds a variable. */
  public static final class Assign extends Filter {
    private final int slot;
    private final Operand operand;

    public Assign(int slot, Operand operand) {
      this.slot = slot;
      this.operand = operand;
    }

    int slot() {
      return slot;
    }

    Operand operand() {
      return operand;
    }

    @Override
    boolean test(Frame f) {
      Value value = operand.eval(f);
      if (value == null) {
        return false;
      }
      f.slots[slot] = value;
      return true;
    }
  }

  /**
   * Both sides are defined and equal. As in OPA, a comprehension is computed, and may fail, only if
   * the other side is a collection of its kind, or a set.
   */
  public static final class Equal extends Filter {
    private final Operand left;
    private final Operand right;
    private final Value.@Nullable Kind collected;

    public Equal(Operand left, Operand right) {
      boolean swap = Collect.kind(left) != null;
      this.left = swap ? right : left;
      this.right = swap ? left : right;
      this.collected = Collect.kind(this.right);
    }

    Operand left() {
      return left;
    }

    Operand right() {
      return right;
    }

    @Override
    boolean test(Frame f) {
      Value a = left.eval(f);
      boolean mayEqual = a != null && (collected == null || a.kind() == collected);
      if (a == null || !(mayEqual || a.kind() == Value.Kind.SET)) {
        return false;
      }
      Value b = right.eval(f);
      return b != null && a.equals(b);
    }
  }

  /** The operand is an array of as many items as there are slots, and binds those. */
  public static final class Items extends Filter {
    private final Operand operand;
    private final int[] slots;

    public Items(Operand operand, int[] slots) {
      this.operand = operand;
      this.slots = slots;
    }

    @Override
    boolean test(Frame f) {
      if (!(operand.eval(f) instanceof RegoArray array) || array.size() != slots.length) {
        return false;
      }
      for (int i = 0; i < slots.length; i++) {
        f.slots[slots[i]] = array.get(i);
      }
      return true;
    }
  }

  /** The operand is an object of exactly these keys, whose values bind the slots. */
  public static final class Entries extends Filter {
    private final Operand operand;
    private final Operand[] keys;
    private final int[] slots;

    public Entries(Operand operand, Operand[] keys, int[] slots) {
      this.operand = operand;
      this.keys = keys;
      this.slots = slots;
    }

    @Override
    boolean test(Frame f) {
      if (!(operand.eval(f) instanceof RegoObject object) || object.size() != keys.length) {
        return false;
      }
      for (int i = 0; i < keys.length; i++) {
        Value key = keys[i].eval(f);
        Value value = key == null ? null : object.get(key);
        if (value == null) {
          return false;
        }
        f.slots[slots[i]] = value;
      }
      return true;
    }
  }

  /** The chain holds in no way. */
  public static final class Not extends Filter {
    private final Step chain;

    public Not(Step chain) {
      this.chain = chain;
    }

    @Override
    boolean test(Frame f) {
      return !chain.run(f);
    }
  }

  /** The chain holds in some way. */
  public static final class Exists extends Filter {
    private final Step chain;

    public Exists(Step chain) {
      this.chain = chain;
    }

    @Override
    boolean test(Frame f) {
      return chain.run(f);
    }
  }
}
