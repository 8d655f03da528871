package dev.assay.rego.eval;

import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoNumber;
import dev.assay.rego.value.Value;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Goes through the entries of a collection, each time binding key and value. */
public final class Enumerate extends Step {
  private final Operand collection;
  private final int key;
  private final int value;
  private @Nullable Join join;

  /**
   * @param key the slot for the key; negative if nobody asks for it
   * @param value the slot for the value; negative if nobody asks for it
   */
  public Enumerate(Operand collection, int key, int value) {
    this.collection = collection;
    this.key = key;
    this.value = value;
  }

  @Override
  void follow(List<Filter> filters) {
    join = Join.of(key, value, filters);
  }

  @Override
  boolean run(Frame f) {
    Value document = collection.eval(f);
    Cursor cursor;
    if (document instanceof RegoArray array) {
      if (join == null || array.size() < Join.LEAST) {
        return items(f, array);
      }
      cursor = Cursor.over(document, f.evaluation);
    } else {
      cursor = Cursor.over(document, f.evaluation);
    }
    if (cursor == null || document == null) {
      return false;
    }
    int[] positions = join == null ? null : positions(join, document, cursor.size(), f);
    return positions == null ? all(f, cursor) : some(f, cursor, positions);
  }

  /** Where the entries are that may pass; {@code null} if all are to be asked. */
  private int @Nullable [] positions(Join by, Value document, int size, Frame f) {
    if (size < Join.LEAST || !f.env.mocks.isEmpty()) {
      return null;
    }
    JoinIndex index =
        f.evaluation
            .joins()
            .of(
                this,
                document,
                () ->
                    by.index(Objects.requireNonNull(Cursor.over(document, f.evaluation)), size, f));
    Value wanted = index == null ? null : by.outside(f);
    return index == null || wanted == null ? null : index.find(wanted);
  }

  private boolean all(Frame f, Cursor cursor) {
    while (cursor.advance()) {
      if (enter(f, cursor)) {
        return true;
      }
    }
    return false;
  }

  private boolean some(Frame f, Cursor cursor, int[] positions) {
    for (int position : positions) {
      cursor.moveBefore(position);
      if (cursor.advance() && enter(f, cursor)) {
        return true;
      }
    }
    return false;
  }

  private boolean enter(Frame f, Cursor cursor) {
    f.evaluation.tick();
    if (key >= 0) {
      f.slots[key] = cursor.key();
    }
    if (value >= 0) {
      f.slots[value] = cursor.value();
    }
    return proceed(f);
  }

  private boolean items(Frame f, RegoArray array) {
    Evaluation evaluation = f.evaluation;
    Value[] slots = f.slots;
    int size = array.size();
    for (int i = 0; i < size; i++) {
      evaluation.tick();
      if (key >= 0) {
        slots[key] = RegoNumber.of(i);
      }
      if (value >= 0) {
        slots[value] = array.get(i);
      }
      if (proceed(f)) {
        return true;
      }
    }
    return false;
  }
}
