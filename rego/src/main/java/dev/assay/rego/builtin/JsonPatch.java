package dev.assay.rego.builtin;

import dev.assay.rego.builtin.Builtin.Call;
import dev.assay.rego.value.RegoArray;
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
  private JsonPatch() {}

  static Value apply(Call call, Value document, RegoArray operations) throws BuiltinException {
    Value result = document;
    for (Value operation : operations) {
      if (!(operation instanceof RegoObject o)) {
        throw new BuiltinException(
            "must be an array of JSON-Patch objects, but at least one element is not an object");
      }
      call.step(1);
      result = apply(call, result, o);
    }
    return result;
  }

  private static Value apply(Call call, Value document, RegoObject operation)
      throws BuiltinException {
    Value given = member(operation, "op");
    if (!(given instanceof RegoString op)) {
      throw new BuiltinException(
          "attribute 'op' must be a string but found: " + given.kind().typeName());
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
        boolean whole = from.isEmpty() && path.isEmpty();
        yield whole ? moved : insert(call, delete(call, document, from), path, moved);
      }
      case "copy" -> insert(call, document, path, find(document, path(operation, "from")));
      case "test" -> {
        Value expected = member(operation, "value");
        Value found = find(document, path);
        if (!found.equals(expected)) {
          throw new BuiltinException(
              "value from EditTree != patch value.\n\nExpected: "
                  + expected
                  + "\n\nFound: "
                  + found);
        }
        yield document;
      }
      default -> throw new BuiltinException("unrecognized op: '" + op.value() + "'");
    };
  }

  private static Value member(RegoObject operation, String name) throws BuiltinException {
    Value value = operation.get(name);
    if (value == null) {
      throw new BuiltinException("missing required attribute '" + name + "'");
    }
    return value;
  }

  private static List<Value> path(RegoObject operation, String name) throws BuiltinException {
    return PathTree.parse(member(operation, name));
  }

  private static Value find(Value document, List<Value> path) throws BuiltinException {
    Value value = document;
    for (Value key : path) {
      value = child(value, key);
    }
    return value;
  }

  private static Value child(Value parent, Value key) throws BuiltinException {
    Value child =
        parent instanceof RegoArray array
            ? array.get(index(array.size() - 1, key))
            : ObjectBuiltins.child(parent, key);
    if (child == null) {
      throw new BuiltinException("child key " + key + " does not exist");
    }
    return child;
  }

  private static Value insert(Call call, Value document, List<Value> path, Value value)
      throws BuiltinException {
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
      return array.with(index(array.size(), array.size(), key), 0, value);
    }
    if (document instanceof RegoSet) {
      throw new BuiltinException(
          "set key " + key + " does not equal value to be inserted " + value);
    }
    throw new BuiltinException("expected composite type, found value: " + document);
  }

  private static Value delete(Call call, Value document, List<Value> path) throws BuiltinException {
    if (path.isEmpty()) {
      throw new BuiltinException("the whole document cannot be removed");
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
      Call call, Value document, Value key, @Nullable Value replacement) throws BuiltinException {
    call.step(size(document));
    if (document instanceof RegoArray array) {
      int index = index(array.size() - 1, key);
      return replacement == null ? array.with(index, 1) : array.with(index, 1, replacement);
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

  /** An index from 0 to the last allowed; {@code "-"} is the one to add an item at. */
  private static int index(int last, Value key) throws BuiltinException {
    return index(last, Integer.MAX_VALUE, key);
  }

  private static int index(int last, int dash, Value key) throws BuiltinException {
    String text = key instanceof RegoString s ? s.value() : key.toString();
    int index = text.equals("-") ? dash : Integer.MAX_VALUE;
    if (text.matches("0|[1-9][0-9]{0,8}")) {
      index = Integer.parseInt(text);
    }
    if (index > last) {
      throw new BuiltinException("index " + key + " is out of bounds");
    }
    return index;
  }
}
