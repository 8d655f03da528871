package dev.assay.rego.eval;

import java.util.Arrays;

/**
 * The absent reads of one evaluation: those of a rule at work come after those of the rules that
 * wait for it. Each ref has one {@link AbsentRead} for each step.
 */
final class AbsentLog {
  private static final AbsentRead[] NONE = {};

  private AbsentRead[] reads = NONE;
  private int size;

  /** Where those of the rule at work begin. */
  private int from;

  /** Another rule is at work; {@link #resume} must follow, with what this gives. */
  int begin() {
    int outer = from;
    from = size;
    return outer;
  }

  /** The rule that waited is at work again, and what came since is forgotten. */
  void resume(int outer) {
    size = from;
    from = outer;
  }

  // A ref makes one AbsentRead for each of its steps, so that one place is one object.
  @SuppressWarnings("ReferenceEquality")
  void add(AbsentRead read) {
    for (int i = from; i < size; i++) {
      if (reads[i] == read) {
        return;
      }
    }
    if (size == reads.length) {
      reads = Arrays.copyOf(reads, Math.max(4, size * 2));
    }
    reads[size++] = read;
  }

  void addAll(AbsentRead[] others) {
    for (AbsentRead read : others) {
      add(read);
    }
  }

  /** How many the rule at work has. */
  int size() {
    return size - from;
  }

  /** Forgets what came after the rule at work had only that many. */
  void forget(int kept) {
    size = from + kept;
  }

  /** Forgets everything. */
  void clear() {
    size = 0;
    from = 0;
  }

  /** Those of the rule at work. */
  AbsentRead[] toArray() {
    return size == from ? NONE : Arrays.copyOfRange(reads, from, size);
  }
}
