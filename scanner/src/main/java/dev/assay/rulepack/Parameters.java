package dev.assay.rulepack;

import dev.assay.input.Nearest;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The parameters of every rule: the defaults, and what a user set in their place. */
public final class Parameters {
  private static final Parameters DEFAULTS = new Parameters(Map.of());

  /** Values by name, by rule id. */
  private final Map<String, Map<String, Value>> settings;

  private Parameters(Map<String, Map<String, Value>> settings) {
    this.settings = settings;
  }

  /** Every rule's defaults. */
  public static Parameters defaults() {
    return DEFAULTS;
  }

  /**
   * @param settings from {@code ID.name} to a value as it is typed on a command line
   * @throws IllegalArgumentException if there is no such rule or parameter, or the value is not of
   *     its type; the message says what there is
   */
  public static Parameters of(RulePack pack, Map<String, String> settings) {
    Map<String, Map<String, Value>> values = new TreeMap<>();
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
                      .orElseThrow(() -> wrongType(rule.id(), parameter, '"' + text + '"'));
              values.computeIfAbsent(rule.id(), id -> new TreeMap<>()).put(parameter.name(), value);
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
            throw wrongType(rule.id(), parameter, value.toString());
          }
          values.put(parameter.name(), value);
        });
    return new Parameters(Map.of(rule.id(), values));
  }

  /** From names to values, complete: the {@code input.parameters} of a rule. */
  public RegoObject of(Rule rule) {
    Map<String, Value> set = settings.getOrDefault(rule.id(), Map.of());
    RegoObject.Builder all = new RegoObject.Builder(rule.parameters().size());
    rule.parameters().forEach((name, p) -> all.put(name, set.getOrDefault(name, p.value())));
    return all.build();
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
      throw new IllegalArgumentException(
          rule.parameters().isEmpty()
              ? rule.id() + " has no parameters"
              : rule.id()
                  + " has no parameter \""
                  + name
                  + "\""
                  + Nearest.hint(name, rule.parameters().keySet()));
    }
    return parameter;
  }

  private static IllegalArgumentException wrongType(String rule, Parameter p, String found) {
    return new IllegalArgumentException(
        "%s.%s takes %s, found %s".formatted(rule, p.name(), p.type().words(), found));
  }
}
