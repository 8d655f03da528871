package dev.assay.rego.ast;

import java.util.List;
import java.util.Optional;

/** What a literal asks. */
public sealed interface Expr {

  Location location();

  /** Holds if the term is defined and not {@code false}. */
  record Holds(Term term) implements Expr {
    @Override
    public Location location() {
      return term.location();
    }
  }

  /** {@code left := right}; resolved to {@link Unify} with new variables. */
  record Assign(Term left, Term right, Location location) implements Expr {}

  /** {@code left = right}. */
  record Unify(Term left, Term right, Location location) implements Expr {}

  /** {@code some x, y}; gone once resolved. */
  record SomeVars(List<Term.Var> vars, Location location) implements Expr {
    public SomeVars {
      vars = List.copyOf(vars);
    }
  }

  /** {@code some key, value in domain}. */
  record SomeIn(Optional<Term> key, Term value, Term domain, Location location) implements Expr {}

  /** {@code every key, value in domain { body }}. */
  record Every(Optional<Term> key, Term value, Term domain, Body body, Location location)
      implements Expr {}
}
