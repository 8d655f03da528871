package dev.assay.rulepack;

import dev.assay.report.RuleInfo;
import java.util.List;
import java.util.Map;

/**
 * A rule of a pack, checked.
 *
 * @param info what reports tell of it; its parameters hold the defaults
 * @param needs the kinds whose absence by a gap makes the rule unknown, its own among them
 * @param parameters by name
 * @param aliases former ids, under which waivers stay valid
 * @param deprecated what to use instead, or why it will go; empty for a rule in use
 * @param file where it is written, e.g. {@code rules/alloydb/automated_backups/rule.rego}
 */
public record Rule(
    RuleInfo info,
    List<String> needs,
    Map<String, Parameter> parameters,
    List<String> aliases,
    String deprecated,
    String file) {

  public Rule {
    needs = List.copyOf(needs);
    parameters = Map.copyOf(parameters);
    aliases = List.copyOf(aliases);
  }

  public String id() {
    return info.id();
  }
}
