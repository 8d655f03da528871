package dev.assay.config;

import dev.assay.input.YamlNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a file sets of rules, as it is written: only the rules tell whether it is right.
 *
 * @param file that says it; empty if there is none
 * @param production what counts as production
 * @param parameters values by rule and parameter
 * @param overrides values and severities, everywhere or for some resources
 */
public record Adjustments(
    Optional<Path> file,
    Optional<YamlNode> production,
    Optional<YamlNode> parameters,
    Optional<YamlNode> overrides) {

  static final Adjustments NONE =
      new Adjustments(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  static Adjustments read(Path file, Map<String, YamlNode> root) {
    return new Adjustments(
        Optional.of(file),
        Optional.ofNullable(root.get("production")),
        Optional.ofNullable(root.get("parameters")),
        Optional.ofNullable(root.get("overrides")));
  }
}
