package dev.assay.rego.eval;

import dev.assay.rego.value.Value;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * A ref that starts at a {@link Node} and leads on by keys that are known only at run time, through
 * packages, rules and base documents as it may be.
 */
public final class DataRef {
  private DataRef() {}

  /** The value of a rule, or of what {@code with} put in its place. */
  public static final class OfRule extends Operand {
    private final Group rule;
    private final boolean quiet;

    public OfRule(Group rule, boolean quiet) {
      this.rule = rule;
      this.quiet = quiet;
    }

    @Override
    @Nullable Value eval(Frame f) {
      Env env = f.env;
      if (!env.targets.isEmpty() && env.isReplaced(rule.path())) {
        return Documents.at(env.base, rule.path());
      }
      return rule.value(f.evaluation, env).read(f.evaluation, quiet);
    }

    @Override
    Depends depends(BitSet slots) {
      return Depends.APART;
    }
  }

  /** A whole document of packages, rules and base documents. */
  public static final class Whole extends Operand {
    private final Node node;
    private final boolean quiet;

    public Whole(Node node, boolean quiet) {
      this.node = node;
      this.quiet = quiet;
    }

    @Override
    @Nullable Value eval(Frame f) {
      Value base = Documents.at(f.env.base, node.path());
      return f.env.isReplaced(node.path()) ? base : node.document(base, f, quiet);
    }
  }

  /** A way from a node by keys that are all bound. */
  public static final class Lookup extends Operand {
    private final Node node;
    private final Operand[] keys;
    private final boolean quiet;

    public Lookup(Node node, Operand[] keys, boolean quiet) {
      this.node = node;
      this.keys = keys;
      this.quiet = quiet;
    }

    @Override
    @Nullable Value eval(Frame f) {
      Node at = f.env.isReplaced(node.path()) ? null : node;
      Value base = Documents.at(f.env.base, node.path());
      for (Operand operand : keys) {
        Value key = operand.eval(f);
        if (key == null) {
          return null;
        }
        base = base == null ? null : Documents.child(base, key);
        at = at == null ? null : at.child(key);
        if (at != null && f.env.isReplaced(at.path())) {
          at = null;
        }
        if (at != null && at.group() != null) {
          base = at.document(null, f, quiet);
          at = null;
        }
      }
      return at == null ? base : at.document(base, f, quiet);
    }
  }

  /** A way from a node by keys some of which it binds. */
  public static final class Search extends Step {
    private final Node node;
    private final @Nullable Operand[] keys;
    private final int[] slots;
    private final int result;
    private final boolean quiet;

    /**
     * @param keys {@code null} where the key is bound by this step
     * @param slots for each key the slot it is bound to, of meaning only where {@code keys} is null
     * @param result the slot for what is found
     */
    public Search(Node node, @Nullable Operand[] keys, int[] slots, int result, boolean quiet) {
      this.node = node;
      this.keys = keys;
      this.slots = slots;
      this.result = result;
      this.quiet = quiet;
    }

    @Override
    boolean run(Frame f) {
      Value base = Documents.at(f.env.base, node.path());
      return walk(f, f.env.isReplaced(node.path()) ? null : node, base, 0);
    }

    private boolean walk(Frame f, @Nullable Node at, @Nullable Value base, int i) {
      if (at == null && base == null) {
        return false;
      }
      if (i == keys.length) {
        Value value = at == null ? base : at.document(base, f, quiet);
        if (value == null) {
          return false;
        }
        f.slots[result] = value;
        return proceed(f);
      }
      Operand operand = keys[i];
      if (operand != null) {
        Value key = operand.eval(f);
        return key != null && below(f, at, base, key, i);
      }
      int slot = slots[i];
      if (at == null) {
        Cursor cursor = Cursor.over(base, f.evaluation);
        while (cursor != null && cursor.advance()) {
          f.evaluation.tick();
          f.slots[slot] = cursor.key();
          if (walk(f, null, cursor.value(), i + 1)) {
            return true;
          }
        }
        return false;
      }
      for (Value key : at.keys(base)) {
        f.evaluation.tick();
        f.slots[slot] = key;
        if (below(f, at, base, key, i)) {
          return true;
        }
      }
      return false;
    }

    private boolean below(Frame f, @Nullable Node at, @Nullable Value base, Value key, int i) {
      Value value = base == null ? null : Documents.child(base, key);
      Node child = at == null ? null : at.child(key);
      if (child != null && f.env.isReplaced(child.path())) {
        child = null;
      }
      if (child != null && child.group() != null) {
        value = child.document(null, f, quiet);
        child = null;
      }
      return walk(f, child, value, i + 1);
    }
  }
}
