package dev.assay.rego.compile;

import dev.assay.rego.ast.Refs;
import dev.assay.rego.ast.Term;
import dev.assay.rego.eval.Callee;
import dev.assay.rego.eval.CompleteRule;
import dev.assay.rego.eval.DocumentRule;
import dev.assay.rego.eval.Function;
import dev.assay.rego.eval.Group;
import dev.assay.rego.eval.Node;
import dev.assay.rego.eval.SetRule;
import dev.assay.rego.value.Value;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** From declared places to the rules and nodes of the program that stand for them. */
final class Links {
  private final Declarations declarations;
  private final Map<Declarations.Place, Group> groups = new LinkedHashMap<>();
  private final IdentityHashMap<Declarations.Place, Node> nodes = new IdentityHashMap<>();

  Links(Declarations declarations) {
    this.declarations = declarations;
    link(declarations.root(), new Node());
  }

  private void link(Declarations.Place place, @Nullable Node node) {
    if (node != null) {
      nodes.put(place, node);
    }
    Node below = node;
    if (!place.definitions().isEmpty()) {
      Group group = create(place);
      groups.put(place, group);
      if (node != null) {
        node.setGroup(group);
      }
      below = null;
    }
    for (Map.Entry<Value, Declarations.Place> child : place.children().entrySet()) {
      link(child.getValue(), below == null ? null : below.grow(child.getKey()));
    }
  }

  private Group create(Declarations.Place place) {
    int id = groups.size();
    if (place.isFunction()) {
      return new Function(id, place.path());
    } else if (place.isDocument()) {
      return new DocumentRule(id, place.path());
    } else if (place.definitions().get(0).isSet()) {
      return new SetRule(id, place.path());
    }
    return new CompleteRule(id, place.path());
  }

  Map<Declarations.Place, Group> groups() {
    return groups;
  }

  /** See {@link Declarations#of}. */
  Declarations.@Nullable Place place(Term.Ref ref) {
    return declarations.of(ref);
  }

  /** Whether a ref is to where packages, rules and base documents mix. */
  boolean isNode(Term.Ref ref) {
    return isBase(ref) && declarations.of(ref) != null;
  }

  /** Whether a ref leads into data, and not by a rule's name. */
  boolean isBase(Term.Ref ref) {
    if (!ref.isRooted("data")) {
      return false;
    }
    Declarations.Place place = declarations.of(ref);
    return place == null || place.definitions().isEmpty();
  }

  /** See {@link Declarations#unaliased}. */
  Term.Ref unaliased(Term.Ref ref) {
    return declarations.unaliased(ref);
  }

  Node node(Declarations.Place place) {
    return Objects.requireNonNull(nodes.get(place));
  }

  Group group(Declarations.Place place) {
    return Objects.requireNonNull(groups.get(place));
  }

  /** The policy's function at a path, if there is one. */
  @Nullable Function function(Term.Ref path) {
    Declarations.Place place = path.isRooted("data") ? declarations.of(path) : null;
    return place != null
            && place.path().size() == path.steps().size()
            && groups.get(place) instanceof Function f
        ? f
        : null;
  }

  /** Whether a ref names a function: of the policy, or built in. */
  boolean isFunction(Term.Ref name) {
    return function(name) != null
        || (name.head() instanceof Term.Var v
            && v.slot() == Term.Var.UNRESOLVED
            && !name.isRooted("data")
            && !name.isRooted("input"));
  }

  Callee callee(Term.Ref name) {
    Function function = function(name);
    return function != null ? function : Functions.callee(Refs.text(name));
  }
}
