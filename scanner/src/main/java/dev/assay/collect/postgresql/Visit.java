package dev.assay.collect.postgresql;

import dev.assay.report.Gap.Cause;
import java.util.Optional;

/**
 * A database to read, and what that may cost its server.
 *
 * @param unlisted why the server's other databases, which were asked for too, are not known; empty:
 *     they are, or nobody asked
 */
public record Visit(ConnectionTarget target, Bounds bounds, Optional<Unlisted> unlisted) {
  public Visit(ConnectionTarget target, Bounds bounds) {
    this(target, bounds, Optional.empty());
  }

  /** Why a server does not tell its databases, and what to do. */
  record Unlisted(Cause cause, String why, String remedy) {
    static Unlisted of(ConnectFailure failure) {
      return new Unlisted(failure.cause(), failure.message(), failure.remedy());
    }

    /** There was a session, but no answer. */
    static Unlisted of(Trouble trouble, ConnectionTarget target) {
      String grant =
          "GRANT SELECT ON pg_catalog.pg_database TO " + ConnectFailure.quoted(target.user()) + ";";
      return new Unlisted(
          trouble.cause(),
          target.place() + " said: " + trouble.message() + ".",
          trouble.cause() == Cause.DENIED ? grant : "Scan again.");
    }
  }
}
