package dev.assay.rego;

import dev.assay.rego.eval.Clause;

/** A query compiled against a policy; immutable. Made by {@link Policy#query}. */
public final class Query {
  private final String text;
  private final Clause clause;

  Query(String text, Clause clause) {
    this.text = text;
    this.clause = clause;
  }

  Clause clause() {
    return clause;
  }

  /** The text it was made from. */
  @Override
  public String toString() {
    return text;
  }
}
