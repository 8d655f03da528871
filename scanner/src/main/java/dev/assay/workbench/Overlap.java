package dev.assay.workbench;

import dev.assay.rego.ModuleInfo;
import dev.assay.rego.Policy;
import dev.assay.rego.RuleInfo;
import dev.assay.rego.ast.RegoError;
import dev.assay.rego.ast.RegoException;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A rule and a document cannot lie at one place. */
final class Overlap {
  private Overlap() {}

  /**
   * @throws RegoException if a rule lies where data does
   */
  static void refuse(Policy policy, RegoObject data) {
    List<RegoError> errors = new ArrayList<>();
    for (ModuleInfo module : policy.modules()) {
      for (RuleInfo rule : module.rules()) {
        List<Value> path = new ArrayList<>();
        module.path().forEach(key -> path.add(RegoString.of(key)));
        path.addAll(rule.path());
        if (at(data, path) != null) {
          String message = "conflicting rule for data path " + slashes(path) + " found";
          errors.add(new RegoError(RegoError.COMPILE, message, rule.location()));
        }
      }
    }
    if (!errors.isEmpty()) {
      throw new RegoException(errors);
    }
  }

  private static @Nullable Value at(RegoObject data, List<Value> path) {
    Value at = data;
    for (Value key : path) {
      at = at instanceof RegoObject o ? o.get(key) : null;
    }
    return at;
  }

  private static String slashes(List<Value> path) {
    return path.stream()
        .map(key -> key instanceof RegoString s ? s.value() : key.toString())
        .collect(Collectors.joining("/"));
  }
}
