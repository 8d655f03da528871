package dev.assay.cli;

import dev.assay.config.Config;
import dev.assay.input.InputException;
import dev.assay.input.Nearest;
import dev.assay.rego.value.RegoString;
import dev.assay.rulepack.Parameters;
import dev.assay.rulepack.Profile;
import dev.assay.rulepack.Rule;
import dev.assay.rulepack.RulePack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
      paramLabel = "ID|AREA",
      split = ",",
      description =
          "Only these rules: an id (PG-RLS-001), a prefix of it (PG-RLS), or an area"
              + " (postgresql).")
  private List<String> selected = List.of();

  @Option(
      names = "--skip",
      paramLabel = "ID|AREA",
      split = ",",
      description = "Without these rules.")
  private List<String> skipped = List.of();

  @Option(
      names = "--param",
      paramLabel = "ID.NAME=VALUE",
      description = "A rule's parameter, e.g. PG-IDX-002.min_age_days=7.")
  private Map<String, String> parameters = Map.of();

  /** All rules, those that come with Assay and the user's. */
  RulePack all(Config config) throws InputException {
    List<Path> own = new ArrayList<>(config.rules());
    own.addAll(folders);
    for (Path folder : own) {
      if (!Files.isDirectory(folder)) {
        throw new InputException(folder + ": no such folder with rules");
      }
    }
    return RulePack.bundledWith(own);
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

  /** The file's parameters, and over them the command line's, of rules chosen or not. */
  Parameters parameters(Config config, RulePack pack) throws InputException {
    Map<String, String> values = new LinkedHashMap<>();
    for (Map.Entry<String, Map<String, Config.Parameter>> rule : config.parameters().entrySet()) {
      for (Map.Entry<String, Config.Parameter> entry : rule.getValue().entrySet()) {
        Config.Parameter parameter = entry.getValue();
        String name = rule.getKey() + "." + entry.getKey();
        String text =
            parameter.value() instanceof RegoString s ? s.value() : parameter.value().toString();
        check(pack, parameter.place(), name, text);
        values.put(name, text);
      }
    }
    for (Map.Entry<String, String> entry : parameters.entrySet()) {
      check(pack, "--param", entry.getKey(), entry.getValue());
      values.put(entry.getKey(), entry.getValue());
    }
    return Parameters.of(pack, values);
  }

  private static void check(RulePack pack, String place, String name, String value)
      throws InputException {
    try {
      Parameters.of(pack, Map.of(name, value));
    } catch (IllegalArgumentException e) {
      throw new InputException(place + ": " + e.getMessage(), e);
    }
  }

  private static boolean covers(String name, Rule rule) {
    return rule.id().equals(name)
        || rule.id().startsWith(name + "-")
        || rule.aliases().contains(name)
        || rule.info().name().equals(name)
        || rule.info().name().startsWith(name + "/");
  }

  private static void known(RulePack pack, String option, String name) throws InputException {
    if (pack.rules().stream().noneMatch(rule -> covers(name, rule))) {
      List<String> ids = pack.rules().stream().map(Rule::id).toList();
      throw new InputException(
          option
              + ": no rule or area \""
              + name
              + "\""
              + Nearest.to(name, ids).map(id -> ": did you mean " + id + "?").orElse("")
              + "; see assay rules list");
    }
  }
}
