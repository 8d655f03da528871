package dev.assay.rego.compile;

import dev.assay.rego.ast.Body;
import dev.assay.rego.ast.Expr;
import dev.assay.rego.ast.Literal;
import dev.assay.rego.ast.Location;
import dev.assay.rego.ast.Term;
import dev.assay.rego.ast.With;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoSet;
import dev.assay.rego.value.Value;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Makes lines of bodies, as OPA's compiler does before it looks for their order: each has at most
 * one call, and that is the whole of it or what a variable equals; the operands of a call stand in
 * lines before it. So {@code not count(x[_]) > 1} goes through {@code x} outside of the {@code
 * not}, and a head is evaluated among the lines of its body.
 */
final class Lines {
  private final IntSupplier slots;
  private final Predicate<Term.Ref> isFunction;

  /** Whether the lines are for a check of types only. */
  private final boolean forTypes;

  /** Whether closures stay where they are: what is absent in them below a {@code not} is quiet. */
  private boolean negated;

  private final BitSet generated = new BitSet();
  private final IdentityHashMap<Literal, Literal> sources = new IdentityHashMap<>();

  /** The lines that what they are of ends with. */
  private final Set<Literal> last = Collections.newSetFromMap(new IdentityHashMap<>());

  /**
   * @param slots for new variables
   */
  Lines(IntSupplier slots, Predicate<Term.Ref> isFunction, boolean forTypes) {
    this.slots = slots;
    this.isFunction = isFunction;
    this.forTypes = forTypes;
  }

  /** The variables that no author wrote. */
  BitSet generated() {
    return generated;
  }

  /** The literal that a line is of; {@code null} if it is of a head. */
  @Nullable Literal source(Literal line) {
    return sources.get(line);
  }

  /** Whether a line comes after all others that its literal needs. */
  boolean isLast(Literal line) {
    return last.contains(line);
  }

  /**
   * A body's lines, in its own order.
   *
   * @param heads what the body is for: each is replaced by a variable or by what is no more than
   *     constants and variables
   */
  Body of(Body body, List<Term> heads) {
    List<Literal> lines = new ArrayList<>();
    for (Literal literal : body.literals()) {
      int first = lines.size();
      expand(literal, lines);
      lines.subList(first, lines.size()).forEach(line -> sources.put(line, literal));
    }
    for (int i = 0; i < heads.size(); i++) {
      Term head = withoutCalls(heads.get(i), List.of(), lines);
      heads.set(i, isEvaluated(head) ? variable(head, List.of(), lines) : head);
    }
    return new Body(lines, body.location());
  }

  /** Whether a term is more than constants and variables. */
  private static boolean isEvaluated(Term term) {
    if (term instanceof Term.ArrayTerm a) {
      return a.items().stream().anyMatch(Lines::isEvaluated);
    } else if (term instanceof Term.SetTerm s) {
      return s.items().stream().anyMatch(Lines::isEvaluated);
    } else if (term instanceof Term.ObjectTerm o) {
      return o.entries().stream().anyMatch(e -> isEvaluated(e.key()) || isEvaluated(e.value()));
    }
    return !(term instanceof Term.Constant || term instanceof Term.Var);
  }

  private Term.Var fresh(Location at) {
    int slot = slots.getAsInt();
    generated.set(slot);
    return new Term.Var("_", slot, at);
  }

  private Term.Var variable(Term value, List<With> with, List<Literal> lines) {
    Location at = value.location();
    Term.Var variable = fresh(at);
    lines.add(new Literal(false, new Expr.Unify(variable, value, at), with, at));
    return variable;
  }

  private void expand(Literal literal, List<Literal> lines) {
    List<With> with = new ArrayList<>();
    for (With w : literal.with()) {
      with.add(new With(w.target(), replacement(w.value(), lines), w.location()));
    }
    boolean outer = negated;
    negated = literal.negated() && !forTypes;
    @Nullable Expr expr = expand(literal.expr(), with, lines);
    negated = outer;
    if (expr != null) {
      Literal line = new Literal(literal.negated(), expr, with, literal.location());
      lines.add(line);
      last.add(line);
    }
  }

