package dev.assay.scenarios;

import dev.assay.fixtures.postgresql.PostgresServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A server that scenarios follow each other on; each finds it as the first one did. */
final class ScenarioServer implements AutoCloseable {
  static final String PASSWORD = "scan 4 ever";

  /** What a server must be started with; scenarios that agree share one. */
  record Start(int major, SortedMap<String, String> settings, List<String> hba, boolean tls) {
    @Override
    public String toString() {
      return "PostgreSQL "
          + major
          + (settings.isEmpty() ? "" : " with " + settings)
          + (hba.isEmpty() ? "" : ", " + hba)
          + (tls ? ", TLS" : "");
    }
  }

  private final PostgresServer server;
  private final Start start;
  private final Set<String> roles;
  private final List<String> configuration;
  private @Nullable Connection admin;
  private int count;

  private ScenarioServer(PostgresServer server, Start start) throws SQLException {
    this.server = server;
    this.start = start;
    execute(
        """
        CREATE ROLE assay_bare LOGIN PASSWORD 'scan 4 ever';
        CREATE ROLE assay_monitor LOGIN PASSWORD 'scan 4 ever' IN ROLE pg_monitor""");
    this.roles = new TreeSet<>(strings("SELECT rolname FROM pg_roles"));
    this.configuration = configuration();
  }

  static ScenarioServer start(Start start) throws SQLException {
    PostgresServer.Builder builder =
        PostgresServer.builder().major(start.major()).settings(start.settings());
    String libraries = start.settings().getOrDefault("shared_preload_libraries", "");
    for (String library : libraries.split(",", -1)) {
      if (!library.isBlank()) {
        builder.lookalike(library.strip());
      }
    }
    if (!start.hba().isEmpty()) {
      List<String> lines = new ArrayList<>();
      lines.add("host all,replication all 127.0.0.1/32 scram-sha-256");
      lines.addAll(start.hba());
      builder.hba(lines.toArray(String[]::new));
    }
    if (start.tls()) {
      builder.tls();
    }
    PostgresServer server = builder.start();
    try {
      return new ScenarioServer(server, start);
    } catch (SQLException e) {
      server.close();
      throw e;
    }
  }

  PostgresServer server() {
    return server;
  }

  Start start() {
    return start;
  }

  /** The settings that a server knows and changes without a restart. */
  static Set<String> changeableSettings(int major) throws SQLException {
    try (ScenarioServer plain = start(new Start(major, new TreeMap<>(), List.of(), false))) {
      return new TreeSet<>(
          plain.strings(
              "SELECT name FROM pg_settings WHERE context NOT IN ('postmaster', 'internal')"));
    }
  }

  /** A fresh database. */
  String createDatabase() throws SQLException {
    count++;
    String database = "scenario_" + count;
    // From PostgreSQL 15 on, copying through the log is the default and takes four times as long.
    String strategy = server.major() < 15 ? "" : " STRATEGY file_copy";
    execute("CREATE DATABASE " + database + strategy);
    return database;
  }

  /** Sets what needs no restart, and waits until new sessions begin with it. */
  void set(Map<String, String> settings) throws SQLException, InterruptedException {
    if (settings.isEmpty()) {
      return;
    }
    StringBuilder sql = new StringBuilder();
    settings.forEach((name, value) -> sql.append(set(name, value)));
    reload(sql.toString());
  }

  private static String set(String name, String value) {
    return "ALTER SYSTEM SET " + name + " = '" + value.replace("'", "''") + "';";
  }

  private void reload(String sql) throws SQLException, InterruptedException {
    execute(sql);
    String before = loaded();
    execute("SELECT pg_reload_conf()");
    while (loaded().equals(before)) {
      Thread.sleep(5);
    }
  }

  /** The server's own processes hear of it before this session does. */
  private String loaded() throws SQLException {
    return strings("SELECT pg_conf_load_time()::text").get(0);
  }

