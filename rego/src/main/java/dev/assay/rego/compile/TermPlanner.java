package dev.assay.rego.compile;

import dev.assay.rego.ast.Body;
import dev.assay.rego.ast.Term;
import dev.assay.rego.eval.Arithmetic;
import dev.assay.rego.eval.Call;
import dev.assay.rego.eval.Callee;
import dev.assay.rego.eval.Collect;
import dev.assay.rego.eval.Comparison;
import dev.assay.rego.eval.Composite;
import dev.assay.rego.eval.Filter;
import dev.assay.rego.eval.Membership;
import dev.assay.rego.eval.Operand;
import dev.assay.rego.eval.Walk;
import dev.assay.rego.value.RegoString;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Plans terms. A term that may have several values is first hoisted: a step goes through its values
 * and binds each to a variable, which then stands in its place.
 */
final class TermPlanner {
  private final Plan plan;
  private final Links links;
  private final BodyPlanner bodies;
  private final RefPlanner refs;

  TermPlanner(Plan plan, Links links, BodyPlanner bodies) {
    this.plan = plan;
    this.links = links;
    this.bodies = bodies;
    this.refs = new RefPlanner(plan, links, bodies, this);
  }

  /**
   * Plans the steps for what may have several values; what is left has one, once its patterns are
   * bound.
   */
  Term hoist(Term term) {
    if (term instanceof Term.Ref r) {
      return refs.hoist(r);
    } else if (term instanceof Term.ArrayTerm a) {
      return new Term.ArrayTerm(hoistAll(a.items()), a.location());
    } else if (term instanceof Term.SetTerm s) {
      return new Term.SetTerm(hoistAll(s.items()), s.location());
    } else if (term instanceof Term.ObjectTerm o) {
      List<Term.ObjectTerm.Entry> entries = new ArrayList<>();
      for (Term.ObjectTerm.Entry e : o.entries()) {
        Term key = hoist(e.key());
        entries.add(new Term.ObjectTerm.Entry(key, hoist(e.value())));
      }
      return new Term.ObjectTerm(entries, o.location());
    } else if (term instanceof Term.Call c && !Lines.isPrint(c)) {
      List<Term> arguments = hoistAll(c.arguments());
      if (c.target() == null && c.function().equals(Functions.WALK)) {
        Term.Var result = plan.freshVar(c.location());
        plan.markCostly();
        plan.add(new Walk(operand(arguments.get(0)), result.slot()));
        plan.bound().set(result.slot());
        return result;
      }
      return new Term.Call(c.function(), c.operator(), arguments, c.target(), c.location());
    }
    return term;
  }

  private List<Term> hoistAll(List<Term> terms) {
    List<Term> hoisted = new ArrayList<>();
    terms.forEach(term -> hoisted.add(hoist(term)));
    return hoisted;
  }

  /** A variable for what a term comes to here. */
  Term.Var variable(Term hoisted) {
    Term.Var value = plan.freshVar(hoisted.location());
    plan.add(new Filter.Assign(value.slot(), operand(hoisted)));
    plan.bound().set(value.slot());
    return value;
  }

  /**
   * The term with the comprehensions within it computed here, after the refs before them; one that
   * is the term stays.
   */
  Term withoutClosures(Term term) {
    return Straightening.isClosure(term) || !hasClosure(term) ? term : settledWithin(term, true);
  }

  private static boolean hasClosure(Term term) {
    if (term instanceof Term.Ref r) {
      return r.steps().stream().anyMatch(TermPlanner::hasClosure);
    } else if (term instanceof Term.ArrayTerm a) {
      return a.items().stream().anyMatch(TermPlanner::hasClosure);
    } else if (term instanceof Term.SetTerm s) {
      return s.items().stream().anyMatch(TermPlanner::hasClosure);
    } else if (term instanceof Term.ObjectTerm o) {
      return o.entries().stream().anyMatch(e -> hasClosure(e.key()) || hasClosure(e.value()));
    }
    return Straightening.isClosure(term);
  }

  /** The call with the values of its arguments, which are looked up here. */
  Term.Call settledArguments(Term.Call c) {
    List<Term> arguments = new ArrayList<>();
    c.arguments().forEach(a -> arguments.add(settled(a)));
    return new Term.Call(c.function(), c.operator(), arguments, c.target(), c.location());
  }

  Term.Call settledOperands(Term.Call c) {
    List<Term> arguments = new ArrayList<>();
    c.arguments().forEach(a -> arguments.add(settledWithin(a)));
    return new Term.Call(c.function(), c.operator(), arguments, c.target(), c.location());
  }

  /** As {@link #settled}, but a ref stays one: only what its keys are is looked up here. */
  Term settledWithin(Term term) {
    return settledWithin(term, false);
  }

  private Term settledWithin(Term term, boolean closures) {
    return term instanceof Term.Ref r
        ? new Term.Ref(r.head(), settledAll(r.steps(), closures), r.location())
        : settled(term, closures);
  }

  /** The term with the values of the refs in it, which are looked up here. */
  Term settled(Term term) {
    return settled(term, false);
  }

