package dev.assay.rego.eval;

import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import org.jspecify.annotations.Nullable;

/** A way into a document by keys that are all bound. */
public final class Path extends Operand {
  private final Operand root;
  private final Operand[] keys;
  private final @Nullable Value[] constants;
  private final @Nullable AbsentRead[] absent;

  /**
   * @param absent for each key what to report when an object has not got it; {@code null} if
   *     nothing
   */
  public Path(Operand root, Operand[] keys, @Nullable AbsentRead[] absent) {
    this.root = root;
    this.keys = keys;
    this.absent = absent;
    this.constants = new Value[keys.length];
    for (int i = 0; i < keys.length; i++) {
      constants[i] = keys[i] instanceof Operand.Constant c ? c.value() : null;
    }
  }

  @Override
  @Nullable Value eval(Frame f) {
    Value value = root.eval(f);
    for (int i = 0; i < keys.length && value != null; i++) {
      Value key = constants[i];
      if (key == null) {
        key = keys[i].eval(f);
        if (key == null) {
          return null;
        }
        value = Documents.child(value, key);
      } else if (value instanceof RegoObject object) {
        value = object.get(key);
        if (value == null && root instanceof BaseData && !(key instanceof RegoString)) {
          // A path into base documents is made of strings in OPA's store: data[2] is data["2"].
          value = object.get(RegoString.of(key.toString()));
        }
        if (value == null && absent[i] != null) {
          f.evaluation.log.add(absent[i]);
        }
      } else {
        value = Documents.child(value, key);
      }
    }
    return value;
  }
}
