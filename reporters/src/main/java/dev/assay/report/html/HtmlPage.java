package dev.assay.report.html;

import dev.assay.report.AuditReport;
import dev.assay.report.Counts;
import dev.assay.report.Finding;
import dev.assay.report.GapGroup;
import dev.assay.report.ReasonGroup;
import dev.assay.report.RuleFindings;
import dev.assay.report.Severity;
import dev.assay.report.Source;
import dev.assay.report.Summary;
import dev.assay.report.Verdict;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** All that the template shows. */
record HtmlPage(
    AuditReport report,
    Summary summary,
    List<Posture> areas,
    List<Posture> frameworks,
    List<GapGroup> gaps,
    List<RuleFindings> worst,
    List<ReasonGroup> undecided,
    List<RulePage> rules,
    List<WaiverGroup> waivers,
    Asset style,
    Asset script,
    Asset data) {
  private static final int WORST = 10;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  static HtmlPage of(AuditReport report, Asset data) throws IOException {
    return new HtmlPage(
        report,
        report.summary(),
        Posture.byArea(report),
        Posture.byFramework(report),
        report.gapGroups(),
        report.byRule(Verdict.FAIL).stream().limit(WORST).toList(),
        report.undecided(),
        RulePage.of(report),
        WaiverGroup.of(report),
        Asset.file("report.css"),
        Asset.file("report.js"),
        data);
  }

  /** Nothing is fetched, sent or run but what stands in the page. */
  String policy() {
    return "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; style-src "
        + style.hash()
        + "; script-src "
        + script.hash()
        + " "
        + data.hash();
  }

  List<Posture> judgedAreas() {
    return areas.stream().filter(area -> area.counts().checks() > 0).toList();
  }

  /** Areas of which there was nothing to judge. */
  List<String> idleAreas() {
    return areas.stream().filter(area -> area.counts().checks() == 0).map(Posture::name).toList();
  }

  /** How the first screen is tinted; green only when all was seen and nothing failed. */
  String mood() {
    if (summary.failed() > 0) {
      return "fail";
    }
    return summary.complete() && summary.checks() > 0 ? "pass" : "unknown";
  }

  Bar bar() {
    Bar bar = new Bar();
    summary
        .failures()
        .forEach((severity, n) -> bar.add(severity.label(), severity.label() + " failed", n));
    return bar.add("unknown", "unknown", summary.unknown())
        .add("waived", "waived", summary.waived())
        .add("pass", "passed", summary.passed());
  }

  List<Severity> severities() {
    return Severity.worstFirst();
  }

  Counts counts(Source source) {
    return Counts.of(
        report.tallies().stream().filter(tally -> tally.source().equals(source.id())).toList());
  }

  long gaps(Source source) {
    return report.gaps().stream().filter(gap -> gap.source().equals(source.id())).count();
  }

  long listed() {
    return report.findings().size();
  }

  static String time(Instant time) {
    return TIME.format(time);
  }

  static String anchor(Finding finding) {
    return RulePage.anchor(finding.rule());
  }
}
