package dev.assay.rego.eval;

import dev.assay.rego.value.RegoNull;
import dev.assay.rego.value.Value;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The variables of one rule at work. A slot is read only where the compiler knows it bound. */
final class Frame {
  final Value[] slots;
  final Evaluation evaluation;

  /** Changes while a {@code with} is in force. */
  Env env;

  /**
   * What is being collected: by comprehensions each at their own place, by the rule itself at 0.
   */
  final @Nullable Object[] collectors;

  Frame(int slots, int collectors, Evaluation evaluation, Env env) {
    this.slots = new Value[slots];
    this.collectors = new Object[collectors];
    this.evaluation = evaluation;
    this.env = env;
    // A wildcard that is asked for all the same must not bring a null into the world of values.
    Arrays.fill(this.slots, RegoNull.NULL);
  }
}
