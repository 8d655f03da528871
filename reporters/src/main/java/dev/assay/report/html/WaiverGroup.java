package dev.assay.report.html;

import dev.assay.report.AuditReport;
import dev.assay.report.Finding;
import dev.assay.report.Verdict;
import dev.assay.report.Waiver;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one waiver covers of one rule.
 *
 * @param findings those that it covers, or no longer covers
 */
record WaiverGroup(String rule, Waiver waiver, boolean lapsed, List<Finding> findings) {
  /** Lapsed ones first, then by the day on which they end. */
  static List<WaiverGroup> of(AuditReport report) {
    Map<List<Object>, WaiverGroup> groups = new LinkedHashMap<>();
    for (Finding finding : report.findings()) {
      if (finding.waiver().isPresent()) {
        Waiver waiver = finding.waiver().get();
        boolean lapsed = finding.verdict() != Verdict.WAIVED;
        groups
            .computeIfAbsent(
                List.of(finding.rule(), waiver, lapsed),
                any -> new WaiverGroup(finding.rule(), waiver, lapsed, new ArrayList<>()))
            .findings()
            .add(finding);
      }
    }
    return groups.values().stream()
        .sorted(
            Comparator.comparing((WaiverGroup group) -> !group.lapsed())
                .thenComparing(group -> group.waiver().expires())
                .thenComparing(WaiverGroup::rule))
        .toList();
  }
}
