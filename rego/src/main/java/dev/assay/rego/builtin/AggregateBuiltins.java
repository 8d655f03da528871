package dev.assay.rego.builtin;

import static dev.assay.rego.builtin.Signature.builtin;

import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoBoolean;
import dev.assay.rego.value.RegoNumber;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoSet;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import dev.assay.rego.value.Watched;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From a collection to one value. */
final class AggregateBuiltins {
  private AggregateBuiltins() {}

  static List<Builtin> builtins() {
    return List.of(
        builtin("count(string|array[any]|{[any]: any}|set[any]) number", (c, a) -> count(a)),
        builtin(
            "sum(array[number]|set[number]) number",
            (c, a) -> fold(c, a, RegoNumber.of(0), ArithmeticBuiltins::add)),
        builtin(
            "product(array[number]|set[number]) number",
            (c, a) -> fold(c, a, RegoNumber.of(1), ArithmeticBuiltins::multiply)),
        builtin("max(array[any]|set[any]) any", (c, a) -> max(Operands.items(a, 0))),
        builtin("min(array[any]|set[any]) any", (c, a) -> min(Operands.items(a, 0))),
        builtin("sort(array[any]|set[any]) array[any]", (c, a) -> sort(c, Operands.items(a, 0))),
        builtin("all(array[any]|set[any]) boolean", (c, a) -> RegoBoolean.of(all(items(a)))),
        builtin(
            "any(array[any]|set[any]) boolean",
            (c, a) -> RegoBoolean.of(items(a).contains(RegoBoolean.TRUE))));
  }

  private static Value count(Value[] args) throws BuiltinException {
    Value v = args[0];
    if (v instanceof RegoArray a) {
      return RegoNumber.of(a.size());
    } else if (v instanceof RegoObject o) {
      return RegoNumber.of(o.size());
    } else if (v instanceof RegoSet s) {
      return RegoNumber.of(s.size());
    } else if (v instanceof RegoString s) {
      return RegoNumber.of(s.value().codePointCount(0, s.value().length()));
    }
    throw Operands.wrongType(0, v, "array", "object", "set", "string");
  }

  private interface Step {
    RegoNumber apply(RegoNumber a, RegoNumber b) throws BuiltinException;
  }

  private static RegoNumber fold(Builtin.Call call, Value[] args, RegoNumber start, Step step)
      throws BuiltinException {
    RegoNumber result = start;
    for (Value item : Operands.items(args, 0)) {
      if (!(item instanceof RegoNumber n)) {
        throw Operands.wrongItem(0, args[0], item, "number");
      }
      call.step(result.isLong() ? 1 : 128);
      result = step.apply(result, n);
    }
    return result;
  }

  private static @Nullable Value max(List<Value> items) {
    return last(items, 1);
  }

  private static @Nullable Value min(List<Value> items) {
    return last(items, -1);
  }

  /** The greatest or least; of equal ones ({@code 1} and {@code 1.0}) the last. */
  private static @Nullable Value last(List<Value> items, int sign) {
    Value last = null;
    for (int i = 0; i < items.size(); i++) {
      Watched.look(i);
      Value item = items.get(i);
      last = last == null || item.compareTo(last) * sign >= 0 ? item : last;
    }
    return last;
  }

  private static Value sort(Builtin.Call call, List<Value> items) {
    call.step(items.size());
    List<Value> sorted = new ArrayList<>(items);
    sorted.sort(
        (a, b) -> {
          call.step(1);
          return a.compareTo(b);
        });
    return RegoArray.of(sorted);
  }

  private static List<Value> items(Value[] args) throws BuiltinException {
    List<Value> items = Operands.itemsOf(args[0]);
    if (items == null) {
      throw Operands.wrongType(0, args[0], "array", "set");
    }
    return items;
  }

  private static boolean all(List<Value> items) {
    return items.stream().allMatch(RegoBoolean.TRUE::equals);
  }
}
