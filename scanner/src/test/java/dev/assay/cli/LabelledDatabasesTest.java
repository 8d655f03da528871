package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.report.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A database with a role that may make roles, and settings by labels of the cluster that serves it.
 */
class LabelledDatabasesTest {
  private static final String SERVER = "postgresql://10.0.0.2:5432";
  private static final String PROJECT = "//cloudresourcemanager.googleapis.com/projects/p";
  private static final String CLUSTER =
      "//alloydb.googleapis.com/projects/p/locations/l/clusters/c";
  private static final String FAIL = "fail, high: The role can log in and has CREATEROLE.";
  private static final String UNLINKED =
      "its instance in Google Cloud was not read, or not found to be this.";

  @TempDir private Path folder;
  private final List<String> facts = new ArrayList<>();

  @BeforeEach
  void role() {
    fact(
        "postgresql.Role",
        SERVER + "/-/roles/clerk",
        SERVER,
        "{'name': 'clerk', 'login': true, 'superuser': false, 'createrole': true,"
            + " 'memberships': []}");
  }

  private void fact(String kind, String id, String parent, String data) {
    facts.add(
        "{'kind':'%s','id':'%s'%s,'source':'s','data':%s}"
            .formatted(kind, id, parent.isEmpty() ? "" : ",'parent':'" + parent + "'", data));
  }

  private void server(String provider) {
    fact("postgresql.Server", SERVER, "", "{'provider': '" + provider + "', 'major': 15}");
  }

  private void linked() {
    fact("alloydb.Instance", CLUSTER + "/instances/i", CLUSTER, "{'instanceType': 'PRIMARY'}");
    fact(
        "assay.DatabaseLink",
        "assay://links/10.0.0.2:5432",
        SERVER,
        "{'server': '%s', 'instance': '%s', 'cluster': '%s', 'address': '10.0.0.2'}"
            .formatted(SERVER, CLUSTER + "/instances/i", CLUSTER));
  }

  private void cluster(String labels) {
    fact("alloydb.Cluster", CLUSTER, PROJECT, "{'labels': " + labels + "}");
  }

  /** Verdict, severity and message on the role by PG-ROLE-004. */
  private String judged(String where, String what) throws Exception {
    String header =
        "{'assay':'snapshot','schema':1,'tool':'t','time':'2026-11-21T08:00:00Z','resources':%d}"
            .formatted(facts.size());
    String source =
        "{'source':{'id':'s','collector':'test','kinds':['postgresql.Role','postgresql.Server',"
            + "'alloydb.Cluster','alloydb.Instance','assay.DatabaseLink'],'details':{}}}";
    List<String> lines = new ArrayList<>(List.of(header, source));
    lines.addAll(facts);
    Path snapshot = folder.resolve("snapshot.jsonl");
    Files.writeString(snapshot, (String.join("\n", lines) + "\n").replace('\'', '"'));
    Path config =
        Files.writeString(
            folder.resolve("assay.yaml"),
            "overrides:\n- {rule: PG-ROLE-004, where: %s, %s, reason: They are so there.}\n"
                .formatted(where, what));
    Path audit = folder.resolve("audit.json");
    Run run =
        Run.of(
            "check",
            snapshot.toString(),
            "-c",
            config.toString(),
            "--select",
            "PG-ROLE-004",
            "-o",
            audit.toString());
    assertThat(audit).as(run.err()).exists();
    List<Finding> findings = ReportCommand.read(audit).findings();
    assertThat(findings).hasSize(1);
    Finding finding = findings.get(0);
    return finding.verdict().label() + ", " + finding.severity().label() + ": " + finding.message();
  }

  private static final String ALLOWED = "parameters: {allowed: [clerk]}";

  @Test
  void theClustersLabelsCount() throws Exception {
    server("alloydb");
    linked();
    cluster("{'env': 'dev'}");

    assertThat(judged("{labels: {env: dev}}", ALLOWED)).startsWith("pass");
    assertThat(judged("{labels: {env: prod}}", ALLOWED)).isEqualTo(FAIL);
    assertThat(judged("{production: false}", ALLOWED)).startsWith("pass");
  }

  @Test
  void aClusterThatWasNotReadHasUnknownLabels() throws Exception {
    server("alloydb");
    linked();

    assertThat(judged("{labels: {env: dev}}", ALLOWED))
        .startsWith("unknown, ")
        .endsWith(
            "allowed is set for some at assay.yaml:2:74, and nobody knows whether for this: "
                + CLUSTER
                + " was not read.");
    assertThat(judged("{project: p}", ALLOWED)).startsWith("pass");
    assertThat(judged("{project: q, production: false}", ALLOWED)).isEqualTo(FAIL);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {labels: {env: dev}}                     | unknown
          {production: false}                      | unknown
          {production: true}                       | unknown
          {project: p}                             | unknown
          {resource: projects/p}                   | unknown
          {resource: "**/clusters/c"}              | unknown
          {resource: "postgresql://10.0.0.2:5432"} | pass
          {resource: "postgresql://10.0.0.3:5432", labels: {env: dev}} | fail
          {database: blog, labels: {env: dev}}     | fail
          """)
  void aServerThatGoogleRunsIsSomewhere(String where, String verdict) throws Exception {
    server("alloydb");

    assertThat(judged(where, ALLOWED))
        .startsWith(verdict + ", ")
        .contains(verdict.equals("unknown") ? UNLINKED : "");
  }

  @Test
  void aServerOfOnesOwnHasNoLabels() throws Exception {
    server("postgresql");

    assertThat(judged("{labels: {env: dev}}", ALLOWED)).isEqualTo(FAIL);
    assertThat(judged("{project: p}", ALLOWED)).isEqualTo(FAIL);
  }

  @Test
  void ofTwoSeveritiesTheWorseCountsWhereNobodyKnows() throws Exception {
    server("alloydb");

    assertThat(judged("{labels: {env: dev}}", "severity: info")).startsWith("fail, high: ");
    assertThat(judged("{labels: {env: prod}}", "severity: critical"))
        .startsWith("fail, critical: ");
  }
}
