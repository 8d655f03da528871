package dev.assay.report.ocsf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.report.AuditReport;
import dev.assay.report.Golden;
import dev.assay.report.Samples;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class OcsfReporterTest {
  private final OcsfReporter reporter = new OcsfReporter();

  @Test
  void looksLikeThis() throws IOException {
    Golden.matches("messy.ndjson", Golden.written(reporter, Samples.messy()));
    assertThat(Golden.written(reporter, Samples.empty())).isEmpty();
  }

  @Test
  void everyLineIsAComplianceFinding() throws IOException {
    for (AuditReport report : List.of(Samples.messy(), Samples.hostile(), Samples.allUnknown())) {
      List<JsonNode> events = events(report);
      assertThat(events).hasSize(report.gaps().size() + report.findings().size());
      for (JsonNode event : events) {
        assertThat(event.get("class_uid").asInt()).isEqualTo(2003);
        assertThat(event.get("category_uid").asInt()).isEqualTo(2);
        assertThat(event.get("type_uid").asInt()).isEqualTo(200301);
        assertThat(event.get("time").asLong()).isEqualTo(report.collectedAt().toEpochMilli());
        assertThat(event.get("severity_id").asInt()).isBetween(1, 5);
        assertThat(event.at("/metadata/version").asString()).isEqualTo("1.4.0");
        assertThat(event.at("/metadata/product/vendor_name").asString()).isNotBlank();
        assertThat(event.at("/finding_info/uid").asString()).isNotBlank();
        assertThat(event.at("/compliance/status_id").isInt()).isTrue();
        assertThat(event.at("/resources/0/uid").asString()).isNotBlank();
      }
    }
  }

  @Test
  void whatIsNotKnownIsNoPassAndWhatIsWaivedIsSuppressed() throws IOException {
    assertThat(events(Samples.allUnknown()))
        .allMatch(event -> event.at("/compliance/status").asString().equals("Unknown"));
    assertThat(events(Samples.messy()))
        .filteredOn(event -> event.at("/unmapped/verdict").asString().equals("waived"))
        .isNotEmpty()
        .allMatch(event -> event.get("status").asString().equals("Suppressed"))
        .allMatch(event -> event.at("/compliance/status").asString().equals("Fail"))
        .allMatch(event -> event.at("/unmapped/waiver_expires").asString().equals("2027-01-31"));
  }

  private List<JsonNode> events(AuditReport report) throws IOException {
    ObjectMapper json = new ObjectMapper();
    return Golden.written(reporter, report).lines().map(json::readTree).toList();
  }
}
