package dev.assay.collect.postgresql;

import dev.assay.rego.value.Json;
import dev.assay.rego.value.RegoBoolean;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import dev.assay.report.Gap.Cause;
import dev.assay.snapshot.Fact;
import dev.assay.snapshot.Sink;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads facts by one connection, in one read-only transaction that sees one state of the catalogs.
 * A savepoint before each fact keeps the refusal of one from losing the others. Not thread-safe.
 */
final class FactSession {
  private static final int FETCH = 1000;

  private final Connection connection;
  private final ResourceIds ids;
  private final boolean withinTls;
  private final Sink sink;
  private final MissingFacts missing;
  private final Bounds bounds;
  private final long deadline;
  private final Json values = new Json();
  private final Map<String, String> details = new TreeMap<>();
  private final Map<String, String> absent = new TreeMap<>();
  private @Nullable Surroundings surroundings;
  private @Nullable Trouble lost;

  /**
   * @param deadline in {@link System#nanoTime}
   */
  FactSession(
      Connection connection,
      ConnectionTarget target,
      Sink sink,
      MissingFacts missing,
      Bounds bounds,
      long deadline) {
    this.connection = connection;
    this.ids = target.ids();
    this.withinTls = target.isWithinTls();
    this.sink = sink;
    this.missing = missing;
    this.bounds = bounds;
    this.deadline = deadline;
  }

  /** What reading revealed of the server: version, provider, role. */
  Map<String, String> details() {
    return details;
  }

  /** The kinds that cannot exist here, each with the reason. */
  Map<String, String> absent() {
    return absent;
  }

  /** Whether the connection is gone: whatever is read now is a gap. */
  boolean isLost() {
    return lost != null;
  }

  /** Begins; what fails is told by the facts that are read. */
  void begin() {
    try {
      connection.setAutoCommit(false);
      prepare();
    } catch (SQLException e) {
      lost = Trouble.of(e);
    }
  }

  /**
   * Begins, so that another session can see the same state.
   *
   * @return what {@link #join} wants; empty if the server does not give it
   */
  Optional<String> beginShared() {
    begin();
    if (lost != null) {
      return Optional.empty();
    }
    try (Statement s = connection.createStatement();
        ResultSet state = s.executeQuery("SELECT pg_catalog.pg_export_snapshot()")) {
      return state.next() ? Optional.of(state.getString(1)) : Optional.empty();
    } catch (SQLException refused) {
      // As good as ever, alone.
      restart();
      return Optional.empty();
    }
  }

  private void restart() {
    try {
      connection.rollback();
    } catch (SQLException e) {
      lost = Trouble.of(e);
      return;
    }
    begin();
  }

  /**
   * Begins with the state that another session sees, and what it knows.
   *
   * @throws SQLException if that is impossible, e.g. because this is another server behind one name
   */
  void join(String state, FactSession other) throws SQLException {
    connection.setAutoCommit(false);
    prepare();
    try (Statement s = connection.createStatement()) {
      s.execute("SET TRANSACTION SNAPSHOT '" + state.replace("'", "''") + "'");
    }
    Objects.requireNonNull(surroundings)
        .provider(other.details.getOrDefault(DatabaseReading.PROVIDER, ""));
  }

  /** In one message, lest a limit of the role's or the server's own strikes in between. */
  private void prepare() throws SQLException {
    List<String> ours =
        new ArrayList<>(
            List.of(
                "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY",
                // SET LOCAL, never start-up options: those would become the reset values that we
                // read.
                "SET LOCAL idle_in_transaction_session_timeout = " + bounds.statement().toMillis(),
                "SET LOCAL statement_timeout = " + bounds.statement().toMillis(),
                "SET LOCAL lock_timeout = " + bounds.lock().toMillis(),
                "SET LOCAL search_path = pg_catalog, pg_temp",
                "SET LOCAL jit = off",
                "SET LOCAL max_parallel_workers_per_gather = 0",
                "SET LOCAL standard_conforming_strings = on",
                "SET LOCAL quote_all_identifiers = off"));
    if (connection.getMetaData().getDatabaseMajorVersion() >= 17) {
      ours.add("SET LOCAL transaction_timeout = 0"); // the deadline ends it
    }
    try (Statement s = connection.createStatement()) {
      s.execute(String.join("; ", ours));
    }
    surroundings = new Surroundings(connection);
  }

