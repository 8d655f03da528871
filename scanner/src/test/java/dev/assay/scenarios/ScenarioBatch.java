package dev.assay.scenarios;

import dev.assay.rulepack.RulePack;
import dev.assay.scenarios.ScenarioServer.Start;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Scenarios that follow each other on one server, which ends with them. */
final class ScenarioBatch implements Runnable {
  /** A scenario, and what does not hold of it as soon as it has run. */
  record Entry(Scenario scenario, CompletableFuture<List<String>> mismatches) {}

  private final Start start;
  private final RulePack pack;
  private final List<Entry> entries;

  ScenarioBatch(Start start, List<Scenario> scenarios, RulePack pack) {
    this.start = start;
    this.pack = pack;
    this.entries =
        scenarios.stream().map(s -> new Entry(s, new CompletableFuture<List<String>>())).toList();
  }

  Stream<Entry> entries() {
    return entries.stream();
  }

  @Override
  public void run() {
    try (ScenarioServer server = ScenarioServer.start(start)) {
      for (Entry entry : entries) {
        run(entry, server);
      }
    } catch (Exception e) {
      entries.forEach(entry -> entry.mismatches().completeExceptionally(e));
    }
  }

  private void run(Entry entry, ScenarioServer server) throws InterruptedException {
    try {
      entry.mismatches().complete(new ScenarioRun(entry.scenario(), server, pack).run());
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      entry.mismatches().completeExceptionally(e);
    }
  }
}
