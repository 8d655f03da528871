package dev.assay.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.rego.value.Json;
import dev.assay.rego.value.RegoObject;
import dev.assay.report.Finding;
import dev.assay.report.Gap;
import dev.assay.report.Source;
import dev.assay.report.Verdict;
import dev.assay.rulepack.Parameters;
import dev.assay.rulepack.RulePack;
import dev.assay.snapshot.Fact;
import dev.assay.snapshot.Snapshot;
import dev.assay.snapshot.SnapshotHeader;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules that need Google Cloud and the database, where less than both was read. */
class JoinedPlanesTest {
  private static final RulePack PACK = RulePack.bundled().select(r -> r.id().startsWith("GC-JNT-"));
  private static final Instant TIME = Instant.parse("2026-11-20T12:00:00Z");
  private static final String SERVER = "postgresql://10.0.0.2:5432";
  private static final String PROJECT = "//cloudresourcemanager.googleapis.com/projects/p";
  private static final String CLUSTER =
      "//alloydb.googleapis.com/projects/p/locations/l/clusters/c";
  private static final String INSTANCE = CLUSTER + "/instances/i";

  private final List<Source> sources = new ArrayList<>();
  private final List<Gap> gaps = new ArrayList<>();
  private final List<Fact> facts = new ArrayList<>();

  private void source(String id, String... kinds) {
    sources.add(new Source(id, "test", List.of(kinds), Map.of()));
  }

  private void fact(String source, String kind, String id, @Nullable String parent, String data)
      throws IOException {
    RegoObject json = (RegoObject) Json.parse(data.replace('\'', '"'));
    facts.add(new Fact(kind, id, parent, source, json));
  }

  private void database(String provider) throws IOException {
    source("database", "postgresql.Server", "postgresql.Role", "postgresql.Settings");
    fact("database", "postgresql.Server", SERVER, null, "{'provider': '" + provider + "'}");
  }

  private void cloud() throws IOException {
    source(
        "cloud",
        "alloydb.Cluster",
        "alloydb.Instance",
        "alloydb.User",
        "sqladmin.Instance",
        "sqladmin.User",
        "cloudresourcemanager.Project",
        "iam.Policy",
        "iam.Policy.inherited",
        "iam.Role");
    fact("cloud", "alloydb.Cluster", CLUSTER, PROJECT, "{}");
    fact("cloud", "alloydb.Instance", INSTANCE, CLUSTER, "{'networkConfig': {}}");
  }

  private void link() throws IOException {
    source("links", "assay.DatabaseLink");
    String data =
        "{'server': '%s', 'instance': '%s', 'cluster': '%s', 'address': '10.0.0.2'}"
            .formatted(SERVER, INSTANCE, CLUSTER);
    fact("links", "assay.DatabaseLink", "assay://links/10.0.0.2:5432", SERVER, data);
  }

  private List<Finding> findings() {
    Snapshot snapshot = Snapshot.of(new SnapshotHeader("test", TIME), sources, gaps, facts);
    return new Audit("test", PACK, Parameters.defaults()).of(snapshot, TIME).findings();
  }

  private Finding of(String rule) {
    return findings().stream().filter(f -> f.rule().equals(rule)).findFirst().orElseThrow();
  }

  @Test
  void googleCloudAloneIsUnknown() throws IOException {
    cloud();

    oneUnknownOfEachRule();
  }

  @Test
  void theDatabaseAloneIsUnknown() throws IOException {
    database("alloydb");

    oneUnknownOfEachRule();
  }

  private void oneUnknownOfEachRule() {
    assertThat(findings())
        .hasSameSizeAs(PACK.rules())
        .allSatisfy(
            finding -> {
              assertThat(finding.verdict()).isEqualTo(Verdict.UNKNOWN);
              assertThat(finding.message())
                  .isEqualTo(
                      "It takes one scan of both, the database and its instance in Google Cloud.");
            });
  }

  @Test
  void aServerThatGoogleDoesNotRunHasNoOtherPlane() throws IOException {
    database("postgresql");

    assertThat(findings()).isEmpty();
  }

  @Test
  void bothAreJudged() throws IOException {
    database("alloydb");
    cloud();
    link();

    assertThat(of("GC-JNT-001").verdict()).isEqualTo(Verdict.PASS);
    assertThat(of("GC-JNT-004").verdict()).isEqualTo(Verdict.NOT_APPLICABLE);
  }

  @Test
  void whatCouldNotBeReadOfTheClusterTouchesItsServer() throws IOException {
    database("alloydb");
    cloud();
    link();
    gaps.add(new Gap("cloud", "alloydb.User", CLUSTER, Gap.Cause.DENIED, "denied", "grant it"));

    assertThat(of("GC-JNT-001").verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(of("GC-JNT-001").message())
        .isEqualTo("alloydb.User could not be read: denied (grant it)");
  }
}
