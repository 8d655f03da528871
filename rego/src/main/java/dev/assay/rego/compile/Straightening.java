package dev.assay.rego.compile;

import dev.assay.rego.ast.Body;
import dev.assay.rego.ast.Expr;
import dev.assay.rego.ast.Literal;
import dev.assay.rego.ast.Location;
import dev.assay.rego.ast.Rule;
import dev.assay.rego.ast.Term;
import dev.assay.rego.ast.With;
import dev.assay.rego.types.Straight;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoSet;
import dev.assay.rego.value.Value;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;

/**
 * Makes bodies straight, as OPA's compiler rewrites them before it checks types: what is in them is
 * in {@link Straight}. First calls move out of terms, then the literals get their order, then refs
 * move out of calls.
 */
final class Straightening {
  private final Rule rule;
  private final Predicate<Term.Ref> isFunction;
  private int slots;

  /** The variables of the bodies around the one at work. */
  private BitSet outer = new BitSet();

  private Straightening(Rule rule, Predicate<Term.Ref> isFunction) {
    this.rule = rule;
    this.isFunction = isFunction;
    this.slots = rule.slots();
  }

  /**
   * The definition and its {@code else} branches.
   *
   * @param path where it lies in data
   * @param rule resolved
   */
  static List<Straight> of(List<Value> path, Rule rule, Predicate<Term.Ref> isFunction) {
    List<Term> steps = rule.ref().steps();
    int named = 0;
    while (named < steps.size()
        && steps.get(named) instanceof Term.Constant c
        && !isCollection(c.value())) {
      named++;
    }
    List<Term> keys = steps.subList(named, steps.size());
    List<Straight> all = new ArrayList<>();
    all.add(
        new Straightening(rule, isFunction)
            .straight(path, keys, rule.member().orElse(rule.value()), rule.body()));
    for (Rule.Else e : rule.orElse()) {
      all.add(new Straightening(rule, isFunction).straight(path, keys, e.value(), e.body()));
    }
    return all;
  }

  private Straight straight(List<Value> path, List<Term> keys, Term value, Body body) {
    rule.parameters().ifPresent(all -> all.forEach(p -> outer.or(Variables.of(p))));
    List<Term> heads = new ArrayList<>(keys);
    heads.add(value);
    List<Literal> lines = lines(body, heads);
    return new Straight(
        path,
        heads.subList(0, keys.size()),
        rule.parameters(),
        rule.member().isPresent(),
        heads.get(keys.size()),
        lines,
        rule.location());
  }

  /** A body straightened; the heads become variables or constants. */
  private List<Literal> lines(Body body, List<Term> heads) {
    BitSet before = outer;
    BitSet within = (BitSet) outer.clone();
    body.literals().forEach(literal -> within.or(Variables.of(literal)));
    outer = within;
    List<Literal> lines = new ArrayList<>();
    body.literals().forEach(literal -> expand(literal, lines));
    for (int i = 0; i < heads.size(); i++) {
      Term head = withoutCalls(heads.get(i), List.of(), lines);
      heads.set(i, isEvaluated(head) ? variable(head, List.of(), lines) : head);
    }
    outer = before;
    List<Literal> ordered = BodyOrder.order(new Body(lines, body.location()), before, new Errors());
    List<Literal> settled = new ArrayList<>();
    ordered.forEach(literal -> settle(literal, settled));
    return settled;
  }

  /** Whether a term is more than constants and variables. */
  private static boolean isEvaluated(Term term) {
    if (term instanceof Term.ArrayTerm a) {
      return a.items().stream().anyMatch(Straightening::isEvaluated);
    } else if (term instanceof Term.SetTerm s) {
      return s.items().stream().anyMatch(Straightening::isEvaluated);
    } else if (term instanceof Term.ObjectTerm o) {
      return o.entries().stream().anyMatch(e -> isEvaluated(e.key()) || isEvaluated(e.value()));
    }
    return !(term instanceof Term.Constant || term instanceof Term.Var);
  }

  private Term.Var variable(Term value, List<With> with, List<Literal> lines) {
    Location at = value.location();
    Term.Var variable = new Term.Var("_", slots++, at);
    lines.add(new Literal(false, new Expr.Unify(variable, value, at), with, at));
    return variable;
  }

  // ---- calls move out

  private void expand(Literal literal, List<Literal> lines) {
    List<With> with = new ArrayList<>();
    for (With w : literal.with()) {
      with.add(new With(w.target(), replacement(w.value(), lines), w.location()));
    }
    expand(literal.expr(), literal.negated(), with, literal.location(), lines);
  }

