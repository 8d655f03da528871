package dev.assay.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.report.format.Formats;
import dev.assay.report.json.AuditReportReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What somebody set is told with the findings that were judged by it. */
class TermsTest {
  private static final Terms TERMS =
      new Terms(
          List.of(
              new Terms.Parameter("min_bytes", "52428800", "assay.yaml:12:20"),
              new Terms.Parameter("min_age_days", "30", Terms.DEFAULT)),
          Optional.of(
              new Terms.Regrading(
                  Severity.LOW, Severity.HIGH, "It fills the disk.", "assay.yaml:14:5")));

  private static AuditReport report() {
    List<Finding> findings = new ArrayList<>();
    for (Finding finding : Samples.messy().findings()) {
      findings.add(finding.rule().equals("PG-IDX-002") ? finding.under(TERMS) : finding);
    }
    findings.sort(AuditReport.ORDER);
    return Samples.messy().with(findings, Samples.messy().tallies());
  }

  private static String written(String format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Formats.byName(format).orElseThrow().write(report(), out);
    return format.equals("xlsx")
        ? unzipped(out.toByteArray())
        : out.toString(StandardCharsets.UTF_8);
  }

  private static String unzipped(byte[] file) throws IOException {
    StringBuilder all = new StringBuilder();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
      for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
        all.append(new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return all.toString();
  }

  private static Stream<String> formats() {
    return Formats.names().stream().filter(format -> !format.equals("openmetrics"));
  }

  @ParameterizedTest
  @MethodSource("formats")
  void everyFormatThatNamesFindingsTellsWhatWasSetAndWhere(String format) throws Exception {
    // Columns break lines where they must; Markdown and HTML escape.
    String told = written(format).replaceAll("\\s+", " ").replace("\\_", "_").replace("\\.", ".");

    assertThat(told)
        .contains("52428800")
        .contains("assay.yaml:12:20")
        .contains("It fills the disk.")
        .contains("assay.yaml:14:5");
  }

  @Test
  void theReportIsReadBackAsItWas() throws Exception {
    byte[] json = written("json").getBytes(StandardCharsets.UTF_8);

    assertThat(AuditReportReader.read("audit.json", new ByteArrayInputStream(json)))
        .isEqualTo(report());
  }

  @Test
  void fingerprintsStayWhatTheyWere() {
    Finding finding = Samples.messy().findings().get(0);

    assertThat(finding.under(TERMS).fingerprint()).isEqualTo(finding.fingerprint());
  }

  @ParameterizedTest
  @CsvSource({
    "high,high,low,low", // the rule's severity is another
    "high,info,low,info", // what the rule took for less stays so,
    "high,medium,low,low", // but is not above the new severity
    "low,low,high,high",
    "low,info,high,info",
    "low,medium,high,medium",
    "high,critical,low,critical", // and what it took for more is not what was meant
  })
  void aSeverityTakesThePlaceOfTheRules(String rule, String graded, String set, String told) {
    Terms.Regrading by = new Terms.Regrading(of(rule), of(set), "A reason.", "assay.yaml:1:1");

    assertThat(by.of(of(graded))).isEqualTo(of(told));
  }

  private static Severity of(String label) {
    return Severity.of(label).orElseThrow();
  }
}
