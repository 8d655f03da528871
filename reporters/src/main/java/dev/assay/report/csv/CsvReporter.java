package dev.assay.report.csv;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.assay.report.AuditReport;
import dev.assay.report.Finding;
import dev.assay.report.Gap;
import dev.assay.report.Reporter;
import dev.assay.report.RuleIndex;
import dev.assay.report.RuleInfo;
import dev.assay.report.Terms;
import dev.assay.report.Waiver;
import dev.assay.report.text.Visible;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * CSV as RFC 4180 has it, in UTF-8: a header, a row for each gap (verdict {@code gap}), and a row
 * for each finding that the report lists. A text that a spreadsheet would take for a formula gets
 * an apostrophe before it (<a href="https://owasp.org/www-community/attacks/CSV_Injection">CSV
 * injection</a>).
 */
public final class CsvReporter implements Reporter {
  private static final List<String> COLUMNS =
      List.of(
          "verdict",
          "severity",
          "rule",
          "title",
          "area",
          "kind",
          "resource",
          "at",
          "source",
          "message",
          "evidence",
          "remediation",
          "controls",
          "waiver_owner",
          "waiver_reason",
          "waiver_expires",
          "age",
          "fingerprint",
          "rule_severity",
          "severity_reason",
          "parameters");

  @Override
  public String format() {
    return "csv";
  }

  @Override
  public void write(AuditReport report, OutputStream out) throws IOException {
    RuleIndex rules = report.ruleIndex();
    CsvWriter csv =
        CsvWriter.builder()
            .lineDelimiter(LineDelimiter.CRLF)
            .build(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    csv.writeRecord(COLUMNS);
    for (Gap gap : report.gaps()) {
      csv.writeRecord(safe(row(gap)));
    }
    for (Finding finding : report.findings()) {
      csv.writeRecord(safe(row(finding, rules.get(finding.rule()))));
    }
    csv.flush();
  }

  private static List<String> row(Gap gap) {
    return List.of(
        "gap",
        "",
        "",
        "Could not be read: " + gap.cause().label(),
        "",
        gap.kind(),
        gap.scope(),
        "",
        gap.source(),
        gap.message(),
        "",
        gap.remedy(),
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "");
  }

  private static List<String> row(Finding finding, RuleInfo rule) {
    Optional<Waiver> waiver = finding.waiver();
    return List.of(
        finding.verdict().label(),
        finding.severity().label(),
        rule.id(),
        rule.title(),
        rule.area(),
        finding.resource().kind(),
        finding.resource().id(),
        finding.at(),
        finding.resource().source(),
        finding.message(),
        finding.evidence().stream()
            .map(e -> e.path() + " = " + e.value())
            .collect(Collectors.joining("\n")),
        finding.remediation(),
        controls(rule),
        of(waiver, Waiver::owner),
        of(waiver, Waiver::justification),
        of(waiver, w -> w.expires().toString()),
        of(finding.age(), Finding.Age::label),
        finding.fingerprint(),
        of(finding.terms().regrading(), r -> r.from().label()),
        of(finding.terms().regrading(), r -> r.reason() + " (" + r.origin() + ")"),
        finding.terms().parameters().stream()
            .map(Terms.Parameter::toString)
            .collect(Collectors.joining("\n")));
  }

  private static String controls(RuleInfo rule) {
    return rule.controls().entrySet().stream()
        .map(c -> c.getKey() + ": " + String.join(", ", c.getValue()))
        .collect(Collectors.joining("; "));
  }

  private static <T> String of(Optional<T> value, Function<T, String> text) {
    return value.map(text).orElse("");
  }

  private static List<String> safe(List<String> row) {
    return row.stream().map(cell -> inert(Visible.text(cell))).toList();
  }

  private static String inert(String cell) {
    return !cell.isEmpty() && "=+-@\t\n".indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
  }
}
