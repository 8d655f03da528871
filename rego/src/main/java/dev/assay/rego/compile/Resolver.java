package dev.assay.rego.compile;

import dev.assay.rego.ast.Body;
import dev.assay.rego.ast.Expr;
import dev.assay.rego.ast.Literal;
import dev.assay.rego.ast.Location;
import dev.assay.rego.ast.Refs;
import dev.assay.rego.ast.RegoError;
import dev.assay.rego.ast.Rule;
import dev.assay.rego.ast.Term;
import dev.assay.rego.ast.TermText;
import dev.assay.rego.ast.With;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Gives every name of a rule its meaning. Afterwards a {@link Term.Var} is a variable with a slot,
 * unless it is the head {@code data} or {@code input} of a ref; {@code :=} and {@code some x} are
 * gone; constants are folded.
 */
final class Resolver {
  private final Errors errors;
  private final boolean strict;
  private final Scope.Slots slots = new Scope.Slots();
  private final TermResolver terms;
  private Scope scope = new Scope(null);

  Resolver(Names names, Functions functions, Errors errors, boolean strict, Metadata metadata) {
    this.errors = errors;
    this.strict = strict;
    this.terms = new TermResolver(this, names, functions, metadata, errors);
  }

  Scope scope() {
    return scope;
  }

  Scope.Slots slots() {
    return slots;
  }

  Rule rule(Rule rule) {
    Optional<List<Term>> parameters = rule.parameters().map(this::parameters);
    Scope arguments = scope;
    Head head = new Head(rule.ref(), rule.member(), rule.value());
    Scope bodyScope = enter();
    Body body = literals(rule.body());
    Head resolved = head(head);
    leave(bodyScope);
    List<Rule.Else> elses = new ArrayList<>();
    for (Rule.Else e : rule.orElse()) {
      scope = arguments;
      slots.branch();
      Scope elseScope = enter();
      Body elseBody = literals(e.body());
      Term value = terms.resolve(e.value());
      leave(elseScope);
      elses.add(new Rule.Else(value, elseBody, e.location()));
    }
    if (strict && !rule.isDefault()) {
      reportUnused(arguments, true);
    }
    return new Rule(
        rule.isDefault(),
        resolved.ref,
        parameters,
        resolved.member,
        resolved.value,
        body,
        elses,
        rule.annotations(),
        slots.count(),
        rule.location());
  }

  private record Head(Term.Ref ref, Optional<Term> member, Term value) {}

  private Head head(Head head) {
    List<Term> steps = head.ref.steps().stream().map(terms::resolve).toList();
    return new Head(
        new Term.Ref(head.ref.head(), steps, head.ref.location()),
        head.member.map(terms::resolve),
        terms.resolve(head.value));
  }

  private List<Term> parameters(List<Term> parameters) {
    for (Term parameter : parameters) {
      declarePattern(parameter, Scope.How.ARGUMENT);
    }
    return parameters.stream().map(terms::resolvePattern).toList();
  }

  /** A query: like a rule's body. */
  Body query(Body body) {
    return literals(body);
  }

  private Scope enter() {
    scope = new Scope(scope);
    return scope;
  }

  private void leave(Scope inner) {
    reportUnused(inner, false);
    scope = Objects.requireNonNull(inner.outer);
  }

  private void reportUnused(Scope inner, boolean isArguments) {
    for (Map.Entry<String, Scope.Declared> entry : inner.declared.entrySet()) {
      Scope.Declared declared = entry.getValue();
      if (declared.used) {
        continue;
      }
      boolean always = declared.how == Scope.How.SOME || declared.how == Scope.How.EVERY;
      boolean iterated = declared.how == Scope.How.ITERATED;
      if (always || (strict && !iterated)) {
        String name = entry.getKey();
        String what =
            isArguments
                ? "unused argument " + name + ". (hint: use _ (wildcard variable) instead)"
                : (always ? "declared var " : "assigned var ") + name + " unused";
        Location at = inner.reported == null ? declared.at : inner.reported;
        errors.add(RegoError.COMPILE, what, at);
      }
    }
  }

  /** A body with a scope of its own, and the head of the comprehension that it belongs to. */
  Body closure(Body body, Runnable head) {
    Scope inner = enter();
    Body resolved = literals(body);
    head.run();
    leave(inner);
    return resolved;
  }

  private Body literals(Body body) {
    List<Literal> literals = new ArrayList<>();
    for (Literal literal : body.literals()) {
      if (literal.expr() instanceof Expr.SomeVars some) {
        some.vars().forEach(v -> declare(v, Scope.How.SOME));
        continue;
      }
      List<With> with = terms.withs(literal.with());
      Expr expr = literal.negated() ? negated(literal.expr()) : expr(literal.expr());
      literals.add(new Literal(literal.negated(), expr, with, literal.location()));
    }
    return new Body(literals, body.location());
  }

  private Expr negated(Expr expr) {
    if (expr instanceof Expr.Assign assign) {
      errors.add(
          RegoError.COMPILE, "cannot assign vars inside negated expression", assign.location());
    }
    return expr(expr);
  }

