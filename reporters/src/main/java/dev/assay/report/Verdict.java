package dev.assay.report;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a rule says of one resource. */
public enum Verdict {
  /** The rule is violated. */
  FAIL,
  /** It could not be decided; never to be read as a pass. */
  UNKNOWN,
  /** The rule is violated, and somebody answers for it until a given day. */
  WAIVED,
  /** We looked, and the rule holds. */
  PASS,
  /** The rule does not speak of this resource. */
  NOT_APPLICABLE;

  /** The name in rules' cases, options and reports: lower case with underscores. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Verdict> of(String label) {
    return Arrays.stream(values()).filter(v -> v.label().equals(label)).findFirst();
  }
}
