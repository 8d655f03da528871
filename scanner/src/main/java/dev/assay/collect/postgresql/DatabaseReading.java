package dev.assay.collect.postgresql;

import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import dev.assay.report.Gap;
import dev.assay.report.Gap.Cause;
import dev.assay.snapshot.Fact;
import dev.assay.snapshot.Sink;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The facts of one database, in one read-only transaction that sees one state of the catalogs. A
 * savepoint before each fact keeps the refusal of one from losing the others.
 */
final class DatabaseReading {
  static final String SERVER = "postgresql.Server";

  private static final int FETCH = 1000;

  /** Rows of one fact that tell of the same hidden field one by one; more are told together. */
  private static final int FEW = 20;

  private static final Pattern REFUSED =
      Pattern.compile("permission denied for (?:table|view|relation) (\\w+)");
  private static final String LOCKED =
      "Another session holds or awaits ACCESS EXCLUSIVE on the table; the scan does not wait.";
  private static final String TRUNCATED =
      "There are more than the scan may read in one transaction; this one was left out.";
  private static final String HIDDEN_FIELD = "denied:";
  private static final String SCAN_AGAIN = "Scan again when the table is free.";

  private final Connection connection;
  private final ConnectionTarget target;
  private final ResourceIds ids;
  private final Sink sink;
  private final Bounds bounds;
  private final long deadline;
  private final Map<String, String> details = new TreeMap<>();
  private final Map<String, String> absent = new TreeMap<>();
  private @Nullable Surroundings surroundings;
  private @Nullable Trouble lost;

  DatabaseReading(Connection connection, ConnectionTarget target, Sink sink, Bounds bounds) {
    this.connection = connection;
    this.target = target;
    this.ids = target.ids();
    this.sink = sink;
    this.bounds = bounds;
    this.deadline = System.nanoTime() + bounds.total().toNanos();
  }

  /** What reading revealed of the server: version, provider, role. */
  Map<String, String> details() {
    return details;
  }

  /** The kinds that cannot exist here, each with the reason. */
  Map<String, String> absent() {
    return absent;
  }

  void read(List<FactQuery> facts) {
    try {
      begin();
      surroundings = new Surroundings(connection);
    } catch (SQLException e) {
      lost = Trouble.of(e);
    }
    for (FactQuery fact : facts) {
      read(fact);
    }
  }

  private void begin() throws SQLException {
    connection.setAutoCommit(false);
    try (Statement s = connection.createStatement()) {
      s.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
      // SET LOCAL, never start-up options: those would become the reset values that we read.
      s.execute("SET LOCAL search_path = pg_catalog, pg_temp");
      s.execute("SET LOCAL lock_timeout = " + bounds.lock().toMillis());
      s.execute("SET LOCAL idle_in_transaction_session_timeout = " + bounds.statement().toMillis());
      s.execute("SET LOCAL jit = off");
      s.execute("SET LOCAL max_parallel_workers_per_gather = 0");
      s.execute("SET LOCAL standard_conforming_strings = on");
      s.execute("SET LOCAL quote_all_identifiers = off");
    }
  }

  private void read(FactQuery fact) {
    Trouble trouble = lost == null ? tryTwice(fact) : lost;
    if (trouble != null) {
      gap(
          fact.kind(),
          ids.scope(fact.scope()),
          trouble.cause(),
          explain(trouble),
          remedy(fact, trouble));
    }
  }

  private @Nullable Trouble tryTwice(FactQuery fact) {
    Set<String> seen = new HashSet<>();
    Trouble trouble = attempt(fact, seen);
    // Facts step around tables that are locked when they start; a lock that came just after that
    // is seen at the second look.
    return trouble != null && trouble.cause() == Cause.LOCKED ? attempt(fact, seen) : trouble;
  }

