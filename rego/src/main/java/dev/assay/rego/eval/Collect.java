package dev.assay.rego.eval;

import dev.assay.rego.ast.Location;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoSet;
import dev.assay.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Comprehensions: a chain run in all its ways, and what is collected on the way. */
public final class Collect {
  private Collect() {}

  /** Of what kind the values of a comprehension are; {@code null} of other operands. */
  static Value.@Nullable Kind kind(Operand operand) {
    if (operand instanceof OfArray) {
      return Value.Kind.ARRAY;
    } else if (operand instanceof OfSet) {
      return Value.Kind.SET;
    }
    return operand instanceof OfObject ? Value.Kind.OBJECT : null;
  }

  /** {@code [head | body]}. */
  public static final class OfArray extends Operand {
    private final Step chain;
    private final int collector;

    public OfArray(List<Object> body, Operand head, int collector) {
      this.collector = collector;
      this.chain =
          Step.chain(
              body,
              new Last() {
                @Override
                void found(Frame f) {
                  Value value = head.eval(f);
                  if (value != null) {
                    f.evaluation.grow(1);
                    f.evaluation.items(OfArray.this.items(f).size());
                    OfArray.this.items(f).add(value);
                  }
                }
              });
    }

    @SuppressWarnings("unchecked")
    private List<Value> items(Frame f) {
      return (List<Value>) Objects.requireNonNull(f.collectors[collector]);
    }

    @Override
    Value eval(Frame f) {
      f.collectors[collector] = new ArrayList<Value>();
      chain.run(f);
      return f.evaluation.bounded(RegoArray.owning(items(f).toArray(new Value[0])));
    }
  }

  /** {@code {head | body}}. */
  public static final class OfSet extends Operand {
    private final Step chain;
    private final int collector;

    public OfSet(List<Object> body, Operand head, int collector) {
      this.collector = collector;
      this.chain =
          Step.chain(
              body,
              new Last() {
                @Override
                void found(Frame f) {
                  Value value = head.eval(f);
                  if (value != null) {
                    f.evaluation.grow(1);
                    f.evaluation.items(OfSet.this.items(f).size());
                    OfSet.this.items(f).add(value);
                  }
                }
              });
    }

    private RegoSet.Builder items(Frame f) {
      return (RegoSet.Builder) Objects.requireNonNull(f.collectors[collector]);
    }

    @Override
    Value eval(Frame f) {
      f.collectors[collector] = new RegoSet.Builder(4, f.evaluation);
      chain.run(f);
      return f.evaluation.bounded(items(f).build());
    }
  }

  /** {@code {key: value | body}}. */
  public static final class OfObject extends Operand {
    private final Step chain;
    private final int collector;

    public OfObject(List<Object> body, Operand key, Operand value, int collector, Location at) {
      this.collector = collector;
      this.chain =
          Step.chain(
              body,
              new Last() {
                @Override
                void found(Frame f) {
                  Value k = key.eval(f);
                  Value v = k == null ? null : value.eval(f);
                  if (k == null || v == null) {
                    return;
                  }
                  Value former = OfObject.this.entries(f).get(k);
                  if (former != null && !former.equals(v)) {
                    throw Clause.conflict("object keys must be unique", at);
                  }
                  f.evaluation.grow(1);
                  f.evaluation.items(OfObject.this.entries(f).size());
                  OfObject.this.entries(f).put(k, v);
                }
              });
    }

    private RegoObject.Builder entries(Frame f) {
      return (RegoObject.Builder) Objects.requireNonNull(f.collectors[collector]);
    }

    @Override
    @Nullable Value eval(Frame f) {
      f.collectors[collector] = new RegoObject.Builder(8, f.evaluation);
      chain.run(f);
      return f.evaluation.bounded(entries(f).build());
    }
  }

  private abstract static class Last extends Step {
    abstract void found(Frame f);

    @Override
    boolean run(Frame f) {
      found(f);
      return false;
    }
  }
}
