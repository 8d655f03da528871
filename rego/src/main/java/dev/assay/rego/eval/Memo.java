package dev.assay.rego.eval;

import dev.assay.rego.value.Value;
import org.jspecify.annotations.Nullable;

/** What a rule or a call came to. */
final class Memo {
  private final @Nullable Value value;
  private final AbsentRead[] absent;

  /**
   * @param value {@code null} if it is undefined
   * @param absent the absent reads on the way, to be reported again by whoever uses the value
   */
  Memo(@Nullable Value value, AbsentRead[] absent) {
    this.value = value;
    this.absent = absent;
  }

  /** The value, with the absent reads reported unless the reader is within a {@code not}. */
  @Nullable Value read(Evaluation evaluation, boolean quiet) {
    if (absent.length > 0 && !quiet) {
      evaluation.log.addAll(absent);
    }
    return value;
  }
}
