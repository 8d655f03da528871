package dev.assay.report.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.report.AuditReport;
import dev.assay.report.Golden;
import dev.assay.report.JsonSchema;
import dev.assay.report.Samples;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditReportRoundTripTest {
  private final JsonReporter reporter = new JsonReporter();

  @Test
  void comesBackAsItWas() throws IOException {
    for (AuditReport report :
        new AuditReport[] {
          Samples.messy(),
          Samples.hostile(),
          Samples.clean(),
          Samples.empty(),
          Samples.allUnknown(),
          Samples.planned()
        }) {
      assertThat(read(Golden.written(reporter, report))).isEqualTo(report);
    }
  }

  @Test
  void isWhatTheSchemaSays() throws IOException {
    JsonSchema schema = new JsonSchema("/dev/assay/report/json/audit-report.schema.json");
    for (AuditReport report :
        new AuditReport[] {
          Samples.messy(),
          Samples.hostile(),
          Samples.clean(),
          Samples.empty(),
          Samples.allUnknown(),
          Samples.planned()
        }) {
      schema.accepts(Golden.written(reporter, report));
    }
    schema.refuses(messy().replace("\"verdict\": \"fail\"", "\"verdict\": \"failed\""));
    schema.refuses(messy().replace("\"snapshotDigest\"", "\"digest\""));
  }

  @Test
  void looksLikeThis() throws IOException {
    Golden.matches("messy.json", messy());
    Golden.matches("empty.json", Golden.written(reporter, Samples.empty()));
  }

  @Test
  void hidesNoCharacterFromWhoOpensTheFile() throws IOException {
    assertThat(Golden.written(reporter, Samples.hostile()))
        .contains("invoice\\u202efdp.exe", "half\\ud800pair", "\\u003C/script", "中文")
        .doesNotContain("\u202e", "</script");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "verdict": "fail" | "verdict": "failed" | "verdict" is "failed"; use one of fail, unknown, waived, pass, not_applicable
          "severity": "high" | "severity": 3      | "severity" must be a text
          "collectedAt": "2026-11-20T06:30:00Z" | "collectedAt": "yesterday" | "collectedAt" is "yesterday"; write it as 2026-11-21T10:00:00Z
          "schema": 1 | "schema": 2 | schema 2 is not known here; this Assay reads schema 1
          "assay": "audit-report" | "assay": "snapshot" | this is not an audit report; name a file that assay check wrote
          "toolVersion" | "tool" | "toolVersion" is missing; write the report anew with assay check
          "gaps": [ | "gap": [ | "gaps" is missing; write the report anew with assay check
          "fail": 6 | "fail": -6 | "fail" is -6; a count is not negative
          "fail": 6 | "fail": 0 | the tallies of PG-RLS-001 in postgresql://10.20.0.5:5432/orders count no fail, but a finding tells of one; write the report anew with assay check
          "expires": "2027-01-31" | "expires": "soon" | "expires" is "soon"; write it as 2026-11-21
          "rule": "PG-FK-001", "verdict" | "verdict" | "rule" is missing; write the report anew with assay check
          """)
  void anErrorSaysWhereAndWhatToDo(String from, String to, String error) throws IOException {
    String broken = messy().replace(from, to);
    assertThat(broken).isNotEqualTo(messy());
    assertThatThrownBy(() -> read(broken))
        .isInstanceOf(ReportFormatException.class)
        .hasMessageMatching("audit\\.json:\\d+:\\d+: .*")
        .hasMessageEndingWith(": " + error);
  }

  @Test
  void anErrorPointsAtTheValue() throws IOException {
    String broken = messy().replace("\"schema\": 1", "\"schema\": 9");
    assertThatThrownBy(() -> read(broken)).hasMessageStartingWith("audit.json:3:13: schema 9");
  }

  @Test
  void halfAFileIsRefused() throws IOException {
    String half = messy().substring(0, messy().length() / 2);
    assertThatThrownBy(() -> read(half))
        .isInstanceOf(ReportFormatException.class)
        .hasMessageMatching("audit\\.json:\\d+:\\d+: not readable as JSON: .*");
    assertThatThrownBy(() -> read("")).hasMessageContaining("not an audit report");
    assertThatThrownBy(() -> read("[]")).hasMessageContaining("not an audit report");
    assertThatThrownBy(() -> read(messy() + "{}")).hasMessageContaining("remove what follows");
  }

  @Test
  void whatALaterVersionAddsIsLeftAlone() throws IOException {
    String later = messy().replace("\"schema\": 1", "\"schema\": 1, \"later\": {\"a\": [1, null]}");
    assertThat(read(later)).isEqualTo(Samples.messy());
  }

  private String messy() throws IOException {
    return Golden.written(reporter, Samples.messy());
  }

  private static AuditReport read(String json) throws IOException {
    return AuditReportReader.read(
        "audit.json", new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
  }
}