  private Term replacement(Term value, List<Literal> lines) {
    if (value instanceof Term.Ref name && isFunction.test(name)) {
      return value;
    }
    Term straight = withoutCalls(value, List.of(), lines);
    return isEvaluated(straight) ? variable(straight, List.of(), lines) : straight;
  }

  /** The expression without the calls within; {@code null} if nothing is left of it. */
  private @Nullable Expr expand(Expr expr, List<With> with, List<Literal> lines) {
    if (expr instanceof Expr.Holds h && h.term() instanceof Term.Call c) {
      if (isPrint(c)) {
        return forTypes ? null : expr;
      }
      return new Expr.Holds(withArguments(c, withoutCalls(c.arguments(), with, lines)));
    } else if (expr instanceof Expr.Holds h) {
      return new Expr.Holds(withoutCalls(h.term(), with, lines));
    } else if (expr instanceof Expr.Unify u) {
      Term left = withoutCalls(u.left(), with, lines);
      boolean isResult = u.right() instanceof Term.Call && !hasRef(left);
      Term right =
          isResult && u.right() instanceof Term.Call c
              ? withArguments(c, withoutCalls(c.arguments(), with, lines))
              : withoutCalls(u.right(), with, lines);
      return new Expr.Unify(left, right, u.location());
    } else if (expr instanceof Expr.SomeIn s) {
      return someIn(s, with, lines);
    } else if (expr instanceof Expr.Every e) {
      Term domain = variable(withoutCalls(e.domain(), with, lines), with, lines);
      return new Expr.Every(
          e.key(), e.value(), domain, of(e.body(), new ArrayList<>()), e.location());
    }
    return expr;
  }

  private Expr someIn(Expr.SomeIn some, List<With> with, List<Literal> lines) {
    if (forTypes) {
      Term key = some.key().orElseGet(() -> fresh(some.location()));
      Term item = withoutCalls(item(some.domain(), key), with, lines);
      return new Expr.Unify(withoutCalls(some.value(), with, lines), item, some.location());
    }
    Term domain = withoutCalls(some.domain(), with, lines);
    boolean isPlain =
        domain instanceof Term.Ref || domain instanceof Term.Var || domain instanceof Term.Constant;
    return new Expr.SomeIn(
        some.key().map(key -> withoutCalls(key, with, lines)),
        withoutCalls(some.value(), with, lines),
        isPlain ? domain : variable(domain, with, lines),
        some.location());
  }

  /** What {@code some} goes through: the domain's item by that key. */
  static Term.Ref item(Term domain, Term key) {
    List<Term> steps = new ArrayList<>(domain instanceof Term.Ref r ? r.steps() : List.of());
    steps.add(key);
    return new Term.Ref(domain instanceof Term.Ref r ? r.head() : domain, steps, domain.location());
  }

  /** Whether there is a ref in a term without calls: refs come after the calls that they face. */
  private static boolean hasRef(Term term) {
    if (term instanceof Term.ArrayTerm a) {
      return a.items().stream().anyMatch(Lines::hasRef);
    } else if (term instanceof Term.SetTerm s) {
      return s.items().stream().anyMatch(Lines::hasRef);
    } else if (term instanceof Term.ObjectTerm o) {
      return o.entries().stream().anyMatch(e -> hasRef(e.key()) || hasRef(e.value()));
    }
    return term instanceof Term.Ref;
  }

  static boolean isPrint(Term.Call c) {
    return c.target() == null && c.function().equals(Functions.PRINT);
  }

  static Term.Call withArguments(Term.Call c, List<Term> arguments) {
    return new Term.Call(c.function(), c.operator(), arguments, c.target(), c.location());
  }

