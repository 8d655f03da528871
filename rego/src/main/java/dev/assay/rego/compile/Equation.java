package dev.assay.rego.compile;

import dev.assay.rego.ast.Term;
import dev.assay.rego.types.Straight;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which variables an equality binds. What OPA calls unsafe must be so here, even where it would
 * take little to bind more: an array is known by another, by a ref, a call or a comprehension; an
 * object by a ref or a call, and by a comprehension only if that stands on the left.
 */
final class Equation {
  private final BitSet bound;

  /** Bound before: what the equality binds itself makes no ref known. */
  private final BitSet before;

  /** For variables that will be bound when others are: those others. */
  private final Map<Integer, BitSet> waiting = new HashMap<>();

  /**
   * @param bound to which the variables are added
   */
  Equation(BitSet bound) {
    this.bound = bound;
    this.before = (BitSet) bound.clone();
  }

  void unify(Term left, Term right) {
    Term a = Straight.structured(left);
    Term b = Straight.structured(right);
    if (a instanceof Term.Var v) {
      unify(v, b);
    } else if (isKnown(a)) {
      bindAll(b);
    } else if (b instanceof Term.Var v) {
      unify(v, a);
    } else if (a instanceof Term.ArrayComprehension && b instanceof Term.ArrayTerm) {
      bindAll(b);
    } else if (a instanceof Term.ObjectComprehension && b instanceof Term.ObjectTerm) {
      bindAll(b);
    } else if (a instanceof Term.ArrayTerm array) {
      array(array, b);
    } else if (a instanceof Term.ObjectTerm object) {
      object(object, b);
    }
  }

  private void unify(Term.Var a, Term b) {
    if (b instanceof Term.Var v) {
      if (bound.get(v.slot())) {
        bind(a.slot());
      } else if (bound.get(a.slot())) {
        bind(v.slot());
      } else {
        await(a.slot(), v.slot());
        await(v.slot(), a.slot());
      }
    } else if (b instanceof Term.ArrayTerm || b instanceof Term.ObjectTerm) {
      parts(a.slot(), b);
    } else if (isKnown(b) || !(b instanceof Term.Ref || b instanceof Term.Call)) {
      bind(a.slot());
    }
  }

  private void array(Term.ArrayTerm a, Term b) {
    boolean isComprehension =
        b instanceof Term.ArrayComprehension
            || b instanceof Term.ObjectComprehension
            || b instanceof Term.SetComprehension;
    if (isComprehension || isKnown(b)) {
      bindAll(a);
    } else if (b instanceof Term.ArrayTerm other && a.items().size() == other.items().size()) {
      for (int i = 0; i < a.items().size(); i++) {
        unify(a.items().get(i), other.items().get(i));
      }
    }
  }

  private void object(Term.ObjectTerm a, Term b) {
    if (isKnown(b)) {
      bindAll(a);
    } else if (b instanceof Term.ObjectTerm other && a.entries().size() == other.entries().size()) {
      for (Term.ObjectTerm.Entry x : a.entries()) {
        for (Term.ObjectTerm.Entry y : other.entries()) {
          if (isSame(x.key(), y.key())) {
            unify(x.value(), y.value());
          }
        }
      }
    }
  }

  private static boolean isSame(Term a, Term b) {
    if (a instanceof Term.Constant x && b instanceof Term.Constant y) {
      return x.value().equals(y.value());
    }
    return a instanceof Term.Var v && b instanceof Term.Var w && v.slot() == w.slot();
  }

  /** Whether it is a ref or a call whose own variables are bound. */
  private boolean isKnown(Term term) {
    if (term instanceof Term.Ref r) {
      return Bindings.covers(before, r.head());
    }
    return term instanceof Term.Call && Bindings.covers(before, term);
  }

  /** A variable that equals an array or object is bound when all in that is, and the reverse. */
  private void parts(int slot, Term collection) {
    if (bound.get(slot)) {
      bindAll(collection);
      return;
    }
    BitSet missing = inPattern(List.of(collection), true);
    missing.andNot(bound);
    if (missing.isEmpty()) {
      bind(slot);
    } else {
      missing.stream().forEach(part -> await(slot, part));
    }
  }

  private void bindAll(Term pattern) {
    if (pattern instanceof Term.Var v) {
      bind(v.slot());
    } else if (pattern instanceof Term.ArrayTerm || pattern instanceof Term.ObjectTerm) {
      inPattern(List.of(pattern), true).stream().forEach(this::bind);
    }
  }

  /** The variables of patterns, without those in their keys and refs' heads. */
  static BitSet inPattern(List<Term> patterns, boolean inSets) {
    BitSet slots = new BitSet();
    collect(patterns, inSets, slots);
    return slots;
  }

  private static void collect(List<Term> terms, boolean inSets, BitSet slots) {
    for (Term term : terms) {
      if (term instanceof Term.Var v) {
        slots.set(v.slot());
      } else if (term instanceof Term.ArrayTerm a) {
        collect(a.items(), inSets, slots);
      } else if (term instanceof Term.SetTerm s && inSets) {
        collect(s.items(), true, slots);
      } else if (term instanceof Term.ObjectTerm o) {
        o.entries().forEach(e -> collect(List.of(e.value()), inSets, slots));
      } else if (term instanceof Term.Ref r) {
        collect(r.steps(), inSets, slots);
      }
    }
  }

  private void await(int slot, int other) {
    waiting.computeIfAbsent(slot, s -> new BitSet()).set(other);
  }

  private void bind(int slot) {
    bound.set(slot);
    BitSet parts = waiting.remove(slot);
    if (parts != null) {
      parts.stream().forEach(this::bind);
    }
    for (Map.Entry<Integer, BitSet> entry : Map.copyOf(waiting).entrySet()) {
      BitSet missing = entry.getValue();
      if (missing.get(slot)) {
        missing.clear(slot);
        if (missing.isEmpty()) {
          waiting.remove(entry.getKey());
          bind(entry.getKey());
        }
      }
    }
  }
}
