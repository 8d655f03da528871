package dev.assay.collect.postgresql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the guards of facts ask for: the server's version and provider, a database's extensions. */
final class Surroundings {
  private record Extension(String version, String schema) {}

  private static final Pattern NO_NUMBER = Pattern.compile("\\D+");

  private final Connection connection;
  private final int major;
  private String provider = "";
  private @Nullable Map<String, Extension> extensions;

  Surroundings(Connection connection) throws SQLException {
    this.connection = connection;
    this.major = connection.getMetaData().getDatabaseMajorVersion();
  }

  /** Until it is known who provides the server, every provider's facts are asked for. */
  void provider(String name) {
    provider = name;
  }

  /** Why there can be no such thing here; empty if there may be. */
  Optional<String> absence(FactQuery fact) throws SQLException {
    Guards guards = fact.guards();
    if (major < guards.since()) {
      return Optional.of("PostgreSQL " + major + " has none; " + guards.since() + " and newer do");
    }
    if (!guards.providers().isEmpty()
        && !provider.isEmpty()
        && !guards.providers().contains(provider)) {
      return Optional.of("the provider (" + provider + ") manages it");
    }
    if (!guards.extension().isEmpty()) {
      Extension installed = extensions().get(guards.extension());
      if (installed == null) {
        return Optional.of("extension " + guards.extension() + " is not installed");
      }
      if (older(installed.version(), guards.extensionVersion())) {
        return Optional.of(
            "extension %s is %s; %s and newer have it"
                .formatted(guards.extension(), installed.version(), guards.extensionVersion()));
      }
    }
    return guards.when().isEmpty() || holds(fact, guards.when())
        ? Optional.empty()
        : Optional.of(guards.otherwise());
  }

  /** The statement as it runs here; empty if the role may not read what it asks for. */
  Optional<String> sql(FactQuery fact) throws SQLException {
    String condition = fact.guards().readable();
    boolean readable = condition.isEmpty() || holds(fact, condition);
    if (fact.window().isEmpty()) {
      return readable ? Optional.of(here(fact, fact.sql())) : Optional.empty();
    }
    Window window = fact.window().get();
    String from =
        readable
            ? "(" + window.sql() + ")"
            : holds(fact, window.isLent()) ? window.view() : window.without();
    return from.isEmpty()
        ? Optional.empty()
        : Optional.of(here(fact, fact.sql().replace("{window}", from)));
  }

  private String here(FactQuery fact, String sql) throws SQLException {
    Extension installed = extensions().get(fact.guards().extension());
    return installed == null
        ? sql
        : sql.replace("{extension_schema}", ConnectFailure.quoted(installed.schema()));
  }

  private boolean holds(FactQuery fact, String condition) throws SQLException {
    try (Statement s = connection.createStatement();
        ResultSet answer = s.executeQuery("SELECT " + here(fact, condition))) {
      return answer.next() && answer.getBoolean(1);
    }
  }

  private Map<String, Extension> extensions() throws SQLException {
    if (extensions == null) {
      Map<String, Extension> found = new TreeMap<>();
      try (Statement s = connection.createStatement();
          ResultSet rows =
              s.executeQuery(
                  "SELECT e.extname, e.extversion, n.nspname FROM pg_catalog.pg_extension e"
                      + " JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace")) {
        while (rows.next()) {
          found.put(rows.getString(1), new Extension(rows.getString(2), rows.getString(3)));
        }
      }
      extensions = found;
    }
    return extensions;
  }

  /** Compares the numbers in two versions; whatever else they say does not count. */
  private static boolean older(String version, String than) {
    return Arrays.compare(numbers(version), numbers(than)) < 0;
  }

  private static int[] numbers(String version) {
    return NO_NUMBER
        .splitAsStream(version)
        .filter(n -> !n.isEmpty())
        .mapToInt(Integer::parseInt)
        .toArray();
  }
}