  /** Leaves the server as the next scenario must find it. */
  void reset(String sql, Map<String, String> settings) throws SQLException, InterruptedException {
    for (String made : databases()) {
      drop(made);
    }
    StringBuilder undo = new StringBuilder(sql).append(';');
    settings.keySet().forEach(name -> undo.append("ALTER SYSTEM RESET ").append(name).append(';'));
    for (String line : configuration) {
      // Some of them the server was started with.
      String[] nameAndValue = line.split(" = ", 2);
      if (settings.containsKey(nameAndValue[0])) {
        undo.append(set(nameAndValue[0], nameAndValue[1]));
      }
    }
    if (undo.length() > 1) {
      reload(undo.toString());
    }
    for (String statement :
        strings(
            """
            SELECT format('SELECT pg_drop_replication_slot(%L)', slot_name) FROM pg_replication_slots WHERE NOT active
            UNION ALL
            SELECT format('DROP TABLESPACE %I', spcname) FROM pg_tablespace WHERE oid >= 16384
            UNION ALL
            SELECT format('ALTER ROLE %s%s RESET ALL', coalesce(quote_ident(r.rolname), 'ALL'), ' IN DATABASE ' || quote_ident(d.datname))
            FROM pg_db_role_setting s LEFT JOIN pg_roles r ON r.oid = s.setrole LEFT JOIN pg_database d ON d.oid = s.setdatabase""")) {
      execute(statement);
    }
    List<String> made = new ArrayList<>(strings("SELECT rolname FROM pg_roles"));
    made.removeAll(roles);
    for (String role : made) {
      execute("DROP OWNED BY " + quoted(role) + " CASCADE");
    }
    for (String role : made) {
      execute("DROP ROLE IF EXISTS " + quoted(role));
    }
    if (!configuration().equals(configuration)) {
      throw new IllegalStateException(
          "the scenario's SQL changed the server's settings: give them as \"settings\"");
    }
  }

  private List<String> databases() throws SQLException {
    return strings(
        "SELECT datname FROM pg_database"
            + " WHERE datname NOT IN ('postgres', 'template0', 'template1')");
  }

  /** Prepared transactions and subscriptions would keep a database from being dropped. */
  private void drop(String database) throws SQLException {
    for (String gid :
        strings("SELECT gid FROM pg_prepared_xacts WHERE database = '" + database + "'")) {
      server.execute(database, "ROLLBACK PREPARED '" + gid.replace("'", "''") + "'");
    }
    for (String name :
        strings(
            "SELECT quote_ident(subname) FROM pg_subscription s JOIN pg_database d"
                + " ON d.oid = s.subdbid WHERE d.datname = '"
                + database
                + "'")) {
      server.execute(
          database,
          "ALTER SUBSCRIPTION %1$s DISABLE; ALTER SUBSCRIPTION %1$s SET (slot_name = NONE); DROP SUBSCRIPTION %1$s"
              .formatted(name));
    }
    execute("ALTER DATABASE " + quoted(database) + " IS_TEMPLATE false");
    execute("DROP DATABASE " + quoted(database) + " WITH (FORCE)");
  }

  private List<String> configuration() throws SQLException {
    return strings(
        "SELECT format('%s = %s', name, setting) FROM pg_file_settings"
            + " WHERE sourcefile LIKE '%auto.conf' ORDER BY 1");
  }

  private void execute(String sql) throws SQLException {
    PostgresServer.execute(admin(), sql);
  }

  private List<String> strings(String sql) throws SQLException {
    try (Statement s = admin().createStatement();
        ResultSet rows = s.executeQuery(sql)) {
      List<String> strings = new ArrayList<>();
      while (rows.next()) {
        strings.add(rows.getString(1));
      }
      return strings;
    }
  }

  /** One session for all that is arranged: logging in costs more than what is done then. */
  private Connection admin() throws SQLException {
    if (admin == null) {
      admin = server.connect("postgres");
    }
    return admin;
  }

  /** No session of ours is left when the scan begins. */
  void leave() throws SQLException {
    if (admin != null) {
      admin.close();
      admin = null;
    }
  }

  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  @Override
  public void close() {
    server.close();
  }
}
