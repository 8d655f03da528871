package dev.assay.rulepack;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How sure a rule is that what it finds is wrong, in ascending order. */
public enum Confidence {
  /** A sign that somebody should look at: what is found is often as it should be. */
  LOW,
  /** It goes by names, habits or thresholds: now and then what is found is as it should be. */
  MEDIUM,
  /** The facts prove it. */
  HIGH;

  /** The name in rules: lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Confidence> of(String label) {
    return Arrays.stream(values()).filter(c -> c.label().equals(label)).findFirst();
  }
}
