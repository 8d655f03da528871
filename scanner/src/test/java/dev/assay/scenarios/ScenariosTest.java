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
  private static final Map<Start, ScenarioServer> SERVERS = new LinkedHashMap<>();

  @AfterAll
  static void stop() {
    SERVERS.values().forEach(ScenarioServer::close);
    SERVERS.clear();
  }

  @TestFactory
  Stream<DynamicNode> scenarios() throws Exception {
    Map<Start, List<Scenario>> byStart = new LinkedHashMap<>();
    List<DynamicNode> nodes = new ArrayList<>();
    for (Rule rule : rules()) {
      for (Scenario scenario : sheet(rule, nodes).scenarios()) {
        if (chosen(scenario)) {
          for (int major : scenario.majors()) {
            byStart.computeIfAbsent(start(scenario, major), s -> new ArrayList<>()).add(scenario);
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

  private static Stream<DynamicTest> tests(Start start, List<Scenario> scenarios) {
    List<DynamicTest> tests = new ArrayList<>();
    for (Scenario scenario : scenarios) {
      String name =
          scenario.rule().id() + " " + scenario.rule().info().name() + ": " + scenario.name();
      tests.add(
          dynamicTest(
              name,
              () ->
                  assertThat(new ScenarioRun(scenario, server(start), PACK).run())
                      .as(scenario + " on " + start)
                      .isEmpty()));
    }
    // A server that was started for these alone ends with them.
    return tests.stream().onClose(() -> stop(start));
  }

  private static void stop(Start start) {
    if (!start.equals(plain(start.major()))) {
      ScenarioServer server = SERVERS.remove(start);
      if (server != null) {
        server.close();
      }
    }
  }

  private static ScenarioServer server(Start start) throws Exception {
    ScenarioServer server = SERVERS.get(start);
    if (server == null) {
      server = ScenarioServer.start(start);
      SERVERS.put(start, server);
    }
    return server;
  }

  private static Start plain(int major) {
    return new Start(major, new java.util.TreeMap<>(), List.of(), false);
  }

  private static Start start(Scenario scenario, int major) throws Exception {
    return new Start(
        major,
        ScenarioServer.fixed(server(plain(major)), scenario.settings()),
        scenario.hba(),
        scenario.tls());
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
