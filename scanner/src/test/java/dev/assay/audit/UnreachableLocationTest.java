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
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * AlloyDB told what it has in us-east10, and could not reach us-east1. What was read is judged, but
 * for rules that look for something which may be where nobody could look.
 */
class UnreachableLocationTest {
  private static final Instant TIME = Instant.parse("2026-11-20T12:00:00Z");
  private static final String CRM = "//cloudresourcemanager.googleapis.com/projects/";
  private static final String ALLOYDB = "//alloydb.googleapis.com/";
  private static final String CUT_OFF = "projects/p/locations/us-east1";
  private static final String READ = "projects/p/locations/us-east10";
  private static final String KEY = "projects/p/locations/us-east10/keyRings/r/cryptoKeys/";
  private static final List<String> KINDS =
      List.of(
          "alloydb.Cluster",
          "alloydb.Instance",
          "alloydb.Backup",
          "alloydb.User",
          "alloydb.Cluster.continuousBackupInfo",
          "alloydb.SupportedDatabaseFlag",
          "sqladmin.Instance",
          "cloudkms.CryptoKey",
          "cloudresourcemanager.Project",
          "compute.Firewall",
          "monitoring.AlertPolicy",
          "serviceusage.Service");

  private final List<Fact> facts = new ArrayList<>();
  private final List<Gap> gaps = new ArrayList<>();

  private void fact(String kind, String id, String parent, String data) throws IOException {
    facts.add(
        new Fact(kind, id, parent, "cloud", (RegoObject) Json.parse(data.replace('\'', '"'))));
  }

  private void cluster(String name, String data) throws IOException {
    String project = name.replaceFirst("projects/([^/]+)/.*", "$1");
    fact("alloydb.Cluster", ALLOYDB + name, CRM + project, data);
  }

  private void cutOff(String... kinds) {
    for (String kind : kinds) {
      String message = "alloydb.googleapis.com could not reach " + CUT_OFF;
      gaps.add(new Gap("cloud", kind, ALLOYDB + CUT_OFF, Gap.Cause.UNREACHABLE, message, ""));
    }
  }

  /** From resource to verdict; one that is told once for all passes as such. */
  private Map<String, Verdict> verdicts(String rule) {
    RulePack pack = RulePack.bundled().select(r -> r.id().equals(rule));
    Source source = new Source("cloud", "test", KINDS, Map.of());
    Snapshot snapshot = Snapshot.of(new SnapshotHeader("test", TIME), List.of(source), gaps, facts);
    Map<String, Verdict> verdicts = new TreeMap<>();
    for (Finding finding :
        new Audit("test", pack, Parameters.defaults()).of(snapshot, TIME).findings()) {
      verdicts.put(finding.resource().id(), finding.verdict());
    }
    return verdicts;
  }

  @Test
  void whatWasReadElsewhereIsJudged() throws IOException {
    cluster(READ + "/clusters/c", "{'automatedBackupPolicy': {'enabled': false}}");
    cluster(READ + "/clusters/d", "{'automatedBackupPolicy': {'enabled': true}}");
    cutOff("alloydb.Cluster");

    assertThat(verdicts("GC-BKP-001"))
        .containsOnly(
            Map.entry(ALLOYDB + READ + "/clusters/c", Verdict.FAIL),
            Map.entry(ALLOYDB + READ + "/clusters/d", Verdict.PASS),
            Map.entry(ALLOYDB + CUT_OFF, Verdict.UNKNOWN));
  }

  @Test
  void instancesAndUsersOfAClusterThatWasReadAreJudged() throws IOException {
    String cluster = ALLOYDB + READ + "/clusters/c";
    cluster(READ + "/clusters/c", "{'labels': {'env': 'prod'}}");
    fact(
        "alloydb.Instance",
        cluster + "/instances/i",
        cluster,
        "{'instanceType': 'PRIMARY', 'availabilityType': 'ZONAL'}");
    fact("alloydb.User", cluster + "/users/u", cluster, "{'userType': 'ALLOYDB_BUILT_IN'}");
    cutOff("alloydb.Cluster", "alloydb.Instance", "alloydb.User");

    assertThat(verdicts("GC-HA-001")).containsEntry(cluster + "/instances/i", Verdict.FAIL);
    assertThat(verdicts("GC-IAM-012").get(cluster + "/users/u")).isNotEqualTo(Verdict.UNKNOWN);
  }

  @Test
  void whatAClusterIsForIsNotKnownWhereItWasNotRead() throws IOException {
    String cluster = ALLOYDB + READ + "/clusters/c";
    fact("alloydb.Instance", cluster + "/instances/i", cluster, "{'instanceType': 'PRIMARY'}");
    String backup = ALLOYDB + READ + "/backups/b";
    String ofCluster = "{'clusterName': '" + READ + "/clusters/c', 'type': 'ON_DEMAND'}";
    fact("alloydb.Backup", backup, CRM + "p", ofCluster);
    String page = "the file holds one page of several";
    gaps.add(new Gap("cloud", "alloydb.Cluster", CRM + "p", Gap.Cause.TRUNCATED, page, ""));

    assertThat(verdicts("GC-HA-001")).containsEntry(cluster + "/instances/i", Verdict.UNKNOWN);

    gaps.clear();
    String named = "the file tells that it exists, and no more";
    gaps.add(new Gap("cloud", "alloydb.Cluster", cluster, Gap.Cause.UNAVAILABLE, named, ""));
    assertThat(verdicts("GC-HA-001")).containsEntry(cluster + "/instances/i", Verdict.UNKNOWN);
    assertThat(verdicts("GC-COST-006")).containsEntry(backup, Verdict.UNKNOWN);
  }

