package dev.assay.rulepack;

import dev.assay.rego.value.Value;
import dev.assay.report.Severity;
import java.util.Map;
import java.util.Optional;

/**
 * What a user set of one rule, somewhere or everywhere.
 *
 * @param rule its id
 * @param given values by parameter
 * @param grade another severity
 */
public record Setting(String rule, Where where, Map<String, Given> given, Optional<Grade> grade) {
  public Setting {
    given = Map.copyOf(given);
  }

  /**
   * @param origin where it was set, as reports tell it
   */
  public record Given(Value value, String origin) {}

  /**
   * @param origin where it was set, as reports tell it
   */
  public record Grade(Severity severity, String reason, String origin) {}
}
