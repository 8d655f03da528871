package dev.assay.rego.builtin;

import static dev.assay.rego.builtin.Signature.builtin;

import dev.assay.rego.builtin.Builtin.Call;
import dev.assay.rego.value.RegoSet;
import dev.assay.rego.value.Value;
import java.util.List;

/** Set algebra: {@code & | -} and the functions over sets of sets. */
final class SetBuiltins {
  private SetBuiltins() {}

  static List<Builtin> builtins() {
    return List.of(
        builtin(
            "and(set[any], set[any]) set[any]", (c, a) -> intersection(set(c, a, 0), set(c, a, 1))),
        builtin("or(set[any], set[any]) set[any]", (c, a) -> union(set(c, a, 0), set(c, a, 1))),
        builtin(
            "set_diff(set[any], set[any]) set[any]",
            (c, a) -> difference(set(c, a, 0), set(c, a, 1))),
        builtin("intersection(set[set[any]]) set[any]", SetBuiltins::intersectionOfAll),
        builtin("union(set[set[any]]) set[any]", SetBuiltins::unionOfAll));
  }

  private static RegoSet set(Call call, Value[] args, int i) throws BuiltinException {
    RegoSet set = Operands.set(args, i);
    call.step(set.size());
    return set;
  }

  static RegoSet difference(RegoSet a, RegoSet b) {
    RegoSet.Builder result = new RegoSet.Builder(a.size());
    for (int i = 0; i < a.size(); i++) {
      if (!b.contains(a.item(i))) {
        result.add(a.item(i));
      }
    }
    return result.build();
  }

  private static RegoSet intersection(RegoSet a, RegoSet b) {
    boolean ordered = a.size() <= b.size();
    RegoSet smaller = ordered ? a : b;
    RegoSet larger = ordered ? b : a;
    RegoSet.Builder result = new RegoSet.Builder(smaller.size());
    for (int i = 0; i < smaller.size(); i++) {
      if (larger.contains(smaller.item(i))) {
        result.add(smaller.item(i));
      }
    }
    return result.build();
  }

  private static RegoSet union(RegoSet a, RegoSet b) {
    RegoSet.Builder result = new RegoSet.Builder(a.size() + b.size());
    addAll(a, result);
    addAll(b, result);
    return result.build();
  }

  private static void addAll(RegoSet set, RegoSet.Builder result) {
    for (int i = 0; i < set.size(); i++) {
      result.add(set.item(i));
    }
  }

  private static Value intersectionOfAll(Call call, Value[] args) throws BuiltinException {
    RegoSet result = null;
    for (Value item : Operands.set(args, 0)) {
      RegoSet next = set(call, new Value[] {item}, 0);
      result = result == null ? next : intersection(result, next);
    }
    return result == null ? RegoSet.EMPTY : result;
  }

  private static Value unionOfAll(Call call, Value[] args) throws BuiltinException {
    RegoSet.Builder result = new RegoSet.Builder();
    for (Value item : Operands.set(args, 0)) {
      addAll(set(call, new Value[] {item}, 0), result);
    }
    return result.build();
  }
}
