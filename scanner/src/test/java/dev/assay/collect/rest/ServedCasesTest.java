package dev.assay.collect.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.audit.Audit;
import dev.assay.cases.RuleCase;
import dev.assay.cases.RuleCases;
import dev.assay.collect.Collector;
import dev.assay.collect.alloydb.AlloyDbCollector;
import dev.assay.collect.asset.AssetCollector;
import dev.assay.collect.google.GoogleClients;
import dev.assay.collect.google.GoogleSettings;
import dev.assay.collect.google.Territory;
import dev.assay.fixtures.google.GoogleStandIn;
import dev.assay.fixtures.google.MadeUp;
import dev.assay.report.AuditReport;
import dev.assay.report.Finding;
import dev.assay.report.Source;
import dev.assay.report.Tally;
import dev.assay.report.Verdict;
import dev.assay.rulepack.Rule;
import dev.assay.rulepack.RulePack;
import dev.assay.snapshot.Fact;
import dev.assay.snapshot.Snapshot;
import dev.assay.snapshot.SnapshotHeader;
import dev.assay.snapshot.SnapshotWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each rule on Google Cloud fires, and keeps silent, on what Google's services answer: the
 * resources of its cases are told by stand-ins, read by the real collectors, and judged.
 */
class ServedCasesTest {
  private static final RulePack PACK = RulePack.bundled();
  private static final RuleCases CASES = new RuleCases(PACK);

  /** Every case instead of the first that fails and the first that passes. */
  private static final boolean ALL = Boolean.getBoolean("served.all");

  /** Cases of which a scan would not find the facts, and why. */
  private static final Map<String, String> NOT_FOUND =
      Map.of("GC-FND-002 not among those that count", "others are not asked for");

  /**
   * Rules on links to PostgreSQL servers, which no service of Google's tells: {@code
   * JoinedScanTest} reads both planes of real servers.
   */
  private static final List<String> NOT_SHOWN =
      List.of("GC-JNT-001", "GC-JNT-002", "GC-JNT-003", "GC-JNT-004");

  @TempDir private Path folder;

  @Test
  void everyRuleFiresAndKeepsSilentOnWhatServicesTell() throws Exception {
    MadeUp madeUp = new MadeUp();
    List<String> wrong = new ArrayList<>();
    List<String> notShown = new ArrayList<>();
    try (GoogleStandIn google = GoogleStandIn.start(madeUp);
        GoogleClients clients = clients(google)) {
      for (Rule rule : PACK.rules()) {
        if (!rule.id().startsWith("GC-")) {
          continue;
        }
        Set<Verdict> shown = EnumSet.noneOf(Verdict.class);
        for (RuleCase each : CASES.of(rule)) {
          boolean first = shown.contains(each.expected());
          if ((first && !ALL) || !isTold(rule, each)) {
            continue;
          }
          shown.add(each.expected());
          verdict(rule, each, madeUp, clients)
              .ifPresent(
                  told ->
                      wrong.add(rule.id() + " " + each.place() + " " + each.name() + ": " + told));
        }
        if (!shown.contains(Verdict.FAIL) || !shown.contains(Verdict.PASS)) {
          notShown.add(rule.id());
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(notShown).containsExactlyInAnyOrderElementsOf(NOT_SHOWN);
  }

  private static boolean isTold(Rule rule, RuleCase each) {
    return (each.expected() == Verdict.FAIL || each.expected() == Verdict.PASS)
        && ServedCase.isTold(each.snapshot().facts())
        && !NOT_FOUND.containsKey(rule.id() + " " + each.name());
  }

  /** What is wrong with the verdicts, if anything. */
  private Optional<String> verdict(Rule rule, RuleCase each, MadeUp madeUp, GoogleClients clients)
      throws Exception {
    ServedCase served = new ServedCase(each.snapshot().facts(), each.judged());
    Snapshot snapshot;
    try {
      madeUp.answer(served.answers(), served.newer());
      snapshot = collect(rule, each, served.territory(), clients);
    } catch (RuntimeException e) {
      return Optional.of(String.valueOf(e));
    }
    AuditReport report =
        new Audit("test", PACK.select(rule::equals), each.parameters()).of(snapshot, each.asOf());
    boolean there = snapshot.facts().stream().anyMatch(fact -> fact.id().equals(each.judged()));
    List<Finding> told =
        report.findings().stream()
            .filter(f -> !there || f.resource().id().equals(each.judged()))
            .toList();
    int passes = report.tallies().stream().mapToInt(Tally::pass).sum();
    boolean fails = told.stream().anyMatch(f -> f.verdict() == Verdict.FAIL);
    boolean unknown = told.stream().anyMatch(f -> f.verdict() == Verdict.UNKNOWN);
    boolean right = each.expected() == Verdict.FAIL ? fails : passes > 0 && !fails && !unknown;
    return right
        ? Optional.empty()
        : Optional.of(
            told.stream().map(f -> f.verdict() + " " + f.message()).toList()
                + " of "
                + snapshot.facts().stream().map(Fact::id).toList()
                + snapshot.gaps());
  }

  private Snapshot collect(Rule rule, RuleCase each, String parent, GoogleClients clients)
      throws Exception {
    Set<String> kinds = PACK.select(rule::equals).kinds();
    Territory territory = new Territory(clients, parent);
    List<Collector> collectors = new ArrayList<>();
    if (kinds.stream().anyMatch(AlloyDbCollector.kinds()::contains)) {
      collectors.add(new AlloyDbCollector(clients, territory));
    }
    collectors.add(new AssetCollector(clients, territory, kinds::contains));
    collectors.add(new RestCollector(clients, territory, kinds::contains, each.asOf()));
    Path file = folder.resolve("served.jsonl");
    try (SnapshotWriter writer =
        SnapshotWriter.create(file, new SnapshotHeader("test", each.asOf()))) {
      List<Source> sources = new ArrayList<>();
      for (Collector collector : collectors) {
        sources.add(collector.collect(writer));
      }
      sources.forEach(writer::source);
      writer.finish();
    }
    return Snapshot.read(file);
  }

  private static GoogleClients clients(GoogleStandIn google) {
    return new GoogleClients(
        new GoogleSettings(google.endpoints(), true, Duration.ofSeconds(20), Optional.empty()));
  }
}
