package dev.assay.rego.ast;

/**
 * {@code import data.a.b as c}.
 *
 * @param alias the name by which the module calls it: the one after {@code as}, else the last key
 */
public record Import(Term.Ref path, String alias, Location location) {}
