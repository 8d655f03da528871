package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.report.AuditReport;
import dev.assay.report.Finding;
import dev.assay.report.Severity;
import dev.assay.report.Verdict;
import dev.assay.report.format.Formats;
import dev.assay.signing.Ed25519;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A team's year in short: a first scan and its baseline, waivers of which one has expired and one
 * covers nothing, attestations of which one has expired and one is badly signed, and then a cluster
 * that loses its backups while a grant vanishes.
 */
class GovernanceStoryTest {
  private static final String PROJECT = "//alloydb.googleapis.com/projects/p";
  private static final String CLUSTER = PROJECT + "/locations/l/clusters/c";
  private static final String RULES = "GC-BKP-001,GC-NET-001,AT-003,AT-004,AT-005";
  private static final String SHA = "0123456789abcdef".repeat(4);

  @TempDir private Path folder;
  private KeyPair key;

  @BeforeEach
  void files() throws Exception {
    key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    write(
        "first/snapshot.jsonl",
        header(4)
            + source()
            + fact("alloydb.Cluster", CLUSTER, PROJECT, backups(true))
            + publicInstance("i1")
            + publicInstance("i2")
            + publicInstance("i3"));
    write(
        "second/snapshot.jsonl",
        header(1)
            + source()
            + """
            {"gap":{"source":"%s","kind":"alloydb.Instance","scope":"%s","cause":"denied","message":"permission denied","remedy":"roles/alloydb.viewer"}}
            """
                .formatted(PROJECT, CLUSTER)
            + fact("alloydb.Cluster", CLUSTER, PROJECT, backups(false)));
    write(
        "waivers.yaml",
        waiver("i1", "2027-01-31") + waiver("i2", "2026-10-31") + waiver("i9", "2027-01-31"));
    write(
        "assay.yaml",
        "attestations: {file: attestations.yaml, keys: {ops: \""
            + Base64.getEncoder().encodeToString(key.getPublic().getEncoded())
            + "\"}}\n");
    String good = attestation("AT-004", "2026-11-01", "2027-04-30");
    write("attestations.yaml", good);
    String signature =
        Ed25519.sign(
            key.getPrivate(),
            """
            id: AT-004
            scope: projects/p
            performed_on: 2026-11-01
            by: ops@shop.example
            evidence.uri: https://wiki.shop.example/AT-004
            evidence.sha256: %s
            expires: 2027-04-30
            """
                .formatted(SHA)
                .getBytes(StandardCharsets.UTF_8));
    write(
        "attestations.yaml",
        good
            + signed(signature)
            + attestation("AT-003", "2026-08-01", "2026-11-20")
            + attestation("AT-005", "2026-11-01", "2027-04-30")
            + signed(signature));
  }

  private static String header(int resources) {
    return """
        {"assay":"snapshot","schema":1,"tool":"t","time":"2026-11-21T08:00:00Z","resources":%d}
        """
        .formatted(resources);
  }

  private static String source() {
    return """
        {"source":{"id":"%s","collector":"alloydb","kinds":["alloydb.Cluster","alloydb.Instance"],"details":{}}}
        """
        .formatted(PROJECT);
  }

  private static String fact(String kind, String id, String parent, String data) {
    return """
        {"kind":"%s","id":"%s","parent":"%s","source":"%s","data":%s}
        """
        .formatted(kind, id, parent, PROJECT, data);
  }

  private static String backups(boolean enabled) {
    return "{\"clusterType\":\"PRIMARY\",\"automatedBackupPolicy\":{\"enabled\":" + enabled + "}}";
  }

  private static String publicInstance(String name) {
    return fact(
        "alloydb.Instance",
        CLUSTER + "/instances/" + name,
        CLUSTER,
        "{\"instanceType\":\"PRIMARY\",\"publicIpAddress\":\"203.0.113.9\","
            + "\"networkConfig\":{\"enablePublicIp\":true}}");
  }

  private static String waiver(String instance, String expires) {
    return """
        - rule: GC-NET-001
          resource: %s/instances/%s
          reason: The partner's ingestion job needs it.
          owner: payments@shop.example
          ticket: SEC-12
          expires: %s
        """
        .formatted(CLUSTER, instance, expires);
  }

  private static String attestation(String control, String performed, String expires) {
    return """
        - id: %s
          scope: projects/p
          performed_on: %s
          by: ops@shop.example
          evidence: {uri: "https://wiki.shop.example/%s", sha256: %s}
          expires: %s
        """
        .formatted(control, performed, control, SHA, expires);
  }

  private static String signed(String value) {
    return "  signature: {key: ops, value: \"" + value + "\"}\n";
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Run check(String audit, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "check",
                audit.replace("audit.json", "snapshot.jsonl"),
                "--select",
                RULES,
                "-o",
                audit));
    arguments.addAll(List.of(more));
    return Run.of(arguments.toArray(String[]::new));
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private List<String> failures(String audit, Severity least) throws Exception {
    AuditReport report = ReportCommand.read(folder.resolve(audit));
    return report.findings().stream()
        .filter(f -> f.verdict() == Verdict.FAIL && f.severity().atLeast(least))
        .map(
            f ->
                f.rule()
                    + " "
                    + f.resource().id().replaceFirst(".*/", "")
                    + f.age().map(age -> " " + age.label()).orElse(""))
        .toList();
  }

