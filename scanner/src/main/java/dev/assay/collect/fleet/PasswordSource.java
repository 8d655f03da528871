package dev.assay.collect.fleet;

import java.util.regex.Pattern;

/**
 * Where a password is kept; {@code assay.yaml} names the place, never the password.
 *
 * @param name the variable, the path, or {@code projects/P/secrets/S/versions/V}
 */
public record PasswordSource(Kind kind, String name) {
  /** What keeps it. */
  public enum Kind {
    ENVIRONMENT,
    FILE,
    SECRET_MANAGER
  }

  private static final Pattern SECRET =
      Pattern.compile("projects/[^/\\s]+/secrets/[A-Za-z0-9_-]+/versions/([0-9]+|latest|[a-z_-]+)");

  /**
   * @throws IllegalArgumentException if a secret's name is none
   */
  public PasswordSource {
    if (kind == Kind.SECRET_MANAGER && !SECRET.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "\"" + name + "\" is no secret: write projects/P/secrets/S/versions/latest");
    }
  }
}
