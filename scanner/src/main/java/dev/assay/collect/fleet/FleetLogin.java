package dev.assay.collect.fleet;

import java.util.Optional;

/**
 * How to log in to instances that are found in Google Cloud.
 *
 * @param user the database user; empty for the identity that reads Google Cloud
 * @param database the first to connect to
 * @param all whether all databases of an instance are read
 * @param network the way to take; empty for the first that there is
 * @param byAddress to the instance's address, without Google's connectors
 * @param password where it is kept; empty to log in by IAM
 * @param connections to one instance at once; empty: as Assay has it
 */
public record FleetLogin(
    Optional<String> user,
    String database,
    boolean all,
    Optional<Network> network,
    boolean byAddress,
    Optional<PasswordSource> password,
    Optional<Integer> connections) {

  /** By IAM, as the identity that reads Google Cloud, to all databases. */
  public static final FleetLogin DEFAULT =
      new FleetLogin(
          Optional.empty(),
          "postgres",
          true,
          Optional.empty(),
          false,
          Optional.empty(),
          Optional.empty());

  /**
   * @throws IllegalArgumentException if it lacks what it needs
   */
  public FleetLogin {
    if (byAddress && (password.isEmpty() || user.isEmpty())) {
      throw new IllegalArgumentException(
          "through: address needs a user and a password; IAM goes through the connector");
    }
    if (password.isPresent() && user.isEmpty()) {
      throw new IllegalArgumentException("a password needs a user");
    }
  }

  boolean byIam() {
    return password.isEmpty();
  }
}
