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
  private final Lines lines;
  private int slots;

  /** The variables of the bodies around the one at work. */
  private BitSet outer = new BitSet();

  private Straightening(Rule rule, Predicate<Term.Ref> isFunction) {
    this.rule = rule;
    this.slots = rule.slots();
    this.lines = new Lines(() -> slots++, isFunction, true);
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
    BitSet bound = new BitSet();
    rule.parameters().ifPresent(all -> all.forEach(p -> bound.or(Variables.of(p))));
    List<Term> heads = new ArrayList<>(keys);
    heads.add(value);
    Body lines = this.lines.of(body, heads);
    return new Straight(
        path,
        heads.subList(0, keys.size()),
        rule.parameters(),
        rule.member().isPresent(),
        heads.get(keys.size()),
        settled(lines, bound),
        rule.location());
  }

  /** Lines in order, those of closures too, and with refs moved out of calls. */
  private List<Literal> settled(Body lines, BitSet bound) {
    BitSet before = outer;
    outer = (BitSet) bound.clone();
    lines.literals().forEach(line -> outer.or(Variables.of(line)));
    List<Literal> settled = new ArrayList<>();
    BodyOrder.order(lines, bound, this.lines.generated(), new Errors())
        .forEach(line -> settle(line, settled));
    outer = before;
    return settled;
  }

  private static boolean isCollection(Value value) {
    return value instanceof RegoArray || value instanceof RegoObject || value instanceof RegoSet;
  }

  private Term.Var variable(Term value, List<With> with, List<Literal> lines) {
    Location at = value.location();
    Term.Var variable = new Term.Var("_", slots++, at);
    lines.add(new Literal(false, new Expr.Unify(variable, value, at), with, at));
    return variable;
  }

  private Body within(Body closure, BitSet bound) {
    return new Body(settled(closure, bound), closure.location());
  }

  private Term closure(Term term) {
    if (term instanceof Term.ArrayComprehension a) {
      return new Term.ArrayComprehension(a.head(), within(a.body(), outer), a.location());
    } else if (term instanceof Term.SetComprehension s) {
      return new Term.SetComprehension(s.head(), within(s.body(), outer), s.location());
    }
    Term.ObjectComprehension o = (Term.ObjectComprehension) term;
    return new Term.ObjectComprehension(o.key(), o.value(), within(o.body(), outer), o.location());
  }

  // ---- refs move out of calls

  private void settle(Literal literal, List<Literal> lines) {
    List<With> with = literal.with();
    Expr expr = literal.expr();
    if (expr instanceof Expr.Unify u && u.right() instanceof Term.Call c) {
      Term.Call call = Lines.withArguments(c, settled(c.arguments(), with, lines));
      expr = new Expr.Unify(settled(u.left(), with, lines), call, u.location());
    } else if (expr instanceof Expr.Unify u) {
      expr = equality(u.left(), u.right(), u.location(), with, lines);
    } else if (expr instanceof Expr.Holds h && h.term() instanceof Term.Call c) {
      boolean isEquality =
          c.target() == null && c.function().equals("equal") && c.arguments().size() == 2;
      expr =
          isEquality
              ? equality(c.arguments().get(0), c.arguments().get(1), c.location(), with, lines)
              : new Expr.Holds(Lines.withArguments(c, settled(c.arguments(), with, lines)));
    } else if (expr instanceof Expr.Holds h) {
      expr = new Expr.Holds(settledWithin(h.term(), with, lines));
    } else if (expr instanceof Expr.Every e) {
      BitSet bound = (BitSet) outer.clone();
      e.key().ifPresent(key -> bound.or(Variables.of(key)));
      bound.or(Variables.of(e.value()));
      expr = new Expr.Every(e.key(), e.value(), e.domain(), within(e.body(), bound), e.location());
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
    return isClosure(term) ? closure(term) : settled(term, with, lines);
  }

  static boolean isClosure(Term term) {
    return term instanceof Term.ArrayComprehension
        || term instanceof Term.SetComprehension
        || term instanceof Term.ObjectComprehension;
  }

  private Term settled(Term term, List<With> with, List<Literal> lines) {
    if (term instanceof Term.Ref) {
      return variable(settledWithin(term, with, lines), with, lines);
    } else if (isClosure(term)) {
      return variable(closure(term), with, lines);
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