  /** Tells the resources of a fact, and what is missing of them. */
  void read(FactQuery fact) {
    Trouble trouble = lost == null ? tryTwice(fact) : lost;
    if (trouble != null) {
      missing.whole(fact, trouble);
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
    return sql.isPresent() ? stream(fact, sql.get(), seen, left) : missing.hidden(fact);
  }

  private @Nullable Trouble stream(FactQuery fact, String sql, Set<String> seen, long left)
      throws SQLException {
    long limit = Math.min(fact.limit(), bounds.rows());
    try (Statement s = connection.createStatement()) {
      s.setFetchSize(FETCH);
      long timeout = Math.min(bounds.statement().toMillis(), Math.max(1, left / 1_000_000));
      s.execute("SET LOCAL statement_timeout = " + timeout);
      // One more than the limit: only so can a full answer be told from one that was cut.
      try (ResultSet rows = s.executeQuery(sql + "LIMIT " + (limit + 1));
          MissingFacts.Rows lacks = missing.new Rows(fact)) {
        RowReader reader = new RowReader(fact, rows, values);
        return fact.pivot() == null
            ? resources(fact, reader, limit, seen, lacks)
            : pivot(fact, reader, fact.pivot(), lacks);
      }
    }
  }

  private @Nullable Trouble resources(
      FactQuery fact, RowReader reader, long limit, Set<String> seen, MissingFacts.Rows lacks)
      throws SQLException {
    long count = 0;
    while (reader.next()) {
      if (++count > limit) {
        return new Trouble(
            Cause.TRUNCATED, "", "there are more than " + limit + "; the rest was not read");
      }
      if (System.nanoTime() > deadline) {
        return overdue();
      }
      String parent = Objects.requireNonNull(ids.fill(fact.scope(), fact.parent(), reader::name));
      String id = ids.fill(fact.scope(), fact.id(), reader::name);
      if (!seen.add(id == null ? parent : id)) {
        continue;
      }
      if (id != null) {
        RegoObject data = told(fact, reader.data());
        learn(fact, data);
        tell(fact, id, id.equals(parent) ? null : parent, data);
      }
      lacks.row(id == null ? parent : id, reader.gap());
    }
    return null;
  }

  private @Nullable Trouble pivot(
      FactQuery fact, RowReader reader, String column, MissingFacts.Rows lacks)
      throws SQLException {
    String id = Objects.requireNonNull(ids.fill(fact.scope(), fact.id(), c -> null));
    RegoObject.Builder all = new RegoObject.Builder(512);
    String incomplete = null;
    while (reader.next()) {
      String name = reader.name(column);
      if (name != null) {
        all.put(name, TypedSetting.of(reader.data()));
      }
      incomplete = reader.gap() == null ? incomplete : reader.gap();
    }
    tell(fact, id, ids.scope(fact.scope()), all.build());
    lacks.row(id, incomplete);
    return null;
  }

  private void tell(FactQuery fact, String id, @Nullable String parent, RegoObject data) {
    sink.fact(new Fact(fact.kind(), id, parent, ids.database(), data));
  }

  /** Behind Google's connectors a session is within TLS of which the server knows nothing. */
  private RegoObject told(FactQuery fact, RegoObject data) {
    return fact.kind().equals(DatabaseReading.SERVER) && withinTls
        ? new RegoObject.Builder().putAll(data).put("scan_session_ssl", RegoBoolean.TRUE).build()
        : data;
  }

  private void learn(FactQuery fact, RegoObject data) {
    if (fact.kind().equals(DatabaseReading.SERVER)) {
      for (String field :
          List.of(
              "version",
              DatabaseReading.PROVIDER,
              "scan_role",
              "scan_session_ssl",
              "in_recovery")) {
        Value value = data.get(field);
        if (value != null) {
          details.put(field, value instanceof RegoString s ? s.value() : value.toString());
        }
      }
      Objects.requireNonNull(surroundings)
          .provider(details.getOrDefault(DatabaseReading.PROVIDER, ""));
    }
  }

  private Trouble overdue() {
    return new Trouble(
        Cause.TIMEOUT,
        "",
        "the time limit of " + bounds.total().toSeconds() + " s for one database was reached");
  }
}
