package dev.assay.report;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A fact that was asked for and could not be read.
 *
 * @param source the id of the {@link Source}
 * @param kind the kind of the resources that are missing, e.g. {@code postgresql.Role}
 * @param scope the id under which they are missing: a server, a database, a project, a location, or
 *     one resource
 * @param cause why, in one word
 * @param message why, in one sentence, free of secrets
 * @param remedy what would make it readable: the grant, the role, the API to enable; may be empty
 */
public record Gap(
    String source, String kind, String scope, Cause cause, String message, String remedy) {

  /** The same trouble, where it also keeps something else from being read. */
  public Gap also(String kind, String scope) {
    return new Gap(source, kind, scope, cause, message, remedy);
  }

  /** Why a fact could not be read. */
  public enum Cause {
    DENIED,
    UNREACHABLE,
    TIMEOUT,
    /** The API, extension or version at hand has no such fact. */
    UNAVAILABLE,
    /** Locked by somebody else. */
    LOCKED,
    /** A limit was reached; what was read is a part. */
    TRUNCATED,
    /** Anything else; the message tells. */
    FAILED;

    /** The word in reports: lower case. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Cause> of(String label) {
      return Arrays.stream(values()).filter(c -> c.label().equals(label)).findFirst();
    }
  }
}
