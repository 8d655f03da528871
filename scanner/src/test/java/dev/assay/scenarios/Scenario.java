package dev.assay.scenarios;

import dev.assay.input.InputException;
import dev.assay.input.YamlNode;
import dev.assay.rego.value.RegoObject;
import dev.assay.report.Verdict;
import dev.assay.rulepack.Parameters;
import dev.assay.rulepack.Rule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An entry of a rule's {@code scenarios.yaml}: what a real server is made to be, and the verdicts
 * that a scan of it must give. CONTRIBUTING.md tells what each key means.
 *
 * @param place {@code file:line:column}
 * @param standby settings of a standby that the server has while the scan runs
 * @param scansStandby whether the standby is scanned, not the primary
 * @param expected ids below the server, by verdict
 * @param clean nothing at all may fail
 */
record Scenario(
    Rule rule,
    String place,
    String name,
    Set<Integer> majors,
    Provider provider,
    Map<String, String> settings,
    Map<String, String> extensions,
    List<String> hba,
    boolean tls,
    String setup,
    List<Session> sessions,
    Optional<Map<String, String>> standby,
    boolean scansStandby,
    String after,
    double pause,
    String reset,
    String roleAs,
    Parameters parameters,
    Map<Verdict, List<String>> expected,
    boolean clean) {

  static final List<String> ROLES = List.of("superuser", "pg_monitor", "bare");

  private static final Map<String, Verdict> VERDICTS =
      Map.of(
          "fail", Verdict.FAIL,
          "pass", Verdict.PASS,
          "unknown", Verdict.UNKNOWN,
          "not_applicable", Verdict.NOT_APPLICABLE);
  private static final Set<String> KEYS =
      Set.of(
          "name",
          "majors",
          "provider",
          "settings",
          "extensions",
          "hba",
          "tls",
          "setup",
          "sessions",
          "standby",
          "scan",
          "after",
          "pause",
          "reset",
          "role_as",
          "parameters",
          "fail",
          "pass",
          "unknown",
          "not_applicable",
          "clean");

  /**
   * A session that is open while the scan runs.
   *
   * @param role empty: the superuser
   * @param sql runs in the session and ends before the scan begins
   * @param waits runs in the session and waits for a lock while the scan runs; empty: nothing
   */
  record Session(String role, String application, String sql, String waits) {}

  /**
   * What a rule's file says.
   *
   * @param notShown verdicts of which there is no scenario, with the reason
   */
  record Sheet(Rule rule, List<Scenario> scenarios, Map<Verdict, String> notShown) {}

  /** A copy without the place in the file, for messages. */
  @Override
  public String toString() {
    return place + ": " + name;
  }

  static Sheet read(Path file, Rule rule) throws InputException {
    Optional<YamlNode> root = YamlNode.read(file);
    if (root.isEmpty()) {
      throw new InputException(file + ": there are no scenarios");
    }
    List<Scenario> scenarios = new ArrayList<>();
    Map<Verdict, String> notShown = new EnumMap<>(Verdict.class);
    Set<String> names = new HashSet<>();
    for (YamlNode node : root.get().list()) {
      if (node.mapping().containsKey("not_shown")) {
        Map<String, YamlNode> reason = node.mapping(Set.of("not_shown", "because"));
        Verdict verdict = VERDICTS.get(string(reason, "not_shown"));
        if (verdict == null || string(reason, "because").isBlank()) {
          throw node.error("expected {not_shown: fail or pass, because: …}");
        }
        notShown.put(verdict, string(reason, "because"));
        continue;
      }
      Scenario scenario = read(node, rule);
      if (!names.add(scenario.name())) {
        throw node.error("there is a scenario \"" + scenario.name() + "\" already");
      }
      scenarios.add(scenario);
    }
    return new Sheet(rule, scenarios, notShown);
  }

  private static Scenario read(YamlNode node, Rule rule) throws InputException {
    Map<String, YamlNode> keys = node.mapping(KEYS);
    if (string(keys, "name").isBlank()) {
      throw node.error("\"name\" is missing");
    }
    Map<Verdict, List<String>> expected = new EnumMap<>(Verdict.class);
    for (Map.Entry<String, Verdict> verdict : VERDICTS.entrySet()) {
      YamlNode ids = keys.get(verdict.getKey());
      if (ids != null) {
        expected.put(verdict.getValue(), ids.isScalar() ? List.of(ids.string()) : ids.strings());
      }
    }
    boolean clean = keys.containsKey("clean") && keys.get("clean").bool();
    if (expected.isEmpty() && !clean) {
      throw node.error("expected fail, pass, unknown, not_applicable or clean");
    }
    String roleAs = keys.containsKey("role_as") ? string(keys, "role_as") : "pg_monitor";
    if (!ROLES.contains(roleAs)) {
      throw node.error("role_as: use one of " + ROLES);
    }
    Provider provider = Provider.of(keys.get("provider"));
    Map<String, String> settings = strings(keys, "settings");
    provider.settings().forEach(settings::putIfAbsent);
    return new Scenario(
        rule,
        node.place(),
        string(keys, "name"),
        majors(keys),
        provider,
        settings,
        strings(keys, "extensions"),
        keys.containsKey("hba") ? keys.get("hba").strings() : List.of(),
        keys.containsKey("tls") && keys.get("tls").bool(),
        string(keys, "setup"),
        sessions(keys),
        standby(keys),
        keys.containsKey("scan") && string(keys, "scan").equals("standby"),
        string(keys, "after"),
        keys.containsKey("pause") ? Double.parseDouble(string(keys, "pause")) : 0,
        string(keys, "reset"),
        roleAs,
        parameters(node, keys, rule),
        expected,
        clean);
  }

  private static Set<Integer> majors(Map<String, YamlNode> keys) throws InputException {
    String asked = System.getProperty("scenarios.majors");
    List<String> given =
        asked != null
            ? Arrays.asList(asked.split(","))
            : keys.containsKey("majors") ? keys.get("majors").strings() : List.of("17");
    Set<Integer> majors = new java.util.TreeSet<>();
    given.forEach(major -> majors.add(Integer.valueOf(major)));
    return majors;
  }

  private static Optional<Map<String, String>> standby(Map<String, YamlNode> keys)
      throws InputException {
    YamlNode standby = keys.get("standby");
    if (standby == null) {
      return Optional.empty();
    }
    return Optional.of(standby.isScalar() ? Map.of() : strings(keys, "standby"));
  }

  private static List<Session> sessions(Map<String, YamlNode> keys) throws InputException {
    List<Session> sessions = new ArrayList<>();
    if (keys.containsKey("sessions")) {
      for (YamlNode node : keys.get("sessions").list()) {
        Map<String, YamlNode> session =
            node.isScalar()
                ? Map.of("sql", node)
                : node.mapping(Set.of("role", "application", "sql", "waits"));
        sessions.add(
            new Session(
                string(session, "role"),
                string(session, "application"),
                string(session, "sql"),
                string(session, "waits")));
      }
    }
    return sessions;
  }

  private static Parameters parameters(YamlNode node, Map<String, YamlNode> keys, Rule rule)
      throws InputException {
    YamlNode given = keys.get("parameters");
    if (given == null) {
      return Parameters.defaults();
    }
    if (!(given.value() instanceof RegoObject values)) {
      throw given.error("expected a mapping (name: value)");
    }
    try {
      return Parameters.of(rule, values);
    } catch (IllegalArgumentException e) {
      throw node.error(String.valueOf(e.getMessage()));
    }
  }

  private static String string(Map<String, YamlNode> keys, String key) throws InputException {
    YamlNode node = keys.get(key);
    return node == null ? "" : node.string();
  }

  private static Map<String, String> strings(Map<String, YamlNode> keys, String key)
      throws InputException {
    Map<String, String> strings = new LinkedHashMap<>();
    if (keys.containsKey(key)) {
      for (Map.Entry<String, YamlNode> e : keys.get(key).mapping().entrySet()) {
        strings.put(e.getKey(), e.getValue().string());
      }
    }
    return strings;
  }
}
