package dev.assay.rego.eval;

import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.Value;
import java.util.Arrays;

/** {@code walk(document)}: every path in a document with the value there, outermost first. */
public final class Walk extends Step {
  private final Operand document;
  private final int result;

  /**
   * @param result the slot for {@code [path, value]}
   */
  public Walk(Operand document, int result) {
    this.document = document;
    this.result = result;
  }

  @Override
  boolean run(Frame f) {
    Value value = document.eval(f);
    return value != null && walk(f, new Value[0], value);
  }

  private boolean walk(Frame f, Value[] path, Value value) {
    f.evaluation.tick();
    f.slots[result] = RegoArray.of(RegoArray.of(path), value);
    if (proceed(f)) {
      return true;
    }
    Cursor cursor = Cursor.over(value, f.evaluation);
    while (cursor != null && cursor.advance()) {
      Value[] below = Arrays.copyOf(path, path.length + 1);
      below[path.length] = cursor.key();
      if (walk(f, below, cursor.value())) {
        return true;
      }
    }
    return false;
  }
}
