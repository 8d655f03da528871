package dev.assay.rego.builtin;

import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoNumber;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoSet;
import dev.assay.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code walk}: the one built-in that is a relation. {@code walk(x, [path, value])} holds for x
 * itself, with the empty path, and for everything inside of x.
 *
 * <p>The function {@code walk} in {@link Builtins#all} gives all the pairs at once, as an array; an
 * evaluator that takes them one by one calls {@link #each}.
 */
public final class Walk {
  /** Takes a pair; returns whether it wants more. */
  @FunctionalInterface
  public interface Visitor {
    boolean visit(RegoArray path, Value value);
  }

  private final Builtin.Call call;
  private final Visitor visitor;
  private final List<Value> path = new ArrayList<>();

  private Walk(Builtin.Call call, Visitor visitor) {
    this.call = call;
    this.visitor = visitor;
  }

  /**
   * Visits what is in a value, parents before children, in the order of keys.
   *
   * @return whether the visitor wanted all of it
   */
  public static boolean each(Builtin.Call call, Value value, Visitor visitor) {
    return new Walk(call, visitor).walk(value);
  }

  static Builtin builtin() {
    return Signature.builtin("walk(any) [array[any], any]", (call, args) -> all(call, args[0]));
  }

  private static @Nullable Value all(Builtin.Call call, Value value) {
    List<Value> pairs = new ArrayList<>();
    each(call, value, (path, inner) -> pairs.add(RegoArray.of(path, inner)));
    return RegoArray.of(pairs);
  }

  private boolean walk(Value value) {
    call.step(1 + path.size() / 8);
    if (!visitor.visit(RegoArray.of(path), value)) {
      return false;
    }
    if (value instanceof RegoArray array) {
      for (int i = 0; i < array.size(); i++) {
        if (!child(RegoNumber.of(i), array.get(i))) {
          return false;
        }
      }
    } else if (value instanceof RegoObject object) {
      for (Value key : object.keys()) {
        if (!child(key, Objects.requireNonNull(object.get(key)))) {
          return false;
        }
      }
    } else if (value instanceof RegoSet set) {
      for (Value item : set) {
        if (!child(item, item)) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean child(Value key, Value value) {
    path.add(key);
    boolean more = walk(value);
    path.remove(path.size() - 1);
    return more;
  }
}
