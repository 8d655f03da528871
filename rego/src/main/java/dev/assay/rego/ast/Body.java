package dev.assay.rego.ast;

import java.util.List;

/**
 * Literals that must all hold. Once checked, in an order in which every variable is bound in time.
 */
public record Body(List<Literal> literals, Location location) {
  public Body {
    literals = List.copyOf(literals);
  }
}
