package dev.assay.rego.compile;

import dev.assay.rego.ast.Annotation;
import dev.assay.rego.ast.Location;
import dev.assay.rego.ast.Module;
import dev.assay.rego.ast.Rule;
import dev.assay.rego.ast.Term;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code rego.metadata.rule()} and {@code rego.metadata.chain()} give in one rule. */
final class Metadata {
  private final @Nullable Rule rule;
  private final List<String> packagePath;
  private final Collection<Module> modules;

  Metadata(Rule rule, Module module, Collection<Module> modules) {
    this.rule = rule;
    this.packagePath = module.path();
    this.modules = modules;
  }

  private Metadata() {
    this.rule = null;
    this.packagePath = List.of();
    this.modules = List.of();
  }

  /** Where there is no rule: in a query. */
  static Metadata none() {
    return new Metadata();
  }

  static boolean isFunction(String name) {
    return name.equals("rego.metadata.rule") || name.equals("rego.metadata.chain");
  }

  /** The constant that a call without arguments stands for, or {@code null}. */
  @Nullable Term constant(String function, Location at) {
    if (rule == null) {
      return null;
    }
    return switch (function) {
      case "rego.metadata.rule" -> new Term.Constant(ruleAnnotations(rule), at);
      case "rego.metadata.chain" -> new Term.Constant(chain(rule), at);
      default -> null;
    };
  }

  private static Value ruleAnnotations(Rule rule) {
    Value found = RegoObject.EMPTY;
    for (Annotation annotation : rule.annotations()) {
      if (annotation.scope() == Annotation.Scope.RULE) {
        found = annotation.content();
      }
    }
    return found;
  }

  /** From the rule outward: rule, document, package, and packages around it that speak for it. */
  private Value chain(Rule own) {
    List<Value> path = new ArrayList<>();
    packagePath.forEach(key -> path.add(RegoString.of(key)));
    List<Value> rulePath = new ArrayList<>(path);
    rulePath.addAll(own.groundPrefix());
    List<Value> chain = new ArrayList<>();
    own.annotations().stream()
        .filter(a -> a.scope() == Annotation.Scope.RULE)
        .sorted(Comparator.comparing(Annotation::location).reversed())
        .forEach(a -> chain.add(entry(rulePath, a)));
    if (chain.isEmpty()) {
      chain.add(entry(rulePath, null));
    }
    for (Module module : modules) {
      if (module.path().equals(packagePath)) {
        for (Rule rule : module.rules()) {
          if (rule.groundPrefix().equals(own.groundPrefix())) {
            rule.annotations().stream()
                .filter(a -> a.scope() == Annotation.Scope.DOCUMENT)
                .forEach(a -> chain.add(entry(rulePath, a)));
          }
        }
      }
    }
    addOfPackage(packagePath, Annotation.Scope.PACKAGE, chain);
    for (int n = packagePath.size(); n > 0; n--) {
      addOfPackage(packagePath.subList(0, n), Annotation.Scope.SUBPACKAGES, chain);
    }
    return RegoArray.of(chain);
  }

  private void addOfPackage(List<String> path, Annotation.Scope scope, List<Value> chain) {
    List<Value> keys = path.stream().<Value>map(RegoString::of).toList();
    for (Module module : modules) {
      if (module.path().equals(path)) {
        module.annotations().stream()
            .filter(a -> a.scope() == scope)
            .forEach(a -> chain.add(entry(keys, a)));
      }
    }
  }

  private static Value entry(List<Value> path, @Nullable Annotation annotation) {
    RegoObject.Builder entry = new RegoObject.Builder();
    entry.put("path", RegoArray.of(path));
    if (annotation != null) {
      entry.put("annotations", annotation.content());
    }
    return entry.build();
  }
}