  private Term replacement(Term value, List<Literal> lines) {
    if (value instanceof Term.Ref name && isFunction.test(name)) {
      return value;
    }
    Term straight = withoutCalls(value, List.of(), lines);
    return isEvaluated(straight) ? variable(straight, List.of(), lines) : straight;
  }

  private void expand(
      Expr expr, boolean negated, List<With> with, Location at, List<Literal> lines) {
    if (expr instanceof Expr.Holds h && h.term() instanceof Term.Call c) {
      if (c.target() != null || !c.function().equals(Functions.PRINT)) {
        Term.Call call = withArguments(c, withoutCalls(c.arguments(), with, lines));
        lines.add(new Literal(negated, new Expr.Holds(call), with, at));
      }
    } else if (expr instanceof Expr.Holds h) {
      Term term = withoutCalls(h.term(), with, lines);
      lines.add(new Literal(negated, new Expr.Holds(term), with, at));
    } else if (expr instanceof Expr.Unify u) {
      Term left = withoutCalls(u.left(), with, lines);
      Term right =
          u.right() instanceof Term.Call c
              ? withArguments(c, withoutCalls(c.arguments(), with, lines))
              : withoutCalls(u.right(), with, lines);
      lines.add(new Literal(negated, new Expr.Unify(left, right, u.location()), with, at));
    } else if (expr instanceof Expr.SomeIn s) {
      Term key = s.key().orElseGet(() -> new Term.Var("_", slots++, s.location()));
      Term item = withoutCalls(item(s.domain(), key), with, lines);
      Term value = withoutCalls(s.value(), with, lines);
      lines.add(new Literal(negated, new Expr.Unify(value, item, s.location()), with, at));
    } else if (expr instanceof Expr.Every e) {
      Term domain = variable(withoutCalls(e.domain(), with, lines), with, lines);
      e.key().ifPresent(key -> outer.or(Variables.of(key)));
      outer.or(Variables.of(e.value()));
      Body body = new Body(lines(e.body(), new ArrayList<>()), e.body().location());
      lines.add(
          new Literal(
              negated, new Expr.Every(e.key(), e.value(), domain, body, e.location()), with, at));
    }
  }

  private static Term item(Term domain, Term key) {
    List<Term> steps = new ArrayList<>(domain instanceof Term.Ref r ? r.steps() : List.of());
    steps.add(key);
    return new Term.Ref(domain instanceof Term.Ref r ? r.head() : domain, steps, domain.location());
  }

  private static Term.Call withArguments(Term.Call c, List<Term> arguments) {
    return new Term.Call(c.function(), c.operator(), arguments, c.target(), c.location());
  }

  private List<Term> withoutCalls(List<Term> terms, List<With> with, List<Literal> lines) {
    List<Term> straight = new ArrayList<>();
    terms.forEach(term -> straight.add(withoutCalls(term, with, lines)));
    return straight;
  }

  private Term withoutCalls(Term term, List<With> with, List<Literal> lines) {
    if (term instanceof Term.Call c) {
      return variable(withArguments(c, withoutCalls(c.arguments(), with, lines)), with, lines);
    } else if (term instanceof Term.Ref r) {
      Term head = withoutCalls(r.head(), with, lines);
      List<Term> steps = withoutCalls(r.steps(), with, lines);
      boolean named =
          head instanceof Term.Var || (head instanceof Term.Constant c && !isCollection(c.value()));
      return new Term.Ref(named ? head : variable(head, with, lines), steps, r.location());
    } else if (term instanceof Term.ArrayTerm a) {
      return new Term.ArrayTerm(withoutCalls(a.items(), with, lines), a.location());
    } else if (term instanceof Term.SetTerm s) {
      return new Term.SetTerm(withoutCalls(s.items(), with, lines), s.location());
    } else if (term instanceof Term.ObjectTerm o) {
      List<Term.ObjectTerm.Entry> entries = new ArrayList<>();
      for (Term.ObjectTerm.Entry e : o.entries()) {
        Term key = withoutCalls(e.key(), with, lines);
        entries.add(new Term.ObjectTerm.Entry(key, withoutCalls(e.value(), with, lines)));
      }
      return new Term.ObjectTerm(entries, o.location());
    } else if (term instanceof Term.Template t) {
      t.parts().forEach(part -> hole(part, with, lines));
      return term;
    }
    return closure(term);
  }

