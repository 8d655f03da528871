package dev.assay.report.openmetrics;

import dev.assay.report.AuditReport;
import dev.assay.report.Finding;
import dev.assay.report.Gap;
import dev.assay.report.Reporter;
import dev.assay.report.RuleIndex;
import dev.assay.report.Severity;
import dev.assay.report.Source;
import dev.assay.report.Tally;
import dev.assay.report.Verdict;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Gauges only, so that both parsers take them: that of <a
 * href="https://prometheus.io/docs/specs/om/open_metrics_spec/">OpenMetrics</a>, and the older one
 * that reads the files of node_exporter's textfile collector. The age of a scan is {@code time() -
 * assay_collected_timestamp_seconds}.
 */
public final class OpenMetricsReporter implements Reporter {
  @Override
  public String format() {
    return "openmetrics";
  }

  @Override
  public void write(AuditReport report, OutputStream out) throws IOException {
    Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    for (Family family :
        List.of(
            new Family("assay_build", "The version and rules that judged.", "version", "rules")
                .add(1, report.toolVersion(), report.rulesDigest()),
            new Family("assay_collected_timestamp_seconds", "When the facts were collected.")
                .add(report.collectedAt().getEpochSecond()),
            new Family("assay_complete", "1 if all that was asked for was read and decided.")
                .add(report.complete() ? 1 : 0),
            checks(report),
            failures(report),
            gaps(report))) {
      family.write(text);
    }
    text.write("# EOF\n");
    text.flush();
  }

  private static Family checks(AuditReport report) {
    Family checks =
        new Family(
            "assay_checks",
            "Resources that a rule judged.",
            "rule",
            "severity",
            "target",
            "verdict");
    RuleIndex rules = report.ruleIndex();
    for (Tally tally : report.tallies()) {
      String severity = rules.get(tally.rule()).severity().label();
      for (Verdict verdict : Verdict.values()) {
        checks.add(tally.of(verdict), tally.rule(), severity, tally.source(), verdict.label());
      }
    }
    return checks;
  }

  /** Also those that are none: an alert must see a count fall to zero. */
  private static Family failures(AuditReport report) {
    Family failures =
        new Family("assay_failures", "Failures by their own severity.", "severity", "target");
    for (Source source : report.sources()) {
      for (Severity severity : Severity.worstFirst()) {
        failures.add(0, severity.label(), source.id());
      }
    }
    for (Finding finding : report.findings()) {
      if (finding.verdict() == Verdict.FAIL) {
        failures.add(1, finding.severity().label(), finding.resource().source());
      }
    }
    return failures;
  }

  private static Family gaps(AuditReport report) {
    Family gaps =
        new Family("assay_gaps", "Facts that could not be read.", "cause", "kind", "target");
    for (Gap gap : report.gaps()) {
      gaps.add(1, gap.cause().label(), gap.kind(), gap.source());
    }
    return gaps;
  }
}
