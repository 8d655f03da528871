package dev.assay.rego.eval;

import java.util.Arrays;

/** The absent reads of one rule's evaluation. Each ref has one {@link AbsentRead} for each step. */
final class AbsentLog {
  static final AbsentRead[] NONE = {};

  private AbsentRead[] reads = NONE;
  private int size;

  // A ref makes one AbsentRead for each of its steps, so that one place is one object.
  @SuppressWarnings("ReferenceEquality")
  void add(AbsentRead read) {
    for (int i = 0; i < size; i++) {
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

  int size() {
    return size;
  }

  /** Forgets what came after there were only that many. */
  void forget(int from) {
    size = from;
  }

  AbsentRead[] toArray() {
    return size == reads.length ? reads : Arrays.copyOf(reads, size);
  }
}
