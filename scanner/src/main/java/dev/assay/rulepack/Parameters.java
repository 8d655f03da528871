package dev.assay.rulepack;

import dev.assay.input.Nearest;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import dev.assay.report.Severity;
import dev.assay.report.Terms;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The values that rules' parameters have, and the severities: the rule's own, and in their place
 * what a user set, everywhere or for some resources. What was set later counts.
 */
public final class Parameters {
  private static final Parameters DEFAULTS = new Parameters(List.of());
  private static final String OPTION = "--param";

  private final List<Setting> settings;
  private final Map<String, List<Setting>> byRule = new HashMap<>();

  private Parameters(List<Setting> settings) {
    this.settings = List.copyOf(settings);
    for (Setting setting : settings) {
      byRule.computeIfAbsent(setting.rule(), id -> new ArrayList<>()).add(setting);
    }
  }

  /** Every rule's defaults. */
  public static Parameters defaults() {
    return DEFAULTS;
  }

  /** Settings of which later ones take the place of earlier ones. */
  public static Parameters of(List<Setting> settings) {
    return new Parameters(settings);
  }

  /**
   * @param settings from {@code ID.name} to a value as it is typed on a command line
   * @throws IllegalArgumentException if there is no such rule or parameter, or the value is not of
   *     its type; the message says what there is
   */
  public static Parameters of(RulePack pack, Map<String, String> settings) {
    List<Setting> values = new ArrayList<>();
    new TreeMap<>(settings)
        .forEach(
            (key, text) -> {
              int dot = key.lastIndexOf('.');
              if (dot < 0) {
                throw new IllegalArgumentException(
                    key + ": write ID.NAME, e.g. PG-IDX-002.min_bytes");
              }
              Rule rule = rule(pack, key.substring(0, dot));
              Parameter parameter = parameter(rule, key.substring(dot + 1));
              Value value =
                  parameter
                      .parse(text)
                      .orElseThrow(
                          () ->
                              new IllegalArgumentException(
                                  wrongType(rule.id(), parameter, '"' + text + '"')));
              values.add(everywhere(rule, Map.of(parameter.name(), value)));
            });
    return new Parameters(values);
  }

  /** One rule's, from values that have a type already; throws as {@link #of(RulePack, Map)}. */
  public static Parameters of(Rule rule, RegoObject given) {
    Map<String, Value> values = new TreeMap<>();
    given.forEach(
        (key, value) -> {
          Parameter parameter = parameter(rule, key instanceof RegoString s ? s.value() : "");
          if (!parameter.type().holds(value)) {
            throw new IllegalArgumentException(wrongType(rule.id(), parameter, value.toString()));
          }
          values.put(parameter.name(), value);
        });
    return new Parameters(List.of(everywhere(rule, values)));
  }

  private static Setting everywhere(Rule rule, Map<String, Value> values) {
    Map<String, Setting.Given> given = new TreeMap<>();
    values.forEach((name, value) -> given.put(name, new Setting.Given(value, OPTION)));
    return new Setting(rule.id(), Where.ANYWHERE, given, Optional.empty());
  }

  /** These, and others in their place. */
  public Parameters and(Parameters later) {
    List<Setting> all = new ArrayList<>(settings);
    all.addAll(later.settings);
    return new Parameters(all);
  }

  private List<Setting> settings(Rule rule) {
    return byRule.getOrDefault(rule.id(), List.of());
  }

  /**
   * What a rule is judged by.
   *
   * @param values from names to values, complete: the {@code input.parameters} of the rule
   * @param terms the same, with where it was set, for a report
   */
  public record Effective(RegoObject values, Terms terms) {}

  /** Whether labels decide what one of the rules is judged by. */
  public boolean asksForLabels(List<Rule> rules) {
    return rules.stream()
        .flatMap(rule -> settings(rule).stream())
        .anyMatch(setting -> setting.where().asksForLabels());
  }

  /** What a rule is judged by wherever nothing particular is set. */
  public Effective everywhere(Rule rule) {
    return effective(
        rule, settings(rule).stream().filter(setting -> setting.where().everywhere()).toList());
  }

  /** What one rule is judged by, resource by resource. */
  public OfRule ofRule(Rule rule) {
    return new OfRule(rule, settings(rule));
  }

  /** Resources of which the same settings speak have one answer in common. */
  public static final class OfRule {
    private final Rule rule;
    private final List<Setting> settings;
    private final boolean same;
    private final Map<BitSet, Effective> known = new ConcurrentHashMap<>();

