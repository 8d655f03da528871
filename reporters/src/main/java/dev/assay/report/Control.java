package dev.assay.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A control of a framework, as the rules that bear on it say. It stands as the worst of their
 * checks.
 *
 * @param framework e.g. {@code iso-27001-2022}
 * @param id within the framework, e.g. {@code A.8.13}
 * @param rules at least one, in the report's order
 */
public record Control(String framework, String id, List<RuleInfo> rules, Counts checks) {
  public Control {
    rules = List.copyOf(rules);
  }

  /** By framework and id. */
  static List<Control> of(AuditReport report) {
    Map<String, List<Tally>> tallies = new HashMap<>();
    for (Tally tally : report.tallies()) {
      tallies.computeIfAbsent(tally.rule(), any -> new ArrayList<>()).add(tally);
    }
    Map<String, Map<String, List<RuleInfo>>> frameworks = new TreeMap<>();
    for (RuleInfo rule : report.rules()) {
      rule.controls()
          .forEach(
              (framework, ids) ->
                  ids.stream()
                      .distinct()
                      .forEach(
                          id ->
                              frameworks
                                  .computeIfAbsent(framework, any -> new TreeMap<>())
                                  .computeIfAbsent(id, any -> new ArrayList<>())
                                  .add(rule)));
    }
    List<Control> controls = new ArrayList<>();
    frameworks.forEach(
        (framework, ids) ->
            ids.forEach((id, rules) -> controls.add(of(framework, id, rules, tallies))));
    return controls;
  }

  private static Control of(
      String framework, String id, List<RuleInfo> rules, Map<String, List<Tally>> tallies) {
    List<Tally> all = new ArrayList<>();
    rules.forEach(rule -> all.addAll(tallies.getOrDefault(rule.id(), List.of())));
    return new Control(framework, id, rules, Counts.of(all));
  }
}
