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
  /** How many rules a part of the memo is for. */
  private static final int PART = 32;

  @Nullable Value input;
  final Value base;

  /** The paths in {@code data} that are replaced, so that rules at and below them are not asked. */
  final List<List<Value>> targets;

  /** What replaces functions, by {@link Callee#key}. */
  final Map<Object, Mock> mocks;

  /**
   * The value of a rule at its number modulo {@value #PART}, in the part of those numbers: a policy
   * may have many rules, and each {@code with} begins a new memo.
   */
  private Memo @Nullable [] @Nullable [] rules;

  /** The numbers of the rules whose values are there. */
  private int[] known = new int[4];

  private int knownSize;
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

  /** Another input: what is known of the one before is forgotten. */
  void turnTo(@Nullable Value other) {
    input = other;
    if (calls != null && calls.size() > PART) {
      calls = null;
    } else if (calls != null) {
      calls.clear();
    }
    for (int i = 0; i < knownSize; i++) {
      Memo[] part = rules == null ? null : rules[known[i] / PART];
      if (part != null) {
        part[known[i] % PART] = null;
      }
    }
    knownSize = 0;
  }

  /** What is known of a rule; {@code null} if nothing is. */
  @Nullable Memo memo(int id) {
    Memo[] part = rules == null ? null : rules[id / PART];
    return part == null ? null : part[id % PART];
  }

  /**
   * @param groups how many rules there are
   */
  void keep(int id, Memo memo, int groups) {
    if (rules == null) {
      rules = new Memo[(groups + PART - 1) / PART][];
    }
    Memo[] part = rules[id / PART];
    if (part == null) {
      part = new Memo[PART];
      rules[id / PART] = part;
    }
    part[id % PART] = memo;
    if (knownSize == known.length) {
      known = Arrays.copyOf(known, knownSize * 2);
    }
    known[knownSize++] = id;
  }

  Map<CallKey, Memo> memoOfCalls() {
    if (calls == null) {
      calls = new HashMap<>();
    }
    return calls;
  }
}
