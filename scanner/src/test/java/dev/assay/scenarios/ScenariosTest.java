package dev.assay.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.assay.input.InputException;
import dev.assay.report.Verdict;
import dev.assay.rulepack.Rule;
import dev.assay.rulepack.RulePack;
import dev.assay.scenarios.ScenarioServer.Start;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every rule of PostgreSQL on real servers: what its {@code scenarios.yaml} sets up is scanned and
 * judged as there. {@code -Dscenarios=REGEX} runs those whose rule's id or name, or own name,
 * matches; {@code -Dscenarios.majors=14,18} runs all on those versions instead of their own.
 */
class ScenariosTest {
  private static final Path RULES = Path.of("../rules");
  private static final RulePack PACK = RulePack.bundled();
  private static final Pattern CHOSEN =
      Pattern.compile(System.getProperty("scenarios", ""), Pattern.CASE_INSENSITIVE);

  /** Enough to make up for another server's start; few enough to leave something to the others. */
  private static final int TOGETHER = 30;

  private static final ExecutorService SERVERS =
      Executors.newFixedThreadPool(Math.min(4, Runtime.getRuntime().availableProcessors()));

  @AfterAll
  static void stop() {
    SERVERS.shutdownNow();
  }

  @TestFactory
  Stream<DynamicNode> scenarios() throws Exception {
    Map<Start, List<Scenario>> byStart = new LinkedHashMap<>();
    Map<Integer, Set<String>> changeable = new TreeMap<>();
    List<DynamicNode> nodes = new ArrayList<>();
    for (Rule rule : rules()) {
      for (Scenario scenario : sheet(rule, nodes).scenarios()) {
        if (chosen(scenario)) {
          for (int major : scenario.majors()) {
            if (!scenario.settings().isEmpty() && !changeable.containsKey(major)) {
              changeable.put(major, ScenarioServer.changeableSettings(major));
            }
            Start start = start(scenario, major, changeable.getOrDefault(major, Set.of()));
            byStart.computeIfAbsent(start, s -> new ArrayList<>()).add(scenario);
          }
        }
      }
    }
    byStart.forEach(
        (start, scenarios) ->
            nodes.add(dynamicContainer(start.toString(), tests(start, scenarios))));
    return nodes.stream();
  }

  @Test
  void every_rule_is_shown_to_fail_and_to_pass() {
    List<String> missing = new ArrayList<>();
    for (Rule rule : rules()) {
      Scenario.Sheet sheet = sheet(rule, new ArrayList<>());
      for (Verdict verdict : List.of(Verdict.FAIL, Verdict.PASS)) {
        String reason = sheet.notShown().get(verdict);
        boolean shown =
            sheet.scenarios().stream()
                .anyMatch(
                    s ->
                        s.expected().containsKey(verdict)
                            || (s.clean() && verdict == Verdict.PASS));
        if (reason != null) {
          System.out.println(
              sheet.rule().id() + " is not shown to " + verdict.label() + ": " + reason);
        } else if (!shown) {
          missing.add(
              sheet.rule().id() + " " + sheet.rule().info().name() + ": " + verdict.label());
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  /** They run at once, some servers beside each other; each test waits for its scenario. */
  private static Stream<DynamicTest> tests(Start start, List<Scenario> scenarios) {
    List<DynamicTest> tests = new ArrayList<>();
    for (int i = 0; i < scenarios.size(); i += TOGETHER) {
      ScenarioBatch batch =
          new ScenarioBatch(
              start, scenarios.subList(i, Math.min(scenarios.size(), i + TOGETHER)), PACK);
      batch.entries().map(entry -> test(start, entry)).forEach(tests::add);
      SERVERS.execute(batch);
    }
    return tests.stream();
  }

  private static DynamicTest test(Start start, ScenarioBatch.Entry entry) {
    Scenario scenario = entry.scenario();
    return dynamicTest(
        scenario.rule().id() + " " + scenario.rule().info().name() + ": " + scenario.name(),
        () -> assertThat(entry.mismatches().get()).as(scenario + " on " + start).isEmpty());
  }

  private static Start start(Scenario scenario, int major, Set<String> changeable) {
    SortedMap<String, String> fixed = new TreeMap<>(scenario.settings());
    fixed.keySet().removeAll(changeable);
    return new Start(major, fixed, scenario.hba(), scenario.tls());
  }

  private static boolean chosen(Scenario scenario) {
    return Stream.of(scenario.rule().id(), scenario.rule().info().name(), scenario.name())
        .anyMatch(text -> CHOSEN.matcher(text).find());
  }

  private static List<Rule> rules() {
    return PACK.rules().stream().filter(r -> r.kind().startsWith("postgresql.")).toList();
  }

  /** What a rule's file says; one that is not well written is a failed test of its own. */
  private static Scenario.Sheet sheet(Rule rule, List<DynamicNode> nodes) {
    Path file = RULES.resolve(rule.info().name()).resolve("scenarios.yaml");
    try {
      if (Files.exists(file)) {
        return Scenario.read(file, rule);
      }
    } catch (InputException e) {
      nodes.add(
          dynamicTest(
              rule.id(),
              () -> {
                throw e;
              }));
    }
    return new Scenario.Sheet(rule, List.of(), Map.of());
  }
}
