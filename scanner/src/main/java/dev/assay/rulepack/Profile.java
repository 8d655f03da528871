package dev.assay.rulepack;

import dev.assay.input.InputException;
import dev.assay.input.Nearest;
import dev.assay.input.YamlNode;
import dev.assay.report.RuleInfo;
import dev.assay.report.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which rules judge where nobody names them: those that a criterion includes and none excludes.
 *
 * @param extend a profile whose rules, and what it sets of them, are in as well
 * @param parameters what it sets of rules, as it is written
 * @param overrides what it sets of rules in some places, as it is written
 */
public record Profile(
    String name,
    String title,
    Optional<Profile> extend,
    Criteria include,
    Criteria exclude,
    Optional<YamlNode> parameters,
    Optional<YamlNode> overrides) {

  /** Every rule. */
  public static final Profile ALL =
      new Profile(
          "all",
          "Every rule",
          Optional.empty(),
          Criteria.ANY,
          Criteria.ANY,
          Optional.empty(),
          Optional.empty());

  /** What matters and is sure: medium severity and above, high confidence. */
  public static final Profile DEFAULT =
      new Profile(
          "default",
          "What matters and is sure of what it finds",
          Optional.empty(),
          new Criteria(
              Set.of(),
              List.of(),
              Set.of(),
              Optional.of(Severity.MEDIUM),
              Optional.of(Confidence.HIGH)),
          Criteria.ANY,
          Optional.empty(),
          Optional.empty());

  private static final Set<String> KEYS =
      Set.of("name", "title", "extends", "include", "exclude", "parameters", "overrides");
  private static final Set<String> CRITERIA =
      Set.of("rules", "controls", "kinds", "severity", "confidence");

  /**
   * What is asked of a rule; what is empty asks nothing.
   *
   * @param ids of rules
   * @param controls {@code framework} or {@code framework:control}
   * @param severity the least
   * @param confidence the least
   */
  public record Criteria(
      Set<String> ids,
      List<String> controls,
      Set<String> kinds,
      Optional<Severity> severity,
      Optional<Confidence> confidence) {
    static final Criteria ANY =
        new Criteria(Set.of(), List.of(), Set.of(), Optional.empty(), Optional.empty());

    public Criteria {
      ids = Set.copyOf(ids);
      controls = List.copyOf(controls);
      kinds = Set.copyOf(kinds);
    }

    boolean meets(RuleInfo rule, Confidence sure) {
      return (ids.isEmpty() || ids.contains(rule.id()))
          && (controls.isEmpty() || controls.stream().anyMatch(c -> bearsOn(rule, c)))
          && (kinds.isEmpty() || kinds.contains(rule.kind()))
          && severity.map(rule.severity()::atLeast).orElse(true)
          && confidence.map(least -> sure.compareTo(least) >= 0).orElse(true);
    }
  }

  /** Whether a rule bears on a framework, or on a control of it: {@code soc-2:CC6.1}. */
  public static boolean bearsOn(RuleInfo rule, String name) {
    int colon = name.indexOf(':');
    List<String> ids = rule.controls().get(colon < 0 ? name : name.substring(0, colon));
    return ids != null && (colon < 0 || ids.contains(name.substring(colon + 1)));
  }

  public boolean has(Rule rule) {
    return has(rule.info(), rule.confidence());
  }

  /** Whether a rule that is as sure as that is in. */
  public boolean has(RuleInfo rule, Confidence sure) {
    boolean out = !exclude.equals(Criteria.ANY) && exclude.meets(rule, sure);
    boolean in =
        extend.isPresent()
            ? extend.get().has(rule, sure)
                || (!include.equals(Criteria.ANY) && include.meets(rule, sure))
            : include.meets(rule, sure);
    return in && !out;
  }

  /**
   * Reads profiles, of which later ones may extend earlier ones.
   *
   * @param rules all that may be named
   * @throws InputException with place and remedy for what is not known
   */
  public static List<Profile> read(YamlNode list, RuleNames rules, Set<String> controls)
      throws InputException {
    Map<String, Profile> profiles = new LinkedHashMap<>();
    for (YamlNode node : list.list()) {
      Map<String, YamlNode> keys = node.mapping(KEYS);
      Profile profile = of(node.required(keys, "name").text(), keys, profiles, rules, controls);
      if (profiles.put(profile.name(), profile) != null) {
        throw node.error("the profile " + profile.name() + " is given twice; take another name");
      }
    }
    return List.copyOf(profiles.values());
  }

  /**
   * Reads the user's profiles by their names.
   *
   * @param known which they may extend
   */
  public static List<Profile> readOwn(
      YamlNode mapping, List<Profile> known, RuleNames rules, Set<String> controls)
      throws InputException {
    Map<String, Profile> profiles = new LinkedHashMap<>();
    known.forEach(profile -> profiles.put(profile.name(), profile));
    List<Profile> own = new ArrayList<>();
    for (Map.Entry<String, YamlNode> entry : mapping.mapping().entrySet()) {
      if (profiles.containsKey(entry.getKey())) {
        throw entry
            .getValue()
            .error("the profile " + entry.getKey() + " comes with Assay; take another name");
      }
      Profile profile =
          of(entry.getKey(), entry.getValue().mapping(KEYS), profiles, rules, controls);
      profiles.put(profile.name(), profile);
      own.add(profile);
    }
    return own;
  }

  private static Profile of(
      String name,
      Map<String, YamlNode> keys,
      Map<String, Profile> known,
      RuleNames rules,
      Set<String> controls)
      throws InputException {
    Optional<Profile> extend = Optional.empty();
    YamlNode base = keys.get("extends");
    if (base != null) {
      Profile found = known.get(base.text());
      if (found == null) {
        throw base.error(
            "no profile \"" + base.text() + "\"" + Nearest.hint(base.text(), known.keySet()));
      }
      extend = Optional.of(found);
    }
    YamlNode title = keys.get("title");
    return new Profile(
        name,
        title == null ? name : title.text(),
        extend,
        criteria(keys.get("include"), rules, controls),
        criteria(keys.get("exclude"), rules, controls),
        Optional.ofNullable(keys.get("parameters")),
        Optional.ofNullable(keys.get("overrides")));
  }

  /** Whether it, or a profile that it extends, sets anything of rules. */
  public boolean sets() {
    return parameters.isPresent()
        || overrides.isPresent()
        || extend.map(Profile::sets).orElse(false);
  }

  private static Criteria criteria(@Nullable YamlNode node, RuleNames rules, Set<String> controls)
      throws InputException {
    if (node == null) {
      return Criteria.ANY;
    }
    Map<String, YamlNode> keys = node.mapping(CRITERIA);
    Set<String> ids = new TreeSet<>();
    for (YamlNode item : list(keys, "rules")) {
      Set<String> named = rules.named(item.string());
      if (named.isEmpty()) {
        throw item.error("no rule or area \"" + item.string() + "\"" + rules.hint(item.string()));
      }
      ids.addAll(named);
    }
    List<String> bears = new ArrayList<>();
    for (YamlNode item : list(keys, "controls")) {
      if (!controls.contains(item.string())) {
        throw item.error(
            "no framework or control \""
                + item.string()
                + "\""
                + Nearest.to(item.string(), controls)
                    .map(k -> ": did you mean \"" + k + "\"?")
                    .orElse("; write FRAMEWORK or FRAMEWORK:CONTROL"));
      }
      bears.add(item.string());
    }
    Set<String> kinds = new TreeSet<>();
    for (YamlNode item : list(keys, "kinds")) {
      kinds.add(item.string());
    }
    Optional<Severity> severity = Optional.empty();
    Optional<Confidence> confidence = Optional.empty();
    if (keys.containsKey("severity")) {
      severity = Optional.of(keys.get("severity").word(Severity::of, "severity", Severity.WORDS));
    }
    if (keys.containsKey("confidence")) {
      confidence =
          Optional.of(
              keys.get("confidence").word(Confidence::of, "confidence", "low, medium or high"));
    }
    return new Criteria(ids, bears, kinds, severity, confidence);
  }

  private static List<YamlNode> list(Map<String, YamlNode> keys, String key) throws InputException {
    YamlNode node = keys.get(key);
    return node == null ? List.of() : node.list();
  }

  /** The name in options. */
  @Override
  public String toString() {
    return name;
  }
}
