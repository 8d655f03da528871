package dev.assay.attestation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.input.InputException;
import dev.assay.rego.value.Json;
import dev.assay.rego.value.RegoObject;
import dev.assay.report.AuditReport;
import dev.assay.report.Gap;
import dev.assay.report.Source;
import dev.assay.signing.Ed25519;
import dev.assay.snapshot.Fact;
import dev.assay.snapshot.Snapshot;
import dev.assay.snapshot.SnapshotHeader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttestationsTest {
  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
  private static final String SOURCE = "//alloydb.googleapis.com/projects/p";
  private static final String CLUSTERS = SOURCE + "/locations/l/clusters/";
  private static final String SHA = "0123456789abcdef".repeat(4);

  @TempDir private Path folder;
  private final List<Fact> facts = new ArrayList<>();
  private final List<Gap> gaps = new ArrayList<>();
  private Attestations.Trust trust = Attestations.Trust.EVERYBODY;

  private AttestationsTest cluster(String name, String data) throws IOException {
    return fact("alloydb.Cluster", CLUSTERS + name, data);
  }

  private AttestationsTest fact(String kind, String id, String data) throws IOException {
    facts.add(new Fact(kind, id, null, SOURCE, (RegoObject) Json.parse(data.replace('\'', '"'))));
    return this;
  }

  private static String record(String id, String scope, String performed, String expires) {
    return """
        - id: %s
          scope: "%s"
          performed_on: %s
          by: ops@shop.example
          evidence: {uri: "https://wiki.shop.example/1", sha256: %s}
          expires: %s
        """
        .formatted(id, scope, performed, SHA, expires);
  }

  private Attestations file(String text) throws IOException, InputException {
    Path file = folder.resolve("attestations.yaml");
    Files.writeString(file, text);
    return Attestations.read(file, AttestedControl.bundled(), trust);
  }

  /** What is said of one control, resource by resource. */
  private List<String> told(String control, String text) throws Exception {
    Snapshot snapshot =
        Snapshot.of(
            new SnapshotHeader("t", NOW),
            List.of(new Source(SOURCE, "test", List.of("alloydb.Cluster"), Map.of())),
            gaps,
            facts);
    AuditReport report =
        new AuditReport(
            "t", "r", "s", NOW, NOW, snapshot.sources(), List.of(), List.of(), List.of(), gaps);
    return file(text)
        .applyTo(report, snapshot, info -> info.id().equals(control))
        .findings()
        .stream()
        .map(f -> f.severity().label() + " " + f.verdict().label() + ": " + f.message())
        .map(line -> line.replaceAll("[^ ]*attestations.yaml:", "attestations.yaml:"))
        .toList();
  }

  @Test
  void whatNobodyAttestedFails() throws Exception {
    assertThat(cluster("c", "{}").told("AT-003", ""))
        .containsExactly(
            "high fail: Nobody has attested it; attestations.yaml has no record for this.");
  }

  @Test
  void aRecordCoversWhatIsAtOrBelowItsScope() throws Exception {
    cluster("c", "{}").cluster("cc", "{}");
    assertThat(told("AT-003", record("AT-003", "projects/p", "2026-11-01", "2027-01-30")))
        .containsExactly("high pass: ", "high pass: ");
    assertThat(told("AT-003", record("AT-003", CLUSTERS + "c", "2026-11-01", "2027-01-30")))
        .containsExactlyInAnyOrder(
            "high pass: ",
            "high fail: Nobody has attested it; attestations.yaml has no record for this.");
    assertThat(told("AT-003", record("AT-003", "**/clusters/c?", "2026-11-01", "2027-01-30")))
        .filteredOn("high pass: "::equals)
        .hasSize(1);
  }

  @Test
  void aRecordCountsForItsTimeOnly() throws Exception {
    cluster("c", "{}");
    assertThat(told("AT-003", record("AT-003", "**", "2026-10-01", "2026-11-20")))
        .containsExactly(
            "high fail: The attestation at attestations.yaml:1:3: it expired on 2026-11-20.");
    assertThat(told("AT-003", record("AT-003", "**", "2026-08-01", "2027-11-20")).get(0))
        .endsWith("it is of 2026-08-01, and counts for 90 days.");
    assertThat(told("AT-003", record("AT-003", "**", "2026-11-22", "2027-11-20")).get(0))
        .endsWith("it is dated 2026-11-22, which is to come.");
  }

  @Test
  void aMalformedRecordIsAFindingOfItsControl() throws Exception {
    assertThat(cluster("c", "{}").told("AT-003", record("AT-003", "**", "lately", "2027-01-01")))
        .contains(
            "high fail: Malformed: attestations.yaml:3:17: \"lately\" is not a day; write it as"
                + " 2027-01-31");
    assertThatThrownBy(() -> told("AT-003", record("AT-33", "**", "2026-11-01", "2027-01-01")))
        .hasMessageEndingWith(":1:7: no attested control \"AT-33\": did you mean \"AT-003\"?");
  }

  @Test
  void aSignatureMustBeRight() throws Exception {
    cluster("c", "{}");
    KeyPair key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    trust = new Attestations.Trust(Map.of("ops", key.getPublic()), true);
    String record = record("AT-003", "**", "2026-11-01", "2027-01-30");
    assertThat(told("AT-003", record).get(0)).endsWith("it is not signed.");

    String value = Ed25519.sign(key.getPrivate(), file(record).record(1).orElseThrow());
    String signed = record + "  signature: {key: ops, value: \"" + value + "\"}\n";
    assertThat(told("AT-003", signed)).containsExactly("high pass: ");
    assertThat(told("AT-003", signed.replace("shop.example/1", "shop.example/2")).get(0))
        .startsWith("high fail")
        .endsWith("its signature by ops is wrong.");
    assertThat(told("AT-003", signed.replace("key: ops", "key: eve")).get(0))
        .endsWith("its key eve is not among the trusted ones.");
  }

  @Test
  void aRestoreThatTheSnapshotShowsNeedsNoWord() throws Exception {
    fact(
            "alloydb.Backup",
            SOURCE + "/locations/l/backups/b",
            "{'clusterName': 'projects/p/locations/l/clusters/c'}")
        .cluster("c", "{}")
        .cluster(
            "restored",
            "{'createTime': '2026-11-01T00:00:00Z',"
                + " 'backupSource': {'backupName': 'projects/p/locations/l/backups/b'}}");
    assertThat(told("AT-003", ""))
        .containsExactlyInAnyOrder(
            "high pass: ",
            "high fail: Nobody has attested it; attestations.yaml has no record for this.");
  }

  @Test
  void whereClustersCannotBeReadNobodyKnows() throws Exception {
    gaps.add(new Gap(SOURCE, "alloydb.Cluster", SOURCE, Gap.Cause.DENIED, "denied", ""));
    assertThat(told("AT-003", record("AT-003", "**", "2026-11-01", "2027-01-30")))
        .containsExactly(
            "high unknown: alloydb.Cluster could not be read, so nobody knows what must be"
                + " attested.");
  }

  @Test
  void ofChangesOnlyThoseThatAreAttestedAreKnown() throws Exception {
    assertThat(told("AT-007", "").get(0)).startsWith("high not_applicable");
    assertThat(told("AT-007", record("AT-007", "**", "2026-11-01", "2027-01-30")))
        .containsExactly("high pass: ");
  }
}
