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

/**
 * Which variables a line binds, given those that are bound already: OPA's rules of safety. Lines
 * are what {@link Lines} makes of literals.
 */
final class Bindings {
  private Bindings() {}

  /** The variables bound after a line, beyond those before. */
  static BitSet of(Literal line, BitSet bound) {
    BitSet found = outputs(line, bound, false);
    found.andNot(bound);
    return found;
  }

  /**
   * What OPA takes for bound by a line when it asks what the line closes over: also what was bound
   * before, unless the line is an equality, and what occurs in closures within refs.
   */
  static BitSet presumed(Literal line, BitSet bound) {
    return outputs(line, bound, true);
  }

  private static BitSet outputs(Literal line, BitSet bound, boolean closures) {
    Expr expr = line.expr();
    BitSet found = new BitSet();
    if (line.negated() || !line.with().stream().allMatch(w -> covers(bound, w.value()))) {
      return found;
    } else if (expr instanceof Expr.Holds h) {
      byRefs(h.term(), bound, found, closures);
    } else if (expr instanceof Expr.Every e) {
      byRefs(e.domain(), bound, found, closures);
    } else if (expr instanceof Expr.Unify u && u.right() instanceof Term.Call c) {
      byRefs(u.left(), bound, found, closures);
      byRefs(c, bound, found, closures);
      BitSet missing = Equation.inPattern(c.arguments(), false);
      missing.andNot(found);
      missing.andNot(bound);
      if (!missing.isEmpty()) {
        return new BitSet();
      }
      found.or(Equation.inPattern(List.of(u.left()), false));
    } else if (expr instanceof Expr.Unify u) {
      unify(u.left(), u.right(), bound, found, closures);
    } else if (expr instanceof Expr.SomeIn s) {
      Term key = s.key().orElse(s.domain());
      unify(s.value(), Lines.item(s.domain(), key), bound, found, closures);
    }
    return found;
  }

  private static void unify(Term left, Term right, BitSet bound, BitSet found, boolean closures) {
    byRefs(left, bound, found, closures);
    byRefs(right, bound, found, closures);
    found.or(bound);
    new Equation(found).unify(left, right);
    found.andNot(bound);
  }

  static boolean covers(BitSet bound, Term term) {
    BitSet needed = Variables.of(term);
    needed.andNot(bound);
    return needed.isEmpty();
  }

  /** A ref binds the variables that are its keys, if its head is bound. */
  static void byRefs(Term term, BitSet bound) {
    BitSet found = new BitSet();
    byRefs(term, bound, found, false);
    bound.or(found);
  }

  /**
   * @param bound before the literal: what it binds itself makes no head of a ref known
   */
  private static void byRefs(Term term, BitSet bound, BitSet found, boolean closures) {
    if (term instanceof Term.Ref r) {
      if (covers(bound, r.head())) {
        for (Term step : r.steps()) {
          found.or(closures ? Variables.withClosures(step) : Variables.of(step));
          byRefs(step, bound, found, closures);
        }
      }
    } else if (term instanceof Term.ArrayTerm a) {
      a.items().forEach(item -> byRefs(item, bound, found, closures));
    } else if (term instanceof Term.SetTerm s) {
      s.items().forEach(item -> byRefs(item, bound, found, closures));
    } else if (term instanceof Term.ObjectTerm o) {
      for (Term.ObjectTerm.Entry e : o.entries()) {
        byRefs(e.key(), bound, found, closures);
        byRefs(e.value(), bound, found, closures);
      }
    } else if (term instanceof Term.Call c) {
      c.arguments().forEach(argument -> byRefs(argument, bound, found, closures));
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
