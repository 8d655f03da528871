package dev.assay.rego.eval;

import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoNumber;
import dev.assay.rego.value.Value;

/** Goes through the entries of a collection, each time binding key and value. */
public final class Enumerate extends Step {
  private final Operand collection;
  private final int key;
  private final int value;

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
  boolean run(Frame f) {
    Value document = collection.eval(f);
    if (document instanceof RegoArray array) {
      return items(f, array);
    }
    Cursor cursor = Cursor.over(document);
    if (cursor == null) {
      return false;
    }
    Evaluation evaluation = f.evaluation;
    Value[] slots = f.slots;
    while (cursor.advance()) {
      evaluation.tick();
      if (key >= 0) {
        slots[key] = cursor.key();
      }
      if (value >= 0) {
        slots[value] = cursor.value();
      }
      if (proceed(f)) {
        return true;
      }
    }
    return false;
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
