package dev.assay.rego.ast;

import java.util.List;

/** One line of a body: {@code not? expression with…}. */
public record Literal(boolean negated, Expr expr, List<With> with, Location location) {
  public Literal {
    with = List.copyOf(with);
  }
}
