package dev.assay.cli;

import dev.assay.attestation.AttestedControl;
import dev.assay.config.Config;
import dev.assay.input.InputException;
import dev.assay.input.YamlNode;
import dev.assay.report.RuleInfo;
import dev.assay.rulepack.Confidence;
import dev.assay.rulepack.Overrides;
import dev.assay.rulepack.Parameters;
import dev.assay.rulepack.Profile;
import dev.assay.rulepack.Rule;
import dev.assay.rulepack.RuleNames;
import dev.assay.rulepack.RulePack;
import dev.assay.rulepack.Setting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which rules judge, and how. */
final class RuleOptions {
  @Option(
      names = "--rules",
      paramLabel = "DIR",
      description = "A folder with rules of your own, beside those that come with Assay.")
  private List<Path> folders = List.of();

  @Option(
      names = "--select",
      paramLabel = "ID|AREA|CONTROL",
      split = ",",
      description =
          "Only these rules: an id (PG-RLS-001), a prefix of it (PG-RLS), an area (postgresql), a"
              + " framework (soc-2) or a control (soc-2:CC6.1).")
  private List<String> selected = List.of();

  @Option(
      names = "--skip",
      paramLabel = "ID|AREA|CONTROL",
      split = ",",
      description = "Without these rules.")
  private List<String> skipped = List.of();

  @Option(
      names = "--param",
      paramLabel = "ID.NAME=VALUE",
      description = "A rule's parameter, e.g. PG-IDX-002.min_age_days=7.")
  private Map<String, String> parameters = Map.of();

  @Option(
      names = "--only-rules",
      paramLabel = "DIR",
      hidden = true,
      description = "These in place of the rules that come with Assay, as evidence keeps them.")
  private @Nullable Path instead;

  /** The folders with the user's own rules. */
  List<Path> own(Config config) {
    List<Path> own = new ArrayList<>(config.rules());
    own.addAll(folders);
    return own;
  }

  /** All rules, those that come with Assay and the user's. */
  RulePack all(Config config) throws InputException {
    List<Path> own = own(config);
    for (Path folder : own) {
      if (!Files.isDirectory(folder)) {
        throw new InputException(folder + ": no such folder with rules");
      }
    }
    return instead == null ? RulePack.bundledWith(own) : RulePack.keptWith(instead, own);
  }

  /**
   * Those that are to judge.
   *
   * @param profile which ones, where none are selected
   */
  RulePack chosen(RulePack all, Profile profile) throws InputException {
    for (String name : selected) {
      known(all, "--select", name);
    }
    for (String name : skipped) {
      known(all, "--skip", name);
    }
    return all.select(
        rule ->
            (selected.isEmpty()
                    ? profile.has(rule)
                    : selected.stream().anyMatch(n -> covers(n, rule)))
                && skipped.stream().noneMatch(n -> covers(n, rule)));
  }

  /** Whether a control that no Rego judges is among what is asked for. */
  boolean asks(RuleInfo control, Profile profile) {
    boolean everything = profile.equals(Profile.DEFAULT) || profile.equals(Profile.ALL);
    return (selected.isEmpty()
            ? everything || profile.has(control, Confidence.HIGH)
            : selected.stream().anyMatch(n -> covers(n, control)))
        && skipped.stream().noneMatch(n -> covers(n, control));
  }

  /**
   * What the file sets, in its place what the profile sets, and over both the command line, of
   * rules chosen or not.
   */
  Parameters parameters(Config config, RulePack pack, Profile profile) throws InputException {
    YamlNode production = config.adjustments().production().orElse(null);
    List<Setting> settings =
        new ArrayList<>(
            Overrides.read(
                pack,
                production,
                config.adjustments().parameters().orElse(null),
                config.adjustments().overrides().orElse(null)));
    settings.addAll(Overrides.read(pack, profile, production));
    for (Map.Entry<String, String> entry : parameters.entrySet()) {
      check(pack, entry.getKey(), entry.getValue());
    }
    return Parameters.of(settings).and(Parameters.of(pack, parameters));
  }

  /** From {@code ID.name} to what the command line sets it to. */
  Map<String, String> values() {
    return parameters;
  }

  private static void check(RulePack pack, String name, String value) throws InputException {
    try {
      Parameters.of(pack, Map.of(name, value));
    } catch (IllegalArgumentException e) {
      throw new InputException("--param: " + e.getMessage(), e);
    }
  }

  private static boolean covers(String name, Rule rule) {
    return rule.aliases().contains(name) || covers(name, rule.info());
  }

  private static boolean covers(String name, RuleInfo info) {
    return info.id().equals(name)
        || info.id().startsWith(name + "-")
        || info.name().equals(name)
        || info.name().startsWith(name + "/")
        || Profile.bearsOn(info, name);
  }

  private static void known(RulePack pack, String option, String name) throws InputException {
    boolean attested = AttestedControl.bundled().stream().anyMatch(c -> covers(name, c.info()));
    if (!attested && pack.rules().stream().noneMatch(rule -> covers(name, rule))) {
      throw new InputException(
          option
              + ": no rule, area or control \""
              + name
              + "\""
              + RuleNames.of(pack.rules()).hint(name));
    }
  }
}
