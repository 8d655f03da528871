package dev.assay.rego.compile;

import dev.assay.rego.ast.Expr;
import dev.assay.rego.ast.Literal;
import dev.assay.rego.ast.Term;
import dev.assay.rego.ast.TermText;
import dev.assay.rego.eval.Operand;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parts of an expression whose values tell why it holds or does not. */
final class Parts {
  private final Plan plan;
  private final TermPlanner terms;
  private final Map<String, Operand> operands = new LinkedHashMap<>();

  private Parts(Plan plan, TermPlanner terms) {
    this.plan = plan;
    this.terms = terms;
  }

  /** Those that are bound where the plan stands, by their text. */
  static Map<String, Operand> of(Literal literal, Plan plan, TermPlanner terms) {
    Parts parts = new Parts(plan, terms);
    Expr expr = literal.expr();
    if (expr instanceof Expr.Holds h) {
      parts.add(h.term());
    } else if (expr instanceof Expr.Unify u) {
      parts.add(u.left());
      parts.add(u.right());
    } else if (expr instanceof Expr.SomeIn s) {
      s.key().ifPresent(parts::add);
      parts.add(s.value());
      parts.add(s.domain());
    } else if (expr instanceof Expr.Every e) {
      parts.add(e.domain());
    }
    return parts.operands;
  }

  /** What is evaluated once more for its value must not have expressions of its own. */
  private static boolean hasBody(Term term) {
    if (term instanceof Term.Call call) {
      return call.arguments().stream().anyMatch(Parts::hasBody);
    } else if (term instanceof Term.Ref ref) {
      return hasBody(ref.head()) || ref.steps().stream().anyMatch(Parts::hasBody);
    } else if (term instanceof Term.ArrayTerm a) {
      return a.items().stream().anyMatch(Parts::hasBody);
    } else if (term instanceof Term.SetTerm s) {
      return s.items().stream().anyMatch(Parts::hasBody);
    } else if (term instanceof Term.ObjectTerm o) {
      return o.entries().stream().anyMatch(e -> hasBody(e.key()) || hasBody(e.value()));
    }
    return term instanceof Term.ArrayComprehension
        || term instanceof Term.SetComprehension
        || term instanceof Term.ObjectComprehension;
  }

  private void add(Term term) {
    if (term instanceof Term.Call call) {
      if (call.operator().isEmpty() && !call.function().equals("print")) {
        plan(call);
      }
      call.arguments().forEach(this::add);
    } else if (term instanceof Term.ArrayTerm a) {
      a.items().forEach(this::add);
    } else if (term instanceof Term.SetTerm s) {
      s.items().forEach(this::add);
    } else if (term instanceof Term.ObjectTerm o) {
      o.entries().forEach(e -> add(e.value()));
    } else if (term instanceof Term.Var v) {
      if (!v.isWildcard()) {
        plan(v);
      }
    } else if (!(term instanceof Term.Constant) && !(term instanceof Term.Template)) {
      plan(term);
    }
  }

  private void plan(Term term) {
    if (!plan.covers(term) || hasBody(term)) {
      return;
    }
    Operand[] operand = new Operand[1];
    List<Object> steps = plan.nested(true, () -> operand[0] = terms.operand(terms.hoist(term)));
    if (steps.isEmpty()) {
      operands.putIfAbsent(TermText.of(term), operand[0]);
    }
  }
}