  private @Nullable Trouble attempt(FactQuery fact, Set<String> seen) {
    long left = deadline - System.nanoTime();
    if (left <= 0) {
      return overdue();
    }
    try {
      Savepoint before = connection.setSavepoint();
      try {
        Trouble trouble = guarded(fact, seen, left);
        // Going back gives up the locks that reading took; nobody waits for the next facts.
        connection.rollback(before);
        return trouble;
      } catch (SQLException e) {
        Trouble trouble = Trouble.of(e);
        if (trouble.endsConnection()) {
          lost = trouble;
        } else {
          connection.rollback(before);
        }
        return trouble;
      }
    } catch (SQLException e) {
      lost = Trouble.of(e);
      return lost;
    }
  }

  private @Nullable Trouble guarded(FactQuery fact, Set<String> seen, long left)
      throws SQLException {
    Surroundings here = Objects.requireNonNull(surroundings);
    Optional<String> reason = here.absence(fact);
    if (reason.isPresent()) {
      absent.put(fact.kind(), reason.get());
      return null;
    }
    Optional<String> sql = here.sql(fact);
    return sql.isPresent()
        ? stream(fact, sql.get(), seen, left)
        : new Trouble(
            Cause.DENIED, "", "hidden from role " + target.user() + "; it needs " + fact.needs());
  }

  private @Nullable Trouble stream(FactQuery fact, String sql, Set<String> seen, long left)
      throws SQLException {
    long limit = Math.min(fact.limit(), bounds.rows());
    try (Statement s = connection.createStatement()) {
      s.setFetchSize(FETCH);
      long timeout = Math.min(bounds.statement().toMillis(), Math.max(1, left / 1_000_000));
      s.execute("SET LOCAL statement_timeout = " + timeout);
      // One more than the limit: only so can a full answer be told from one that was cut.
      try (ResultSet rows = s.executeQuery(sql + "LIMIT " + (limit + 1))) {
        RowReader reader = new RowReader(fact, rows);
        return fact.pivot() == null
            ? resources(fact, rows, reader, limit, seen)
            : pivot(fact, rows, reader, fact.pivot());
      }
    }
  }

  private @Nullable Trouble resources(
      FactQuery fact, ResultSet rows, RowReader reader, long limit, Set<String> seen)
      throws SQLException {
    Map<String, List<String>> hidden = new TreeMap<>();
    try {
      return resources(fact, rows, reader, limit, seen, hidden);
    } finally {
      hidden.forEach((account, scopes) -> hidden(fact, account, scopes));
    }
  }

  private @Nullable Trouble resources(
      FactQuery fact,
      ResultSet rows,
      RowReader reader,
      long limit,
      Set<String> seen,
      Map<String, List<String>> hidden)
      throws SQLException {
    long count = 0;
    while (rows.next()) {
      if (++count > limit) {
        return new Trouble(
            Cause.TRUNCATED, "", "there are more than " + limit + "; the rest was not read");
      }
      if (System.nanoTime() > deadline) {
        return overdue();
      }
      Map<String, String> names = reader.names();
      String parent = Objects.requireNonNull(ids.fill(fact.scope(), fact.parent(), names));
      String id = ids.fill(fact.scope(), fact.id(), names);
      if (!seen.add(id == null ? parent : id)) {
        continue;
      }
      if (id != null) {
        RegoObject data = reader.data();
        learn(fact, data);
        sink.fact(new Fact(fact.kind(), id, id.equals(parent) ? null : parent, source(), data));
      }
      String account = reader.gap();
      if (account != null && account.startsWith(HIDDEN_FIELD)) {
        hidden.computeIfAbsent(account, a -> new ArrayList<>()).add(id == null ? parent : id);
      } else {
        gap(fact, id == null ? parent : id, account);
      }
    }
    return null;
  }

  /** What privileges hide of a field, of thousands of tables alike, has one cause and one cure. */
  private void hidden(FactQuery fact, String account, List<String> scopes) {
    if (scopes.size() <= FEW) {
      scopes.forEach(scope -> gap(fact, scope, account));
    } else {
      String field = account.substring(HIDDEN_FIELD.length()).split(" ", 2)[0];
      String message =
          "Hidden from role %s in %d resources. It needs %s."
              .formatted(target.user(), scopes.size(), fact.needs());
      gap(fact.kind() + "." + field, ids.scope(fact.scope()), Cause.DENIED, message, grant(fact));
    }
  }

