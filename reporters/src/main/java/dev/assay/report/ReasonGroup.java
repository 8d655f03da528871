package dev.assay.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What could not be decided for one and the same reason: one gap leaves many rules undecided, and
 * its reason is told once. A rule is in as many groups as it has reasons, unless these are many.
 *
 * @param reason empty for a rule that has many reasons, or none
 * @param rules in the report's order, each with its findings of that reason
 */
public record ReasonGroup(String reason, List<RuleFindings> rules) {
  /** A rule with more reasons than these tells each resource its own. */
  private static final int FEW = 3;

  public ReasonGroup {
    rules = List.copyOf(rules);
  }

  /** In the order of the first rule of each. */
  static List<ReasonGroup> of(List<RuleFindings> undecided) {
    Map<Object, List<RuleFindings>> groups = new LinkedHashMap<>();
    for (RuleFindings rule : undecided) {
      Map<String, List<Finding>> reasons =
          rule.findings().stream()
              .collect(
                  Collectors.groupingBy(Finding::message, LinkedHashMap::new, Collectors.toList()));
      if (reasons.size() > FEW || reasons.containsKey("")) {
        groups.put(rule, List.of(rule));
      } else {
        reasons.forEach(
            (reason, findings) ->
                groups
                    .computeIfAbsent(reason, any -> new ArrayList<>())
                    .add(new RuleFindings(rule.rule(), findings)));
      }
    }
    return groups.entrySet().stream()
        .map(group -> new ReasonGroup(reason(group.getKey()), group.getValue()))
        .toList();
  }

  private static String reason(Object key) {
    return key instanceof String reason ? reason : "";
  }

  /** What the rules could not decide, the worst first. */
  public List<Finding> findings() {
    return rules.stream().flatMap(rule -> rule.findings().stream()).toList();
  }
}
