package dev.assay.collect.postgresql;

import dev.assay.input.InputException;
import dev.assay.input.Nearest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One database of one server, and how to log in. What the text leaves open comes from libpq's
 * environment variables and password file. Nothing shown of it, {@link #toString} included, has the
 * password.
 */
public final class ConnectionTarget {
  private static final Set<String> SSL_MODES =
      Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

  /** libpq's names, and pgjdbc's for the same. */
  private static final Map<String, String> PASSED_ON =
      Map.of(
          "sslmode", "sslmode",
          "sslrootcert", "sslrootcert",
          "sslcert", "sslcert",
          "sslkey", "sslkey",
          "sslpassword", "sslpassword",
          "sslnegotiation", "sslNegotiation",
          "channel_binding", "channelBinding",
          "gssencmode", "gssEncMode");

  /** What only JDBC URLs have: the sockets of Google's connectors, and TLS and Kerberos. */
  private static final Set<String> JDBC_ONLY =
      Set.of(
          "socketFactory",
          "socketFactoryArg",
          "cloudSqlInstance",
          "alloydbInstanceName",
          "alloydbIpType",
          "alloydbEnableIAMAuth",
          "alloydbTargetPrincipal",
          "alloydbDelegates",
          "enableIamAuth",
          "ipTypes",
          "unixSocketPath",
          "cloudSqlTargetPrincipal",
          "cloudSqlDelegates",
          "cloudSqlRefreshStrategy",
          "alloydbRefreshStrategy",
          "sslfactory",
          "sslhostnameverifier",
          "jaasApplicationName",
          "kerberosServerName",
          "gsslib",
          "requireAuth");

  /** Known, without a meaning for a scan; or set by it. */
  private static final Set<String> IGNORED =
      Set.of(
          "application_name",
          "ApplicationName",
          "connect_timeout",
          "connectTimeout",
          "loginTimeout",
          "socketTimeout",
          "target_session_attrs",
          "targetServerType",
          "fallback_application_name",
          "keepalives",
          "tcpKeepAlive",
          "client_encoding",
          "prepareThreshold",
          "preparedStatementCacheQueries",
          "reWriteBatchedInserts",
          "loadBalanceHosts");

  private static final String CONNECTION_NAME = "connection name";

  private final String host;
  private final int port;
  private final String database;
  private final String user;
  private final String password;
  private final Map<String, String> driver;
  private final List<String> warnings;
  private final Optional<Placed> placed;
  private final Way way;

  /** How a session is opened, from the driver's own properties. */
  @FunctionalInterface
  public interface Way {
    /**
     * @param database its name, as it stands in a URL
     * @param properties of the driver, to be added to
     */
    Connection open(String database, Properties properties) throws SQLException;
  }

  /**
   * Which instance of Google Cloud the server is.
   *
   * @param matchedBy what says so: {@code connection name} or {@code assay.yaml}
   */
  record Placed(GoogleInstance instance, String matchedBy) {}

  private ConnectionTarget(
      String host,
      int port,
      String database,
      String user,
      String password,
      Map<String, String> driver,
      List<String> warnings,
      Optional<Placed> placed,
      @Nullable Way way) {
    this.host = host;
    this.port = port;
    this.database = database;
    this.user = user;
    this.password = password;
    this.driver = Map.copyOf(driver);
    this.warnings = List.copyOf(warnings);
    this.placed = placed;
    this.way = way == null ? this::open : way;
  }

  /**
   * A database of an instance that Google runs, told under the instance's name.
   *
   * @param way to it; all that it needs to know beside database and user it knows
   */
  public static ConnectionTarget of(
      GoogleInstance instance, String database, String user, Way way) {
    return new ConnectionTarget(
        instance.host(),
        5432,
        database,
        user,
        "",
        Map.of(),
        List.of(),
        Optional.of(new Placed(instance, CONNECTION_NAME)),
        way);
  }

  /**
   * Reads a connection.
   *
   * @param text libpq's URL or keywords, or a JDBC URL
   * @param environment the variables of the process: {@code PGPASSWORD}, {@code PGHOST}, …
   * @throws InputException with one line that says what to write; it never has the password
   */
  public static ConnectionTarget parse(String text, Map<String, String> environment)
      throws InputException {
    Map<String, String> given = ConnectionString.parse(text.strip());
    refuse(given);
    Optional<Placed> placed = placed(given);
    // Google's sockets go where the instance is, not where the URL points.
    String elsewhere = placed.map(named -> named.instance().host()).orElse("localhost");
    String host =
        placed.isPresent()
            ? first(given.get("host"), elsewhere)
            : first(given.get("host"), environment.get("PGHOST"), elsewhere);
    if (host.startsWith("/") || host.startsWith("@")) {
      throw new InputException(
          "Unix sockets are not supported: name the host, e.g. postgresql://localhost/database");
    }
    if (host.contains(",")) {
      throw new InputException("one server for each connection: name a single host");
    }
    int port = port(first(given.get("port"), environment.get("PGPORT"), "5432"));
    String user =
        first(given.get("user"), environment.get("PGUSER"), environment.get("USER"), "postgres");
    String database = first(given.get("dbname"), environment.get("PGDATABASE"), user);

    Map<String, String> driver = driverProperties(given, environment);
    String password = first(given.get("password"), environment.get("PGPASSWORD"), "");
    List<String> warnings = List.of();
    if (password.isEmpty()) {
      String file =
          first(
              given.get("passfile"),
              environment.get("PGPASSFILE"),
              environment.containsKey("HOME") ? environment.get("HOME") + "/.pgpass" : "");
      if (!file.isEmpty()) {
        PasswordFile.Answer answer = PasswordFile.ask(Path.of(file), host, port, database, user);
        password = answer.password();
        warnings = answer.warning().isEmpty() ? List.of() : List.of(answer.warning());
      }
    }
    return new ConnectionTarget(
        host, port, database, user, password, driver, warnings, placed, null);
  }

  /** The instance that Google's connectors are told to find. */
  private static Optional<Placed> placed(Map<String, String> given) throws InputException {
    String name = first(given.get("alloydbInstanceName"), given.get("cloudSqlInstance"));
    return name.isEmpty()
        ? Optional.empty()
        : Optional.of(new Placed(GoogleInstance.parse(name), CONNECTION_NAME));
  }

  /**
   * The same, of which the user says which instance of Google Cloud it is.
   *
   * @throws InputException if the connection itself names another one
   */
  public ConnectionTarget of(GoogleInstance instance) throws InputException {
    if (placed.isPresent() && !placed.get().instance().id().equals(instance.id())) {
      throw new InputException(
          "the connection is to " + placed.get().instance() + ", and instance says " + instance);
    }
    Placed said = placed.orElse(new Placed(instance, "assay.yaml"));
    return new ConnectionTarget(
        host, port, database, user, password, driver, warnings, Optional.of(said), null);
  }

  /** The same, whose connections get more of the driver's properties when they are opened. */
  public ConnectionTarget with(Additions additions) {
    Way before = way;
    return by(
        (name, properties) -> {
          properties.putAll(additions.get());
          return before.open(name, properties);
        });
  }

  /** Properties of the driver that may cost something to know. */
  @FunctionalInterface
  public interface Additions {
    Map<String, String> get() throws SQLException;
  }

  /** The same, which was tried in vain; nobody has to try again. */
  ConnectionTarget refused(SQLException e) {
    return by(
        (name, properties) -> {
          throw e;
        });
  }

  private ConnectionTarget by(Way way) {
    return new ConnectionTarget(
        host, port, database, user, password, driver, warnings, placed, way);
  }

  /** The instance that the connection itself names, to be found by Google's connectors. */
  public Optional<GoogleInstance> connectorsInstance() {
    return placed
        .filter(named -> named.matchedBy().equals(CONNECTION_NAME))
        .filter(named -> driver.keySet().stream().noneMatch(p -> p.endsWith("TargetPrincipal")))
        .map(Placed::instance);
  }

  /** Whether what is opened is within TLS already, as all is that Google's connectors open. */
  boolean isWithinTls() {
    return placed.filter(named -> named.matchedBy().equals(CONNECTION_NAME)).isPresent();
  }

  /** The instance of Google Cloud that it is, as far as the connection or the user says. */
  public Optional<GoogleInstance> instance() {
    return placed.map(Placed::instance);
  }

  private static void refuse(Map<String, String> given) throws InputException {
    for (String name : List.of("options", "currentSchema")) {
      if (given.containsKey(name)) {
        throw new InputException(
            "the connection parameter "
                + name
                + " would change the settings that the scan reads: leave it out");
      }
    }
    Set<String> basic = Set.of("host", "port", "dbname", "user", "password", "passfile", "ssl");
    for (String name : given.keySet()) {
      if (!basic.contains(name)
          && !PASSED_ON.containsKey(name)
          && !JDBC_ONLY.contains(name)
          && !IGNORED.contains(name)) {
        throw new InputException(
            "unknown connection parameter" + Nearest.hint(name, PASSED_ON.keySet()));
      }
    }
  }

  private static Map<String, String> driverProperties(
      Map<String, String> given, Map<String, String> environment) throws InputException {
    Map<String, String> driver = new LinkedHashMap<>();
    put(driver, "sslmode", environment.get("PGSSLMODE"));
    put(driver, "sslrootcert", environment.get("PGSSLROOTCERT"));
    put(driver, "sslcert", environment.get("PGSSLCERT"));
    put(driver, "sslkey", environment.get("PGSSLKEY"));
    // JDBC's ssl=true means: verify everything.
    if (!first(given.get("ssl"), "false").equals("false")) {
      driver.put("sslmode", "verify-full");
    }
    PASSED_ON.forEach((libpq, jdbc) -> put(driver, jdbc, given.get(libpq)));
    JDBC_ONLY.forEach(name -> put(driver, name, given.get(name)));
    String mode = first(driver.get("sslmode"), "prefer");
    if (!SSL_MODES.contains(mode)) {
      throw new InputException(
          "unknown sslmode: use disable, allow, prefer, require, verify-ca or verify-full");
    }
    if ("system".equals(driver.get("sslrootcert"))) {
      driver.remove("sslrootcert");
      driver.put("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
    }
    return driver;
  }

  private static void put(Map<String, String> map, String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      map.put(name, value);
    }
  }

  private static int port(String text) throws InputException {
    try {
      int port = Integer.parseInt(text);
      if (port > 0 && port < 65536) {
        return port;
      }
    } catch (NumberFormatException e) {
      throw new InputException("a port is a number from 1 to 65535", e);
    }
    throw new InputException("a port is a number from 1 to 65535");
  }

  private static String first(@Nullable String... choices) {
    for (@Nullable String choice : choices) {
      if (choice != null && !choice.isEmpty()) {
        return choice;
      }
    }
    return "";
  }

  public String host() {
    return host;
  }

  public int port() {
    return port;
  }

  public String database() {
    return database;
  }

  public String user() {
    return user;
  }

  /** What the user should know of how this was read, e.g. a password file that was not used. */
  public List<String> warnings() {
    return warnings;
  }

  /** Which instance of Google Cloud it is, as far as the connection or the user says. */
  Optional<Placed> placed() {
    return placed;
  }

  /** {@code host:port}, for messages. */
  String place() {
    return host + ":" + port;
  }

  /** Another database of the same server, as the same role. */
  ConnectionTarget sibling(String name) {
    return new ConnectionTarget(host, port, name, user, password, driver, List.of(), placed, way);
  }

  ResourceIds ids() {
    return ResourceIds.of(host, port, database);
  }

  /** Opens a session that has set nothing but its name. */
  Connection connect(Bounds bounds) throws SQLException {
    Properties p = new Properties();
    driver.forEach(p::setProperty);
    p.setProperty("user", user);
    // Never left out: the driver would then search for one on its own, in places not ours.
    p.setProperty("password", password);
    p.setProperty("ApplicationName", "assay");
    p.setProperty("connectTimeout", seconds(bounds.connect()));
    p.setProperty("loginTimeout", seconds(bounds.connect()));
    // A statement answers or is cancelled by the server before; beyond that the network is gone.
    p.setProperty("socketTimeout", seconds(bounds.statement().plusSeconds(15)));
    // Statements run once; named ones would break behind a pooler.
    p.setProperty("prepareThreshold", "0");
    // The driver reads this part as it reads a form, where a plus sign is a space.
    return way.open(URLEncoder.encode(database, StandardCharsets.UTF_8), p);
  }

  private Connection open(String name, Properties properties) throws SQLException {
    String address = host.contains(":") ? "[" + host + "]" : host;
    return DriverManager.getConnection(
        "jdbc:postgresql://" + address + ":" + port + "/" + name, properties);
  }

  private static String seconds(Duration d) {
    return String.valueOf(Math.max(1, d.toSeconds()));
  }

  /** Without the password. */
  @Override
  public String toString() {
    return ids().database() + " as " + user;
  }
}