    private OfRule(Rule rule, List<Setting> settings) {
      this.rule = rule;
      this.settings = List.copyOf(settings);
      this.same = settings.stream().allMatch(setting -> setting.where().everywhere());
    }

    /** Whether no resource is judged by other values than the others. */
    public boolean sameEverywhere() {
      return same;
    }

    /**
     * Why nobody knows what it is judged by there. Of another severity alone this says nothing:
     * where that is not known, the worse one counts.
     */
    public Optional<String> undecided(Standing standing) {
      if (standing.unread().isEmpty()) {
        return Optional.empty();
      }
      for (Setting setting : settings) {
        Optional<String> why =
            setting.given().isEmpty() ? Optional.empty() : setting.where().doubt(standing);
        if (why.isPresent()) {
          Map.Entry<String, Setting.Given> first = new TreeMap<>(setting.given()).firstEntry();
          return Optional.of(
              "%s is set for some at %s, and nobody knows whether for this: %s."
                  .formatted(first.getKey(), first.getValue().origin(), why.get()));
        }
      }
      return Optional.empty();
    }

    public Effective at(Standing standing) {
      BitSet which = new BitSet();
      Severity severity = rule.info().severity();
      for (int i = 0; i < settings.size(); i++) {
        Setting setting = settings.get(i);
        boolean within = standing.isWithin(setting.where());
        if (setting.grade().isPresent()) {
          Severity other = setting.grade().get().severity();
          within |= other.atLeast(severity) && setting.where().doubt(standing).isPresent();
          severity = within ? other : severity;
        }
        which.set(i, within);
      }
      return known.computeIfAbsent(
          which, set -> effective(rule, set.stream().mapToObj(settings::get).toList()));
    }
  }

  private static Effective effective(Rule rule, List<Setting> settings) {
    Map<String, Setting.Given> given = new TreeMap<>();
    Optional<Setting.Grade> grade = Optional.empty();
    for (Setting setting : settings) {
      given.putAll(setting.given());
      grade = setting.grade().isPresent() ? setting.grade() : grade;
    }
    RegoObject.Builder values = new RegoObject.Builder(rule.parameters().size());
    List<Terms.Parameter> told = new ArrayList<>();
    for (Parameter parameter : rule.parameters().values()) {
      Setting.Given set =
          given.getOrDefault(parameter.name(), new Setting.Given(parameter.value(), Terms.DEFAULT));
      values.put(parameter.name(), set.value());
      told.add(new Terms.Parameter(parameter.name(), text(set.value()), set.origin()));
    }
    Severity own = rule.info().severity();
    Optional<Terms.Regrading> regrading =
        grade
            .filter(g -> g.severity() != own)
            .map(g -> new Terms.Regrading(own, g.severity(), g.reason(), g.origin()));
    Terms terms = told.isEmpty() && regrading.isEmpty() ? Terms.NONE : new Terms(told, regrading);
    return new Effective(values.build(), terms);
  }

  /** From names to values, complete, wherever nothing particular is set. */
  public RegoObject of(Rule rule) {
    return everywhere(rule).values();
  }

  /** The same as texts, for a report. */
  public SortedMap<String, String> texts(Rule rule) {
    SortedMap<String, String> texts = new TreeMap<>();
    of(rule).forEach((name, value) -> texts.put(text(name), text(value)));
    return texts;
  }

  private static String text(Value value) {
    return value instanceof RegoString s ? s.value() : value.toString();
  }

  private static Rule rule(RulePack pack, String id) {
    return pack.rule(id)
        .orElseThrow(
            () -> {
              List<String> ids = pack.rules().stream().map(Rule::id).toList();
              return new IllegalArgumentException(
                  "no rule \""
                      + id
                      + "\""
                      + Nearest.to(id, ids).map(k -> ": did you mean \"" + k + "\"?").orElse(""));
            });
  }

  private static Parameter parameter(Rule rule, String name) {
    Parameter parameter = rule.parameters().get(name);
    if (parameter == null) {
      throw new IllegalArgumentException(unknown(rule.id(), name, rule.parameters().keySet()));
    }
    return parameter;
  }

  /** For an error message: what there is instead. */
  static String unknown(String rule, String name, Collection<String> known) {
    return known.isEmpty()
        ? rule + " has no parameters"
        : rule + " has no parameter \"" + name + "\"" + Nearest.hint(name, known);
  }

  /** For an error message: what it takes. */
  static String wrongType(String rule, Parameter p, String found) {
    return "%s.%s takes %s, found %s".formatted(rule, p.name(), p.type().words(), found);
  }
}
