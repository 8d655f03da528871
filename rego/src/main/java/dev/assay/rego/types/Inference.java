package dev.assay.rego.types;

import dev.assay.rego.ast.Body;
import dev.assay.rego.ast.Expr;
import dev.assay.rego.ast.Literal;
import dev.assay.rego.ast.Location;
import dev.assay.rego.ast.Refs;
import dev.assay.rego.ast.RegoError;
import dev.assay.rego.ast.Term;
import dev.assay.rego.ast.With;
import dev.assay.rego.builtin.Builtin;
import dev.assay.rego.builtin.Builtins;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoSet;
import dev.assay.rego.value.Value;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Infers the types of a policy's rules, and reports what can never hold, exactly where OPA's
 * compiler does (https://www.openpolicyagent.org/docs/policy-language#type-checking): a policy must
 * be refused here if it is refused there. {@link TypeCheck} knows more where documents have types.
 */
public final class Inference {
  private static final int MOST_REPEATS = 2;

  private final TypeTree tree = new TypeTree();
  private final Set<RegoError> errors = new LinkedHashSet<>();
  private final IdentityHashMap<Term, Inferred> comprehensions = new IdentityHashMap<>();

  /** How many checks without what is bound between we are in. */
  private int repeats;

  private Inference() {}

  /**
   * Checks definitions.
   *
   * @param definitions each after those that it uses
   */
  public static List<RegoError> errors(List<Straight> definitions) {
    Inference inference = new Inference();
    definitions.forEach(inference::definition);
    return List.copyOf(inference.errors);
  }

  private void definition(Straight definition) {
    Variables variables = new Variables(null);
    boolean holds = body(definition.body(), variables);
    if (!holds) {
      tree.put(definition.path(), Inferred.ANY); // what uses it is not to blame
      return;
    }
    Inferred type;
    if (definition.parameters().isPresent()) {
      List<Term> parameters = definition.parameters().get();
      parameters.forEach(p -> anything(p, variables));
      type =
          new Inferred.Function(
              parameters.stream().map(p -> of(p, variables)).toList(),
              of(definition.value(), variables));
    } else {
      type = of(definition.value(), variables);
      if (definition.isSet() && type != Inferred.UNKNOWN) {
        type = new Inferred.Members(type);
      }
      for (int i = definition.keys().size() - 1; i >= 0; i--) {
        Inferred key = of(definition.keys().get(i), variables);
        boolean known = type != Inferred.UNKNOWN && key != Inferred.UNKNOWN;
        type = known ? Inferred.Entries.of(key, type) : Inferred.UNKNOWN;
      }
      if (definition.isSet() && !definition.keys().isEmpty()) {
        tree.grow(definition.path());
        return; // OPA knows nothing of sets whose names vary
      }
    }
    if (type != Inferred.UNKNOWN) {
      tree.insert(definition.path(), Inferred.withinReason(type));
    }
  }

  /** A parameter that the body says nothing of can be anything. */
  private static void anything(Term pattern, Variables variables) {
    if (pattern instanceof Term.Var v) {
      if (variables.get(v.slot()) == Inferred.UNKNOWN) {
        variables.put(v.slot(), Inferred.ANY);
      }
    } else if (pattern instanceof Term.ArrayTerm a) {
      a.items().forEach(item -> anything(item, variables));
    } else if (pattern instanceof Term.ObjectTerm o) {
      o.entries().forEach(e -> anything(e.value(), variables));
    } else if (pattern instanceof Term.SetTerm s) {
      s.items().forEach(item -> anything(item, variables));
    }
  }

  /** Checks a body in order; false if something in it cannot hold. */
  private boolean body(List<Literal> literals, Variables variables) {
    boolean holds = true;
    for (Literal literal : literals) {
      RefCheck refs = new RefCheck(this, variables);
      boolean within = closures(literal, variables);
      refs.check(literal);
      refs.errors().forEach(errors::add);
      within &= refs.errors().isEmpty();
      Fault fault = expression(literal, variables);
      if (fault != null && (within || !fault.vague)) {
        errors.add(fault.error);
        holds = false;
      }
      holds &= within;
    }
    return holds;
  }

  /** What is wrong with an expression; if types are missing, something else is to blame. */
  private record Fault(RegoError error, boolean vague) {}

  private @Nullable Fault expression(Literal literal, Variables variables) {
    for (With with : literal.with()) {
      Fault fault = with(with);
      if (fault != null) {
        return fault;
      }
    }
    if (literal.expr() instanceof Expr.Unify u && u.right() instanceof Term.Call c) {
      List<Term> given = new ArrayList<>(c.arguments());
      given.add(u.left());
      return call(c, given, variables);
    } else if (literal.expr() instanceof Expr.Unify u) {
      Inferred left = of(u.left(), variables);
      Inferred right = of(u.right(), variables);
      if (new Unifier(this, variables).unify(u.left(), left, u.right(), right)) {
        return null;
      }
      String message =
          u.right() instanceof Term.Ref r && r.head() instanceof Term.Constant c
              ? "some … in: no collection, but " + InferredText.of(Inferred.of(c.value()))
              : "match error: left is "
                  + InferredText.of(left)
                  + ", right is "
                  + InferredText.of(right);
      return new Fault(
          error(message, u.location()), Inferred.isVague(left) || Inferred.isVague(right));
    } else if (literal.expr() instanceof Expr.Holds h && h.term() instanceof Term.Call c) {
      return call(c, c.arguments(), variables);
    }
    return null;
  }

  private @Nullable Fault with(With with) {
    if (functionOf(with.target()) instanceof Inferred.Function target
        && with.value() instanceof Term.Ref name
        && functionOf(name) instanceof Inferred.Function value
        && !Inferred.meet(target, value)) {
      String message =
          Refs.text(with.target())
              + ": arity mismatch: have ("
              + InferredText.list(value.parameters())
              + "), want ("
              + InferredText.list(target.parameters())
              + ")";
      return new Fault(error(message, with.location()), false);
    }
    return null;
  }

  private @Nullable Fault call(Term.Call call, List<Term> given, Variables variables) {
    Inferred type = call.target() == null ? builtin(call.function()) : of(call.target(), variables);
    if (!(type instanceof Inferred.Function function)) {
      return null;
    }
    List<Inferred> wanted = new ArrayList<>(function.parameters());
    if (function.result() != Inferred.UNKNOWN) {
      wanted.add(function.result());
    }
    Unifier unifier = new Unifier(this, variables);
    for (int i = 0; i < Math.min(given.size(), wanted.size()); i++) {
      if (!unifier.unify(given.get(i), wanted.get(i), false)) {
        List<Inferred> have = given.stream().map(g -> of(g, variables)).toList();
        List<Inferred> shown = have.subList(0, Math.min(have.size(), function.parameters().size()));
        String message =
            (call.target() == null ? call.function() : Refs.text(call.target()))
                + ": invalid argument(s): have ("
                + InferredText.list(shown)
                + "), want ("
                + InferredText.list(function.parameters())
                + ")";
        return new Fault(
            error(message, call.location()), have.stream().anyMatch(Inferred::isVague));
      }
    }
    return null;
  }

  private static RegoError error(String message, Location at) {
    return new RegoError(RegoError.TYPE, message, Optional.of(at));
  }

  private static Inferred builtin(String name) {
    Builtin builtin = Builtins.all().get(name);
    return builtin == null
        ? Inferred.ANY
        : new Inferred.Function(
            builtin.parameters().stream().map(Inferred::of).toList(),
            Inferred.of(builtin.result()));
  }

  /** The type of a function by its name, built in or of the policy. */
  Inferred functionOf(Term.Ref name) {
    boolean isDocument = name.isRooted("data") || name.isRooted("input");
    boolean isNamed = name.head() instanceof Term.Var v && v.slot() == Term.Var.UNRESOLVED;
    return isDocument
        ? of(name, new Variables(null))
        : isNamed ? builtin(Refs.text(name)) : Inferred.UNKNOWN;
  }

  // ---- closures

  private boolean closures(Literal literal, Variables variables) {
    Expr expr = literal.expr();
    boolean holds = true;
    List<Term> terms = new ArrayList<>();
    if (expr instanceof Expr.Unify u) {
      terms.add(u.left());
      terms.add(u.right());
    } else if (expr instanceof Expr.Holds h) {
      terms.add(h.term());
    } else if (expr instanceof Expr.Every e) {
      terms.add(e.domain());
      holds &= allClosuresHold(e.body(), variables);
    }
    for (Term term : terms) {
      holds &= closures(term, variables);
    }
    return holds;
  }

  private boolean closures(Term term, Variables variables) {
    Body body = bodyOf(term);
    if (body != null) {
      boolean holds =
          comprehensions.containsKey(term)
              ? again(body, variables)
              : comprehension(term, variables) != Inferred.UNKNOWN;
      return holds && allClosuresHold(body, variables);
    } else if (term instanceof Term.Call c) {
      return allHold(c.arguments(), variables);
    } else if (term instanceof Term.ArrayTerm a) {
      return allHold(a.items(), variables);
    } else if (term instanceof Term.SetTerm s) {
      return allHold(s.items(), variables);
    } else if (term instanceof Term.ObjectTerm o) {
      boolean holds = true;
      for (Term.ObjectTerm.Entry e : o.entries()) {
        holds &= closures(e.key(), variables);
        holds &= closures(e.value(), variables);
      }
      return holds;
    }
    return true;
  }

  private boolean allClosuresHold(Body body, Variables variables) {
    boolean holds = true;
    for (Literal literal : body.literals()) {
      holds &= closures(literal, variables);
    }
    return holds;
  }

  /**
   * Checks a nested comprehension once more, as OPA does: without what the bodies between bind.
   * Within such a check that is repeated once only, where OPA takes twice as long for each level.
   */
  private boolean again(Body body, Variables variables) {
    if (repeats == MOST_REPEATS) {
      return true;
    }
    repeats++;
    boolean holds = body(body.literals(), new Variables(variables));
    repeats--;
    return holds;
  }

  private boolean allHold(List<Term> terms, Variables variables) {
    boolean holds = true;
    for (Term term : terms) {
      holds &= closures(term, variables);
    }
    return holds;
  }

  private static @Nullable Body bodyOf(Term term) {
    if (term instanceof Term.ArrayComprehension a) {
      return a.body();
    } else if (term instanceof Term.SetComprehension s) {
      return s.body();
    }
    return term instanceof Term.ObjectComprehension o ? o.body() : null;
  }

  private Inferred comprehension(Term term, Variables variables) {
    Inferred known = comprehensions.get(term);
    if (known != null) {
      return known;
    }
    Variables inner = new Variables(variables);
    Body body = bodyOf(term);
    Inferred type = Inferred.UNKNOWN;
    if (body != null && body(body.literals(), inner)) {
      if (term instanceof Term.ArrayComprehension a) {
        type = new Inferred.Items(List.of(), of(a.head(), inner));
      } else if (term instanceof Term.SetComprehension s) {
        type = new Inferred.Members(of(s.head(), inner));
      } else if (term instanceof Term.ObjectComprehension o) {
        type = Inferred.Entries.of(of(o.key(), inner), of(o.value(), inner));
      }
    }
    comprehensions.put(term, type);
    return type;
  }

  // ---- terms

  /** The type of a term, as far as it is known by now. */
  Inferred of(Term term, Variables variables) {
    if (term instanceof Term.Constant c) {
      return Inferred.of(c.value());
    } else if (term instanceof Term.Var v) {
      return variables.get(v.slot());
    } else if (term instanceof Term.Ref r) {
      return ref(r, variables);
    } else if (term instanceof Term.ArrayTerm a) {
      return new Inferred.Items(
          a.items().stream().map(i -> of(i, variables)).toList(), Inferred.UNKNOWN);
    } else if (term instanceof Term.SetTerm s) {
      Inferred all = Inferred.UNKNOWN;
      for (Term item : s.items()) {
        all = Inferred.or(all, of(item, variables));
      }
      return new Inferred.Members(all == Inferred.UNKNOWN ? Inferred.ANY : all);
    } else if (term instanceof Term.ObjectTerm o) {
      return object(o, variables);
    } else if (term instanceof Term.Template) {
      return Inferred.STRING;
    }
    return bodyOf(term) == null ? Inferred.UNKNOWN : comprehension(term, variables);
  }

  private Inferred object(Term.ObjectTerm object, Variables variables) {
    Map<Value, Inferred> known = new TreeMap<>();
    Inferred keys = Inferred.UNKNOWN;
    Inferred values = Inferred.UNKNOWN;
    boolean open = false;
    for (Term.ObjectTerm.Entry entry : object.entries()) {
      if (entry.key() instanceof Term.Constant c) {
        known.put(c.value(), of(entry.value(), variables));
      } else {
        open = true;
        keys = of(entry.key(), variables);
        values = of(entry.value(), variables);
      }
    }
    return new Inferred.Entries(known, open, keys, values);
  }

  private Inferred ref(Term.Ref ref, Variables variables) {
    if (ref.head() instanceof Term.Var v && v.slot() != Term.Var.UNRESOLVED) {
      return variables.knows(v.slot())
          ? select(variables.get(v.slot()), ref.steps())
          : Inferred.UNKNOWN;
    } else if (ref.isRooted("data") && !tree.isEmpty()) {
      return below(tree, ref.steps());
    } else if (ref.isRooted("data") || ref.isRooted("input")) {
      return Inferred.ANY;
    }
    return ref.head() instanceof Term.Var ? functionOf(ref) : Inferred.UNKNOWN;
  }

  private static Inferred below(TypeTree node, List<Term> steps) {
    if (steps.isEmpty()) {
      return node.extent();
    }
    TypeTree child = steps.get(0) instanceof Term.Constant c ? node.child(c.value()) : null;
    List<Term> rest = steps.subList(1, steps.size());
    if (node.isLeaf()) {
      return child == null ? select(node.type(), steps) : below(child, rest);
    } else if (!(steps.get(0) instanceof Term.Constant)) {
      return select(node.extent(), steps);
    }
    return child == null ? Inferred.ANY : below(child, rest);
  }

  private static Inferred select(Inferred type, List<Term> steps) {
    Inferred at = type;
    for (Term step : steps) {
      boolean constant =
          step instanceof Term.Constant c
              && !(c.value() instanceof RegoArray)
              && !(c.value() instanceof RegoObject)
              && !(c.value() instanceof RegoSet);
      at = constant ? Inferred.under(at, ((Term.Constant) step).value()) : Inferred.values(at);
    }
    return at;
  }

  TypeTree tree() {
    return tree;
  }
}
