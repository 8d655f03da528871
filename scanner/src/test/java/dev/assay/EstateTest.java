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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
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

  /**
   * What Google's stand-ins answer was recorded then; the ages of backups are those of that day.
   */
  private static final Instant RECORDED = Instant.parse("2026-11-20T12:00:00Z");

  /**
   * What the clean estate shows of Google Cloud; of all else it shows nothing, so that alerts are
   * missing.
   */
  private static final Set<String> SHOWN_CLEAN =
      Set.of(
          "alloydb.Cluster",
          "alloydb.Instance",
          "alloydb.Backup",
          "alloydb.User",
          "cloudresourcemanager.Project",
          "iam.Policy",
          "iam.Policy.inherited",
          "sqladmin.Instance");

  private static final Path VERDICTS = Path.of("src/test/resources/dev/assay");

  /**
   * The same snapshot judged by the database's rules now, and by the cloud's as of its recording.
   */
  private record Judged(AuditReport databases, AuditReport cloud) {
    List<Finding> findings() {
      return Stream.of(databases, cloud).flatMap(r -> r.findings().stream()).toList();
    }
  }

  @Test
  void everyRuleOfADatabaseThatNoScenarioShowsFindsSomethingInTheMessyEstate() throws Exception {
    Judged messy;
    try (SampleDatabase shop = SampleDatabase.messy(PostgresServer.DEFAULT_MAJOR);
        GoogleStandIn google = GoogleStandIn.start("messy")) {
      messy = audit(shop, google, Parameters.defaults());
    }
    assertThat(shownHere(messy.databases()))
        .extracting(RuleInfo::id)
        .allSatisfy(
            rule ->
                assertThat(messy.findings())
                    .filteredOn(f -> f.rule().equals(rule))
                    .extracting(Finding::verdict)
                    .contains(Verdict.FAIL));
    assertThat(Files.readString(folder.resolve("collected.jsonl")))
        .as("words that stand for secrets stay in the database")
        .doesNotContain("planted-");
    told("messy", messy.cloud());
  }

  @Test
  void everyRuleLooksAtTheCleanEstateAndFindsNothing() throws Exception {
    Judged clean;
    try (SampleDatabase shop = SampleDatabase.clean(PostgresServer.DEFAULT_MAJOR);
        GoogleStandIn google = GoogleStandIn.start("clean")) {
      Parameters approved =
          Parameters.of(
              PACK,
              Map.of(
                  "GC-NET-001.allow_labels", "{\"public-approved\":\"true\"}",
                  "GC-IAM-004.allowed_domains", "[\"example.com\"]"));
      clean = audit(shop, google, approved);
    }
    assertThat(clean.findings())
        .filteredOn(f -> f.verdict() == Verdict.FAIL || f.verdict() == Verdict.UNKNOWN)
        .filteredOn(f -> !f.resource().kind().equals(SUPERUSERS_ONLY))
        .filteredOn(f -> !f.rule().startsWith("GC-") || shownClean(f.rule()))
        .isEmpty();
    assertThat(clean.databases().gaps()).extracting(Gap::kind).containsExactly(SUPERUSERS_ONLY);
    assertThat(shownHere(clean.databases()))
        .extracting(RuleInfo::id)
        .allSatisfy(
            rule ->
                assertThat(clean.databases().tallies())
                    .filteredOn(t -> t.rule().equals(rule))
                    .extracting(Tally::pass)
                    .anyMatch(n -> n > 0));
    told("clean", clean.cloud());
  }

  /** The cloud's rules with the numbers of their verdicts, as reviewed. */
  private static void told(String estate, AuditReport cloud) throws IOException {
    Map<String, int[]> sums = new TreeMap<>();
    for (Tally t : cloud.tallies()) {
      int[] sum = sums.computeIfAbsent(t.rule(), r -> new int[4]);
      sum[0] += t.fail();
      sum[1] += t.unknown();
      sum[2] += t.pass();
      sum[3] += t.notApplicable();
    }
    StringBuilder text = new StringBuilder("rule                  fail unknown pass n/a\n");
    sums.forEach(
        (rule, n) ->
            text.append(
                String.format(
                    Locale.ROOT, "%-21s %4d %7d %4d %3d\n", rule, n[0], n[1], n[2], n[3])));
    Path golden = VERDICTS.resolve(estate + "-estate-by-cloud-rules.txt");
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(golden, text);
    }
    assertThat(golden).content().isEqualTo(text.toString());
  }

  private static boolean shownClean(String rule) {
    return PACK.rule(rule).orElseThrow().needs().stream()
        .allMatch(need -> SHOWN_CLEAN.contains(need) || need.startsWith("alloydb.Cluster."));
  }

  /** The rules that no scenario of their own shows on a real server. */
  private static List<RuleInfo> shownHere(AuditReport report) {
    return report.rules().stream()
        .filter(rule -> Files.notExists(RULES.resolve(rule.name()).resolve("scenarios.yaml")))
        .toList();
  }

  private Judged audit(SampleDatabase shop, GoogleStandIn google, Parameters parameters)
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
    RulePack cloud = PACK.select(rule -> rule.id().startsWith("GC-"));
    RulePack databases = PACK.select(rule -> !rule.id().startsWith("GC-"));
    return new Judged(
        new Audit("test", databases, parameters).of(snapshot, snapshot.header().time()),
        new Audit("test", cloud, parameters).of(snapshot, RECORDED));
  }

  private static GoogleClients clients(GoogleStandIn google) {
    return new GoogleClients(
        new GoogleSettings(google.endpoints(), true, Duration.ofSeconds(20), Optional.empty()));
  }
}
