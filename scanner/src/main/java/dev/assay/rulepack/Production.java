package dev.assay.rulepack;

import dev.assay.input.InputException;
import dev.assay.input.YamlNode;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoBoolean;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What counts as production: one place for all rules that ask, and for scopes that name it.
 *
 * @param label that says what a cluster, an instance or a project is for
 * @param values of the label that mean production
 * @param unlabelled whether what has no such label is production
 * @param named production whatever its label says
 * @param except not production, whatever its label says, and even if it is named
 */
public record Production(
    String label, List<String> values, boolean unlabelled, Names named, Names except) {

  /** As the rules have it that nobody told. */
  public static final Production USUAL =
      new Production("env", List.of("prod", "production"), true, Names.NONE, Names.NONE);

  private static final Set<String> KEYS =
      Set.of("label", "values", "unlabelled", "resources", "except");

  /** The parameters of a rule that asks: the label, its values, and what no label means. */
  private static final String LABEL = "environment_label";

  private static final String VALUES = "production";
  private static final String UNLABELLED = "unlabelled_is_production";

  public Production {
    values = List.copyOf(values);
  }

  static Production read(Map<String, YamlNode> keys) throws InputException {
    YamlNode label = keys.get("label");
    YamlNode values = keys.get("values");
    YamlNode unlabelled = keys.get("unlabelled");
    YamlNode named = keys.get("resources");
    YamlNode except = keys.get("except");
    return new Production(
        label == null ? USUAL.label : label.text(),
        values == null ? USUAL.values : values.strings(),
        unlabelled == null ? USUAL.unlabelled : unlabelled.bool(),
        named == null ? Names.NONE : Names.read(named),
        except == null ? Names.NONE : Names.read(except));
  }

  /** The keys of the configuration's mapping. */
  static Map<String, YamlNode> keys(YamlNode node) throws InputException {
    return node.mapping(KEYS);
  }

  /** Whether it is told by name, whatever the labels say. */
  boolean names(Standing standing) {
    return except.cover(standing) || named.cover(standing);
  }

  boolean includes(Standing standing) {
    if (except.cover(standing)) {
      return false;
    }
    if (named.cover(standing)) {
      return true;
    }
    String value = standing.labels().isEmpty() ? null : standing.labels().get(0).get(label);
    return value == null ? unlabelled : values.contains(value);
  }

  /** The same for the rules that ask, whose parameters then say it. */
  static List<Setting> settings(Map<String, YamlNode> keys, RulePack pack) throws InputException {
    Production production = read(keys);
    Map<String, Setting.Given> everywhere = new TreeMap<>();
    give(everywhere, LABEL, keys.get("label"), RegoString.of(production.label));
    give(everywhere, VALUES, keys.get("values"), texts(production.values));
    give(everywhere, UNLABELLED, keys.get("unlabelled"), RegoBoolean.of(production.unlabelled));
    Map<String, Setting.Given> named = new TreeMap<>();
    // No label is asked for, and what has none is production.
    give(named, LABEL, keys.get("resources"), RegoString.of(""));
    give(named, UNLABELLED, keys.get("resources"), RegoBoolean.TRUE);
    Map<String, Setting.Given> except = new TreeMap<>();
    give(except, VALUES, keys.get("except"), texts(List.of()));
    give(except, UNLABELLED, keys.get("except"), RegoBoolean.FALSE);
    List<Setting> settings = new ArrayList<>();
    for (Rule rule : pack.rules()) {
      if (rule.parameters().keySet().containsAll(List.of(LABEL, VALUES, UNLABELLED))) {
        add(settings, rule, Where.ANYWHERE, everywhere);
        add(settings, rule, Where.of(production.named), named);
        add(settings, rule, Where.of(production.except), except);
      }
    }
    return settings;
  }

  private static void give(
      Map<String, Setting.Given> all, String name, @Nullable YamlNode node, Value value) {
    if (node != null) {
      all.put(name, new Setting.Given(value, node.origin()));
    }
  }

  private static void add(
      List<Setting> settings, Rule rule, Where where, Map<String, Setting.Given> given) {
    if (!given.isEmpty()) {
      settings.add(new Setting(rule.id(), where, given, Optional.empty()));
    }
  }

  private static RegoArray texts(List<String> texts) {
    return RegoArray.of(texts.stream().map(text -> (Value) RegoString.of(text)).toList());
  }
}
