package dev.assay.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rules that could not be decided for one and the same reason: one gap leaves many undecided, and
 * its reason is told once.
 *
 * @param reason empty for a single rule that has several reasons, or none
 * @param rules in the report's order
 */
public record ReasonGroup(String reason, List<RuleFindings> rules) {
  public ReasonGroup {
    rules = List.copyOf(rules);
  }

  /** In the order of the first rule of each. */
  static List<ReasonGroup> of(List<RuleFindings> undecided) {
    Map<Object, List<RuleFindings>> groups = new LinkedHashMap<>();
    Map<Object, String> reasons = new LinkedHashMap<>();
    for (RuleFindings rule : undecided) {
      String reason = rule.findings().get(0).message();
      boolean sole = rule.findings().stream().allMatch(f -> f.message().equals(reason));
      Object key = sole && !reason.isBlank() ? reason : rule;
      groups.computeIfAbsent(key, any -> new ArrayList<>()).add(rule);
      reasons.put(key, key == rule ? "" : reason);
    }
    List<ReasonGroup> all = new ArrayList<>();
    groups.forEach((key, rules) -> all.add(new ReasonGroup(reasons.getOrDefault(key, ""), rules)));
    return all;
  }

  /** What the rules could not decide, the worst first. */
  public List<Finding> findings() {
    return rules.stream().flatMap(rule -> rule.findings().stream()).toList();
  }
}
