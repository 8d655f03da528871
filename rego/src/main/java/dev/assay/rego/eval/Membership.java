package dev.assay.rego.eval;

import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoBoolean;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoSet;
import dev.assay.rego.value.Value;
import org.jspecify.annotations.Nullable;

/** {@code value in collection} and {@code key, value in collection}. */
public final class Membership extends Operand {
  private final @Nullable Operand key;
  private final Operand value;
  private final Operand collection;

  public Membership(@Nullable Operand key, Operand value, Operand collection) {
    this.key = key;
    this.value = value;
    this.collection = collection;
  }

  @Override
  @Nullable Value eval(Frame f) {
    Value wanted = value.eval(f);
    Value in = wanted == null ? null : collection.eval(f);
    if (wanted == null || in == null) {
      return null;
    }
    if (key == null) {
      return RegoBoolean.of(contains(in, wanted, f.evaluation));
    }
    Value k = key.eval(f);
    if (k == null) {
      return null;
    }
    Value found = Documents.child(in, k);
    return RegoBoolean.of(found != null && found.equals(wanted));
  }

  private static boolean contains(Value in, Value wanted, Evaluation evaluation) {
    if (in instanceof RegoSet set) {
      return set.contains(wanted);
    } else if (in instanceof RegoArray array) {
      evaluation.step(array.size() / 16);
      for (int i = 0; i < array.size(); i++) {
        if (array.get(i).equals(wanted)) {
          return true;
        }
      }
    } else if (in instanceof RegoObject object) {
      evaluation.step(object.size() / 16);
      return object.containsValue(wanted);
    }
    return false;
  }
}
