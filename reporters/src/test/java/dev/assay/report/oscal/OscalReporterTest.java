package dev.assay.report.oscal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.report.AuditReport;
import dev.assay.report.Golden;
import dev.assay.report.JsonSchema;
import dev.assay.report.Samples;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class OscalReporterTest {
  private final OscalReporter reporter = new OscalReporter();

  @Test
  void isWhatTheStandardSays() throws IOException {
    JsonSchema schema = new JsonSchema("/schema/json/oscal-ar_schema.json");
    for (AuditReport report :
        List.of(
            Samples.messy(),
            Samples.hostile(),
            Samples.clean(),
            Samples.empty(),
            Samples.allUnknown())) {
      schema.accepts(Golden.written(reporter, report));
    }
    schema.refuses(
        Golden.written(reporter, Samples.messy()).replace("not-satisfied", "unsatisfied"));
  }

  @Test
  void looksLikeThis() throws IOException {
    Golden.matches("messy.oscal", Golden.written(reporter, Samples.messy()));
  }

  @Test
  void everyReferenceLeadsSomewhere() throws IOException {
    JsonNode results = read(Samples.hostile());
    Set<String> names = new HashSet<>();
    for (JsonNode uuid : results.findValues("uuid")) {
      assertThat(names.add(uuid.asString())).as(uuid.asString()).isTrue();
    }
    for (String reference : List.of("observation-uuid", "risk-uuid", "subject-uuid")) {
      assertThat(results.findValues(reference))
          .isNotEmpty()
          .allMatch(uuid -> names.contains(uuid.asString()));
    }
    assertThat(results.findValues("href"))
        .allMatch(href -> names.contains(href.asString().substring(1)));
  }

  @Test
  void aControlThatCouldNotBeDecidedIsNotSatisfied() throws IOException {
    assertThat(read(Samples.allUnknown()).findValues("state"))
        .isNotEmpty()
        .allMatch(state -> state.asString().equals("not-satisfied"));
    assertThat(read(Samples.clean()).findValues("state"))
        .isNotEmpty()
        .allMatch(state -> state.asString().equals("satisfied"));
  }

  @ParameterizedTest
  @CsvSource({
    "nist-800-53-r5, AC-6(10), ac-6.10",
    "nist-800-53-r5, SC-2, sc-2",
    "cis-postgresql-17, 4.3, cis-postgresql-17_4.3",
    "9lives, 'a b', _9lives_a-b"
  })
  void controlsAreTokens(String framework, String id, String token) {
    assertThat(Ids.control(framework, id)).isEqualTo(token);
  }

  private JsonNode read(AuditReport report) throws IOException {
    return new ObjectMapper().readTree(Golden.written(reporter, report));
  }
}
