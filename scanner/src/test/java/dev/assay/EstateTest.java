package dev.assay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.audit.Audit;
import dev.assay.collect.Collector;
import dev.assay.collect.alloydb.AlloyDbCollector;
import dev.assay.collect.asset.AssetCollector;
import dev.assay.collect.google.GoogleClients;
import dev.assay.collect.google.GoogleSettings;
import dev.assay.collect.google.Territory;
import dev.assay.collect.postgresql.Bounds;
import dev.assay.collect.postgresql.ConnectionTarget;
import dev.assay.collect.postgresql.PostgresCollector;
import dev.assay.collect.rest.RestCollector;
import dev.assay.fixtures.google.GoogleStandIn;
import dev.assay.fixtures.postgresql.PostgresServer;
import dev.assay.fixtures.postgresql.SampleDatabase;
import dev.assay.report.AuditReport;
import dev.assay.report.Finding;
import dev.assay.report.Gap;
import dev.assay.report.RuleInfo;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * All rules on whole estates: a real PostgreSQL server and the stand-ins of Google, read by the
 * real collectors, and a recorded second server.
 */
class EstateTest {
  private static final RulePack PACK = RulePack.bundled();
  private static final Path RULES = Path.of("../rules");

  /** How passwords are stored; a well-kept scan does not run as one who may read that. */
  private static final String SUPERUSERS_ONLY = "postgresql.RolePassword";

  private static final List<String> PROJECTS =
      List.of("projects/shop-prod", "projects/shop-analytics");

  @TempDir Path folder;

  @Test
  void everyRuleFindsSomethingInTheMessyEstate() throws Exception {
    AuditReport report;
    try (SampleDatabase shop = SampleDatabase.messy(PostgresServer.DEFAULT_MAJOR);
        GoogleStandIn google = GoogleStandIn.start("messy")) {
      report = audit(shop, google, Parameters.defaults());
    }
    assertThat(shownHere(report))
        .extracting(RuleInfo::id)
        .isNotEmpty()
        .allSatisfy(
            rule ->
                assertThat(report.findings())
                    .filteredOn(f -> f.rule().equals(rule))
                    .extracting(Finding::verdict)
                    .contains(Verdict.FAIL));
    assertThat(Files.readString(folder.resolve("collected.jsonl")))
        .as("words that stand for secrets stay in the database")
        .doesNotContain("planted-");
  }

  @Test
  void everyRuleLooksAtTheCleanEstateAndFindsNothing() throws Exception {
    AuditReport report;
    try (SampleDatabase shop = SampleDatabase.clean(PostgresServer.DEFAULT_MAJOR);
        GoogleStandIn google = GoogleStandIn.start("clean")) {
      Parameters approved =
          Parameters.of(PACK, Map.of("GC-NET-001.allow_labels", "{\"public-approved\":\"true\"}"));
      report = audit(shop, google, approved);
    }
    assertThat(report.findings())
        .filteredOn(f -> f.verdict() == Verdict.FAIL || f.verdict() == Verdict.UNKNOWN)
        .filteredOn(f -> !f.resource().kind().equals(SUPERUSERS_ONLY))
        .isEmpty();
    assertThat(report.gaps()).extracting(Gap::kind).containsExactly(SUPERUSERS_ONLY);
    assertThat(shownHere(report))
        .extracting(RuleInfo::id)
        .isNotEmpty()
        .allSatisfy(
            rule ->
                assertThat(report.tallies())
                    .filteredOn(t -> t.rule().equals(rule))
                    .extracting(Tally::pass)
                    .anyMatch(n -> n > 0));
  }

  /** The rules that no scenario of their own shows on a real server. */
  private static List<RuleInfo> shownHere(AuditReport report) {
    return report.rules().stream()
        .filter(rule -> Files.notExists(RULES.resolve(rule.name()).resolve("scenarios.yaml")))
        .toList();
  }

  private AuditReport audit(SampleDatabase shop, GoogleStandIn google, Parameters parameters)
      throws Exception {
    Path collected = folder.resolve("collected.jsonl");
    Path recorded = Files.writeString(folder.resolve("recorded.jsonl"), shop.snapshot());
    try (GoogleClients clients = clients(google);
        SnapshotWriter writer =
            SnapshotWriter.create(collected, new SnapshotHeader("test", Instant.now()))) {
      List<Collector> collectors = new ArrayList<>();
      ConnectionTarget target = ConnectionTarget.parse(shop.url(), Map.of());
      collectors.addAll(PostgresCollector.of(List.of(target), Bounds.DEFAULT, kind -> true));
      for (String project : PROJECTS) {
        Territory territory = new Territory(clients, project);
        collectors.add(new AlloyDbCollector(clients, territory));
        collectors.add(new AssetCollector(clients, territory, PACK.kinds()::contains));
        collectors.add(
            new RestCollector(clients, territory, PACK.kinds()::contains, Instant.now()));
      }
      for (Collector collector : collectors) {
        writer.source(collector.collect(writer));
      }
      writer.finish();
    }
    Snapshot snapshot = Snapshot.read(List.of(collected, recorded));
    return new Audit("test", PACK, parameters).of(snapshot, snapshot.header().time());
  }

  private static GoogleClients clients(GoogleStandIn google) {
    return new GoogleClients(
        new GoogleSettings(google.endpoints(), true, Duration.ofSeconds(20), Optional.empty()));
  }
}
