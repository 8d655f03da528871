package dev.assay.rego.compile;

import dev.assay.rego.ast.Body;
import dev.assay.rego.ast.Expr;
import dev.assay.rego.ast.Literal;
import dev.assay.rego.ast.Term;
import dev.assay.rego.ast.With;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;

/** Which variables the parts of a resolved body mention. A set of variables is a set of slots. */
final class Variables {
  /** Whether to go into the bodies of comprehensions, {@code every} and templates. */
  private final boolean closures;

  private final Consumer<Term.Var> found;

  private Variables(boolean closures, Consumer<Term.Var> found) {
    this.closures = closures;
    this.found = found;
  }

  /** All variables of a term, those of its closures only too if asked. */
  static void visit(Term term, boolean closures, Consumer<Term.Var> found) {
    new Variables(closures, found).term(term);
  }

  static void visit(Literal literal, boolean closures, Consumer<Term.Var> found) {
    new Variables(closures, found).literal(literal);
  }

  static BitSet of(Term term) {
    BitSet slots = new BitSet();
    visit(term, false, v -> slots.set(v.slot()));
    return slots;
  }

  static BitSet withClosures(Term term) {
    BitSet slots = new BitSet();
    visit(term, true, v -> slots.set(v.slot()));
    return slots;
  }

  static BitSet of(Literal literal) {
    BitSet slots = new BitSet();
    visit(literal, false, v -> slots.set(v.slot()));
    return slots;
  }

  /** The variables that occur within closures of a literal. */
  static BitSet inClosures(Literal literal) {
    BitSet slots = new BitSet();
    Variables inner = new Variables(true, v -> slots.set(v.slot()));
    new ClosureFinder(inner).literal(literal);
    return slots;
  }

  private void literal(Literal literal) {
    Expr expr = literal.expr();
    if (expr instanceof Expr.Holds h) {
      term(h.term());
    } else if (expr instanceof Expr.Unify u) {
      term(u.left());
      term(u.right());
    } else if (expr instanceof Expr.SomeIn s) {
      s.key().ifPresent(this::term);
      term(s.value());
      term(s.domain());
    } else if (expr instanceof Expr.Every e) {
      term(e.domain());
      if (closures) {
        e.key().ifPresent(this::term);
        term(e.value());
        body(e.body());
      }
    }
    literal.with().forEach(this::with);
  }

  private void with(With with) {
    term(with.value());
  }

  private void body(Body body) {
    body.literals().forEach(this::literal);
  }

  private void terms(List<Term> terms) {
    terms.forEach(this::term);
  }

  private void term(Term term) {
    if (term instanceof Term.Var v) {
      if (v.slot() != Term.Var.UNRESOLVED) {
        found.accept(v);
      }
    } else if (term instanceof Term.Ref r) {
      term(r.head());
      terms(r.steps());
    } else if (term instanceof Term.ArrayTerm a) {
      terms(a.items());
    } else if (term instanceof Term.SetTerm s) {
      terms(s.items());
    } else if (term instanceof Term.ObjectTerm o) {
      o.entries()
          .forEach(
              e -> {
                term(e.key());
                term(e.value());
              });
    } else if (term instanceof Term.Call c) {
      terms(c.arguments());
    } else if (closures) {
      closure(term);
    }
  }

  private void closure(Term term) {
    if (term instanceof Term.ArrayComprehension a) {
      body(a.body());
      term(a.head());
    } else if (term instanceof Term.SetComprehension s) {
      body(s.body());
      term(s.head());
    } else if (term instanceof Term.ObjectComprehension o) {
      body(o.body());
      term(o.key());
      term(o.value());
    } else if (term instanceof Term.Template t) {
      for (Term.Template.Part part : t.parts()) {
        if (part instanceof Term.Template.Hole h) {
          term(h.term());
          h.with().forEach(this::with);
        }
      }
    }
  }

  /**
   * Goes through a literal's terms to its outermost closures, and into those with another visitor.
   */
  private static final class ClosureFinder {
    private final Variables inner;

    ClosureFinder(Variables inner) {
      this.inner = inner;
    }

    void literal(Literal literal) {
      Expr expr = literal.expr();
      if (expr instanceof Expr.Holds h) {
        term(h.term());
      } else if (expr instanceof Expr.Unify u) {
        term(u.left());
        term(u.right());
      } else if (expr instanceof Expr.SomeIn s) {
        term(s.domain());
      } else if (expr instanceof Expr.Every e) {
        term(e.domain());
        inner.body(e.body());
      }
      literal.with().forEach(w -> term(w.value()));
    }

    private void term(Term term) {
      if (term instanceof Term.Ref r) {
        term(r.head());
        r.steps().forEach(this::term);
      } else if (term instanceof Term.ArrayTerm a) {
        a.items().forEach(this::term);
      } else if (term instanceof Term.SetTerm s) {
        s.items().forEach(this::term);
      } else if (term instanceof Term.ObjectTerm o) {
        o.entries()
            .forEach(
                e -> {
                  term(e.key());
                  term(e.value());
                });
      } else if (term instanceof Term.Call c) {
        c.arguments().forEach(this::term);
      } else {
        inner.closure(term);
      }
    }
  }
}
