package dev.assay.rego.types;

import dev.assay.rego.ast.Expr;
import dev.assay.rego.ast.Literal;
import dev.assay.rego.ast.Refs;
import dev.assay.rego.ast.RegoError;
import dev.assay.rego.ast.Spelling;
import dev.assay.rego.ast.Term;
import dev.assay.rego.ast.With;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoSet;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Checks that the refs of a literal lead somewhere, and learns what the keys in them can be. */
final class RefCheck {
  private final Inference inference;
  private final Variables variables;
  private final List<RegoError> errors = new ArrayList<>();

  RefCheck(Inference inference, Variables variables) {
    this.inference = inference;
    this.variables = variables;
  }

  List<RegoError> errors() {
    return errors;
  }

  void check(Literal literal) {
    Expr expr = literal.expr();
    if (expr instanceof Expr.Unify u) {
      // A call's operands come before what it gives.
      boolean isCall = u.right() instanceof Term.Call;
      term(isCall ? u.right() : u.left());
      term(isCall ? u.left() : u.right());
    } else if (expr instanceof Expr.Holds h) {
      term(h.term());
    } else if (expr instanceof Expr.Every e) {
      term(e.domain());
      e.body().literals().forEach(this::check);
      for (With with : literal.with()) {
        term(with.target());
        term(with.value());
      }
    }
  }

  private void term(Term term) {
    if (term instanceof Term.Ref r) {
      if (ref(r)) {
        r.steps().forEach(this::term);
      }
    } else if (term instanceof Term.Call c) {
      c.arguments().forEach(this::term);
    } else if (term instanceof Term.ArrayTerm a) {
      a.items().forEach(this::term);
    } else if (term instanceof Term.SetTerm s) {
      s.items().forEach(this::term);
    } else if (term instanceof Term.ObjectTerm o) {
      for (Term.ObjectTerm.Entry e : o.entries()) {
        term(e.key());
        term(e.value());
      }
    }
  }

  private boolean ref(Term.Ref ref) {
    if (inference.of(ref, variables) instanceof Inferred.Function) {
      errors.add(error(ref, "undefined ref: " + Refs.text(ref) + ": a function is no value"));
      return false;
    }
    if (ref.head() instanceof Term.Var v && v.slot() != Term.Var.UNRESOLVED) {
      if (!variables.knows(v.slot())) {
        variables.put(v.slot(), Inferred.ANY);
      }
      return steps(ref, variables.get(v.slot()), 0);
    } else if (ref.isRooted("data") && !inference.tree().isEmpty()) {
      return node(ref, inference.tree(), 0);
    } else if (ref.isRooted("data") || ref.isRooted("input")) {
      return steps(ref, Inferred.ANY, 0);
    }
    return true;
  }

  /**
   * Follows a ref through packages.
   *
   * @param i how many of its steps led here
   */
  private boolean node(Term.Ref ref, TypeTree node, int i) {
    if (i == ref.steps().size()) {
      return true;
    }
    Term step = ref.steps().get(i);
    boolean named =
        step instanceof Term.Var
            || (step instanceof Term.Constant c && c.value() instanceof RegoString);
    if (i < 2 && !named) {
      errors.add(invalid(ref, i, inference.of(step, variables), Inferred.STRING, Set.of()));
      return false;
    }
    if (step instanceof Term.Var v) {
      Inferred keys = Inferred.keys(node.extent());
      Inferred known = variables.get(v.slot());
      if (known == Inferred.UNKNOWN) {
        variables.put(v.slot(), keys);
      } else if (!Inferred.meet(keys, known)) {
        errors.add(invalid(ref, i, known, keys, Set.of()));
        return false;
      }
    }
    TypeTree child = step instanceof Term.Constant c ? node.child(c.value()) : null;
    if (child == null) {
      return steps(ref, Inferred.ANY, 0);
    }
    return child.isLeaf() ? steps(ref, child.type(), i + 1) : node(ref, child, i + 1);
  }

  /** Follows a ref through a value. */
  private boolean steps(Term.Ref ref, Inferred start, int from) {
    Inferred at = start;
    for (int i = from; i < ref.steps().size(); i++) {
      Inferred keys = Inferred.keys(at);
      if (keys == Inferred.UNKNOWN) {
        String where = Refs.text(ref, i);
        errors.add(
            error(
                ref,
                "undefined ref: " + Refs.text(ref) + ": " + where + " is " + InferredText.of(at)));
        return false;
      }
      Term step = ref.steps().get(i);
      if (step instanceof Term.Constant c && !isCollection(c.value())) {
        Inferred next = Inferred.under(at, c.value());
        if (next == Inferred.UNKNOWN) {
          errors.add(invalid(ref, i, Inferred.UNKNOWN, keys, names(at)));
          return false;
        }
        at = next;
        continue;
      }
      if (!fits(step, keys)) {
        errors.add(invalid(ref, i, inference.of(step, variables), keys, Set.of()));
        return false;
      }
      at = Inferred.values(at);
    }
    return true;
  }

  private boolean fits(Term key, Inferred keys) {
    if (key instanceof Term.Var v) {
      Inferred known = variables.get(v.slot());
      if (known == Inferred.UNKNOWN) {
        variables.put(v.slot(), keys);
        return true;
      }
      return Inferred.meet(known, keys);
    } else if (key instanceof Term.Ref) {
      Inferred known = inference.of(key, variables);
      return known == Inferred.UNKNOWN || Inferred.meet(known, keys);
    }
    return new Unifier(inference, variables).unify(key, keys, false);
  }

  private static boolean isCollection(Value value) {
    return value instanceof RegoArray || value instanceof RegoObject || value instanceof RegoSet;
  }

  private static Set<String> names(Inferred type) {
    Set<String> names = new TreeSet<>();
    if (type instanceof Inferred.Entries o) {
      o.known().keySet().stream()
          .filter(RegoString.class::isInstance)
          .forEach(key -> names.add(((RegoString) key).value()));
    } else if (type instanceof Inferred.Either e) {
      e.options().forEach(option -> names.addAll(names(option)));
    }
    return names;
  }

  private static RegoError error(Term.Ref ref, String message) {
    return new RegoError(RegoError.TYPE, message, Optional.of(ref.location()));
  }

  private static RegoError invalid(
      Term.Ref ref, int i, Inferred have, Inferred want, Set<String> names) {
    StringBuilder message = new StringBuilder("undefined ref: ").append(Refs.text(ref));
    if (have != Inferred.UNKNOWN) {
      message.append(": the key is ").append(InferredText.of(have)).append(", not ");
      message.append(InferredText.of(want));
    } else if (ref.steps().get(i) instanceof Term.Constant c
        && c.value() instanceof RegoString name
        && !names.isEmpty()) {
      message.append(": no \"").append(name.value()).append("\" in ").append(Refs.text(ref, i));
      message.append(
          Spelling.nearest(name.value(), names)
              .map(near -> ", did you mean \"" + near + "\"?")
              .orElse(", known are " + String.join(", ", names)));
    } else {
      message.append(": ").append(Refs.text(ref, i)).append(" has keys of ");
      message.append(InferredText.of(want));
    }
    return error(ref, message.toString());
  }
}
