package dev.assay.config;

import dev.assay.input.InputException;
import dev.assay.input.YamlNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is judged: by which rules, and in which schemas of databases.
 *
 * @param profile its name; empty: the default one
 * @param schemas patterns; none: all schemas
 * @param excludeSchemas patterns
 */
public record Choice(
    Optional<YamlNode> profile, List<String> schemas, List<String> excludeSchemas) {

  static final Choice NONE = new Choice(Optional.empty(), List.of(), List.of());

  public Choice {
    schemas = List.copyOf(schemas);
    excludeSchemas = List.copyOf(excludeSchemas);
  }

  static Choice read(Map<String, YamlNode> root) throws InputException {
    return new Choice(
        Optional.ofNullable(root.get("profile")),
        patterns(root.get("schemas")),
        patterns(root.get("exclude_schemas")));
  }

  private static List<String> patterns(@Nullable YamlNode node) throws InputException {
    return node == null ? List.of() : node.strings();
  }
}
