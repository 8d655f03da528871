package dev.assay.rego;

import dev.assay.rego.ast.Annotation;
import dev.assay.rego.ast.RegoSource;
import java.util.List;

/**
 * What a source declares.
 *
 * @param path the package's keys, without {@code data}
 * @param annotations of scope package and subpackages
 */
public record ModuleInfo(
    RegoSource source, List<String> path, List<Annotation> annotations, List<RuleInfo> rules) {
  public ModuleInfo {
    path = List.copyOf(path);
    annotations = List.copyOf(annotations);
    rules = List.copyOf(rules);
  }

  /** The package as written: {@code a.b}. */
  public String name() {
    return String.join(".", path);
  }
}
