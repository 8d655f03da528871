package dev.assay.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The findings of one rule that have the same verdict.
 *
 * @param findings at least one, in the report's order
 */
public record RuleFindings(RuleInfo rule, List<Finding> findings) {
  public RuleFindings {
    findings = List.copyOf(findings);
  }

  /** By rule, in the report's order, which puts the worst first. */
  static List<RuleFindings> of(AuditReport report, Verdict verdict) {
    Map<String, List<Finding>> groups = new LinkedHashMap<>();
    for (Finding finding : report.findings()) {
      if (finding.verdict() == verdict) {
        groups.computeIfAbsent(finding.rule(), any -> new ArrayList<>()).add(finding);
      }
    }
    RuleIndex rules = report.ruleIndex();
    List<RuleFindings> all = new ArrayList<>();
    groups.forEach((rule, findings) -> all.add(new RuleFindings(rules.get(rule), findings)));
    return all;
  }

  /** The severity of the worst, which is the first. */
  public Severity worst() {
    return findings.get(0).severity();
  }
}
