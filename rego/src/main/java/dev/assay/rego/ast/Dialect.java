package dev.assay.rego.ast;

/** The syntax in which a module is written. */
public enum Dialect {
  /** Rego v1: {@code if} before bodies, {@code contains} for sets; the syntax since OPA 1.0. */
  V1,
  /**
   * Rego v0, the syntax before OPA 1.0: {@code p[x] { … }}. The words {@code if}, {@code contains},
   * {@code in} and {@code every} are names until a module imports them from {@code
   * future.keywords}; a module that imports {@code rego.v1} is one of {@link #V1}.
   */
  V0
}
