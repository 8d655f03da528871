package dev.assay.rego.builtin;

import dev.assay.rego.builtin.Builtin.Call;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoNumber;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoSet;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * JSON Patch (RFC 6902) on values, sets included, whose members are addressed by themselves. As in
 * OPA paths may be arrays of keys, and a slash at their beginning may be left out.
 */
final class JsonPatch {
  /** The patch cannot be applied; {@code json.patch} is then undefined. */
  private static final class Inapplicable extends Exception {
    private static final long serialVersionUID = 1;

    Inapplicable() {
      super("patch cannot be applied", null, false, false);
    }
  }

  private JsonPatch() {}

  /** The patched value; {@code null} if the patch cannot be applied. */
  static @Nullable Value apply(Call call, Value document, RegoArray operations) {
    try {
      Value result = document;
      for (Value operation : operations) {
        if (!(operation instanceof RegoObject o)) {
          return null;
        }
        call.step(1);
        result = apply(call, result, o);
      }
      return result;
    } catch (Inapplicable e) {
      return null;
    }
  }

  private static Value apply(Call call, Value document, RegoObject operation) throws Inapplicable {
    if (!(operation.get("op") instanceof RegoString op)) {
      throw new Inapplicable();
    }
    List<Value> path = path(operation, "path");
    return switch (op.value()) {
      case "add" -> insert(call, document, path, member(operation, "value"));
      case "remove" -> delete(call, document, path);
      case "replace" -> {
        Value without = path.isEmpty() ? document : delete(call, document, path);
        yield insert(call, without, path, member(operation, "value"));
      }
      case "move" -> {
        List<Value> from = path(operation, "from");
        Value moved = find(document, from);
        yield insert(call, delete(call, document, from), path, moved);
      }
      case "copy" -> insert(call, document, path, find(document, path(operation, "from")));
      case "test" -> {
        if (!find(document, path).equals(member(operation, "value"))) {
          throw new Inapplicable();
        }
        yield document;
      }
      default -> throw new Inapplicable();
    };
  }

  private static Value member(RegoObject operation, String name) throws Inapplicable {
    return found(operation.get(name));
  }

  private static List<Value> path(RegoObject operation, String name) throws Inapplicable {
    try {
      return PathTree.parse(member(operation, name));
    } catch (BuiltinException e) {
      throw new Inapplicable();
    }
  }

  private static Value found(@Nullable Value value) throws Inapplicable {
    if (value == null) {
      throw new Inapplicable();
    }
    return value;
  }

  private static Value find(Value document, List<Value> path) throws Inapplicable {
    Value value = document;
    for (Value key : path) {
      value = child(value, key);
    }
    return value;
  }

  private static Value child(Value parent, Value key) throws Inapplicable {
    return parent instanceof RegoArray array
        ? found(array.get(RegoNumber.of(index(array.size() - 1, key))))
        : found(ObjectBuiltins.child(parent, key));
  }

  private static Value insert(Call call, Value document, List<Value> path, Value value)
      throws Inapplicable {
    if (path.isEmpty()) {
      return value;
    }
    Value key = path.get(0);
    if (path.size() > 1) {
      Value inner = insert(call, child(document, key), path.subList(1, path.size()), value);
      return replaceChild(call, document, key, inner);
    }
    call.step(size(document));
    if (document instanceof RegoObject object) {
      return new RegoObject.Builder(object.size() + 1).putAll(object).put(key, value).build();
    }
    if (document instanceof RegoSet set && key.equals(value)) {
      List<Value> items = new ArrayList<>(set.asList());
      items.add(value);
      return RegoSet.of(items);
    }
    if (document instanceof RegoArray array) {
      List<Value> items = new ArrayList<>(array.asList());
      items.add(index(array.size(), key), value);
      return RegoArray.of(items);
    }
    throw new Inapplicable();
  }

  private static Value delete(Call call, Value document, List<Value> path) throws Inapplicable {
    if (path.isEmpty()) {
      throw new Inapplicable();
    }
    Value key = path.get(0);
    Value child = child(document, key);
    if (path.size() > 1) {
      Value inner = delete(call, child, path.subList(1, path.size()));
      return replaceChild(call, document, key, inner);
    }
    return replaceChild(call, document, key, null);
  }

  /** The document with another child, or with none, in the place of one that is there. */
  private static Value replaceChild(
      Call call, Value document, Value key, @Nullable Value replacement) throws Inapplicable {
    call.step(size(document));
    if (document instanceof RegoArray array) {
      List<Value> items = new ArrayList<>(array.asList());
      int index = index(array.size() - 1, key);
      if (replacement == null) {
        items.remove(index);
      } else {
        items.set(index, replacement);
      }
      return RegoArray.of(items);
    }
    if (document instanceof RegoSet set) {
      List<Value> items = new ArrayList<>(set.asList());
      items.remove(key);
      if (replacement != null) {
        items.add(replacement);
      }
      return RegoSet.of(items);
    }
    RegoObject object = (RegoObject) document;
    RegoObject.Builder entries = new RegoObject.Builder(object.size());
    object.forEach(
        (k, v) -> {
          Value entry = k.equals(key) ? replacement : v;
          if (entry != null) {
            entries.put(k, entry);
          }
        });
    return entries.build();
  }

  private static int size(Value value) {
    return value instanceof RegoArray a
        ? a.size()
        : value instanceof RegoObject o ? o.size() : value instanceof RegoSet s ? s.size() : 1;
  }

  /** An index from 0 to the last allowed; {@code "-"} is the one after the last item. */
  private static int index(int last, Value key) throws Inapplicable {
    String text = key instanceof RegoString s ? s.value() : key.toString();
    if (text.equals("-")) {
      return last;
    }
    boolean valid = text.matches("0|[1-9][0-9]{0,8}");
    int index = valid ? Integer.parseInt(text) : -1;
    if (index < 0 || index > last) {
      throw new Inapplicable();
    }
    return index;
  }
}
