package dev.assay.rego.builtin;

import static dev.assay.rego.builtin.Signature.builtin;

import dev.assay.rego.builtin.Builtin.Call;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoBoolean;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoSet;
import dev.assay.rego.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code object.*}. */
final class ObjectBuiltins {
  private ObjectBuiltins() {}

  static List<Builtin> builtins() {
    return List.of(
        builtin("object.get({[any]: any}, any, any) any", ObjectBuiltins::get),
        builtin("object.keys({[any]: any}) set[any]", ObjectBuiltins::keys),
        builtin(
            "object.filter({[any]: any}, array[any]|{[any]: any}|set[any]) any",
            ObjectBuiltins::keep),
        builtin(
            "object.remove({[any]: any}, array[any]|{[any]: any}|set[any]) any",
            ObjectBuiltins::remove),
        builtin("object.union({[any]: any}, {[any]: any}) any", ObjectBuiltins::union),
        builtin("object.union_n(array[{[any]: any}]) any", ObjectBuiltins::unionOfAll),
        builtin(
            "object.subset(array[any]|{[any]: any}|set[any], array[any]|{[any]: any}|set[any]) any",
            ObjectBuiltins::subset));
  }

  private static Value get(Call call, Value[] args) throws BuiltinException {
    Value found = Operands.object(args, 0);
    if (args[1] instanceof RegoArray path) {
      for (Value key : path) {
        found = child(found, key);
        if (found == null) {
          return args[2];
        }
      }
      return found;
    }
    Value value = child(found, args[1]);
    return value == null ? args[2] : value;
  }

  /** What a reference finds under a key: of an object, an array or a set. */
  static @Nullable Value child(Value parent, Value key) {
    if (parent instanceof RegoObject object) {
      return object.get(key);
    } else if (parent instanceof RegoArray array) {
      return array.get(key);
    } else if (parent instanceof RegoSet set) {
      return set.contains(key) ? key : null;
    }
    return null;
  }

  private static Value keys(Call call, Value[] args) throws BuiltinException {
    RegoObject object = Operands.object(args, 0);
    call.step(object.size());
    return RegoSet.of(object.keys());
  }

  private static Value keep(Call call, Value[] args) throws BuiltinException {
    return select(call, args, true);
  }

  private static Value remove(Call call, Value[] args) throws BuiltinException {
    return select(call, args, false);
  }

  private static Value select(Call call, Value[] args, boolean listed) throws BuiltinException {
    RegoObject object = Operands.object(args, 0);
    RegoSet keys = RegoSet.of(keysOf(args));
    call.step(object.size() + keys.size());
    RegoObject.Builder result = new RegoObject.Builder();
    object.forEach(
        (key, value) -> {
          if (keys.contains(key) == listed) {
            result.put(key, value);
          }
        });
    return result.build();
  }

  private static List<Value> keysOf(Value[] args) throws BuiltinException {
    if (args[1] instanceof RegoObject object) {
      return object.keys();
    }
    List<Value> items = Operands.itemsOf(args[1]);
    if (items == null) {
      throw Operands.wrongType(1, args[1], "object", "set", "array");
    }
    return items;
  }

  private static Value union(Call call, Value[] args) throws BuiltinException {
    return merge(call, Operands.object(args, 0), Operands.object(args, 1));
  }

  private static Value unionOfAll(Call call, Value[] args) throws BuiltinException {
    RegoObject result = RegoObject.EMPTY;
    for (Value item : Operands.array(args, 0)) {
      if (!(item instanceof RegoObject object)) {
        throw Operands.wrongItem(0, args[0], item, "object");
      }
      result = merge(call, result, object);
    }
    return result;
  }

  /** Of two objects under one key the union, otherwise the later value. */
  private static RegoObject merge(Call call, RegoObject earlier, RegoObject later) {
    call.step(earlier.size() + later.size());
    RegoObject.Builder result = new RegoObject.Builder(earlier.size() + later.size());
    result.putAll(earlier);
    later.forEach(
        (key, value) -> {
          Value merged = value;
          if (earlier.get(key) instanceof RegoObject a && value instanceof RegoObject b) {
            merged = merge(call, a, b);
          }
          result.put(key, merged);
        });
    return result.build();
  }

  private static Value subset(Call call, Value[] args) throws BuiltinException {
    Value all = args[0];
    Value some = args[1];
    if (all instanceof RegoArray array && some instanceof RegoSet set) {
      return RegoBoolean.of(holds(call, array, set));
    }
    if (all.kind() != some.kind()
        || !(all instanceof RegoObject || Operands.itemsOf(all) != null)) {
      throw new BuiltinException(
          BuiltinException.Code.TYPE,
          "both arguments object.subset must be of the same type or array and set");
    }
    return RegoBoolean.of(isSubset(call, all, some));
  }

  /** As OPA counts: an item that is there twice stands for two, and an empty array for none. */
  private static boolean holds(Call call, RegoArray array, RegoSet set) {
    int missing = set.size();
    for (Value item : array) {
      call.step(1);
      missing -= set.contains(item) ? 1 : 0;
      if (missing == 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * ObjectBuiltins by their entries, recursively; sets by their items; arrays as a run of items.
   */
  private static boolean isSubset(Call call, Value all, Value some) {
    call.step(1);
    if (all instanceof RegoObject a && some instanceof RegoObject b) {
      for (Value key : b.keys()) {
        Value mine = a.get(key);
        if (mine == null || !isSubset(call, mine, java.util.Objects.requireNonNull(b.get(key)))) {
          return false;
        }
      }
      return true;
    }
    if (all instanceof RegoSet a && some instanceof RegoSet b) {
      return b.asList().stream().allMatch(a::contains);
    }
    if (all instanceof RegoArray a && some instanceof RegoArray b) {
      return contains(call, a, b);
    }
    return all.equals(some);
  }

  private static boolean contains(Call call, RegoArray all, RegoArray run) {
    for (int from = 0; from <= all.size() - run.size(); from++) {
      int i = 0;
      while (i < run.size() && all.get(from + i).equals(run.get(i))) {
        i++;
      }
      call.step(1 + i);
      if (i == run.size()) {
        return true;
      }
    }
    return false;
  }
}
