package dev.assay.collect.postgresql;

import dev.assay.report.Gap.Cause;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.sql.SQLException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Why there is no session, where, and what to do. */
record ConnectFailure(Cause cause, String message, String remedy) {

  static ConnectFailure of(SQLException e, ConnectionTarget target) {
    if (e instanceof ConnectException told) {
      return new ConnectFailure(told.reason(), message(target, told.getMessage()), told.remedy());
    }
    Trouble trouble = Trouble.of(e);
    String remedy = remedy(e, trouble, target);
    if (!target.warnings().isEmpty()) {
      remedy += " Note: " + String.join("; ", target.warnings()) + ".";
    }
    return new ConnectFailure(cause(e, trouble), message(target, trouble.message()), remedy);
  }

  private static String message(ConnectionTarget target, @Nullable String why) {
    return "No connection to "
        + target.place()
        + " as "
        + target.user()
        + ": "
        + withoutFullStop(String.valueOf(why))
        + ".";
  }

  private static Cause cause(SQLException e, Trouble trouble) {
    // The driver reports a missing or empty password as a protocol matter.
    return asksForPassword(trouble)
        ? Cause.DENIED
        : isTls(e, trouble) ? Cause.UNREACHABLE : trouble.cause();
  }

  private static String remedy(SQLException e, Trouble trouble, ConnectionTarget target) {
    if (isTls(e, trouble)) {
      return "Check sslmode and sslrootcert: the server's certificate must be signed by that root, and for verify-full name "
          + target.host()
          + ".";
    }
    if (asksForPassword(trouble)) {
      return "Give the password of " + target.user() + " in PGPASSWORD or in ~/.pgpass.";
    }
    return switch (trouble.state()) {
      case "28P01" ->
          "Check the role " + target.user() + " and its password (PGPASSWORD or ~/.pgpass).";
      case "28000" ->
          "Let pg_hba.conf admit "
              + target.user()
              + " from this machine to "
              + target.database()
              + ", and the role log in; it may demand TLS (sslmode=require).";
      case "3D000" -> "Check the name of the database: " + target.database() + ".";
      case "42501" ->
          "GRANT CONNECT ON DATABASE "
              + quoted(target.database())
              + " TO "
              + quoted(target.user())
              + ";";
      case "53300" ->
          "All connections are taken: raise the role's or the server's limit, or scan at another time.";
      case "57P03" -> "The server is starting or recovering: scan again in a moment.";
      default ->
          trouble.cause() == Cause.FAILED
              ? "The server answered and ended the session as it began: see its log, and the"
                  + " database's triggers on login (pg_event_trigger)."
              : causedBy(e, UnknownHostException.class)
                  ? "Check the host name " + target.host() + "."
                  : "Check that PostgreSQL listens on "
                      + target.place()
                      + " and that this machine may reach it.";
    };
  }

  private static boolean asksForPassword(Trouble trouble) {
    return trouble.state().startsWith("08") && trouble.message().contains("password");
  }

  /** A server that speaks of SSL has been reached: "no pg_hba.conf entry for …, SSL off". */
  private static boolean isTls(SQLException e, Trouble trouble) {
    return causedBy(e, SSLException.class)
        || causedBy(e, CertificateException.class)
        || (trouble.state().startsWith("08") && trouble.message().contains("SSL"));
  }

  private static boolean causedBy(@Nullable Throwable e, Class<? extends Throwable> type) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (type.isInstance(t)) {
        return true;
      }
    }
    return false;
  }

  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  private static String withoutFullStop(String text) {
    return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
  }
}
