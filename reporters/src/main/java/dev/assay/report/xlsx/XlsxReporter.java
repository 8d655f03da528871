package dev.assay.report.xlsx;

import dev.assay.report.AuditReport;
import dev.assay.report.Control;
import dev.assay.report.Counts;
import dev.assay.report.Finding;
import dev.assay.report.Gap;
import dev.assay.report.Reporter;
import dev.assay.report.RuleIndex;
import dev.assay.report.RuleInfo;
import dev.assay.report.Source;
import dev.assay.report.Summary;
import dev.assay.report.Tally;
import dev.assay.report.Terms;
import dev.assay.report.Verdict;
import dev.assay.report.Waiver;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.dhatim.fastexcel.Workbook;

/** A workbook: summary, findings, waived, gaps, controls and population. */
public final class XlsxReporter implements Reporter {
  private static final List<String> FINDINGS =
      List.of(
          "Severity:10",
          "Verdict:14",
          "Rule:14",
          "Title:40",
          "Resource:60",
          "At:24",
          "Seen:50",
          "Evidence:40",
          "Fix:50",
          "Controls:30",
          "Source:36",
          "Kind:20",
          "Age:8",
          "Fingerprint:20",
          "Severity set:40",
          "Parameters:40");
  private static final List<String> WAIVED =
      List.of(
          "Severity:10",
          "Rule:14",
          "Title:40",
          "Resource:60",
          "At:24",
          "Seen:50",
          "Owner:28",
          "Reason:50",
          "Last day:12");
  private static final List<String> GAPS =
      List.of("Cause:14", "Kind:28", "Under:60", "Why:60", "To see it:60", "Source:36");
  private static final List<String> CONTROLS =
      counted("Framework:24", "Control:16", "Standing:16", "Rules:50");
  private static final List<String> POPULATION = counted("Rule:14", "Title:50", "Source:50");

  @Override
  public String format() {
    return "xlsx";
  }

  @Override
  public void write(AuditReport report, OutputStream out) throws IOException {
    Archive.write(book -> write(report, book), report.collectedAt(), out);
  }

  private static void write(AuditReport report, Workbook book) throws IOException {
    book.properties().setTitle("Assay: " + report.summary().sentence());
    summary(report, new Sheet(book, "Summary", List.of("What:28", "Value:90")));
    findings(report, new Sheet(book, "Findings", FINDINGS));
    waived(report, new Sheet(book, "Waived", WAIVED));
    gaps(report, new Sheet(book, "Gaps", GAPS));
    controls(report, new Sheet(book, "Controls", CONTROLS));
    population(report, new Sheet(book, "Population", POPULATION));
  }

  private static void summary(AuditReport report, Sheet sheet) throws IOException {
    Summary summary = report.summary();
    sheet.add(List.of("Verdict", summary.sentence()));
    sheet.add(List.of("Complete", report.complete() ? "yes" : "no"));
    sheet.add(List.of("Failed", summary.failed()));
    for (var failures : summary.failures().entrySet()) {
      sheet.add(List.of("Failed, " + failures.getKey().label(), failures.getValue()));
    }
    sheet.add(List.of("Unknown", summary.unknown()));
    sheet.add(List.of("Waived", summary.waived()));
    sheet.add(List.of("Passed", summary.passed()));
    sheet.add(List.of("Not applicable", summary.notApplicable()));
    sheet.add(List.of("Facts that could not be read", summary.gaps()));
    sheet.add(List.of("Collected at", report.collectedAt().toString()));
    sheet.add(List.of("Judged as of", report.asOf().toString()));
    sheet.add(List.of("Assay", report.toolVersion()));
    sheet.add(List.of("SHA-256 of the rules", report.rulesDigest()));
    sheet.add(List.of("SHA-256 of the snapshot", report.snapshotDigest()));
    for (Source source : report.sources()) {
      String details =
          source.details().entrySet().stream()
              .map(d -> d.getKey() + ": " + d.getValue())
              .collect(Collectors.joining(", "));
      sheet.add(
          List.of("Source", details.isEmpty() ? source.id() : source.id() + " (" + details + ")"));
    }
    sheet.finish();
  }

  private static void findings(AuditReport report, Sheet sheet) throws IOException {
    RuleIndex rules = report.ruleIndex();
    for (Finding finding : report.findings()) {
      if (finding.verdict() == Verdict.FAIL || finding.verdict() == Verdict.UNKNOWN) {
        RuleInfo rule = rules.get(finding.rule());
        sheet.add(
            List.of(
                finding.severity().label(),
                finding.verdict().label(),
                rule.id(),
                rule.title(),
                finding.resource().id(),
                finding.at(),
                finding.message(),
                finding.evidence().stream()
                    .map(e -> e.path() + " = " + e.value())
                    .collect(Collectors.joining("\n")),
                finding.remediation(),
                rule.controls().entrySet().stream()
                    .map(c -> c.getKey() + ": " + String.join(", ", c.getValue()))
                    .collect(Collectors.joining("\n")),
                finding.resource().source(),
                finding.resource().kind(),
                finding.age().map(Finding.Age::label).orElse(""),
                finding.fingerprint(),
                finding.terms().whyRegraded(),
                finding.terms().parameters().stream()
                    .map(Terms.Parameter::toString)
                    .collect(Collectors.joining("\n"))));
      }
    }
    sheet.finish();
  }

  private static void waived(AuditReport report, Sheet sheet) throws IOException {
    RuleIndex rules = report.ruleIndex();
    for (Finding finding : report.findings()) {
      if (finding.verdict() == Verdict.WAIVED) {
        RuleInfo rule = rules.get(finding.rule());
        Waiver waiver = finding.waiver().orElseThrow();
        sheet.add(
            List.of(
                finding.severity().label(),
                rule.id(),
                rule.title(),
                finding.resource().id(),
                finding.at(),
                finding.message(),
                waiver.owner(),
                waiver.justification(),
                waiver.expires().toString()));
      }
    }
    sheet.finish();
  }

  private static void gaps(AuditReport report, Sheet sheet) throws IOException {
    for (Gap gap : report.gaps()) {
      sheet.add(
          List.of(
              gap.cause().label(),
              gap.kind(),
              gap.scope(),
              gap.message(),
              gap.remedy(),
              gap.source()));
    }
    sheet.finish();
  }

  private static void controls(AuditReport report, Sheet sheet) throws IOException {
    for (Control control : report.controls()) {
      String rules = control.rules().stream().map(RuleInfo::id).collect(Collectors.joining(", "));
      String standing = control.checks().worst().label();
      sheet.add(
          counted(List.of(control.framework(), control.id(), standing, rules), control.checks()));
    }
    sheet.finish();
  }

  private static void population(AuditReport report, Sheet sheet) throws IOException {
    RuleIndex rules = report.ruleIndex();
    for (Tally tally : report.tallies()) {
      String title = rules.get(tally.rule()).title();
      sheet.add(counted(List.of(tally.rule(), title, tally.source()), Counts.of(List.of(tally))));
    }
    sheet.finish();
  }

  private static List<String> counted(String... first) {
    List<String> columns = new ArrayList<>(List.of(first));
    columns.addAll(List.of("Failed:9", "Unknown:9", "Waived:9", "Passed:9", "Not applicable:14"));
    return columns;
  }

  private static List<Object> counted(List<String> first, Counts counts) {
    List<Object> cells = new ArrayList<>(first);
    for (Verdict verdict : Verdict.values()) {
      cells.add(counts.of(verdict));
    }
    return cells;
  }
}
