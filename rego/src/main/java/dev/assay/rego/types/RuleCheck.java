package dev.assay.rego.types;

import dev.assay.rego.ast.Body;
import dev.assay.rego.ast.Expr;
import dev.assay.rego.ast.Literal;
import dev.assay.rego.ast.Location;
import dev.assay.rego.ast.RegoError;
import dev.assay.rego.ast.Rule;
import dev.assay.rego.ast.Term;
import dev.assay.rego.ast.With;
import dev.assay.rego.builtin.Type;
import dev.assay.rego.value.RegoNumber;
import dev.assay.rego.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Infers what the variables of one definition can be. The body is gone through several times, since
 * the author's order need not be that in which variables are bound; only the last time reports.
 */
final class RuleCheck {
  private final TypeCheck check;
  private final List<Value> place;
  private final Rule rule;
  private final List<Term> variableSteps;
  private final TermCheck terms;
  private final Map<Integer, Known> variables = new HashMap<>();

  /** Documents that a {@code with} replaces where we are. */
  private Set<String> replaced = Set.of();

  private boolean reports;

  RuleCheck(TypeCheck check, TypeCheck.Definition definition) {
    this.check = check;
    this.place = definition.place();
    this.rule = definition.rule();
    this.variableSteps = definition.variableSteps();
    this.terms = new TermCheck(check, this);
  }

  /** The type of what the definition puts at its place; reports what is wrong with it. */
  Type type() {
    pass();
    pass();
    reports = true;
    return pass();
  }

  private Type pass() {
    List<Term> parameters = rule.parameters().orElse(List.of());
    for (int i = 0; i < parameters.size(); i++) {
      bind(parameters.get(i), check.parameter(place, i));
    }
    body(rule.body());
    List<Type> values = new ArrayList<>();
    values.add(
        rule.member().isPresent()
            ? Type.set(terms.known(rule.member().get()).type())
            : terms.known(rule.value()).type());
    for (Rule.Else e : rule.orElse()) {
      body(e.body());
      values.add(terms.known(e.value()).type());
    }
    Type type = Shape.union(values);
    for (int i = variableSteps.size() - 1; i >= 0; i--) {
      Term step = variableSteps.get(i);
      Shape.ObjectBuilder object = new Shape.ObjectBuilder();
      Value key = step instanceof Term.Constant c ? c.value() : null;
      object.put(key, terms.known(step).type(), type);
      type = object.build();
    }
    return type;
  }

  List<Value> place() {
    return place;
  }

  boolean reports() {
    return reports;
  }

  boolean isReplaced(String document) {
    return replaced.contains(document);
  }

  void error(String message, Location at) {
    if (reports) {
      check.error(new RegoError(RegoError.TYPE, message, Optional.of(at)));
    }
  }

  @Nullable Known variable(int slot) {
    return variables.get(slot);
  }

  void body(Body body) {
    body.literals().forEach(this::literal);
  }

  private void literal(Literal literal) {
    Set<String> outer = replaced;
    if (!literal.with().isEmpty()) {
      replaced = new HashSet<>(outer);
      literal.with().forEach(this::with);
    }
    Expr expr = literal.expr();
    if (expr instanceof Expr.Holds h) {
      holds(h);
    } else if (expr instanceof Expr.Unify u) {
      unify(u);
    } else if (expr instanceof Expr.SomeIn s) {
      someIn(s);
    } else if (expr instanceof Expr.Every e) {
      iterate(e.key(), e.value(), e.domain());
      body(e.body());
    }
    replaced = outer;
  }

  void with(With with) {
    if (with.target().head() instanceof Term.Var v) {
      replaced.add(v.name());
    }
    boolean namesFunction =
        with.value() instanceof Term.Ref r
            && r.head() instanceof Term.Var v
            && v.slot() == Term.Var.UNRESOLVED
            && !r.isRooted("data")
            && !r.isRooted("input");
    boolean ofPolicy =
        with.value() instanceof Term.Ref r && r.isRooted("data") && terms.isFunction(r);
    if (!namesFunction && !ofPolicy) {
      terms.known(with.value());
    }
  }

  private void unify(Expr.Unify unify) {
    Known right = terms.known(unify.right());
    bind(unify.left(), right);
    Known left = terms.known(unify.left());
    bind(unify.right(), left);
    match(left.type(), right.type(), unify.location());
  }

  /** A comparison that is a literal is checked as a unification; one within a term is not. */
  private void holds(Expr.Holds holds) {
    terms.known(holds.term());
    if (holds.term() instanceof Term.Call c
        && c.target() == null
        && c.function().equals("equal")
        && c.arguments().size() == 2) {
      match(
          terms.known(c.arguments().get(0)).type(),
          terms.known(c.arguments().get(1)).type(),
          holds.location());
    }
  }

  private void someIn(Expr.SomeIn some) {
    Type domain = terms.known(some.domain()).type();
    iterate(some.key(), some.value(), some.domain());
    Type keys = Shape.keys(domain);
    Type values = Shape.values(domain);
    if (keys == null || values == null) {
      error("some … in: no collection, but " + TypeText.of(domain), some.domain().location());
      return;
    }
    some.key().ifPresent(k -> match(terms.known(k).type(), keys, some.location()));
    match(terms.known(some.value()).type(), values, some.location());
  }

  private void match(Type left, Type right, Location at) {
    if (!Shape.meet(left, right)) {
      error("match error: left is " + TypeText.of(left) + ", right is " + TypeText.of(right), at);
    }
  }

  private void iterate(Optional<Term> key, Term value, Term domain) {
    Known known = terms.known(domain);
    key.ifPresent(k -> bind(k, Known.of(orAny(Shape.keys(known.type())))));
    bind(value, terms.item(known));
  }

  static Type orAny(@Nullable Type type) {
    return type == null ? Type.ANY : type;
  }

  /** Learns what the variables in a pattern are from what the pattern is matched with. */
  void bind(Term pattern, Known known) {
    if (pattern instanceof Term.Var v && v.slot() != Term.Var.UNRESOLVED) {
      variables.putIfAbsent(v.slot(), known);
    } else if (pattern instanceof Term.ArrayTerm a) {
      for (int i = 0; i < a.items().size(); i++) {
        bind(a.items().get(i), terms.under(known, RegoNumber.of(i)));
      }
    } else if (pattern instanceof Term.ObjectTerm o) {
      for (Term.ObjectTerm.Entry entry : o.entries()) {
        if (entry.key() instanceof Term.Constant c) {
          bind(entry.value(), terms.under(known, c.value()));
        }
      }
    }
  }
}
