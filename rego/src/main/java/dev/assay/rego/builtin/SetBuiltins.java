package dev.assay.rego.builtin;

import static dev.assay.rego.builtin.Signature.builtin;

import dev.assay.rego.builtin.Builtin.Call;
import dev.assay.rego.value.RegoSet;
import dev.assay.rego.value.Value;
import java.util.List;
import java.util.function.Predicate;

/** Set algebra: {@code & | -} and the functions over sets of sets. */
final class SetBuiltins {
  private SetBuiltins() {}

  private static final int STRIDE = 1 << 12;

  static List<Builtin> builtins() {
    return List.of(
        builtin(
            "and(set[any], set[any]) set[any]",
            (c, a) -> intersection(c, set(c, a, 0), set(c, a, 1))),
        builtin("or(set[any], set[any]) set[any]", (c, a) -> union(c, set(c, a, 0), set(c, a, 1))),
        builtin(
            "set_diff(set[any], set[any]) set[any]",
            (c, a) -> difference(c, set(c, a, 0), set(c, a, 1))),
        builtin("intersection(set[set[any]]) set[any]", SetBuiltins::intersectionOfAll),
        builtin("union(set[set[any]]) set[any]", SetBuiltins::unionOfAll));
  }

  private static RegoSet set(Call call, Value[] args, int i) throws BuiltinException {
    RegoSet set = Operands.set(args, i);
    call.step(set.size());
    return set;
  }

  static RegoSet difference(Call call, RegoSet a, RegoSet b) {
    return chosen(call, a, item -> !b.contains(item));
  }

  private static RegoSet intersection(Call call, RegoSet a, RegoSet b) {
    return a.size() <= b.size() ? chosen(call, a, b::contains) : chosen(call, b, a::contains);
  }

  private static RegoSet chosen(Call call, RegoSet set, Predicate<Value> chosen) {
    RegoSet.Builder result = new RegoSet.Builder(set.size());
    for (int i = 0; i < set.size(); i++) {
      if (chosen.test(item(call, set, i))) {
        result.add(set.item(i));
      }
    }
    return result.build();
  }

  private static RegoSet union(Call call, RegoSet a, RegoSet b) {
    RegoSet.Builder result = new RegoSet.Builder(a.size() + b.size());
    addAll(call, a, result);
    addAll(call, b, result);
    return result.build();
  }

  private static void addAll(Call call, RegoSet set, RegoSet.Builder result) {
    for (int i = 0; i < set.size(); i++) {
      result.add(item(call, set, i));
    }
  }

  /** An item of a set of which all are asked for, one after the other. */
  private static Value item(Call call, RegoSet set, int i) {
    if (i % STRIDE == STRIDE - 1) {
      call.look();
    }
    return set.item(i);
  }

  private static Value intersectionOfAll(Call call, Value[] args) throws BuiltinException {
    RegoSet result = null;
    for (Value item : Operands.set(args, 0)) {
      RegoSet next = set(call, new Value[] {item}, 0);
      result = result == null ? next : intersection(call, result, next);
    }
    return result == null ? RegoSet.EMPTY : result;
  }

  private static Value unionOfAll(Call call, Value[] args) throws BuiltinException {
    RegoSet.Builder result = new RegoSet.Builder(4, call);
    for (Value item : Operands.set(args, 0)) {
      addAll(call, set(call, new Value[] {item}, 0), result);
    }
    return result.build();
  }
}
