package dev.assay.rego.builtin;

import static dev.assay.rego.builtin.Signature.builtin;

import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.Value;
import java.util.ArrayList;
import java.util.List;

/** {@code array.*}. */
final class ArrayBuiltins {
  private ArrayBuiltins() {}

  static List<Builtin> builtins() {
    return List.of(
        builtin("array.concat(array[any], array[any]) array[any]", ArrayBuiltins::concat),
        builtin("array.flatten(array[any]) array[any]", ArrayBuiltins::flatten),
        builtin("array.reverse(array[any]) array[any]", ArrayBuiltins::reverse),
        builtin("array.slice(array[any], number, number) array[any]", ArrayBuiltins::slice));
  }

  private static Value concat(Builtin.Call call, Value[] args) throws BuiltinException {
    RegoArray a = Operands.array(args, 0);
    RegoArray b = Operands.array(args, 1);
    call.items((long) a.size() + b.size());
    call.step(a.size() + b.size());
    Value[] all = a.asList().toArray(new Value[a.size() + b.size()]);
    for (int i = 0; i < b.size(); i++) {
      all[a.size() + i] = b.get(i);
    }
    return RegoArray.owning(all);
  }

  /** ArrayBuiltins among the items are replaced by their items, one level deep. */
  private static Value flatten(Builtin.Call call, Value[] args) throws BuiltinException {
    List<Value> flat = new ArrayList<>();
    for (Value item : Operands.array(args, 0)) {
      if (item instanceof RegoArray inner) {
        flat.addAll(inner.asList());
      } else {
        flat.add(item);
      }
    }
    call.step(flat.size());
    return RegoArray.of(flat);
  }

  private static Value reverse(Builtin.Call call, Value[] args) throws BuiltinException {
    RegoArray array = Operands.array(args, 0);
    Value[] items = new Value[array.size()];
    for (int i = 0; i < items.length; i++) {
      call.step(1);
      items[i] = array.get(items.length - 1 - i);
    }
    return RegoArray.owning(items);
  }

  /** Bounds outside of the array are cut to it. */
  private static Value slice(Builtin.Call call, Value[] args) throws BuiltinException {
    RegoArray array = Operands.array(args, 0);
    int start = Operands.integer(args, 1);
    int stop = Math.max(0, Math.min(array.size(), Operands.integer(args, 2)));
    call.step(stop);
    return array.slice(Math.max(0, Math.min(start, stop)), stop);
  }
}
