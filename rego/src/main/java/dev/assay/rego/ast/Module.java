package dev.assay.rego.ast;

import java.util.List;

/**
 * One source, parsed.
 *
 * @param dialect {@link Dialect#V1} too if the module imports {@code rego.v1}
 * @param path the package as keys, without {@code data}
 * @param annotations those of scope package and subpackages
 */
public record Module(
    RegoSource source,
    Dialect dialect,
    List<String> path,
    Location packageLocation,
    List<Import> imports,
    List<Rule> rules,
    List<Annotation> annotations) {
  public Module {
    path = List.copyOf(path);
    imports = List.copyOf(imports);
    rules = List.copyOf(rules);
    annotations = List.copyOf(annotations);
  }
}
