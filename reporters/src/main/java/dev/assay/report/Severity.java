package dev.assay.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How much a failed rule matters, in ascending order. */
public enum Severity {
  INFO,
  LOW,
  MEDIUM,
  HIGH,
  CRITICAL;

  /** All of them, for whoever has to choose one. */
  public static final String WORDS = "info, low, medium, high or critical";

  /** The name in rules, options and reports: lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Severity> of(String label) {
    return Arrays.stream(values()).filter(s -> s.label().equals(label)).findFirst();
  }

  /** All, the worst first. */
  public static List<Severity> worstFirst() {
    return List.of(CRITICAL, HIGH, MEDIUM, LOW, INFO);
  }

  public boolean atLeast(Severity other) {
    return compareTo(other) >= 0;
  }
}
