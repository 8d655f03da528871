package dev.assay.rego.compile;

import dev.assay.rego.ast.Expr;
import dev.assay.rego.ast.Literal;
import dev.assay.rego.ast.Term;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.Value;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Which variables a literal binds, given those that are bound already: OPA's rules of safety. */
final class Bindings {
  private Bindings() {}

  /** The variables bound after a literal, beyond those before. */
  static BitSet of(Literal literal, BitSet bound) {
    BitSet after = (BitSet) bound.clone();
    boolean withBound = literal.with().stream().allMatch(w -> covers(bound, w.value()));
    if (!literal.negated() && withBound) {
      bind(literal.expr(), after);
    }
    after.andNot(bound);
    return after;
  }

  private static void bind(Expr expr, BitSet bound) {
    if (expr instanceof Expr.Holds h) {
      byRefs(h.term(), bound);
    } else if (expr instanceof Expr.Unify u) {
      BitSet found = new BitSet();
      byRefs(u.left(), bound, found);
      byRefs(u.right(), bound, found);
      bound.or(found);
      new Equation(bound).unify(u.left(), u.right());
    } else if (expr instanceof Expr.SomeIn s) {
      byRefs(s.domain(), bound);
      if (covers(bound, s.domain())) {
        s.key().ifPresent(key -> pattern(key, bound));
        pattern(s.value(), bound);
      }
    } else if (expr instanceof Expr.Every e) {
      byRefs(e.domain(), bound);
    }
  }

  /**
   * What the calls within a literal's terms need and nobody has bound: they are evaluated before
   * the literal, so what only the literal itself binds comes too late.
   */
  static BitSet missingInside(Literal literal, BitSet known) {
    Inside inside = new Inside((BitSet) known.clone());
    Expr expr = literal.expr();
    if (expr instanceof Expr.Holds h) {
      inside.operands(h.term());
    } else if (expr instanceof Expr.Unify u) {
      inside.term(u.left());
      inside.term(u.right());
    } else if (expr instanceof Expr.SomeIn s) {
      inside.term(s.domain());
      inside.term(s.value());
    } else if (expr instanceof Expr.Every e) {
      inside.term(e.domain());
    }
    return inside.missing;
  }

  /**
   * The variables in a literal's closures, if they are just those that its own refs have as keys:
   * OPA takes the literal for one that closes over what it binds itself, even where another literal
   * has bound them.
   */
  static BitSet closedOverByItself(Literal literal, BitSet known, BitSet outer, BitSet ofBody) {
    if (literal.negated() || !(literal.expr() instanceof Expr.Holds h)) {
      return new BitSet();
    }
    BitSet closedOver = new BitSet();
    BitSet keys = new BitSet();
    if (h.term() instanceof Term.Call c) {
      c.arguments().forEach(a -> apart(a, known, closedOver, keys));
    } else {
      apart(h.term(), known, closedOver, keys);
    }
    closedOver.and(ofBody);
    closedOver.andNot(outer);
    return closedOver.equals(keys) ? closedOver : new BitSet();
  }

  /** What calls within the term mention is of literals of their own. */
  private static void apart(Term term, BitSet known, BitSet closedOver, BitSet keys) {
    if (term instanceof Term.ArrayTerm a) {
      a.items().forEach(item -> apart(item, known, closedOver, keys));
    } else if (term instanceof Term.SetTerm s) {
      s.items().forEach(item -> apart(item, known, closedOver, keys));
    } else if (term instanceof Term.ObjectTerm o) {
      for (Term.ObjectTerm.Entry e : o.entries()) {
        apart(e.key(), known, closedOver, keys);
        apart(e.value(), known, closedOver, keys);
      }
    } else if (term instanceof Term.Ref r) {
      for (Term step : covers(known, r.head()) ? r.steps() : List.<Term>of()) {
        if (step instanceof Term.Var v) {
          keys.set(v.slot());
        }
        apart(step, known, closedOver, keys);
      }
    } else if (!(term instanceof Term.Call)) {
      BitSet within = Variables.withClosures(term);
      within.andNot(Variables.of(term));
      closedOver.or(within);
    }
  }

  /** As {@link #missingInside(Literal, BitSet)}, of a head, which is evaluated after a body. */
  static BitSet missingInside(Term head, BitSet known) {
    Inside inside = new Inside((BitSet) known.clone());
    inside.term(head);
    return inside.missing;
  }

  /** Goes through the calls within a term, inner ones first. */
  private static final class Inside {
    private final BitSet bound;
    private final BitSet missing = new BitSet();

    Inside(BitSet bound) {
      this.bound = bound;
    }

    /** A call that is the literal itself. */
    void operands(Term term) {
      if (term instanceof Term.Call c) {
        c.arguments().forEach(this::term);
      } else {
        term(term);
      }
    }

