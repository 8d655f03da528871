package dev.assay.report.html;

import dev.assay.report.AuditReport;
import dev.assay.report.Control;
import dev.assay.report.Counts;
import dev.assay.report.RuleIndex;
import dev.assay.report.Tally;
import dev.assay.report.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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

  static List<Posture> byFramework(AuditReport report) {
    Map<String, Map<Verdict, Long>> frameworks = new TreeMap<>();
    for (Control control : report.controls()) {
      frameworks
          .computeIfAbsent(control.framework(), any -> new TreeMap<>())
          .merge(control.checks().worst(), 1L, Long::sum);
    }
    return frameworks.entrySet().stream()
        .map(framework -> new Posture(framework.getKey(), Counts.of(framework.getValue())))
        .toList();
  }

  Bar bar() {
    return Bar.of(counts);
  }
}
