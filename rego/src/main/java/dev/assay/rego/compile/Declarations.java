package dev.assay.rego.compile;

import dev.assay.rego.ast.Expr;
import dev.assay.rego.ast.Literal;
import dev.assay.rego.ast.Module;
import dev.assay.rego.ast.Refs;
import dev.assay.rego.ast.Rule;
import dev.assay.rego.ast.Term;
import dev.assay.rego.value.RegoBoolean;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where in data the rules and packages of all modules lie. */
final class Declarations {
  private final Place root = new Place(List.of());

  Declarations(Collection<Module> modules) {
    for (Module module : modules) {
      Place place = root;
      for (String key : module.path()) {
        place = place.grow(RegoString.of(key));
      }
      place.modules.add(module);
      for (Rule rule : module.rules()) {
        Place at = place;
        List<Value> prefix = rule.groundPrefix();
        for (Value key : prefix) {
          at = at.grow(key);
        }
        at.definitions.add(new Definition(module, rule, prefix.size() - 1));
      }
    }
  }

  Place root() {
    return root;
  }

  /**
   * One definition of a rule.
   *
   * @param constantSteps how many steps of its ref are constant before the first that varies
   */
  record Definition(Module module, Rule rule, int constantSteps) {
    boolean isGround() {
      return constantSteps == rule.ref().steps().size();
    }

    boolean isSet() {
      return rule.member().isPresent();
    }

    /** The place in the input that the rule only gives a name to; {@code null} if it does more. */
    Term.@Nullable Ref aliased() {
      return rule.value() instanceof Term.Ref ref
              && ref.isRooted("input")
              && ref.steps().stream().allMatch(step -> step instanceof Term.Constant)
              && !rule.isDefault()
              && !rule.isFunction()
              && !isSet()
              && isGround()
              && rule.orElse().isEmpty()
              && rule.body().literals().stream().allMatch(Definition::isTrue)
          ? ref
          : null;
    }

    private static boolean isTrue(Literal literal) {
      return !literal.negated()
          && literal.with().isEmpty()
          && literal.expr() instanceof Expr.Holds holds
          && holds.term() instanceof Term.Constant c
          && c.value() == RegoBoolean.TRUE;
    }
  }

  /** A key's place in data. */
  static final class Place {
    private final List<Value> path;
    private final Map<Value, Place> children = new TreeMap<>();
    private final List<Definition> definitions = new ArrayList<>();
    private final List<Module> modules = new ArrayList<>();

    Place(List<Value> path) {
      this.path = path;
    }

    private Place grow(Value key) {
      return children.computeIfAbsent(
          key,
          k -> {
            List<Value> below = new ArrayList<>(path);
            below.add(k);
            return new Place(List.copyOf(below));
          });
    }

    List<Value> path() {
      return path;
    }

    /** The path as Rego writes it. */
    String name() {
      List<Value> full = new ArrayList<>(path);
      full.add(0, RegoString.of("data"));
      return Refs.text(full);
    }

    Map<Value, Place> children() {
      return children;
    }

    List<Definition> definitions() {
      return definitions;
    }

    /** The modules whose package this is. */
    List<Module> modules() {
      return modules;
    }

    boolean isFunction() {
      return !definitions.isEmpty() && definitions.get(0).rule().isFunction();
    }

    int arity() {
      return definitions.get(0).rule().parameters().map(List::size).orElse(0);
    }

    /** Whether the rules below belong to this one, since a part of its name varies. */
    boolean isDocument() {
      return definitions.stream().anyMatch(d -> !d.isGround());
    }

    void visit(Consumer<Place> visitor) {
      visitor.accept(this);
      children.values().forEach(child -> child.visit(visitor));
    }
  }

  /** The place of a path, if a package or rule lies there or below. */
  @Nullable Place at(List<Value> path) {
    Place place = root;
    for (Value key : path) {
      place = place.children.get(key);
      if (place == null) {
        return null;
      }
    }
    return place;
  }

  /**
   * The place to which a ref into data leads by its constant keys: of the rule that it meets first,
   * or as far as there are places.
   *
   * @return {@code null} if the ref leads to base documents only
   */
  @Nullable Place of(Term.Ref ref) {
    Place place = root;
    for (Term step : ref.steps()) {
      if (!place.definitions.isEmpty() || !(step instanceof Term.Constant c)) {
        return place;
      }
      place = place.children.get(c.value());
      if (place == null) {
        return null;
      }
    }
    return place;
  }

  /**
   * The ref with a name spelled out that only stands for a place in the input: after {@code cluster
   * := input.resource.data}, {@code cluster.labels} is {@code input.resource.data.labels}. Any
   * other ref stays what it is.
   */
  Term.Ref unaliased(Term.Ref ref) {
    Place place = ref.isRooted("data") ? of(ref) : null;
    if (place == null || place.definitions.size() != 1) {
      return ref;
    }
    Term.Ref alias = place.definitions.get(0).aliased();
    if (alias == null) {
      return ref;
    }
    List<Term> steps = new ArrayList<>(alias.steps());
    steps.addAll(ref.steps().subList(place.path.size(), ref.steps().size()));
    return new Term.Ref(alias.head(), steps, ref.location());
  }
}
