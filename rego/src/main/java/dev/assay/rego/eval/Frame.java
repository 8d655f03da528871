package dev.assay.rego.eval;

import dev.assay.rego.value.RegoNull;
import dev.assay.rego.value.Value;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The variables of one rule at work. A slot is read only where the compiler knows it bound. */
final class Frame {
  /** A wildcard that is asked for all the same must not bring a null into the world of values. */
  private static final Value[] BLANK = new Value[64];

  static {
    Arrays.fill(BLANK, RegoNull.NULL);
  }

  private static final @Nullable Object[] NONE = {};

  final Value[] slots;
  final Evaluation evaluation;

  /** Changes while a {@code with} is in force. */
  Env env;

  /** What the rule itself collects, or the value that it has so far. */
  @Nullable Object own;

  /** What comprehensions collect, each at its own place from 1 on. */
  final @Nullable Object[] collectors;

  Frame(int slots, int collectors, Evaluation evaluation, Env env) {
    this.slots = new Value[slots];
    this.collectors = collectors > 1 ? new Object[collectors] : NONE;
    this.evaluation = evaluation;
    this.env = env;
    for (int done = 0; done < slots; done += BLANK.length) {
      System.arraycopy(BLANK, 0, this.slots, done, Math.min(BLANK.length, slots - done));
    }
  }
}
