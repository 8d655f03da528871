package dev.assay.collect.postgresql;

import dev.assay.report.Gap.Cause;
import java.io.IOException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;

/**
 * Why a statement or a connection failed.
 *
 * @param state the SQLSTATE; see <a
 *     href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL Error
 *     Codes</a>; empty if the driver gave none
 * @param message the server's or the driver's own words, on one line, without detail and hint,
 *     which may quote data
 */
record Trouble(Cause cause, String state, String message) {
  private static final int LONGEST = 300;

  static Trouble of(SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    return new Trouble(cause(state, e), state, message(e));
  }

  /** Whether the connection is gone, and with it all that was still to be read. */
  boolean endsConnection() {
    return cause == Cause.UNREACHABLE;
  }

  private static Cause cause(String state, SQLException e) {
    if (state.startsWith("08")
        || state.startsWith("57P")
        || state.equals("25P03")
        || state.equals("25P04")
        || state.equals("53300")) {
      return Cause.UNREACHABLE;
    }
    return switch (state) {
      case "42501", "28P01", "28000" -> Cause.DENIED;
      case "57014" -> Cause.TIMEOUT;
      case "55P03" -> Cause.LOCKED;
      case "3D000", "42P01", "42703", "42704", "42883", "0A000" -> Cause.UNAVAILABLE;
      default -> hasIoCause(e) ? Cause.UNREACHABLE : Cause.FAILED;
    };
  }

  private static boolean hasIoCause(@Nullable Throwable e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof IOException) {
        return true;
      }
    }
    return false;
  }

  private static String message(SQLException e) {
    String text =
        e instanceof PSQLException p && p.getServerErrorMessage() != null
            ? p.getServerErrorMessage().getMessage()
            : e.getMessage();
    if (text == null) {
      return "no reason given";
    }
    String line = text.strip().replaceAll("\\s+", " ");
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
  }
}
