package dev.assay.report.html;

import dev.assay.report.AuditReport;
import dev.assay.report.RuleIndex;
import dev.assay.report.RuleInfo;
import dev.assay.report.Tally;
import dev.assay.report.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How an area of the estate, or a framework, stands.
 *
 * @param counts of checks, or of the framework's controls
 */
record Posture(String name, Counts counts) {

  static List<Posture> byArea(AuditReport report) {
    RuleIndex rules = report.ruleIndex();
    Map<String, List<Tally>> areas = new TreeMap<>();
    report.rules().forEach(rule -> areas.put(rule.area(), new ArrayList<>()));
    for (Tally tally : report.tallies()) {
      areas.computeIfAbsent(rules.get(tally.rule()).area(), any -> new ArrayList<>()).add(tally);
    }
    return areas.entrySet().stream()
        .map(area -> new Posture(area.getKey(), Counts.of(area.getValue())))
        .toList();
  }

  /** A control stands as the worst of the rules that bear on it. */
  static List<Posture> byFramework(AuditReport report) {
    Map<String, List<Tally>> byRule = new TreeMap<>();
    for (Tally tally : report.tallies()) {
      byRule.computeIfAbsent(tally.rule(), any -> new ArrayList<>()).add(tally);
    }
    Map<String, Map<String, List<Tally>>> frameworks = new TreeMap<>();
    for (RuleInfo rule : report.rules()) {
      rule.controls()
          .forEach(
              (framework, controls) -> {
                for (String control : controls) {
                  frameworks
                      .computeIfAbsent(framework, any -> new TreeMap<>())
                      .computeIfAbsent(control, any -> new ArrayList<>())
                      .addAll(byRule.getOrDefault(rule.id(), List.of()));
                }
              });
    }
    List<Posture> all = new ArrayList<>();
    frameworks.forEach((framework, controls) -> all.add(new Posture(framework, worst(controls))));
    return all;
  }

  private static Counts worst(Map<String, List<Tally>> controls) {
    Map<Verdict, Long> n =
        controls.values().stream()
            .collect(
                Collectors.groupingBy(
                    tallies -> Counts.of(tallies).worst(), Collectors.counting()));
    return new Counts(
        n.getOrDefault(Verdict.FAIL, 0L),
        n.getOrDefault(Verdict.UNKNOWN, 0L),
        n.getOrDefault(Verdict.WAIVED, 0L),
        n.getOrDefault(Verdict.PASS, 0L),
        n.getOrDefault(Verdict.NOT_APPLICABLE, 0L));
  }
}
