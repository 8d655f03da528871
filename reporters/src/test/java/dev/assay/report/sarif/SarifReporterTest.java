package dev.assay.report.sarif;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.report.AuditReport;
import dev.assay.report.Golden;
import dev.assay.report.JsonSchema;
import dev.assay.report.Samples;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class SarifReporterTest {
  private final SarifReporter reporter = SarifReporter.forAll();

  @Test
  void isWhatTheStandardSays() throws IOException {
    JsonSchema schema = new JsonSchema("/schemas/sarif-2.1.0.json");
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
    schema.accepts(Golden.written(reporter.withResultsARun(5), Samples.messy()));
    schema.refuses(Golden.written(reporter, Samples.messy()).replace("\"level\"", "\"lvl\""));
  }

  @Test
  void looksLikeThis() throws IOException {
    Golden.matches("messy.sarif", Golden.written(reporter, Samples.messy()));
  }

  @Test
  void everyResultHasAPlaceThatGitHubAccepts() throws IOException {
    for (JsonNode result : run(Samples.hostile()).get("results")) {
      String uri = result.at("/locations/0/physicalLocation/artifactLocation/uri").asString();
      assertThat(uri).matches("[A-Za-z0-9._~@$%-][A-Za-z0-9._~@$%:/-]*").doesNotContain("/../");
      assertThat(uri).hasSizeLessThan(1_000);
      assertThat(result.at("/locations/0/physicalLocation/region/startLine").asInt()).isEqualTo(1);
      assertThat(result.at("/message/text").asString()).isNotBlank().doesNotContain("](");
    }
  }

  @Test
  void whatIsWrittenDownIsPointedAt() throws IOException {
    JsonNode location = run(Samples.planned()).at("/results/0/locations/0");
    assertThat(location.at("/physicalLocation/artifactLocation/uri").asString())
        .isEqualTo("modules/alice/main.tf");
    assertThat(location.at("/physicalLocation/region/startLine").asInt()).isEqualTo(12);
    assertThat(location.at("/logicalLocations/1/fullyQualifiedName").asString())
        .isEqualTo("module.alice.google_alloydb_cluster.prod");
  }

  @Test
  void everyResultCountsOnce() throws IOException {
    Set<String> seen = new HashSet<>();
    for (JsonNode result : run(Samples.hostile()).get("results")) {
      String fingerprint = result.at("/partialFingerprints/assay~1v1").asString();
      assertThat(seen.add(fingerprint)).as(fingerprint).isTrue();
    }
  }

  @Test
  void whatIsNotKnownIsOpenAndTold() throws IOException {
    JsonNode run = run(Samples.allUnknown());
    assertThat(run.at("/invocations/0/executionSuccessful").asBoolean()).isFalse();
    assertThat(run.at("/invocations/0/toolExecutionNotifications")).hasSize(4);
    assertThat(run.get("results")).hasSize(3);
    for (JsonNode result : run.get("results")) {
      assertThat(result.get("kind").asString()).isEqualTo("open");
      assertThat(result.get("level").asString()).isEqualTo("none");
    }
    assertThat(run(Samples.clean()).at("/invocations/0/executionSuccessful").asBoolean()).isTrue();
  }

  @Test
  void aWaiverSuppressesAndIsNotDropped() throws IOException {
    int suppressed = 0;
    for (JsonNode result : run(Samples.messy()).get("results")) {
      if (result.has("suppressions")) {
        suppressed++;
        JsonNode suppression = result.at("/suppressions/0");
        assertThat(suppression.get("kind").asString()).isEqualTo("external");
        assertThat(suppression.get("justification").asString()).contains("migration");
        assertThat(suppression.at("/properties/expires").asString()).isEqualTo("2027-01-31");
      }
    }
    assertThat(suppressed).isEqualTo(1);
  }

  @Test
  void whatIsTooLargeForOneRunIsSplitBySource() throws IOException {
    JsonNode runs = parse(Golden.written(reporter.withResultsARun(5), Samples.messy())).get("runs");
    int results = 0;
    Set<String> ids = new HashSet<>();
    for (JsonNode run : runs) {
      assertThat(run.get("results").size()).isLessThanOrEqualTo(5);
      assertThat(ids.add(run.at("/automationDetails/id").asString())).isTrue();
      results += run.get("results").size();
    }
    assertThat(results).isEqualTo(run(Samples.messy()).get("results").size());
    assertThat(ids)
        .contains("assay/projects/shop-prod/", "assay/postgresql://10.20.0.5:5432/orders/2/");
  }

  @Test
  void eachDashboardFilesRunsByItsOwnIds() throws IOException {
    assertThat(parse(Golden.written(SarifReporter.azure(), Samples.messy())).findValues("id"))
        .anyMatch(id -> id.asString().startsWith("azuredevops/pipeline/build/"));
    assertThat(Golden.written(SarifReporter.github(), Samples.messy()))
        .isEqualTo(Golden.written(reporter, Samples.messy()));
    AuditReport tooLargeForOneOfGitHub = Samples.large(25_001);
    assertThat(parse(Golden.written(reporter, tooLargeForOneOfGitHub)).get("runs")).hasSize(3);
    assertThat(parse(Golden.written(SarifReporter.gitlab(), tooLargeForOneOfGitHub)).get("runs"))
        .hasSize(1);
  }

  private JsonNode run(AuditReport report) throws IOException {
    JsonNode runs = parse(Golden.written(reporter, report)).get("runs");
    assertThat(runs).hasSize(1);
    return runs.get(0);
  }

  private static JsonNode parse(String json) {
    return new ObjectMapper().readTree(json);
  }
}
