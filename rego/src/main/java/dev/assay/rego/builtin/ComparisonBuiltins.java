package dev.assay.rego.builtin;

import static dev.assay.rego.builtin.Signature.builtin;

import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoBoolean;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoSet;
import dev.assay.rego.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Equality, order and membership. */
final class ComparisonBuiltins {
  private ComparisonBuiltins() {}

  static List<Builtin> builtins() {
    return List.of(
        builtin("eq(any, any) boolean", (c, a) -> of(a[0].equals(a[1]))),
        builtin("assign(any, any) boolean", (c, a) -> of(a[0].equals(a[1]))),
        builtin("equal(any, any) boolean", (c, a) -> of(a[0].equals(a[1]))),
        builtin("neq(any, any) boolean", (c, a) -> of(!a[0].equals(a[1]))),
        builtin("lt(any, any) boolean", (c, a) -> of(a[0].compareTo(a[1]) < 0)),
        builtin("lte(any, any) boolean", (c, a) -> of(a[0].compareTo(a[1]) <= 0)),
        builtin("gt(any, any) boolean", (c, a) -> of(a[0].compareTo(a[1]) > 0)),
        builtin("gte(any, any) boolean", (c, a) -> of(a[0].compareTo(a[1]) >= 0)),
        builtin("internal.member_2(any, any) boolean", (c, a) -> of(isIn(a[0], a[1]))),
        builtin("internal.member_3(any, any, any) boolean", (c, a) -> of(a[1].equals(at(a)))));
  }

  private static RegoBoolean of(boolean value) {
    return RegoBoolean.of(value);
  }

  private static boolean isIn(Value item, Value collection) {
    if (collection instanceof RegoSet set) {
      return set.contains(item);
    }
    if (collection instanceof RegoArray array) {
      for (Value v : array) {
        if (v.equals(item)) {
          return true;
        }
      }
    }
    if (collection instanceof RegoObject object) {
      for (Value key : object.keys()) {
        if (item.equals(object.get(key))) {
          return true;
        }
      }
    }
    return false;
  }

  /** What the collection, the third argument, has at the key, the first. */
  private static @Nullable Value at(Value[] args) {
    return ObjectBuiltins.child(args[2], args[0]);
  }
}
