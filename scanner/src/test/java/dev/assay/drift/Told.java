package dev.assay.drift;

import dev.assay.audit.Fingerprint;
import dev.assay.report.AuditReport;
import dev.assay.report.Finding;
import dev.assay.report.Gap;
import dev.assay.report.Resource;
import dev.assay.report.RuleInfo;
import dev.assay.report.Severity;
import dev.assay.report.Source;
import dev.assay.report.Tally;
import dev.assay.report.Verdict;
import dev.assay.report.Waiver;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An audit of one source, told finding by finding. */
final class Told {
  private static final Instant TIME = Instant.parse("2026-11-21T08:00:00Z");

  private final String source;
  private final Map<String, RuleInfo> rules = new TreeMap<>();
  private final List<Finding> findings = new ArrayList<>();
  private final List<Gap> gaps = new ArrayList<>();

  Told(String source) {
    this.source = source;
  }

  static RuleInfo rule(String id) {
    return new RuleInfo(
        id,
        "area/" + id.replace('-', '_'),
        "Title of " + id,
        "d",
        Severity.HIGH,
        "k",
        List.of(),
        Map.of(),
        "mend",
        Map.of());
  }

  Told has(String rule, String resource, Verdict verdict) {
    return has(rule, resource, "", Severity.HIGH, verdict);
  }

  Told has(String rule, String resource, String at, Severity severity, Verdict verdict) {
    rules.put(rule, rule(rule));
    String id = source + "/" + resource;
    Finding finding =
        new Finding(
            Fingerprint.of(rule, id, at),
            rule,
            verdict == Verdict.WAIVED ? Verdict.FAIL : verdict,
            severity,
            new Resource(id, "k", source),
            verdict == Verdict.PASS ? "" : "It is so.",
            at,
            List.of(),
            "");
    findings.add(
        verdict == Verdict.WAIVED
            ? finding.waivedBy(new Waiver("o", "r", LocalDate.parse("2026-12-01")))
            : finding);
    return this;
  }

  Told gap(String kind, String scope) {
    gaps.add(new Gap(source, kind, source + scope, Gap.Cause.DENIED, "permission denied", "GRANT"));
    return this;
  }

  AuditReport report() {
    List<Tally> tallies =
        rules.keySet().stream()
            .map(
                rule ->
                    new Tally(
                        rule,
                        source,
                        count(rule, Verdict.FAIL),
                        count(rule, Verdict.UNKNOWN),
                        count(rule, Verdict.WAIVED),
                        count(rule, Verdict.PASS),
                        0))
            .toList();
    return new AuditReport(
        "t",
        "r",
        "s",
        TIME,
        TIME,
        List.of(new Source(source, "test", List.of("k"), Map.of())),
        List.copyOf(rules.values()),
        findings.stream().sorted(AuditReport.ORDER).toList(),
        tallies,
        gaps);
  }

  private int count(String rule, Verdict verdict) {
    return (int)
        findings.stream().filter(f -> f.rule().equals(rule) && f.verdict() == verdict).count();
  }
}
