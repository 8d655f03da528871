package dev.assay.cli;

import dev.assay.config.Config;
import dev.assay.framework.Framework;
import dev.assay.input.InputException;
import dev.assay.input.Nearest;
import dev.assay.input.YamlNode;
import dev.assay.rulepack.Overrides;
import dev.assay.rulepack.Profile;
import dev.assay.rulepack.RuleNames;
import dev.assay.rulepack.RulePack;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The profiles that may be named: the program's, those of {@code rules/profiles.yaml}, one's own.
 */
final class Profiles {
  private static final String FILE = "/assay/rules/profiles.yaml";

  private Profiles() {}

  /**
   * The profile that the command line names, else assay.yaml, else nobody.
   *
   * @throws InputException if there is no such one, or one of assay.yaml is wrong
   */
  static Profile chosen(@Nullable String option, RulePack all, Config config)
      throws InputException {
    if (option != null) {
      return named(option, "--profile", all, config);
    }
    if (config.choice().profile().isPresent()) {
      YamlNode written = config.choice().profile().get();
      return named(written.string(), written.place(), all, config);
    }
    return Profile.DEFAULT;
  }

  private static Profile named(String name, String place, RulePack all, Config config)
      throws InputException {
    if (config.profiles().isEmpty()) {
      for (Profile profile : List.of(Profile.DEFAULT, Profile.ALL)) {
        if (profile.name().equals(name)) {
          return profile;
        }
      }
    }
    List<Profile> profiles = known(all, config);
    return profiles.stream()
        .filter(profile -> profile.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new InputException(
                    place
                        + ": no profile \""
                        + name
                        + "\""
                        + Nearest.hint(name, profiles.stream().map(Profile::name).toList())));
  }

  static List<Profile> known(RulePack all, Config config) throws InputException {
    RuleNames rules = GovernanceOptions.names(all, config);
    Set<String> controls = controls(all);
    List<Profile> profiles = new ArrayList<>(List.of(Profile.DEFAULT, Profile.ALL));
    profiles.addAll(Profile.read(file(), rules, controls));
    if (config.profiles().isPresent()) {
      List<Profile> own =
          Profile.readOwn(config.profiles().get(), List.copyOf(profiles), rules, controls);
      for (Profile profile : own) {
        Overrides.read(all, profile, config.adjustments().production().orElse(null));
      }
      profiles.addAll(own);
    }
    return profiles;
  }

  /** {@code framework} and {@code framework:control} of all that are known. */
  private static Set<String> controls(RulePack all) {
    Set<String> controls = new TreeSet<>();
    for (Framework framework : Framework.bundled()) {
      controls.add(framework.id());
      framework.controls().forEach(item -> controls.add(framework.id() + ":" + item.id()));
    }
    all.rules()
        .forEach(
            rule ->
                rule.info()
                    .controls()
                    .forEach(
                        (framework, ids) -> {
                          controls.add(framework);
                          ids.forEach(id -> controls.add(framework + ":" + id));
                        }));
    return controls;
  }

  private static YamlNode file() throws InputException {
    try (InputStream in = Objects.requireNonNull(Profiles.class.getResourceAsStream(FILE), FILE)) {
      Optional<YamlNode> document =
          YamlNode.parse(
              "rules/profiles.yaml", new String(in.readAllBytes(), StandardCharsets.UTF_8));
      return document.orElseThrow(() -> new InputException(FILE + ": it is empty"));
    } catch (IOException e) {
      throw new UncheckedIOException(FILE, e);
    }
  }
}
