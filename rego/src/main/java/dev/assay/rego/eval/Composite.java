package dev.assay.rego.eval;

import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoBoolean;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoSet;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import dev.assay.rego.value.ValueText;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values made of others; undefined if one of them is. */
public final class Composite {
  private Composite() {}

  /** {@code [a, b]}. */
  public static final class OfArray extends Operand {
    private final Operand[] items;

    public OfArray(Operand[] items) {
      this.items = items;
    }

    @Override
    @Nullable Value eval(Frame f) {
      Value[] values = all(items, f);
      return values == null ? null : f.evaluation.bounded(RegoArray.owning(values));
    }

    @Override
    Depends depends(BitSet slots) {
      return depends(slots, items);
    }
  }

  /** {@code {a, b}}. */
  public static final class OfSet extends Operand {
    private final Operand[] items;

    public OfSet(Operand[] items) {
      this.items = items;
    }

    @Override
    @Nullable Value eval(Frame f) {
      Value[] values = all(items, f);
      return values == null ? null : f.evaluation.bounded(RegoSet.of(values));
    }
  }

  /** {@code {k: v}}. */
  public static final class OfObject extends Operand {
    private final Operand[] keys;
    private final Operand[] values;

    public OfObject(Operand[] keys, Operand[] values) {
      this.keys = keys;
      this.values = values;
    }

    @Override
    @Nullable Value eval(Frame f) {
      f.evaluation.grow(keys.length);
      RegoObject.Builder object = new RegoObject.Builder(keys.length);
      for (int i = 0; i < keys.length; i++) {
        Value key = keys[i].eval(f);
        Value value = key == null ? null : values[i].eval(f);
        if (key == null || value == null) {
          return null;
        }
        object.put(key, value);
      }
      return f.evaluation.bounded(object.build());
    }
  }

  private static Value @Nullable [] all(Operand[] operands, Frame f) {
    f.evaluation.grow(operands.length);
    Value[] values = new Value[operands.length];
    for (int i = 0; i < values.length; i++) {
      Value value = operands[i].eval(f);
      if (value == null) {
        return null;
      }
      values[i] = value;
    }
    return values;
  }

  /** The value that a chain leaves in a slot in its first way; undefined if it has none. */
  public static final class First extends Operand {
    private final Step chain;
    private final int slot;

    public First(Step chain, int slot) {
      this.chain = chain;
      this.slot = slot;
    }

    @Override
    @Nullable Value eval(Frame f) {
      return chain.run(f) ? f.slots[slot] : null;
    }
  }

  /** An interpolated string; what is undefined is said to be. */
  public static final class Template extends Operand {
    private final List<Operand> parts;

    public Template(List<Operand> parts) {
      this.parts = List.copyOf(parts);
    }

    @Override
    Value eval(Frame f) {
      return RegoString.of(text(parts, "", f));
    }
  }

  /** {@code print(…)}: leaves a note and always holds. */
  public static final class Print extends Operand {
    private final List<Operand> parts;

    public Print(List<Operand> parts) {
      this.parts = List.copyOf(parts);
    }

    @Override
    Value eval(Frame f) {
      f.evaluation.note(text(parts, " ", f));
      return RegoBoolean.TRUE;
    }
  }

  private static String text(List<Operand> parts, String between, Frame f) {
    List<String> texts = new ArrayList<>();
    long length = 0;
    for (Operand part : parts) {
      Value value = part.eval(f);
      String text =
          value == null
              ? "<undefined>"
              : value instanceof RegoString s ? s.value() : ValueText.of(value, f.evaluation);
      f.evaluation.grow(1 + text.length() / 8);
      length += text.length() + between.length();
      f.evaluation.text(length);
      texts.add(text);
    }
    return String.join(between, texts);
  }
}
