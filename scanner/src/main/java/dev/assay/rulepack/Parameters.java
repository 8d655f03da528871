package dev.assay.rulepack;

import dev.assay.rego.value.RegoObject;
import java.util.Map;

/** The parameters of every rule: the defaults, and what a user set in their place. */
public final class Parameters {
  private final Map<String, RegoObject> byRule;

  private Parameters(Map<String, RegoObject> byRule) {
    this.byRule = Map.copyOf(byRule);
  }

  /** Every rule's defaults. */
  public static Parameters defaults() {
    return new Parameters(Map.of());
  }

  /**
   * @param settings from {@code ID.name} to a value as it is typed on a command line
   * @throws IllegalArgumentException if there is no such rule or parameter, or the value is not of
   *     its type; the message says what there is
   */
  public static Parameters of(RulePack pack, Map<String, String> settings) {
    return new Parameters(Map.of());
  }

  /** From names to values, complete: the {@code input.parameters} of a rule. */
  public RegoObject of(Rule rule) {
    return byRule.getOrDefault(rule.id(), RegoObject.EMPTY);
  }
}