  @Test
  void aBackupMayLieInAnotherLocationThanItsCluster() throws IOException {
    cluster(
        READ + "/clusters/c",
        "{'createTime': '2026-01-01T00:00:00Z', 'automatedBackupPolicy': {'enabled': true}}");
    assertThat(verdicts("GC-BKP-008")).containsValue(Verdict.FAIL);

    cutOff("alloydb.Backup");
    assertThat(verdicts("GC-BKP-008"))
        .containsEntry(ALLOYDB + READ + "/clusters/c", Verdict.UNKNOWN);
  }

  @Test
  void aSecondaryMayLieWhereNobodyCouldLook() throws IOException {
    cluster(
        READ + "/clusters/c",
        "{'clusterType': 'PRIMARY', 'labels': {'env': 'prod', 'criticality': 'high'}}");
    assertThat(verdicts("GC-DR-001")).containsValue(Verdict.FAIL);

    cutOff("alloydb.Cluster");
    assertThat(verdicts("GC-DR-001"))
        .containsOnlyKeys(ALLOYDB + READ + "/clusters/c", ALLOYDB + CUT_OFF);
    assertThat(verdicts("GC-DR-001").values()).containsOnly(Verdict.UNKNOWN);
  }

  @Test
  void aBackupWhoseClusterCouldNotBeReachedIsNotOrphaned() throws IOException {
    String backup = ALLOYDB + READ + "/backups/b";
    String data = "{'type': 'AUTOMATED', 'clusterName': '" + CUT_OFF + "/clusters/c'}";
    fact("alloydb.Backup", backup, CRM + "p", data);
    assertThat(verdicts("GC-COST-006")).containsEntry(backup, Verdict.FAIL);

    cutOff("alloydb.Cluster");
    assertThat(verdicts("GC-COST-006")).containsEntry(backup, Verdict.UNKNOWN);
  }

  @Test
  void aKeyMayEncryptWhatNobodyCouldLookAt() throws IOException {
    String kms = "//cloudkms.googleapis.com/";
    for (String key : List.of("used", "idle")) {
      fact(
          "cloudkms.CryptoKey",
          kms + KEY + key,
          kms + KEY.replace("/cryptoKeys/", ""),
          "{'purpose': 'ENCRYPT_DECRYPT'}");
    }
    cluster(READ + "/clusters/c", "{'encryptionConfig': {'kmsKeyName': '" + KEY + "used'}}");
    assertThat(verdicts("GC-ENC-005"))
        .containsOnly(
            Map.entry(kms + KEY + "used", Verdict.FAIL),
            Map.entry(kms + KEY + "idle", Verdict.NOT_APPLICABLE));

    cutOff("alloydb.Cluster");
    assertThat(verdicts("GC-ENC-005"))
        .containsOnly(
            Map.entry(kms + KEY + "used", Verdict.FAIL),
            Map.entry(kms + KEY + "idle", Verdict.UNKNOWN));
  }

  @Test
  void cloudSqlIsReadByRegion() throws IOException {
    String sql = "//cloudsql.googleapis.com/";
    String instance = sql + "projects/p/instances/db";
    fact(
        "sqladmin.Instance",
        instance,
        CRM + "p",
        "{'databaseVersion': 'POSTGRES_17', 'region': 'us-east10',"
            + " 'settings': {'ipConfiguration': {'sslMode': 'ALLOW_UNENCRYPTED_AND_ENCRYPTED'}}}");
    fact("cloudresourcemanager.Project", CRM + "p", CRM + "f", "{'projectId': 'p'}");
    String message = "sqladmin.googleapis.com could not reach " + CUT_OFF;
    gaps.add(
        new Gap("cloud", "sqladmin.Instance", sql + CUT_OFF, Gap.Cause.UNREACHABLE, message, ""));

    assertThat(verdicts("GC-TLS-002"))
        .containsOnly(Map.entry(instance, Verdict.FAIL), Map.entry(sql + CUT_OFF, Verdict.UNKNOWN));
    assertThat(verdicts("GC-MNT-009")).containsEntry(CRM + "p", Verdict.UNKNOWN);
  }

  @Test
  void aKeyServesDatabasesOfOtherProjects() throws IOException {
    String key =
        "//cloudkms.googleapis.com/projects/keys/locations/us-east10/keyRings/r/cryptoKeys/k";
    fact("cloudkms.CryptoKey", key, key.replace("/cryptoKeys/k", ""), "{}");
    assertThat(verdicts("GC-ENC-005")).containsEntry(key, Verdict.NOT_APPLICABLE);

    String project = ALLOYDB + "projects/p";
    gaps.add(new Gap("cloud", "alloydb.Cluster", project, Gap.Cause.DENIED, "denied", "grant"));
    assertThat(verdicts("GC-ENC-005")).containsEntry(key, Verdict.UNKNOWN);
  }

  @Test
  void aProjectThatMayHaveDatabasesIsNotJudgedAsIfItHadNone() throws IOException {
    fact("cloudresourcemanager.Project", CRM + "p", CRM + "f", "{'projectId': 'p'}");
    fact("cloudresourcemanager.Project", CRM + "q", CRM + "f", "{'projectId': 'q'}");
    cutOff("alloydb.Cluster");

    assertThat(verdicts("GC-MNT-009"))
        .containsEntry(CRM + "p", Verdict.UNKNOWN)
        .containsEntry(CRM + "q", Verdict.NOT_APPLICABLE);
  }
}
