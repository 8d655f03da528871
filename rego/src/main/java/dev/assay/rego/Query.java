package dev.assay.rego;

/** A query compiled against a policy; immutable. Made by {@link Policy#query}. */
public final class Query {
  private final String text;

  Query(String text) {
    this.text = text;
  }

  @Override
  public String toString() {
    return text;
  }
}
