package dev.assay.collect.postgresql;

/**
 * A database to read, and what that may cost its server.
 *
 * @param unlisted why the server's other databases, which were asked for too, are not known; empty:
 *     they are, or nobody asked
 */
public record Visit(ConnectionTarget target, Bounds bounds, String unlisted) {
  public Visit(ConnectionTarget target, Bounds bounds) {
    this(target, bounds, "");
  }
}