  @Test
  void theGateFailsForExactlyTheReasonsThatATeamWouldGive() throws Exception {
    write("empty.yaml", "");
    String first = path("first/audit.json");
    assertThat(check(first, "-c", path("empty.yaml")).code()).isEqualTo(1);
    assertThat(failures("first/audit.json", Severity.INFO))
        .containsExactly("GC-NET-001 i1", "GC-NET-001 i2", "GC-NET-001 i3");

    Files.copy(folder.resolve("first/audit.json"), folder.resolve("baseline.json"));
    String[] known = {
      "-c", path("empty.yaml"), "--baseline", path("baseline.json"), "--fail-on-new"
    };
    assertThat(check(first, known).code()).isZero();

    List<String> more =
        new ArrayList<>(
            List.of(
                "-c",
                path("assay.yaml"),
                "--baseline",
                path("baseline.json"),
                "--fail-on-new",
                "--waivers",
                path("waivers.yaml")));
    assertThat(check(first, more.toArray(String[]::new)).code()).isEqualTo(1);
    assertThat(failures("first/audit.json", Severity.HIGH))
        .containsExactly("AT-003 c new", "GC-NET-001 i2 known", "GC-NET-001 i3 known");
    assertThat(failures("first/audit.json", Severity.INFO))
        .contains("AT-005 p new")
        .filteredOn(line -> line.startsWith("WV-"))
        .hasSize(2);
    AuditReport judged = ReportCommand.read(folder.resolve("first/audit.json"));
    assertThat(judged.findings())
        .filteredOn(f -> f.verdict() == Verdict.WAIVED)
        .extracting(f -> f.resource().id())
        .containsExactly(CLUSTER + "/instances/i1");
    assertThat(judged.findings())
        .filteredOn(f -> !f.lapse().isEmpty())
        .extracting(Finding::lapse)
        .containsExactly("The waiver of payments@shop.example lapsed after 2026-10-31.");

    for (String format : Formats.names()) {
      more.addAll(List.of("--report", format + "=" + path("second/" + format)));
    }
    assertThat(check(path("second/audit.json"), more.toArray(String[]::new)).code()).isEqualTo(1);
    assertThat(failures("second/json", Severity.HIGH))
        .containsExactly("AT-003 c new", "GC-BKP-001 c new");
  }

  @Test
  void theDriftTellsWhatGotWorseAndWhatIsNoLongerSeen() throws Exception {
    write("empty.yaml", "");
    check(path("first/audit.json"), "-c", path("empty.yaml"));
    check(path("second/audit.json"), "-c", path("empty.yaml"));
    String[] formats = {"text", "json", "markdown", "html"};
    List<String> arguments = new ArrayList<>(List.of("diff", path("first"), path("second")));
    for (String format : formats) {
      arguments.addAll(List.of("--report", format + "=" + path("drift." + format)));
    }

    assertThat(Run.of(arguments.toArray(String[]::new)).code()).isEqualTo(1);
    for (String format : formats) {
      assertThat(Files.readString(folder.resolve("drift." + format)))
          .as(format)
          .contains("GC-BKP-001", "automatedBackupPolicy.enabled", "GC-NET-001", "denied");
    }
    assertThat(Files.readString(folder.resolve("drift.text")))
        .contains("Got worse (1)", "Can no longer be decided (4)", "Coverage lost (1)")
        .doesNotContain("Vanished");
  }

  @Test
  void everyFormatShowsWaiversAndAttestations() throws Exception {
    List<String> more =
        new ArrayList<>(List.of("-c", path("assay.yaml"), "--waivers", path("waivers.yaml")));
    for (String format : Formats.names()) {
      more.addAll(List.of("--report", format + "=" + path("out/" + format)));
    }
    check(path("first/audit.json"), more.toArray(String[]::new));
    for (String format : Formats.names()) {
      String text = text(folder.resolve("out/" + format));
      assertThat(text).as(format).contains("WV-001", "WV-002", "AT-003", "AT-005");
      if (!format.equals("openmetrics")) {
        assertThat(text).as(format).contains("2026-10-31", "is wrong", "covers nothing");
        assertThat(text.contains("SEC-12") || format.equals("junit.fail")).as(format).isTrue();
      }
    }
  }

  /** A workbook is an archive of XML. */
  private static String text(Path file) throws IOException {
    if (!file.getFileName().toString().equals("xlsx")) {
      return Files.readString(file);
    }
    StringBuilder text = new StringBuilder();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (var entry : zip.stream().toList()) {
        text.append(new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return text.toString();
  }

  @Test
  void evidenceJudgesAgainToTheSameReportUntilAByteOfItChanges() throws Exception {
    check(
        path("first/audit.json"),
        "-c",
        path("assay.yaml"),
        "--waivers",
        path("waivers.yaml"),
        "--evidence",
        path("pack"));
    Run verified = Run.of("verify", path("pack"));
    assertThat(verified.out()).as(verified.err()).contains("judged again to the same report");
    assertThat(verified.code()).isZero();

    List<Path> files;
    try (var all = Files.walk(folder.resolve("pack"))) {
      files =
          all.filter(Files::isRegularFile)
              .filter(f -> !f.toString().contains("/rules/assay/") || f.endsWith("hba.rego"))
              .toList();
    }
    for (Path file : files) {
      byte[] bytes = Files.readAllBytes(file);
      bytes[bytes.length / 2] ^= 1;
      Files.write(file, bytes);
      assertThat(Run.of("verify", path("pack")).code()).as(file.toString()).isNotZero();
      bytes[bytes.length / 2] ^= 1;
      Files.write(file, bytes);
    }
    Files.writeString(folder.resolve("pack/more.txt"), "more");
    assertThat(Run.of("verify", path("pack")).err()).contains("more.txt was added");
  }
}
