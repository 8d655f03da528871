package dev.assay.rego.fuzz;

import dev.assay.rego.value.Value;
import java.util.Optional;
import java.util.SortedSet;

/** What an engine makes of a sample. */
sealed interface Answer {

  /**
   * Whether this is OPA's answer too. This engine tells all errors of a module at once and OPA
   * those of the first stage that finds any: so theirs must be among ours.
   */
  default boolean agrees(Answer theirs) {
    return equals(theirs)
        || theirs instanceof Crashes
        || (this instanceof Fails a
            && theirs instanceof Fails b
            && a.compiling()
            && b.compiling()
            && a.codes().containsAll(b.codes()));
  }

  /** Whether the other is an answer of the same sort, if not the same. */
  boolean isLike(Answer other);

  /** The package's value as JSON knows it; empty if it is undefined. */
  record Of(Optional<Value> value) implements Answer {
    @Override
    public boolean isLike(Answer other) {
      return other instanceof Of;
    }
  }

  /**
   * The module does not compile, or its evaluation fails.
   *
   * @param codes of the errors
   */
  record Fails(SortedSet<String> codes) implements Answer {
    @Override
    public boolean isLike(Answer other) {
      return equals(other);
    }

    /** Whether the module was refused, rather than its evaluation given up. */
    boolean compiling() {
      return codes.stream().allMatch(c -> c.startsWith("rego_"));
    }
  }

  /** The engine did not survive the sample: nothing to compare with. */
  record Crashes() implements Answer {
    @Override
    public boolean isLike(Answer other) {
      return other instanceof Crashes;
    }
  }
}