  private Term settled(Term term, boolean closures) {
    if (term instanceof Term.Ref) {
      Term.Var value = plan.freshVar(term.location());
      bodies.unify(value, hoist(settledWithin(term, closures)));
      return value;
    } else if (closures && Straightening.isClosure(term)) {
      return variable(term);
    } else if (term instanceof Term.ArrayTerm a) {
      return new Term.ArrayTerm(settledAll(a.items(), closures), a.location());
    } else if (term instanceof Term.SetTerm s) {
      return new Term.SetTerm(settledAll(s.items(), closures), s.location());
    } else if (term instanceof Term.ObjectTerm o) {
      List<Term.ObjectTerm.Entry> entries = new ArrayList<>();
      for (Term.ObjectTerm.Entry e : o.entries()) {
        Term key = settled(e.key(), closures);
        entries.add(new Term.ObjectTerm.Entry(key, settled(e.value(), closures)));
      }
      return new Term.ObjectTerm(entries, o.location());
    }
    return term;
  }

  private List<Term> settledAll(List<Term> terms, boolean closures) {
    List<Term> settled = new ArrayList<>();
    terms.forEach(term -> settled.add(settled(term, closures)));
    return settled;
  }

  /** Plans a term that was hoisted and whose variables are bound. */
  Operand operand(Term term) {
    if (term instanceof Term.Constant c) {
      return new Operand.Constant(c.value());
    } else if (term instanceof Term.Var v) {
      return new Operand.Slot(v.slot());
    } else if (term instanceof Term.Ref r) {
      return refs.operand(r);
    } else if (term instanceof Term.ArrayTerm a) {
      return new Composite.OfArray(operands(a.items()));
    } else if (term instanceof Term.SetTerm s) {
      return new Composite.OfSet(operands(s.items()));
    } else if (term instanceof Term.ObjectTerm o) {
      List<Term> keys = o.entries().stream().map(Term.ObjectTerm.Entry::key).toList();
      List<Term> values = o.entries().stream().map(Term.ObjectTerm.Entry::value).toList();
      return new Composite.OfObject(operands(keys), operands(values));
    } else if (term instanceof Term.Call c) {
      return call(c);
    } else if (term instanceof Term.Template t) {
      return template(t);
    }
    return comprehension(term);
  }

  Operand[] operands(List<Term> terms) {
    return terms.stream().map(this::operand).toArray(Operand[]::new);
  }

  private Operand call(Term.Call c) {
    if (Lines.isPrint(c)) {
      return new Composite.Print(
          c.arguments().stream().map(a -> bodies.first(a, List.of())).toList());
    }
    Operand[] arguments = operands(c.arguments());
    if (c.target() != null) {
      plan.markCostly();
      return new Call(links.callee(c.target()), arguments, c.location(), plan.quiet());
    }
    Comparison.@Nullable Operator operator = comparison(c.function());
    if (operator != null && arguments.length == 2) {
      return new Comparison(operator, arguments[0], arguments[1]);
    }
    if (c.function().equals("internal.member_2")) {
      return new Membership(null, arguments[0], arguments[1]);
    } else if (c.function().equals("internal.member_3")) {
      return new Membership(arguments[0], arguments[1], arguments[2]);
    }
    Callee callee = Functions.callee(c.function());
    Call call = new Call(callee, arguments, c.location(), plan.quiet());
    Arithmetic.@Nullable Operator arithmetic = arithmetic(c.function());
    return arithmetic == null || arguments.length != 2
        ? call
        : new Arithmetic(arithmetic, arguments[0], arguments[1], call);
  }

  private static Comparison.@Nullable Operator comparison(String function) {
    return switch (function) {
      case "equal", "neq", "lt", "lte", "gt", "gte" ->
          Comparison.Operator.valueOf(function.toUpperCase(Locale.ROOT));
      default -> null;
    };
  }

  private static Arithmetic.@Nullable Operator arithmetic(String function) {
    return switch (function) {
      case "plus", "minus", "mul", "div", "rem" ->
          Arithmetic.Operator.valueOf(function.toUpperCase(Locale.ROOT));
      default -> null;
    };
  }

  private Operand template(Term.Template t) {
    List<Operand> parts = new ArrayList<>();
    for (Term.Template.Part part : t.parts()) {
      if (part instanceof Term.Template.Text text) {
        parts.add(new Operand.Constant(RegoString.of(text.text())));
      } else if (part instanceof Term.Template.Hole hole) {
        parts.add(bodies.first(hole.term(), hole.with()));
      }
    }
    return new Composite.Template(parts);
  }

  private Operand comprehension(Term term) {
    plan.markCostly();
    int collector = plan.freshCollector();
    Operand[] head = new Operand[2];
    if (term instanceof Term.ArrayComprehension a) {
      List<Object> body = plan.nested(false, () -> bodyAndHead(a.body(), List.of(a.head()), head));
      return new Collect.OfArray(body, head[0], collector);
    } else if (term instanceof Term.SetComprehension s) {
      List<Object> body = plan.nested(false, () -> bodyAndHead(s.body(), List.of(s.head()), head));
      return new Collect.OfSet(body, head[0], collector);
    }
    Term.ObjectComprehension o = (Term.ObjectComprehension) term;
    List<Object> body =
        plan.nested(false, () -> bodyAndHead(o.body(), List.of(o.key(), o.value()), head));
    return new Collect.OfObject(body, head[0], head[1], collector, o.location());
  }

  private void bodyAndHead(Body lines, List<Term> head, Operand[] operands) {
    BitSet known = (BitSet) plan.line().clone();
    bodies.lines(lines, known);
    lines.literals().forEach(line -> known.or(Variables.of(line)));
    for (int i = 0; i < head.size(); i++) {
      operands[i] = bodies.head(head.get(i), known);
    }
  }
}
