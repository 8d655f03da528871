package dev.assay.collect.postgresql;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.assay.fixtures.postgresql.PostgresServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;

/** A server with one of everything in database {@code shop}, and three roles that scan it. */
final class Estate {
  static final String PASSWORD = "scan 4 ever";

  private Estate() {}

  static PostgresServer start(int major) throws SQLException {
    return fill(PostgresServer.builder().major(major).start());
  }

  static PostgresServer fill(PostgresServer server) throws SQLException {
    server.execute(
        "postgres",
        """
        CREATE ROLE clerk;
        CREATE ROLE bare LOGIN PASSWORD 'scan 4 ever';
        CREATE ROLE monitor LOGIN PASSWORD 'scan 4 ever' IN ROLE pg_monitor;
        CREATE ROLE guest LOGIN PASSWORD 'scan 4 ever' VALID UNTIL '2030-01-01' IN ROLE clerk;
        CREATE DATABASE shop;
        CREATE DATABASE closed;
        SET allow_in_place_tablespaces = on;
        CREATE TABLESPACE attic LOCATION '';
        REVOKE CONNECT ON DATABASE closed FROM PUBLIC\
        """);
    server.execute("shop", sql());
    return server;
  }

  /** Waits until the sessions of the tests' own are gone, all but so many. */
  static void awaitSessions(PostgresServer server, int left) throws Exception {
    try (Connection c = server.connect("postgres");
        Statement s = c.createStatement()) {
      while (true) {
        try (ResultSet r =
            s.executeQuery(
                "SELECT count(*) FROM pg_stat_activity"
                    + " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()")) {
          r.next();
          if (r.getInt(1) == left) {
            return;
          }
        }
        Thread.sleep(10);
      }
    }
  }

  private static String sql() {
    try (InputStream in = Estate.class.getResourceAsStream("estate.sql")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
