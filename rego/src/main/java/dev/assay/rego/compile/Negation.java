package dev.assay.rego.compile;

import dev.assay.rego.ast.Expr;
import dev.assay.rego.ast.Literal;
import dev.assay.rego.ast.Location;
import dev.assay.rego.ast.Term;
import dev.assay.rego.ast.With;
import java.util.ArrayList;
import java.util.List;

/**
 * What stands below a {@code not} but is evaluated before it, as in OPA: a call within an
 * expression (whose compiler rewrites bodies to one call a line), and the operands of a call. So
 * {@code not count(x[_]) > 1} goes through {@code x} outside, and {@code not input.none >= 1} is
 * undefined.
 */
final class Negation {
  private final Scope.Slots slots;
  private final List<With> with;
  private final List<Literal> before;

  /**
   * @param with of the negated literal
   * @param before to which the literals are added that come before the negated one
   */
  Negation(Scope.Slots slots, List<With> with, List<Literal> before) {
    this.slots = slots;
    this.with = with;
    this.before = before;
  }

  List<Term> withoutCalls(List<Term> terms) {
    return terms.stream().map(this::withoutCalls).toList();
  }

  /** The term with a variable for each call in it, and for what a ref in it looks into. */
  Term withoutCalls(Term term) {
    if (term instanceof Term.Call c) {
      return outside(
          new Term.Call(
              c.function(), c.operator(), withoutCalls(c.arguments()), c.target(), c.location()));
    } else if (term instanceof Term.Ref r) {
      Term head = withoutCalls(r.head());
      List<Term> steps = withoutCalls(r.steps());
      boolean mayFail =
          head instanceof Term.ArrayTerm
              || head instanceof Term.SetTerm
              || head instanceof Term.ObjectTerm;
      return new Term.Ref(mayFail ? outside(head) : head, steps, r.location());
    } else if (term instanceof Term.ArrayTerm a) {
      return new Term.ArrayTerm(withoutCalls(a.items()), a.location());
    } else if (term instanceof Term.SetTerm s) {
      return new Term.SetTerm(withoutCalls(s.items()), s.location());
    } else if (term instanceof Term.ObjectTerm o) {
      List<Term.ObjectTerm.Entry> entries = new ArrayList<>();
      for (Term.ObjectTerm.Entry e : o.entries()) {
        Term key = withoutCalls(e.key());
        entries.add(new Term.ObjectTerm.Entry(key, withoutCalls(e.value())));
      }
      return new Term.ObjectTerm(entries, o.location());
    }
    return term;
  }

  private Term outside(Term term) {
    Location at = term.location();
    Term.Var value = new Term.Var("_", slots.fresh(), at);
    before.add(new Literal(false, new Expr.Unify(value, term, at), with, at));
    return value;
  }
}
