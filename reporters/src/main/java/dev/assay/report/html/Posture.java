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
 * @param all checks that were made, or controls of the framework, judged here or not
 */
record Posture(String name, Counts counts, long all) {

  static List<Posture> byArea(AuditReport report) {
    RuleIndex rules = report.ruleIndex();
    Map<String, List<Tally>> areas = new TreeMap<>();
    report.rules().forEach(rule -> areas.put(rule.area(), new ArrayList<>()));
    for (Tally tally : report.tallies()) {
      areas.computeIfAbsent(rules.get(tally.rule()).area(), any -> new ArrayList<>()).add(tally);
    }
    return areas.entrySet().stream()
        .map(
            area -> {
              Counts counts = Counts.of(area.getValue());
              return new Posture(area.getKey(), counts, counts.checks());
            })
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
        .map(
            framework -> {
              Counts counts = Counts.of(framework.getValue());
              long all = counts.checks() + counts.notApplicable();
              return new Posture(framework.getKey(), counts, all);
            })
        .toList();
  }

  /** A framework of which little was judged is not a full bar. */
  Bar bar() {
    return Bar.of(counts).add("none", "not judged", all - counts.checks());
  }
}
