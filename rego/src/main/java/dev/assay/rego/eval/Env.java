package dev.assay.rego.eval;

import dev.assay.rego.value.Value;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What rules are evaluated against: the documents, as {@code with} has changed them, and the memo
 * of that.
 */
final class Env {
  static final int PART = 32;

  final @Nullable Value input;
  final Value base;

  /** The paths in {@code data} that are replaced, so that rules at and below them are not asked. */
  final List<List<Value>> targets;

  /** What replaces functions, by {@link Callee#key}. */
  final Map<Object, Mock> mocks;

  private Memo @Nullable [] @Nullable [] rules;
  private @Nullable Map<CallKey, Memo> calls;
  private @Nullable Env unmocked;

  Env(@Nullable Value input, Value base, List<List<Value>> targets, Map<Object, Mock> mocks) {
    this.input = input;
    this.base = base;
    this.targets = targets;
    this.mocks = mocks;
  }

  /** A function's replacement: another function, or a value that it then always gives. */
  record Mock(@Nullable Callee callee, @Nullable Value value) {}

  /** A call with its arguments, hashed once. */
  static final class CallKey {
    private final Group function;
    private final Value[] arguments;
    private final int hash;

    CallKey(Group function, Value[] arguments) {
      this.function = function;
      this.arguments = arguments;
      int h = System.identityHashCode(function);
      for (Value argument : arguments) {
        h = 31 * h + argument.hashCode();
      }
      this.hash = h;
    }

    @Override
    public boolean equals(Object o) {
      return o instanceof CallKey that
          && hash == that.hash
          && function == that.function
          && Arrays.equals(arguments, that.arguments);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }

  /** Whether data and functions are those of the evaluator, whatever the input. */
  boolean isPristine() {
    return targets.isEmpty() && mocks.isEmpty();
  }

  /** Whether a path in data is replaced, or lies below one that is. */
  boolean isReplaced(List<Value> path) {
    if (targets.isEmpty()) {
      return false;
    }
    for (List<Value> target : targets) {
      if (target.size() <= path.size() && path.subList(0, target.size()).equals(target)) {
        return true;
      }
    }
    return false;
  }

  /** The same documents without replaced functions: a replacement may call what it replaces. */
  Env unmocked() {
    if (mocks.isEmpty()) {
      return this;
    }
    if (unmocked == null) {
      unmocked = new Env(input, base, targets, Map.of());
    }
    return unmocked;
  }

  /**
   * The part of the memo that has a rule, at the rule's number modulo {@value #PART}: a policy may
   * have many rules, and each {@code with} begins a new memo.
   *
   * @param groups how many rules there are
   */
  Memo[] memoOfRule(int id, int groups) {
    if (rules == null) {
      rules = new Memo[(groups + PART - 1) / PART][];
    }
    Memo[] part = rules[id / PART];
    if (part == null) {
      part = new Memo[PART];
      rules[id / PART] = part;
    }
    return part;
  }

  Map<CallKey, Memo> memoOfCalls() {
    if (calls == null) {
      calls = new HashMap<>();
    }
    return calls;
  }
}