  private List<Term> withoutCalls(List<Term> terms, List<With> with, List<Literal> lines) {
    List<Term> straight = new ArrayList<>();
    terms.forEach(term -> straight.add(withoutCalls(term, with, lines)));
    return straight;
  }

  /** The term with a variable for each call in it, and for what a ref in it looks into. */
  private Term withoutCalls(Term term, List<With> with, List<Literal> lines) {
    if (term instanceof Term.Call c) {
      return variable(withArguments(c, withoutCalls(c.arguments(), with, lines)), with, lines);
    } else if (term instanceof Term.Ref r) {
      Term head = withoutCalls(r.head(), with, lines);
      List<Term> steps = withoutCalls(r.steps(), with, lines);
      boolean stays =
          head instanceof Term.Var
              || (head instanceof Term.Constant c && !isCollection(c.value()))
              || (negated && Straightening.isClosure(head));
      return new Term.Ref(stays ? head : variable(head, with, lines), steps, r.location());
    } else if (term instanceof Term.ArrayTerm a) {
      return new Term.ArrayTerm(withoutCalls(a.items(), with, lines), a.location());
    } else if (term instanceof Term.SetTerm s) {
      // OPA keeps sets in order, and evaluates their items in it.
      List<Term> items = new ArrayList<>(s.items());
      items.sort(Comparator.comparingInt(Lines::rank));
      return new Term.SetTerm(withoutCalls(items, with, lines), s.location());
    } else if (term instanceof Term.ObjectTerm o) {
      List<Term.ObjectTerm.Entry> entries = new ArrayList<>();
      for (Term.ObjectTerm.Entry e : o.entries()) {
        Term key = withoutCalls(e.key(), with, lines);
        entries.add(new Term.ObjectTerm.Entry(key, withoutCalls(e.value(), with, lines)));
      }
      return new Term.ObjectTerm(entries, o.location());
    } else if (term instanceof Term.Template t) {
      if (forTypes) {
        t.parts().forEach(part -> hole(part, with, lines));
      }
      return term;
    }
    return closure(term);
  }

  /** The place of a term's kind in the order of terms. */
  private static int rank(Term term) {
    List<Class<? extends Term>> kinds =
        List.of(
            Term.Constant.class,
            Term.Var.class,
            Term.Ref.class,
            Term.ArrayTerm.class,
            Term.ObjectTerm.class,
            Term.SetTerm.class,
            Term.ArrayComprehension.class,
            Term.ObjectComprehension.class,
            Term.SetComprehension.class,
            Term.Call.class);
    int rank = kinds.indexOf(term.getClass());
    return rank < 0 ? kinds.size() : rank;
  }

  private static boolean isCollection(Value value) {
    return value instanceof RegoArray || value instanceof RegoObject || value instanceof RegoSet;
  }

  /** A template's hole is the set of what stands in it, so that it may be undefined. */
  private void hole(Term.Template.Part part, List<With> with, List<Literal> lines) {
    if (part instanceof Term.Template.Hole h) {
      Location at = h.term().location();
      Term.Var value = fresh(at);
      Literal equal = new Literal(false, new Expr.Unify(value, h.term(), at), h.with(), at);
      Term set = new Term.SetComprehension(value, new Body(List.of(equal), at), at);
      variable(closure(set), with, lines);
    }
  }

  private Term closure(Term term) {
    List<Term> heads = new ArrayList<>();
    if (term instanceof Term.ArrayComprehension a) {
      heads.add(a.head());
      Body body = of(a.body(), heads);
      return new Term.ArrayComprehension(heads.get(0), body, a.location());
    } else if (term instanceof Term.SetComprehension s) {
      heads.add(s.head());
      Body body = of(s.body(), heads);
      return new Term.SetComprehension(heads.get(0), body, s.location());
    } else if (term instanceof Term.ObjectComprehension o) {
      heads.add(o.key());
      heads.add(o.value());
      Body body = of(o.body(), heads);
      return new Term.ObjectComprehension(heads.get(0), heads.get(1), body, o.location());
    }
    return term;
  }
}