  private @Nullable Trouble pivot(FactQuery fact, ResultSet rows, RowReader reader, String column)
      throws SQLException {
    String id = Objects.requireNonNull(ids.fill(fact.scope(), fact.id(), Map.of()));
    RegoObject.Builder all = new RegoObject.Builder(512);
    String incomplete = null;
    while (rows.next()) {
      String name = reader.names().get(column);
      if (name != null) {
        all.put(name, TypedSetting.of(reader.data()));
      }
      incomplete = reader.gap() == null ? incomplete : reader.gap();
    }
    sink.fact(new Fact(fact.kind(), id, ids.scope(fact.scope()), source(), all.build()));
    gap(fact, id, incomplete);
    return null;
  }

  /** A row's own account, {@code CAUSE[:FIELD[ DETAIL]]}, as a gap. */
  private void gap(FactQuery fact, String scope, @Nullable String account) {
    if (account == null) {
      return;
    }
    String[] parts = account.split(" ", 2);
    String[] what = parts[0].split(":", 2);
    // A field has a gap of its own kind: rules that read other fields are as sure as before.
    String kind = what.length > 1 ? fact.kind() + "." + what[1] : fact.kind();
    if (what[0].equals("locked")) {
      gap(kind, scope, Cause.LOCKED, LOCKED, SCAN_AGAIN);
    } else if (what[0].equals("truncated")) {
      gap(kind, scope, Cause.TRUNCATED, TRUNCATED, "");
    } else {
      String hidden = parts.length > 1 ? ": " + parts[1] : "";
      String message =
          "Hidden from role " + target.user() + hidden + ". It needs " + fact.needs() + ".";
      gap(kind, scope, Cause.DENIED, message, grant(fact));
    }
  }

  private void gap(String kind, String scope, Cause cause, String message, String remedy) {
    sink.gap(new Gap(source(), kind, scope, cause, message, remedy));
  }

  private Trouble overdue() {
    Duration total = bounds.total();
    return new Trouble(
        Cause.TIMEOUT,
        "",
        "the time limit of " + total.toSeconds() + " s for one database was reached");
  }

  private String explain(Trouble trouble) {
    String place = target.host() + ":" + target.port() + "/" + target.database();
    String message = trouble.message();
    return switch (trouble.cause()) {
      case UNREACHABLE -> "The connection to " + place + " was lost: " + message;
      default -> place + ": " + message;
    };
  }

  private String remedy(FactQuery fact, Trouble trouble) {
    return switch (trouble.cause()) {
      case DENIED -> grantFor(fact, trouble.message());
      case LOCKED -> SCAN_AGAIN;
      case TIMEOUT, UNREACHABLE -> "Scan again when the server is less busy or reachable.";
      case UNAVAILABLE, TRUNCATED, FAILED -> "";
    };
  }

  /** Who took a catalog from PUBLIC is told which one; the server's words name it. */
  private String grantFor(FactQuery fact, String message) {
    Matcher m = REFUSED.matcher(message);
    return m.find() && !fact.remedy().contains(m.group(1))
        ? "GRANT SELECT ON pg_catalog."
            + m.group(1)
            + " TO "
            + ConnectFailure.quoted(target.user())
            + ";"
        : grant(fact);
  }

  private String grant(FactQuery fact) {
    return fact.remedy().replace("{role}", ConnectFailure.quoted(target.user()));
  }

  private void learn(FactQuery fact, RegoObject data) {
    if (fact.kind().equals(SERVER)) {
      for (String field :
          List.of("version", "provider", "scan_role", "scan_session_ssl", "in_recovery")) {
        Value value = data.get(field);
        if (value != null) {
          details.put(field, value instanceof RegoString s ? s.value() : value.toString());
        }
      }
      Objects.requireNonNull(surroundings).provider(details.getOrDefault("provider", ""));
    }
  }

  private String source() {
    return ids.database();
  }
}
