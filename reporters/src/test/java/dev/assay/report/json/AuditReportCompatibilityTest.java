package dev.assay.report.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.report.AuditReport;
import dev.assay.report.Golden;
import dev.assay.report.JsonSchema;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * What somebody who wrote a program for schema 1 relies on. The file in {@code compat} is as it was
 * when the schema was published, and never changes; a change that breaks this needs a schema 2.
 */
class AuditReportCompatibilityTest {
  private static final Path PUBLISHED = Path.of("src/test/resources/compat/audit-report-1.json");

  @Test
  void aReportThatWasKeptAsEvidenceIsStillRead() throws IOException {
    AuditReport report = read(Files.readString(PUBLISHED));

    assertThat(report.findings().size()).isEqualTo(21);
    assertThat(report.complete()).isFalse();
    new JsonSchema("/dev/assay/report/json/audit-report.schema.json")
        .accepts(Files.readString(PUBLISHED));
  }

  @Test
  void whatAProgramFoundInAReportIsStillThere() throws IOException {
    String published = Files.readString(PUBLISHED);
    String today = Golden.written(new JsonReporter(), read(published));

    assertHolds(new ObjectMapper().readTree(today), new ObjectMapper().readTree(published), "$");
  }

  /** Members may be added; none may go, and none may change. */
  private static void assertHolds(JsonNode today, JsonNode published, String path) {
    assertThat(today.getNodeType()).as(path).isEqualTo(published.getNodeType());
    if (published.isObject()) {
      for (Map.Entry<String, JsonNode> member : published.properties()) {
        assertThat(today.has(member.getKey())).as(path + "." + member.getKey()).isTrue();
        assertHolds(today.get(member.getKey()), member.getValue(), path + "." + member.getKey());
      }
    } else if (published.isArray()) {
      assertThat(today.size()).as(path).isEqualTo(published.size());
      for (int i = 0; i < published.size(); i++) {
        assertHolds(today.get(i), published.get(i), path + "[" + i + "]");
      }
    } else {
      assertThat(today).as(path).isEqualTo(published);
    }
  }

  private static AuditReport read(String json) throws IOException {
    return AuditReportReader.read(
        "audit.json", new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
  }
}
