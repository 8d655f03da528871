package dev.assay.rego.types;

import dev.assay.rego.ast.Term;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Learns what variables are from what the terms that they stand in are equal to. */
final class Unifier {
  private final Inference inference;
  private final Variables variables;

  Unifier(Inference inference, Variables variables) {
    this.inference = inference;
    this.variables = variables;
  }

  private Inferred of(Term term) {
    return inference.of(term, variables);
  }

  /** Whether two terms can be equal. */
  boolean unify(Term a, Inferred typeA, Term b, Inferred typeB) {
    boolean vagueA = Inferred.isVague(typeA);
    boolean vagueB = Inferred.isVague(typeB);
    if (vagueA && !vagueB) {
      return unify(a, typeB, false);
    } else if (vagueB && !vagueA) {
      return unify(b, typeA, false);
    } else if (!vagueA) {
      return Inferred.meet(typeA, typeB);
    }
    Term left = Straight.structured(a);
    Term right = Straight.structured(b);
    if (left instanceof Term.Var && right instanceof Term.Var) {
      return unify(a, Inferred.ANY, false) && unify(b, of(a), false);
    } else if (left instanceof Term.ArrayTerm || left instanceof Term.ObjectTerm) {
      return unifyParts(left, right);
    } else if (left instanceof Term.Var
        && (right instanceof Term.ArrayTerm || right instanceof Term.ObjectTerm)) {
      return unifyParts(right, left);
    }
    return false;
  }

  private boolean unifyParts(Term a, Term b) {
    if (b instanceof Term.Var) {
      return unify(a, Inferred.ANY, false) && unify(b, of(a), false);
    } else if (a instanceof Term.ArrayTerm x && b instanceof Term.ArrayTerm y) {
      boolean equal = x.items().size() == y.items().size();
      for (int i = 0; equal && i < x.items().size(); i++) {
        Term left = x.items().get(i);
        Term right = y.items().get(i);
        equal = unify(left, of(left), right, of(right));
      }
      return equal;
    } else if (a instanceof Term.ObjectTerm x && b instanceof Term.ObjectTerm y) {
      boolean equal = x.entries().size() == y.entries().size();
      for (int i = 0; equal && i < x.entries().size(); i++) {
        Term left = x.entries().get(i).value();
        Term right = entry(y, x.entries().get(i).key());
        equal = right != null && unify(left, of(left), right, of(right));
      }
      return equal;
    }
    return false;
  }

  private static @Nullable Term entry(Term.ObjectTerm object, Term key) {
    for (Term.ObjectTerm.Entry e : object.entries()) {
      boolean sameValue =
          e.key() instanceof Term.Constant a
              && key instanceof Term.Constant b
              && a.value().equals(b.value());
      boolean sameVariable =
          e.key() instanceof Term.Var v && key instanceof Term.Var w && v.slot() == w.slot();
      if (sameValue || sameVariable) {
        return e.value();
      }
    }
    return null;
  }

  /**
   * Whether a term can be of a type.
   *
   * @param adding whether the type is one of several, and widens what is known
   */
  boolean unify(Term term, Inferred type, boolean adding) {
    Term t = Straight.structured(term);
    if (t instanceof Term.Var v) {
      Inferred known = variables.get(v.slot());
      if (adding) {
        variables.put(v.slot(), Inferred.or(known, type));
      } else if (known != Inferred.UNKNOWN) {
        return Inferred.meet(known, type);
      } else {
        variables.put(v.slot(), type);
      }
      return true;
    }
    boolean isPattern =
        t instanceof Term.ArrayTerm || t instanceof Term.ObjectTerm || t instanceof Term.SetTerm;
    if (!isPattern) {
      return Inferred.meet(of(t), type);
    } else if (type instanceof Inferred.Either either) {
      return any(t, either);
    } else if (t instanceof Term.ArrayTerm a && type instanceof Inferred.Items items) {
      return array(a, items, adding);
    } else if (t instanceof Term.ObjectTerm o && type instanceof Inferred.Entries entries) {
      return object(o, entries, adding);
    } else if (t instanceof Term.SetTerm s && type instanceof Inferred.Members members) {
      return s.items().stream().allMatch(item -> unify(item, members.of(), adding));
    }
    return false;
  }

  private boolean any(Term pattern, Inferred.Either either) {
    if (either.options().isEmpty()) {
      parts(pattern).forEach(part -> unify(part, Inferred.ANY, true));
      return true;
    }
    boolean one = false;
    for (Inferred option : either.options()) {
      one |= unify(pattern, option, true);
    }
    return one;
  }

  private static List<Term> parts(Term pattern) {
    if (pattern instanceof Term.ArrayTerm a) {
      return a.items();
    } else if (pattern instanceof Term.SetTerm s) {
      return s.items();
    }
    List<Term> parts = new ArrayList<>();
    if (pattern instanceof Term.ObjectTerm o) {
      for (Term.ObjectTerm.Entry e : o.entries()) {
        parts.add(e.key());
        parts.add(e.value());
      }
    }
    return parts;
  }

  private boolean array(Term.ArrayTerm array, Inferred.Items items, boolean adding) {
    int size = array.items().size();
    if (size != items.first().size() && items.rest() == Inferred.UNKNOWN) {
      return false;
    }
    for (int i = 0; i < size; i++) {
      if (!unify(array.items().get(i), items.at(i), adding)) {
        return false;
      }
    }
    return true;
  }

  private boolean object(Term.ObjectTerm object, Inferred.Entries entries, boolean adding) {
    if (object.entries().size() != entries.known().size() && entries.values() == Inferred.UNKNOWN) {
      return false;
    }
    for (Term.ObjectTerm.Entry e : object.entries()) {
      if (!(e.key() instanceof Term.Constant key)) {
        unify(e.value(), Inferred.ANY, adding);
      } else {
        Inferred value = entries.at(key.value());
        if (value == Inferred.UNKNOWN || !unify(e.value(), value, adding)) {
          return false;
        }
      }
    }
    return true;
  }
}
