package dev.assay.rego.eval;

import dev.assay.rego.value.Field;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** A way into a document by keys that are all bound. */
public final class Path extends Operand {
  private final Operand root;
  private final Operand[] keys;
  private final @Nullable Field[] fields;
  private final @Nullable AbsentRead[] absent;

  /**
   * @param absent for each key what to report when an object has not got it; {@code null} if
   *     nothing
   */
  public Path(Operand root, Operand[] keys, @Nullable AbsentRead[] absent) {
    this.root = root;
    this.keys = keys;
    this.absent = absent;
    this.fields = new Field[keys.length];
    for (int i = 0; i < keys.length; i++) {
      fields[i] = keys[i] instanceof Operand.Constant c ? new Field(c.value()) : null;
    }
  }

  @Override
  @Nullable Value eval(Frame f) {
    Value value = root.eval(f);
    for (int i = 0; i < keys.length && value != null; i++) {
      Field field = fields[i];
      if (field == null) {
        Value key = keys[i].eval(f);
        value = key == null ? null : Documents.child(value, key);
      } else if (value instanceof RegoObject object) {
        value = field.of(object);
        if (value == null) {
          value = missing(object, i, field.key(), f);
        }
      } else {
        value = Documents.child(value, field.key());
      }
    }
    return value;
  }

  @Override
  Depends depends(BitSet slots) {
    Operand[] parts = Arrays.copyOf(keys, keys.length + 1);
    parts[keys.length] = root;
    return depends(slots, parts);
  }

  private @Nullable Value missing(RegoObject object, int i, Value key, Frame f) {
    if (root instanceof BaseData && !(key instanceof RegoString)) {
      // A path into base documents is made of strings in OPA's store: data[2] is data["2"].
      return object.get(RegoString.of(key.toString()));
    }
    if (absent[i] != null) {
      f.evaluation.log.add(absent[i]);
    }
    return null;
  }
}
