package dev.assay.rego.eval;

import dev.assay.rego.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code with}: what stands between {@link Begin} and {@link End} sees changed documents. */
public final class Replacement {
  private Replacement() {}

  /** One replacement. */
  public sealed interface Change {

    /** Puts a value at a path of the input. */
    record OfInput(List<Value> path, Operand value) implements Change {}

    /** Puts a value at a path of data. */
    record OfData(List<Value> path, Operand value) implements Change {}

    /** Replaces a function, by another or by a value. */
    record OfFunction(Object key, @Nullable Callee callee, @Nullable Operand value)
        implements Change {}
  }

  /** Where the changes come into force. */
  public static final class Begin extends Step {
    private final List<Change> changes;
    private final int outer;

    /**
     * @param outer the collector in which {@link End} finds the documents as they were
     */
    public Begin(List<Change> changes, int outer) {
      this.changes = List.copyOf(changes);
      this.outer = outer;
    }

    @Override
    boolean run(Frame f) {
      Env before = f.env;
      Env changed = change(f);
      if (changed == null) {
        return false;
      }
      f.collectors[outer] = before;
      f.env = changed;
      boolean stop = proceed(f);
      f.env = before;
      return stop;
    }

    private @Nullable Env change(Frame f) {
      Env env = f.env;
      Value input = env.input;
      Value base = env.base;
      List<List<Value>> targets = env.targets;
      Map<Object, Env.Mock> mocks = env.mocks;
      for (Change change : changes) {
        if (change instanceof Change.OfInput c) {
          Value value = c.value.eval(f);
          if (value == null) {
            return null;
          }
          input = Documents.with(input, c.path, value);
        } else if (change instanceof Change.OfData c) {
          Value value = c.value.eval(f);
          if (value == null) {
            return null;
          }
          base = Documents.with(base, c.path, value);
          targets = new ArrayList<>(targets);
          targets.add(c.path);
        } else if (change instanceof Change.OfFunction c) {
          Value value = c.value == null ? null : c.value.eval(f);
          if (value == null && c.callee == null) {
            return null;
          }
          mocks = new HashMap<>(mocks);
          mocks.put(c.key, new Env.Mock(c.callee, value));
        }
      }
      return new Env(input, base, targets, mocks);
    }
  }

  /** Where the changes cease; what follows sees the documents as they were. */
  public static final class End extends Step {
    private final int outer;

    public End(int outer) {
      this.outer = outer;
    }

    @Override
    boolean run(Frame f) {
      Env inner = f.env;
      f.env = (Env) Objects.requireNonNull(f.collectors[outer]);
      boolean stop = proceed(f);
      f.env = inner;
      return stop;
    }
  }
}
