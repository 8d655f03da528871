package dev.assay.audit;

import dev.assay.report.AuditReport;
import dev.assay.report.Finding;
import dev.assay.report.Finding.Evidence;
import dev.assay.report.Resource;
import dev.assay.report.RuleInfo;
import dev.assay.report.Severity;
import dev.assay.report.Source;
import dev.assay.report.Tally;
import dev.assay.report.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Verdicts that no Rego gave, e.g. on waivers, gathered so that a report can carry them beside the
 * others: every format then shows them.
 */
public final class Addendum {
  private final List<Source> sources = new ArrayList<>();
  private final Map<String, RuleInfo> rules = new LinkedHashMap<>();
  private final List<Finding> findings = new ArrayList<>();
  private final Map<String, Map<String, Map<Verdict, Integer>>> counts = new LinkedHashMap<>();

  /** Something that was read besides the snapshot. */
  public void source(Source source) {
    sources.add(source);
  }

  /** A rule that had its turn, whether or not there is anything for it to judge. */
  public void rule(RuleInfo rule) {
    rules.put(rule.id(), rule);
  }

  /** A verdict of the rule's own severity. */
  public void judge(
      RuleInfo rule, Resource resource, Verdict verdict, String message, List<Evidence> evidence) {
    judge(rule, rule.severity(), resource, verdict, message, evidence);
  }

  /**
   * The one verdict of a rule on a resource.
   *
   * @param message empty for a pass
   */
  public void judge(
      RuleInfo rule,
      Severity severity,
      Resource resource,
      Verdict verdict,
      String message,
      List<Evidence> evidence) {
    rule(rule);
    counts
        .computeIfAbsent(rule.id(), id -> new LinkedHashMap<>())
        .computeIfAbsent(resource.source(), id -> new LinkedHashMap<>())
        .merge(verdict, 1, Integer::sum);
    findings.add(
        new Finding(
            Fingerprint.of(rule.id(), resource.id(), ""),
            rule.id(),
            verdict,
            severity,
            resource,
            message,
            "",
            evidence,
            verdict == Verdict.FAIL ? rule.remediation() : ""));
  }

  /** The report with all of this. */
  public AuditReport to(AuditReport report) {
    List<Tally> tallies = new ArrayList<>();
    counts.forEach(
        (rule, bySource) ->
            bySource.forEach((source, verdicts) -> tallies.add(tally(rule, source, verdicts))));
    return report.and(sources, List.copyOf(rules.values()), findings, tallies);
  }

  private static Tally tally(String rule, String source, Map<Verdict, Integer> verdicts) {
    return new Tally(
        rule,
        source,
        verdicts.getOrDefault(Verdict.FAIL, 0),
        verdicts.getOrDefault(Verdict.UNKNOWN, 0),
        verdicts.getOrDefault(Verdict.WAIVED, 0),
        verdicts.getOrDefault(Verdict.PASS, 0),
        verdicts.getOrDefault(Verdict.NOT_APPLICABLE, 0));
  }
}
