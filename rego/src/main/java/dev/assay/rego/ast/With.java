package dev.assay.rego.ast;

/**
 * {@code with target as value}.
 *
 * @param target {@code input}, a path into {@code input} or {@code data}, or a function's name
 */
public record With(Term.Ref target, Term value, Location location) {}
