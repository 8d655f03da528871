package dev.assay.report.html;

import dev.assay.report.AuditReport;
import dev.assay.report.RuleIndex;
import dev.assay.report.RuleInfo;
import dev.assay.report.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a part of the estate, or of a framework, stands.
 *
 * @param what the counts count: {@code check} or {@code control}
 */
record Posture(String name, String what, Counts counts) {

  static List<Posture> byArea(AuditReport report) {
    RuleIndex rules = report.ruleIndex();
    Map<String, List<Tally>> areas = new TreeMap<>();
    report.rules().forEach(rule -> areas.put(rule.area(), new ArrayList<>()));
    for (Tally tally : report.tallies()) {
      areas.computeIfAbsent(rules.get(tally.rule()).area(), any -> new ArrayList<>()).add(tally);
    }
    return areas.entrySet().stream()
        .map(area -> new Posture(area.getKey(), "check", Counts.of(area.getValue())))
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
    frameworks.forEach(
        (framework, controls) -> all.add(new Posture(framework, "control", worst(controls))));
    return all;
  }

  private static Counts worst(Map<String, List<Tally>> controls) {
    long[] n = new long[5];
    for (List<Tally> tallies : controls.values()) {
      Counts counts = Counts.of(tallies);
      if (counts.fail() > 0) {
        n[0]++;
      } else if (counts.unknown() > 0) {
        n[1]++;
      } else if (counts.waived() > 0) {
        n[2]++;
      } else if (counts.pass() > 0) {
        n[3]++;
      } else {
        n[4]++;
      }
    }
    return new Counts(n[0], n[1], n[2], n[3], n[4]);
  }
}
