package dev.assay.rego.compile;

import dev.assay.rego.ast.Location;
import dev.assay.rego.ast.RegoError;
import dev.assay.rego.ast.Spelling;
import dev.assay.rego.ast.Term;
import dev.assay.rego.builtin.Builtin;
import dev.assay.rego.builtin.Builtins;
import dev.assay.rego.eval.Callee;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which functions there are, and how many arguments they take. */
final class Functions {
  /** Planned by the engine itself, not called. */
  static final String WALK = "walk";

  static final String PRINT = "print";
  static final int ANY_ARITY = -1;

  private final Declarations declarations;

  /** Functions that some {@code with} replaces, and which need therefore not be available. */
  private final Set<String> replaced = new HashSet<>();

  Functions(Declarations declarations) {
    this.declarations = declarations;
  }

  void addReplaced(String name) {
    replaced.add(name);
  }

  static boolean isBuiltin(String name) {
    return Builtins.all().containsKey(name)
        || name.equals(WALK)
        || name.equals(PRINT)
        || Builtins.refused(name).isPresent();
  }

  /** The place of a function of the policy, if the ref leads to one. */
  Declarations.@Nullable Place place(Term.Ref path) {
    Declarations.Place place = declarations.of(path);
    return place != null && place.isFunction() && place.path().size() == path.steps().size()
        ? place
        : null;
  }

  /** Whether a ref leads into a rule or function, rather than to one. */
  boolean isWithinRule(Term.Ref path) {
    Declarations.Place place = declarations.of(path);
    return place != null
        && !place.definitions().isEmpty()
        && place.path().size() < path.steps().size();
  }

  /** Whether a ref leads to a function of the policy, or through one. */
  boolean meets(Term.Ref path) {
    Declarations.Place place = declarations.of(path);
    return place != null && place.isFunction();
  }

  /** How many arguments a built-in function takes; {@link #ANY_ARITY} if it does not matter. */
  int arity(String name) {
    Builtin builtin = Builtins.all().get(name);
    if (builtin != null) {
      return builtin.parameters().size();
    }
    return name.equals(WALK) ? 1 : ANY_ARITY;
  }

  /** Reports a name that is no function, or one that is not available here. */
  boolean check(String name, Location at, Errors errors) {
    if (Builtins.all().containsKey(name) || name.equals(WALK) || name.equals(PRINT)) {
      return true;
    }
    Optional<String> refused = Builtins.refused(name);
    if (refused.isPresent()) {
      if (!replaced.contains(name)) {
        errors.add(RegoError.TYPE, refused.get(), at);
      }
      return true;
    }
    errors.add(RegoError.TYPE, "undefined function " + name + didYouMean(name), at);
    return false;
  }

  static Callee callee(String name) {
    Builtin builtin = Builtins.all().get(name);
    return builtin != null
        ? new Callee.OfBuiltin(builtin)
        : new Callee.Unavailable(name, Builtins.refused(name).orElse("undefined function " + name));
  }

  private String didYouMean(String name) {
    Set<String> names = new TreeSet<>(Builtins.all().keySet());
    declarations
        .root()
        .visit(
            place -> {
              if (place.isFunction()) {
                names.add(place.name());
              }
            });
    names.removeIf(n -> n.startsWith("internal."));
    return Spelling.nearest(name, names).map(n -> " (did you mean " + n + "?)").orElse("");
  }
}
