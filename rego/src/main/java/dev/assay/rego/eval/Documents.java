package dev.assay.rego.eval;

import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoSet;
import dev.assay.rego.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Steps into documents, and documents changed along a path. */
final class Documents {
  private Documents() {}

  /** What a key leads to; {@code null} if nothing. */
  static @Nullable Value child(Value document, Value key) {
    if (document instanceof RegoObject object) {
      return object.get(key);
    } else if (document instanceof RegoArray array) {
      return array.get(key);
    } else if (document instanceof RegoSet set) {
      return set.contains(key) ? key : null;
    }
    return null;
  }

  static @Nullable Value at(@Nullable Value document, List<Value> path) {
    Value value = document;
    for (Value key : path) {
      if (value == null) {
        return null;
      }
      value = child(value, key);
    }
    return value;
  }

  /** The document with a value put at a path; what is no object on the way becomes one. */
  static Value with(@Nullable Value document, List<Value> path, Value value) {
    if (path.isEmpty()) {
      return value;
    }
    RegoObject.Builder changed = new RegoObject.Builder();
    Value former = null;
    if (document instanceof RegoObject object) {
      changed.putAll(object);
      former = object.get(path.get(0));
    }
    changed.put(path.get(0), with(former, path.subList(1, path.size()), value));
    return changed.build();
  }

  /** Base documents laid over what rules define; where both have a value the base has its way. */
  static Value merge(Value base, Value virtual) {
    if (!(base instanceof RegoObject b) || !(virtual instanceof RegoObject v)) {
      return base;
    }
    RegoObject.Builder merged = new RegoObject.Builder(b.size() + v.size());
    merged.putAll(v);
    b.forEach(
        (key, value) -> {
          Value other = v.get(key);
          merged.put(key, other == null ? value : merge(value, other));
        });
    return merged.build();
  }
}
