package dev.assay.rulepack;

import dev.assay.input.InputException;
import dev.assay.input.YamlNode;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import dev.assay.report.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a configuration or a profile sets of rules; later settings take the place of earlier.
 */
public final class Overrides {
  private static final Set<String> KEYS =
      Set.of("rule", "where", "parameters", "severity", "reason", "allow_critical");
  private static final int FEWEST_LETTERS = 10;

  private final RulePack pack;
  private final RuleNames names;
  private final Production production;
  private final UnaryOperator<String> origin;
  private final List<Setting> settings = new ArrayList<>();
  private final Map<List<Object>, String> places = new HashMap<>();

  private Overrides(RulePack pack, Production production, UnaryOperator<String> origin) {
    this.pack = pack;
    this.names = RuleNames.of(pack.rules());
    this.production = production;
    this.origin = origin;
  }

  /**
   * What the keys of a configuration set: {@code production}, then {@code parameters}, then {@code
   * overrides}.
   *
   * @throws InputException with place and remedy for what is not known
   */
  public static List<Setting> read(
      RulePack pack,
      @Nullable YamlNode production,
      @Nullable YamlNode parameters,
      @Nullable YamlNode overrides)
      throws InputException {
    List<Setting> all = new ArrayList<>();
    if (production != null) {
      all.addAll(Production.settings(Production.keys(production), pack));
    }
    Overrides reading = new Overrides(pack, meaning(production), place -> place);
    reading.parameters(parameters);
    reading.overrides(overrides);
    all.addAll(reading.settings);
    return all;
  }

  /** What a profile sets, its own after those of the profile that it extends. */
  public static List<Setting> read(RulePack pack, Profile profile, @Nullable YamlNode production)
      throws InputException {
    List<Setting> all = new ArrayList<>();
    if (profile.extend().isPresent()) {
      all.addAll(read(pack, profile.extend().get(), production));
    }
    Overrides reading =
        new Overrides(
            pack, meaning(production), place -> "profile " + profile.name() + " (" + place + ")");
    reading.parameters(profile.parameters().orElse(null));
    reading.overrides(profile.overrides().orElse(null));
    all.addAll(reading.settings);
    return all;
  }

  private static Production meaning(@Nullable YamlNode production) throws InputException {
    return production == null ? Production.USUAL : Production.read(Production.keys(production));
  }

  private void parameters(@Nullable YamlNode node) throws InputException {
    if (node == null) {
      return;
    }
    for (Map.Entry<String, YamlNode> entry : node.mapping().entrySet()) {
      Set<String> ids = named(entry.getKey(), node.key(entry.getKey()));
      for (Setting setting : settings(entry.getKey(), ids, Where.ANYWHERE, entry.getValue())) {
        settings.add(setting);
      }
    }
  }

  private void overrides(@Nullable YamlNode list) throws InputException {
    for (YamlNode node : list == null ? List.<YamlNode>of() : list.list()) {
      Map<String, YamlNode> keys = node.mapping(KEYS);
      YamlNode name = node.required(keys, "rule");
      Set<String> ids = named(name.text(), name);
      Where where =
          keys.containsKey("where") ? Where.read(keys.get("where"), production) : Where.ANYWHERE;
      YamlNode reason = node.required(keys, "reason");
      if (reason.text().length() < FEWEST_LETTERS) {
        throw reason.error("\"" + reason.text() + "\" is no reason; say why it is so there");
      }
      if (!keys.containsKey("parameters") && !keys.containsKey("severity")) {
        throw node.error("it sets nothing; write parameters or severity");
      }
      String other = places.putIfAbsent(List.of(name.text(), where), node.place());
      if (other != null) {
        throw name.error("the same rule is set for the same resources at " + other + "; join them");
      }
      if (keys.containsKey("parameters")) {
        settings.addAll(settings(name.text(), ids, where, keys.get("parameters")));
      }
      if (keys.containsKey("severity")) {
        grade(keys, name.text(), ids, where, reason.text().replaceAll("\\s*\\R\\s*", " "));
      }
    }
  }

  private void grade(
      Map<String, YamlNode> keys, String name, Set<String> ids, Where where, String reason)
      throws InputException {
    YamlNode label = keys.get("severity");
    if (label == null) {
      return;
    }
    Severity severity = label.word(Severity::of, "severity", Severity.WORDS);
    YamlNode allowed = keys.get("allow_critical");
    if (!severity.atLeast(Severity.CRITICAL)
        && names.worst(name).equals(Optional.of(Severity.CRITICAL))
        && (allowed == null || !allowed.bool())) {
      throw label.error(
          "a critical rule would be "
              + severity.label()
              + "; mend what it finds, or write allow_critical: true");
    }
    Setting.Grade grade = new Setting.Grade(severity, reason, origin.apply(label.origin()));
    for (String id : ids) {
      settings.add(new Setting(id, where, Map.of(), Optional.of(grade)));
    }
  }

  private Set<String> named(String name, YamlNode node) throws InputException {
    Set<String> ids = names.named(name);
    if (ids.isEmpty()) {
      throw node.error("no rule or area \"" + name + "\"" + names.hint(name));
    }
    return ids;
  }

  /** The values of a mapping, for each of the rules that has such parameters. */
  private List<Setting> settings(String name, Set<String> ids, Where where, YamlNode values)
      throws InputException {
    List<Rule> rules = pack.rules().stream().filter(rule -> ids.contains(rule.id())).toList();
    Map<String, Map<String, Setting.Given>> byRule = new TreeMap<>();
    for (Map.Entry<String, YamlNode> entry : values.mapping().entrySet()) {
      YamlNode node = entry.getValue();
      boolean known = false;
      for (Rule rule : rules) {
        Parameter parameter = rule.parameters().get(entry.getKey());
        if (parameter != null) {
          known = true;
          byRule
              .computeIfAbsent(rule.id(), id -> new TreeMap<>())
              .put(
                  parameter.name(),
                  new Setting.Given(typed(rule, parameter, node), origin.apply(node.origin())));
        }
      }
      if (!known) {
        throw values.key(entry.getKey()).error(unknown(name, rules, entry.getKey()));
      }
    }
    List<Setting> settings = new ArrayList<>();
    byRule.forEach((id, given) -> settings.add(new Setting(id, where, given, Optional.empty())));
    return settings;
  }

  private static String unknown(String name, List<Rule> rules, String parameter) {
    Set<String> known = new TreeSet<>();
    rules.forEach(rule -> known.addAll(rule.parameters().keySet()));
    return Parameters.unknown(rules.size() == 1 ? rules.get(0).id() : name, parameter, known);
  }

  private static Value typed(Rule rule, Parameter parameter, YamlNode node) throws InputException {
    Value value = node.value();
    String text = value instanceof RegoString s ? s.value() : value.toString();
    return parameter
        .parse(text)
        .orElseThrow(
            () -> node.error(Parameters.wrongType(rule.id(), parameter, '"' + text + '"')));
  }
}
