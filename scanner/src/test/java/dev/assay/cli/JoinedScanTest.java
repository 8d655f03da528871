package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.fixtures.google.GoogleStandIn;
import dev.assay.fixtures.postgresql.PostgresServer;
import dev.assay.rego.value.Json;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import dev.assay.snapshot.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * One scan of both planes: the cluster {@code ledger} in Google Cloud, and a real PostgreSQL of
 * which {@code assay.yaml} says that it is that cluster's instance.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JoinedScanTest {
  private static final String LEDGER =
      "projects/shop-prod/locations/europe-west1/clusters/ledger/instances/ledger-primary";

  @TempDir private Path folder;
  private GoogleStandIn google;
  private PostgresServer server;

  @BeforeAll
  void start() throws Exception {
    google = GoogleStandIn.start("messy");
    server = PostgresServer.start(PostgresServer.DEFAULT_MAJOR);
    server.execute(
        "postgres",
        """
        CREATE ROLE alloydbiamuser;
        CREATE ROLE "shop@shop-prod.iam" LOGIN CREATEROLE IN ROLE alloydbiamuser;
        CREATE ROLE batch LOGIN PASSWORD 'kept since 2019';
        CREATE ROLE scan LOGIN PASSWORD 'scan' IN ROLE pg_monitor;
        """);
  }

  @AfterAll
  void end() {
    server.close();
    google.close();
  }

  @Test
  void whoIsListedInTheCloudIsFoundInTheDatabaseWithAllPowers() throws Exception {
    Map<String, String> verdicts = verdicts("scan", config("instance: " + LEDGER));

    assertThat(verdicts)
        .containsEntry(
            "GC-JNT-001", "fail: IAM user shop@shop-prod.iam has in the database: CREATEROLE.")
        .containsEntry(
            "GC-JNT-003", "fail: batch logs in by password.; fail: scan logs in by password.")
        .containsEntry("GC-JNT-004", "not_applicable: ");
    // The scanner may not read the policies that the project inherits.
    assertThat(verdicts.get("GC-JNT-002")).startsWith("unknown: ");
  }

  @ParameterizedTest
  @CsvSource({
    LEDGER + ", //alloydb.googleapis.com/" + LEDGER,
    "shop-prod:europe-west1:legacy, //cloudsql.googleapis.com/projects/shop-prod/instances/legacy"
  })
  void theLinkSaysHowItIsKnown(String name, String id) throws Exception {
    Path snapshot = folder.resolve("joined.jsonl");
    Run run = Run.of("collect", "-c", config("instance: " + name), "-o", snapshot.toString());

    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(Snapshot.read(snapshot).facts())
        .filteredOn(fact -> fact.kind().equals("assay.DatabaseLink"))
        .singleElement()
        .satisfies(
            link -> {
              assertThat(link.parent()).isEqualTo("postgresql://127.0.0.1:" + server.port());
              assertThat(link.data().get("instance")).isEqualTo(RegoString.of(id));
              assertThat(link.data().get("matchedBy")).isEqualTo(RegoString.of("assay.yaml"));
            });
  }

  @Test
  void anInstanceThatDoesNotExistIsUnknown() throws Exception {
    String other = LEDGER.replace("ledger-primary", "ledger-other");

    assertThat(verdicts("scan", config("instance: " + other)))
        .hasSize(4)
        .allSatisfy(
            (rule, verdict) ->
                assertThat(verdict)
                    .as(rule)
                    .startsWith("unknown: ")
                    .contains("assay.yaml says that it is", "not read from Google Cloud"));
  }

  @Test
  void labelsOfTheClusterDecideWhatRulesOfTheDatabaseAreJudgedBy() throws Exception {
    String allowed =
        """
        overrides:
        - rule: PG-ROLE-004
          where: {labels: {data_class: confidential}}
          parameters: {allowed: ["shop@shop-prod.iam"]}
          reason: The shop's team makes its roles by itself.
        """;
    String config = config("instance: " + LEDGER);
    assertThat(verdicts("scan", config, "PG-ROLE-004").get("PG-ROLE-004"))
        .contains("fail: The role can log in and has CREATEROLE.");

    Files.writeString(Path.of(config), allowed, StandardOpenOption.APPEND);
    assertThat(verdicts("scan", config, "PG-ROLE-004").get("PG-ROLE-004"))
        .contains("pass")
        .doesNotContain("fail", "unknown");

    String other = config("instance: " + LEDGER.replace("ledger-primary", "ledger-other"));
    Files.writeString(Path.of(other), allowed, StandardOpenOption.APPEND);
    assertThat(verdicts("scan", other, "PG-ROLE-004").get("PG-ROLE-004"))
        .doesNotContain("fail", "pass")
        .contains("unknown: allowed is set for some at assay.yaml:")
        .contains("its instance in Google Cloud was not read, or not found to be this");
  }

  @Test
  void aNameThatIsNoneIsAnErrorWithItsPlace() throws Exception {
    Run run = Run.of("scan", "-c", config("instance: ledger-primary"));

    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err())
        .contains("assay.yaml:3:15: \"ledger-primary\" names no instance: write projects/P/");
  }

  @Test
  void oneOfThePlanesAloneIsUnknown() throws Exception {
    Path cloud = Files.writeString(folder.resolve("cloud.yaml"), "google:\n" + reached().indent(2));

    assertThat(verdicts("scan", cloud.toString()))
        .hasSize(4)
        .allSatisfy(
            (rule, verdict) ->
                assertThat(verdict).as(rule).contains("unknown: It takes one scan of both"));
  }

  private String config(String more) throws IOException {
    return Files.writeString(
            folder.resolve("assay.yaml"),
            """
            databases:
              - url: postgresql://scan:scan@127.0.0.1:%d/postgres
                %s
            google:
            %s"""
                .formatted(server.port(), more, reached().indent(2)))
        .toString();
  }

  private String reached() {
    return """
    projects: [shop-prod]
    endpoints: {alloydb: "%s", asset: "%s", rest: "%s"}
    plaintext: true"""
        .formatted(google.endpoint(), google.endpoint(), google.restEndpoint());
  }

  /** What the rules on both planes say, each once: the verdict and its message. */
  private Map<String, String> verdicts(String command, String config) throws IOException {
    return verdicts(command, config, "GC-JNT-001,GC-JNT-002,GC-JNT-003,GC-JNT-004");
  }

  private Map<String, String> verdicts(String command, String config, String rules)
      throws IOException {
    Path report = folder.resolve("audit.json");
    Run run = Run.of(command, "-c", config, "--select", rules, "--report", "json=" + report);
    assertThat(report).as(run.err()).exists();
    RegoObject audit = (RegoObject) Json.parse(Files.readString(report));
    Map<String, String> verdicts = new TreeMap<>();
    RegoArray findings = (RegoArray) Objects.requireNonNull(audit.get("findings"));
    for (Value finding : findings) {
      RegoObject f = (RegoObject) finding;
      verdicts.merge(
          text(f, "rule"),
          text(f, "verdict") + ": " + text(f, "message"),
          (a, b) -> String.join("; ", List.of(a, b)));
    }
    return verdicts;
  }

  private static String text(RegoObject object, String key) {
    return object.get(key) instanceof RegoString text ? text.value() : "";
  }
}