  private Expr expr(Expr expr) {
    if (expr instanceof Expr.Assign assign) {
      Term right = terms.resolve(assign.right());
      if (!declarePattern(assign.left(), Scope.How.ASSIGNED)) {
        errors.add(
            RegoError.COMPILE,
            "cannot assign to " + kindOf(assign.left()),
            assign.left().location());
      }
      return new Expr.Unify(terms.resolvePattern(assign.left()), right, assign.location());
    } else if (expr instanceof Expr.Unify unify) {
      return new Expr.Unify(
          terms.resolve(unify.left()), terms.resolve(unify.right()), unify.location());
    } else if (expr instanceof Expr.SomeIn some) {
      Term domain = terms.resolve(some.domain());
      some.key().ifPresent(key -> declarePattern(key, Scope.How.ITERATED));
      declarePattern(some.value(), Scope.How.ITERATED);
      return new Expr.SomeIn(
          some.key().map(terms::resolvePattern),
          terms.resolvePattern(some.value()),
          domain,
          some.location());
    } else if (expr instanceof Expr.Every every) {
      return every(every);
    }
    return holds((Expr.Holds) expr);
  }

  private Expr every(Expr.Every every) {
    Term domain = terms.resolve(every.domain());
    Scope inner = enter();
    every.key().ifPresent(key -> declarePattern(key, Scope.How.EVERY));
    declarePattern(every.value(), Scope.How.EVERY);
    Optional<Term> key = every.key().map(terms::resolvePattern);
    Term value = terms.resolvePattern(every.value());
    List<Body> body = new ArrayList<>();
    body.add(closure(every.body(), () -> {}));
    every.body().literals().stream()
        .findFirst()
        .ifPresent(first -> inner.reported = first.location());
    leave(inner);
    return new Expr.Every(key, value, domain, body.get(0), every.location());
  }

  /** {@code f(x, y)} with an argument too many says {@code y = f(x)}. */
  private Expr holds(Expr.Holds holds) {
    if (!(holds.term() instanceof Term.Call call) || call.operator().isPresent()) {
      return new Expr.Holds(terms.resolve(holds.term()));
    }
    Term resolved = terms.call(call, true);
    return resolved instanceof Term.Call c ? called(c) : new Expr.Holds(resolved);
  }

  private Expr called(Term.Call c) {
    int arity = c.operator().isPresent() ? Functions.ANY_ARITY : terms.arity(c);
    if (arity == Functions.ANY_ARITY || c.arguments().size() != arity + 1) {
      return new Expr.Holds(c);
    }
    Term.Call inner =
        new Term.Call(
            c.function(), c.operator(), c.arguments().subList(0, arity), c.target(), c.location());
    return new Expr.Unify(c.arguments().get(arity), inner, c.location());
  }

  /** Declares the variables of a pattern; false if it is no pattern. */
  private boolean declarePattern(Term pattern, Scope.How how) {
    if (pattern instanceof Term.Var v) {
      declare(v, how);
      return true;
    } else if (pattern instanceof Term.ArrayTerm array) {
      return array.items().stream().map(i -> declarePattern(i, how)).reduce(true, (a, b) -> a && b);
    } else if (pattern instanceof Term.ObjectTerm object) {
      return object.entries().stream()
          .map(e -> declarePattern(e.value(), how))
          .reduce(true, (a, b) -> a && b);
    }
    return how != Scope.How.ASSIGNED;
  }

  private void declare(Term.Var v, Scope.How how) {
    String name = v.name();
    if (v.isWildcard()) {
      return;
    }
    Scope.Declared former = scope.declared.get(name);
    if (former == null && scope.outer != null) {
      Scope.Declared outer = scope.outer.declared.get(name);
      if (outer != null && outer.how == Scope.How.ARGUMENT && how != Scope.How.ARGUMENT) {
        errors.add(RegoError.COMPILE, "arg " + name + " redeclared", v.location());
        return;
      }
    }
    if (former != null) {
      if (how == Scope.How.ARGUMENT || (how == Scope.How.ITERATED && former.how == how)) {
        return;
      }
      String earlier = former.how == Scope.How.ASSIGNED ? "assigned" : "declared";
      errors.add(RegoError.COMPILE, "var " + name + " " + earlier + " above", v.location());
      return;
    }
    if (scope.mentioned.contains(name)) {
      errors.add(RegoError.COMPILE, "var " + name + " referenced above", v.location());
    }
    if (name.equals("data") || name.equals("input")) {
      errors.add(
          RegoError.COMPILE,
          "variables must not shadow " + name + " (use a different variable name)",
          v.location());
    }
    scope.declared.put(name, new Scope.Declared(slots.fresh(), how, v.location()));
  }

  private static String kindOf(Term term) {
    if (term instanceof Term.Ref r) {
      return "ref " + Refs.text(r);
    } else if (term instanceof Term.Call) {
      return "call";
    } else if (term instanceof Term.SetTerm) {
      return "set";
    } else if (term instanceof Term.Constant c) {
      return c.value().kind().typeName();
    }
    return TermText.of(term);
  }
}
