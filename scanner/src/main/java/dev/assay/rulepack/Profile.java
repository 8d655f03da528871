package dev.assay.rulepack;

import dev.assay.report.Severity;
import java.util.Locale;

/** Which rules judge where nobody names them. */
public enum Profile {
  /** What matters and is sure: medium severity and above, high confidence. */
  DEFAULT,
  ALL;

  public boolean has(Rule rule) {
    return switch (this) {
      case ALL -> true;
      case DEFAULT ->
          rule.info().severity().atLeast(Severity.MEDIUM) && rule.confidence() == Confidence.HIGH;
    };
  }

  /** The name in options: lower case. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
