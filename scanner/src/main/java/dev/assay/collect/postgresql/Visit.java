package dev.assay.collect.postgresql;

/** A database to read, and what that may cost its server. */
public record Visit(ConnectionTarget target, Bounds bounds) {}
