package dev.assay.config;

import dev.assay.collect.fleet.FleetLogin;
import dev.assay.collect.fleet.Network;
import dev.assay.collect.fleet.PasswordSource;
import dev.assay.collect.fleet.PasswordSource.Kind;
import dev.assay.input.InputException;
import dev.assay.input.YamlNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How {@code assay.yaml} says to log in to databases: never with a password in it. */
final class Logins {
  private Logins() {}

  /** {@code {env: NAME}}, {@code {file: PATH}} or {@code {secret: projects/…}}. */
  static PasswordSource password(YamlNode node, Path file) throws InputException {
    if (node.isScalar()) {
      throw node.error(
          "a password does not belong here: write {env: NAME}, {file: PATH} or"
              + " {secret: projects/P/secrets/S/versions/latest}");
    }
    Map<String, YamlNode> place = node.mapping(Set.of("env", "file", "secret"));
    if (place.size() != 1) {
      throw node.error("one place of a password: env, file or secret");
    }
    try {
      String key = place.keySet().iterator().next();
      String name = place.values().iterator().next().string();
      return switch (key) {
        case "env" -> new PasswordSource(Kind.ENVIRONMENT, name);
        case "file" -> new PasswordSource(Kind.FILE, file.resolveSibling(name).toString());
        default -> new PasswordSource(Kind.SECRET_MANAGER, name);
      };
    } catch (IllegalArgumentException e) {
      throw node.error(String.valueOf(e.getMessage()));
    }
  }

  /** {@code auto}, or how in detail. */
  static FleetLogin fleet(YamlNode node, Path file, int mostConnections) throws InputException {
    FleetLogin usual = FleetLogin.DEFAULT;
    if (node.isScalar()) {
      if (!node.string().equals("auto")) {
        throw node.error("write auto, or how to log in: {user: …, all: true, …}");
      }
      return usual;
    }
    Map<String, YamlNode> entries =
        node.mapping(
            Set.of("user", "database", "all", "network", "through", "password", "connections"));
    Optional<Network> network = Optional.empty();
    if (entries.containsKey("network")) {
      YamlNode wanted = entries.get("network");
      network = Network.of(wanted.string());
      if (network.isEmpty()) {
        throw wanted.error("network: use " + String.join(", ", Network.keys()));
      }
    }
    try {
      return new FleetLogin(
          entries.containsKey("user")
              ? Optional.of(entries.get("user").string())
              : Optional.empty(),
          entries.containsKey("database") ? entries.get("database").string() : usual.database(),
          entries.containsKey("all") ? entries.get("all").bool() : usual.all(),
          network,
          entries.containsKey("through") && byAddress(entries.get("through")),
          entries.containsKey("password")
              ? Optional.of(password(entries.get("password"), file))
              : Optional.empty(),
          entries.containsKey("connections")
              ? Optional.of(entries.get("connections").integer(1, mostConnections))
              : Optional.empty());
    } catch (IllegalArgumentException e) {
      throw node.error(String.valueOf(e.getMessage()));
    }
  }

  private static boolean byAddress(YamlNode node) throws InputException {
    return switch (node.string()) {
      case "address" -> true;
      case "connector" -> false;
      default -> throw node.error("through: use connector or address");
    };
  }
}