  private static boolean isCollection(Value value) {
    return value instanceof RegoArray || value instanceof RegoObject || value instanceof RegoSet;
  }

  /** A template's hole is the set of what stands in it, so that it may be undefined. */
  private void hole(Term.Template.Part part, List<With> with, List<Literal> lines) {
    if (part instanceof Term.Template.Hole h) {
      Location at = h.term().location();
      Term.Var value = new Term.Var("_", slots++, at);
      Literal equal = new Literal(false, new Expr.Unify(value, h.term(), at), h.with(), at);
      Term set = new Term.SetComprehension(value, new Body(List.of(equal), at), at);
      variable(closure(set), with, lines);
    }
  }

  private Term closure(Term term) {
    List<Term> heads = new ArrayList<>();
    if (term instanceof Term.ArrayComprehension a) {
      heads.add(a.head());
      Body body = new Body(lines(a.body(), heads), a.body().location());
      return new Term.ArrayComprehension(heads.get(0), body, a.location());
    } else if (term instanceof Term.SetComprehension s) {
      heads.add(s.head());
      Body body = new Body(lines(s.body(), heads), s.body().location());
      return new Term.SetComprehension(heads.get(0), body, s.location());
    } else if (term instanceof Term.ObjectComprehension o) {
      heads.add(o.key());
      heads.add(o.value());
      Body body = new Body(lines(o.body(), heads), o.body().location());
      return new Term.ObjectComprehension(heads.get(0), heads.get(1), body, o.location());
    }
    return term;
  }

  // ---- refs move out of calls

  private void settle(Literal literal, List<Literal> lines) {
    List<With> with = literal.with();
    Expr expr = literal.expr();
    if (expr instanceof Expr.Unify u && u.right() instanceof Term.Call c) {
      Term.Call call = withArguments(c, settled(c.arguments(), with, lines));
      expr = new Expr.Unify(settled(u.left(), with, lines), call, u.location());
    } else if (expr instanceof Expr.Unify u) {
      expr = equality(u.left(), u.right(), u.location(), with, lines);
    } else if (expr instanceof Expr.Holds h && h.term() instanceof Term.Call c) {
      boolean isEquality =
          c.target() == null && c.function().equals("equal") && c.arguments().size() == 2;
      expr =
          isEquality
              ? equality(c.arguments().get(0), c.arguments().get(1), c.location(), with, lines)
              : new Expr.Holds(withArguments(c, settled(c.arguments(), with, lines)));
    } else if (expr instanceof Expr.Holds h) {
      expr = new Expr.Holds(settledWithin(h.term(), with, lines));
    }
    lines.add(new Literal(literal.negated(), expr, with, literal.location()));
  }

  private Expr equality(Term left, Term right, Location at, List<With> with, List<Literal> lines) {
    Term l = settledWithin(left, with, lines);
    return new Expr.Unify(l, settledWithin(right, with, lines), at);
  }

  private List<Term> settled(List<Term> terms, List<With> with, List<Literal> lines) {
    List<Term> settled = new ArrayList<>();
    terms.forEach(term -> settled.add(settled(term, with, lines)));
    return settled;
  }

  private Term settledWithin(Term term, List<With> with, List<Literal> lines) {
    if (term instanceof Term.Ref r) {
      return new Term.Ref(r.head(), settled(r.steps(), with, lines), r.location());
    }
    return isClosure(term) ? term : settled(term, with, lines);
  }

  private static boolean isClosure(Term term) {
    return term instanceof Term.ArrayComprehension
        || term instanceof Term.SetComprehension
        || term instanceof Term.ObjectComprehension;
  }

  private Term settled(Term term, List<With> with, List<Literal> lines) {
    if (term instanceof Term.Ref) {
      return variable(settledWithin(term, with, lines), with, lines);
    } else if (isClosure(term)) {
      return variable(term, with, lines);
    } else if (term instanceof Term.ArrayTerm a) {
      return new Term.ArrayTerm(settled(a.items(), with, lines), a.location());
    } else if (term instanceof Term.SetTerm s) {
      return new Term.SetTerm(settled(s.items(), with, lines), s.location());
    } else if (term instanceof Term.ObjectTerm o) {
      List<Term.ObjectTerm.Entry> entries = new ArrayList<>();
      for (Term.ObjectTerm.Entry e : o.entries()) {
        Term key = settled(e.key(), with, lines);
        entries.add(new Term.ObjectTerm.Entry(key, settled(e.value(), with, lines)));
      }
      return new Term.ObjectTerm(entries, o.location());
    }
    return term;
  }
}
