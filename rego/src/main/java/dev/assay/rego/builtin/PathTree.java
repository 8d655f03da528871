package dev.assay.rego.builtin;

import dev.assay.rego.builtin.Builtin.Call;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoSet;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Paths into a document, as {@code json.filter} and {@code json.remove} take them; a path that
 * begins with another one says nothing more. Items of arrays are addressed by their index as a
 * string.
 */
final class PathTree {
  private final Map<Value, PathTree> children = new LinkedHashMap<>();

  /** Whether a path ends here. */
  private boolean end;

  /** The paths in an array or set: strings with slashes, or arrays of keys. */
  static PathTree of(Call call, Value[] args, int i) throws BuiltinException {
    PathTree root = new PathTree();
    for (Value path : Operands.items(args, i)) {
      List<Value> keys = parse(path);
      call.step(1 + keys.size());
      root.add(keys);
    }
    return root;
  }

  static List<Value> parse(Value path) throws BuiltinException {
    if (path instanceof RegoArray array) {
      return array.asList();
    }
    if (!(path instanceof RegoString s)) {
      throw Operands.wrong(
          1,
          "must be one of {set, array} containing string paths or array of path segments but got "
              + path.kind().typeName());
    }
    List<Value> keys = new ArrayList<>();
    if (!s.value().isEmpty()) {
      for (String key : s.value().replaceFirst("^/+", "").split("/", -1)) {
        keys.add(RegoString.of(key.replace("~1", "/").replace("~0", "~")));
      }
    }
    return keys;
  }

  private void add(List<Value> path) {
    PathTree node = this;
    for (Value key : path) {
      if (node.end) {
        return;
      }
      node = node.children.computeIfAbsent(key, k -> new PathTree());
    }
    if (!path.isEmpty()) {
      node.end = true;
    }
  }

  private @Nullable PathTree child(Value key) {
    return children.get(key);
  }

  private @Nullable PathTree child(int index) {
    return children.get(RegoString.of(Integer.toString(index)));
  }

  /** What of the value the paths lead to. */
  Value keep(Call call, Value value) {
    return select(call, value, true);
  }

  /** The value without what the paths lead to. */
  Value remove(Call call, Value value) {
    return select(call, value, false);
  }

  private Value select(Call call, Value value, boolean wanted) {
    if (value instanceof RegoArray array) {
      List<Value> items = new ArrayList<>();
      for (int i = 0; i < array.size(); i++) {
        Value item = selected(call, array.get(i), child(i), wanted);
        if (item != null) {
          items.add(item);
        }
      }
      return RegoArray.of(items);
    } else if (value instanceof RegoSet set) {
      RegoSet.Builder items = new RegoSet.Builder();
      for (Value member : set) {
        Value item = selected(call, member, child(member), wanted);
        if (item != null) {
          items.add(item);
        }
      }
      return items.build();
    } else if (value instanceof RegoObject object) {
      RegoObject.Builder entries = new RegoObject.Builder();
      for (Value key : object.keys()) {
        Value entry = selected(call, Objects.requireNonNull(object.get(key)), child(key), wanted);
        if (entry != null) {
          entries.put(key, entry);
        }
      }
      return entries.build();
    }
    return value;
  }

  private static @Nullable Value selected(
      Call call, Value value, @Nullable PathTree paths, boolean wanted) {
    call.step(1);
    if (paths == null) {
      return wanted ? null : value;
    }
    if (paths.end) {
      return wanted ? value : null;
    }
    return paths.select(call, value, wanted);
  }
}
