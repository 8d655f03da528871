package dev.assay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.audit.Audit;
import dev.assay.collect.Collector;
import dev.assay.collect.alloydb.AlloyDbCollector;
import dev.assay.collect.asset.AssetCollector;
import dev.assay.collect.google.GoogleClients;
import dev.assay.collect.google.GoogleSettings;
import dev.assay.collect.google.Territory;
import dev.assay.collect.rest.RestCollector;
import dev.assay.fixtures.google.GoogleStandIn;
import dev.assay.report.AuditReport;
import dev.assay.report.Tally;
import dev.assay.report.Verdict;
import dev.assay.rulepack.Parameters;
import dev.assay.rulepack.RulePack;
import dev.assay.snapshot.Snapshot;
import dev.assay.snapshot.SnapshotHeader;
import dev.assay.snapshot.SnapshotWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * All rules on Google Cloud in two projects that the stand-ins tell of: one that nobody looks
 * after, where each rule finds something, and one that is kept well, where each looks and finds
 * nothing. What is found, rule by rule, is golden and was read line by line.
 */
class CloudEstateTest {
  private static final RulePack PACK =
      RulePack.bundled().select(rule -> rule.id().startsWith("GC-"));
  private static final Path GOLDEN = Path.of("src/test/resources/dev/assay");

  /** What ages are reckoned from. */
  private static final Instant RECORDED = Instant.parse("2026-11-20T12:00:00Z");

  /**
   * Rules that these estates cannot show: those of both planes (see {@code JoinedScanTest}), and
   * one on a field that is newer than the messages that the stand-in speaks.
   */
  private static final List<String> SHOWN_ELSEWHERE =
      List.of("GC-COST-004", "GC-JNT-001", "GC-JNT-002", "GC-JNT-003", "GC-JNT-004");

  @TempDir private Path folder;

  @Test
  void eachRuleFindsSomethingWhereNobodyLooksAfterTheDatabases() throws Exception {
    AuditReport report = audit("neglected", "[\"europe-west4\"]", "depot", "shed");

    assertThat(without(report, Tally::fail)).containsExactlyInAnyOrderElementsOf(SHOWN_ELSEWHERE);
    golden("neglected", report);
  }

  @Test
  void eachRuleLooksAndFindsNothingWhereTheyAreKeptWell() throws Exception {
    AuditReport report = audit("kept", "[\"europe-*\"]", "depot");

    assertThat(report.gaps()).isEmpty();
    assertThat(told(report))
        .as("what a migration left, stopped; a new key; a playground that an office reaches")
        .containsExactly(
            "GC-HA-005-SQL | fail | projects/depot/instances/gone | The instance is stopped.",
            "GC-IAM-007 | fail | projects/depot/serviceAccounts/"
                + "app@depot.iam.gserviceaccount.com/keys/k2 | "
                + "app@depot.iam.gserviceaccount.com has roles on databases, and a key of users.",
            "GC-NET-010 | fail | projects/depot/instances/play | A public IP address is"
                + " assigned.");
    assertThat(without(report, Tally::pass)).containsExactlyInAnyOrderElementsOf(SHOWN_ELSEWHERE);
  }

  private interface Count {
    int of(Tally tally);
  }

  private static List<String> without(AuditReport report, Count count) {
    Map<String, Integer> sums = new TreeMap<>();
    PACK.rules().forEach(rule -> sums.put(rule.id(), 0));
    report.tallies().forEach(tally -> sums.merge(tally.rule(), count.of(tally), Integer::sum));
    return sums.entrySet().stream().filter(e -> e.getValue() == 0).map(Map.Entry::getKey).toList();
  }

  private static void golden(String estate, AuditReport report) throws Exception {
    Path file = GOLDEN.resolve(estate + "-estate-findings.txt");
    String text = String.join("\n", told(report)) + "\n";
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(file, text);
    }
    assertThat(file).content().isEqualTo(text);
  }

  private static List<String> told(AuditReport report) {
    return report.findings().stream()
        .filter(f -> f.verdict() == Verdict.FAIL || f.verdict() == Verdict.UNKNOWN)
        .filter(f -> !SHOWN_ELSEWHERE.contains(f.rule()))
        .map(
            f ->
                String.join(
                    " | ",
                    f.rule(),
                    f.verdict().name().toLowerCase(Locale.ROOT),
                    f.resource().id().replaceFirst("^//[^/]+/", ""),
                    f.message()))
        .sorted()
        .toList();
  }

  private AuditReport audit(String estate, String regions, String... projects) throws Exception {
    Parameters parameters =
        Parameters.of(
            PACK,
            Map.ofEntries(
                Map.entry("GC-DR-007.allowed_regions", regions),
                Map.entry("GC-DR-007-BACKUP.allowed_regions", regions),
                Map.entry("GC-DR-007-KEY.allowed_regions", regions),
                Map.entry("GC-DR-007-SQL.allowed_regions", regions),
                Map.entry("GC-IAM-004.allowed_domains", "[\"shop.example\"]"),
                Map.entry("GC-INT-002.dataplex", "off"),
                Map.entry("GC-NET-001.allow_labels", "{\"public-approved\":\"true\"}"),
                Map.entry(
                    "GC-MON-014.metric_type",
                    "cloudsql.googleapis.com/database/postgresql/transaction_id_utilization")));
    Path file = folder.resolve(estate + ".jsonl");
    try (GoogleStandIn google = GoogleStandIn.start(estate);
        GoogleClients clients =
            new GoogleClients(
                new GoogleSettings(
                    google.endpoints(), true, Duration.ofSeconds(20), Optional.empty()));
        SnapshotWriter writer = SnapshotWriter.create(file, new SnapshotHeader("test", RECORDED))) {
      for (String project : projects) {
        Territory territory = new Territory(clients, "projects/" + project);
        for (Collector collector :
            List.of(
                new AlloyDbCollector(clients, territory),
                new AssetCollector(clients, territory, PACK.kinds()::contains),
                new RestCollector(clients, territory, PACK.kinds()::contains, RECORDED))) {
          writer.source(collector.collect(writer));
        }
      }
      writer.finish();
    }
    assertThat(file).content().as("passwords of workloads").doesNotContain("planted-");
    return new Audit("test", PACK, parameters).of(Snapshot.read(file), RECORDED);
  }
}
