package dev.assay.rego.compile;

import dev.assay.rego.ast.Dialect;
import dev.assay.rego.ast.Import;
import dev.assay.rego.ast.Location;
import dev.assay.rego.ast.Module;
import dev.assay.rego.ast.Refs;
import dev.assay.rego.ast.RegoError;
import dev.assay.rego.ast.Term;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a module's names mean where no variable has them: rules of its package, imports, documents.
 */
final class Names {
  private static final Set<String> DOCUMENTS = Set.of("input", "data");

  private final Map<String, Term.Ref> globals = new HashMap<>();
  private final Map<String, Import> imports = new HashMap<>();
  private final Set<String> used = new HashSet<>();
  private final Dialect dialect;

  Names(Module module, Declarations declarations, Errors errors) {
    this.dialect = module.dialect();
    List<Value> path = module.path().stream().<Value>map(RegoString::of).toList();
    for (Import i : module.imports()) {
      String root = i.path().head() instanceof Term.Var v ? v.name() : "";
      if (!DOCUMENTS.contains(root)) {
        continue;
      }
      Import former = imports.put(i.alias(), i);
      if (former != null && module.dialect() == Dialect.V1) {
        errors.add(
            RegoError.COMPILE,
            "import must not shadow import `" + Refs.text(former.path()) + "`",
            i.location());
      }
      globals.put(i.alias(), i.path());
    }
    Declarations.Place place = declarations.at(path);
    if (place != null) {
      place
          .children()
          .forEach(
              (key, child) -> {
                if (key instanceof RegoString name && declares(child, path)) {
                  globals.putIfAbsent(name.value(), data(path, name, module.packageLocation()));
                }
              });
    }
  }

  Dialect dialect() {
    return dialect;
  }

  /** Whether a rule of the package itself lies there or below, not just one of a package below. */
  private static boolean declares(Declarations.Place place, List<Value> path) {
    boolean here =
        place.definitions().stream().anyMatch(d -> d.module().path().size() == path.size());
    return here || place.children().values().stream().anyMatch(c -> declares(c, path));
  }

  private static Term.Ref data(List<Value> path, RegoString name, Location at) {
    List<Term> steps = new ArrayList<>();
    path.forEach(key -> steps.add(new Term.Constant(key, at)));
    steps.add(new Term.Constant(name, at));
    return new Term.Ref(new Term.Var("data", at), steps, at);
  }

  /**
   * The ref that a name stands for, placed where the name is; {@code null} if it is no global name.
   */
  Term.@Nullable Ref global(String name, Location at) {
    if (DOCUMENTS.contains(name) && !globals.containsKey(name)) {
      return new Term.Ref(new Term.Var(name, at), List.of(), at);
    }
    Term.Ref ref = globals.get(name);
    if (ref == null) {
      return null;
    }
    used.add(name);
    return new Term.Ref(ref.head(), ref.steps(), at);
  }

  void reportUnused(Errors errors) {
    imports.forEach(
        (alias, i) -> {
          if (!used.contains(alias)) {
            errors.add(
                RegoError.COMPILE, "import " + Refs.text(i.path()) + " unused", i.location());
          }
        });
  }
}