    void term(Term term) {
      if (term instanceof Term.Call c) {
        c.arguments().forEach(this::term);
        need(c);
      } else if (term instanceof Term.Ref r) {
        term(r.head());
        r.steps().forEach(this::term);
        boolean isBuilt =
            r.head() instanceof Term.ArrayTerm
                || r.head() instanceof Term.SetTerm
                || r.head() instanceof Term.ObjectTerm;
        if (isBuilt) {
          need(r.head());
        }
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

    private void need(Term term) {
      byRefs(term, bound);
      BitSet needed = Variables.of(term);
      needed.andNot(bound);
      missing.or(needed);
    }
  }

  static boolean covers(BitSet bound, Term term) {
    BitSet needed = Variables.of(term);
    needed.andNot(bound);
    return needed.isEmpty();
  }

  /** A ref binds the variables that are its keys, if its head is bound. */
  static void byRefs(Term term, BitSet bound) {
    BitSet found = new BitSet();
    byRefs(term, (BitSet) bound.clone(), found);
    bound.or(found);
  }

  /**
   * @param bound before the literal: what it binds itself makes no head of a ref known
   */
  private static void byRefs(Term term, BitSet bound, BitSet found) {
    if (term instanceof Term.Ref r) {
      // What the arguments of a call at its head bind is known before its steps are taken.
      BitSet before = (BitSet) bound.clone();
      byRefs(r.head(), bound, before);
      found.or(before);
      if (covers(before, r.head())) {
        r.steps().forEach(step -> pattern(step, before, found));
      }
    } else if (term instanceof Term.ArrayTerm a) {
      a.items().forEach(item -> byRefs(item, bound, found));
    } else if (term instanceof Term.SetTerm s) {
      s.items().forEach(item -> byRefs(item, bound, found));
    } else if (term instanceof Term.ObjectTerm o) {
      o.entries()
          .forEach(
              e -> {
                byRefs(e.key(), bound, found);
                byRefs(e.value(), bound, found);
              });
    } else if (term instanceof Term.Call c) {
      c.arguments().forEach(argument -> byRefs(argument, bound, found));
    }
  }

  /** A pattern matched with a value binds its variables. */
  static void pattern(Term pattern, BitSet bound) {
    BitSet found = new BitSet();
    pattern(pattern, (BitSet) bound.clone(), found);
    bound.or(found);
  }

  private static void pattern(Term pattern, BitSet bound, BitSet found) {
    if (pattern instanceof Term.Var v) {
      found.set(v.slot());
    } else if (pattern instanceof Term.ArrayTerm a) {
      a.items().forEach(item -> pattern(item, bound, found));
    } else if (pattern instanceof Term.ObjectTerm o) {
      o.entries().forEach(e -> byRefs(e.key(), bound, found));
      o.entries().forEach(e -> pattern(e.value(), bound, found));
    } else {
      byRefs(pattern, bound, found);
    }
  }

  /** Two terms that must be equal. */
  record Pair(Term left, Term right) {}

  /** Takes arrays and objects that face each other apart, as far as they are alike. */
  static List<Pair> pairs(Term left, Term right) {
    List<Pair> pairs = new ArrayList<>();
    collect(left, right, pairs);
    return pairs;
  }

  private static void collect(Term left, Term right, List<Pair> pairs) {
    Term l = unfold(left, right);
    Term r = unfold(right, left);
    if (l instanceof Term.ArrayTerm a
        && r instanceof Term.ArrayTerm b
        && a.items().size() == b.items().size()) {
      for (int i = 0; i < a.items().size(); i++) {
        collect(a.items().get(i), b.items().get(i), pairs);
      }
    } else if (l instanceof Term.ObjectTerm a && r instanceof Term.ObjectTerm b && sameKeys(a, b)) {
      for (Term.ObjectTerm.Entry e : a.entries()) {
        collect(e.value(), value(b, e.key()), pairs);
      }
    } else {
      pairs.add(new Pair(left, right));
    }
  }

  /** A constant that faces a pattern of its kind, as a pattern. */
  private static Term unfold(Term term, Term facing) {
    if (term instanceof Term.Constant c) {
      if (c.value() instanceof RegoArray array && facing instanceof Term.ArrayTerm) {
        List<Term> items = new ArrayList<>();
        array.forEach(item -> items.add(new Term.Constant(item, c.location())));
        return new Term.ArrayTerm(items, c.location());
      } else if (c.value() instanceof RegoObject object && facing instanceof Term.ObjectTerm) {
        List<Term.ObjectTerm.Entry> entries = new ArrayList<>();
        object.forEach(
            (k, v) ->
                entries.add(
                    new Term.ObjectTerm.Entry(
                        new Term.Constant(k, c.location()), new Term.Constant(v, c.location()))));
        return new Term.ObjectTerm(entries, c.location());
      }
    }
    return term;
  }

  private static boolean sameKeys(Term.ObjectTerm a, Term.ObjectTerm b) {
    List<Value> left = keys(a);
    List<Value> right = keys(b);
    return left.size() == a.entries().size()
        && right.size() == b.entries().size()
        && left.size() == right.size()
        && left.containsAll(right)
        && left.stream().distinct().count() == left.size();
  }

  private static List<Value> keys(Term.ObjectTerm object) {
    List<Value> keys = new ArrayList<>();
    object
        .entries()
        .forEach(
            e -> {
              if (e.key() instanceof Term.Constant c) {
                keys.add(c.value());
              }
            });
    return keys;
  }

  private static Term value(Term.ObjectTerm object, Term key) {
    for (Term.ObjectTerm.Entry e : object.entries()) {
      if (e.key() instanceof Term.Constant a
          && key instanceof Term.Constant b
          && a.value().equals(b.value())) {
        return e.value();
      }
    }
    throw new IllegalArgumentException("no such key");
  }
}
