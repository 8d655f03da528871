package dev.assay.collect.postgresql;

import dev.assay.collect.Collector;
import dev.assay.collect.postgresql.FactQuery.Scope;
import dev.assay.report.Gap;
import dev.assay.report.Gap.Cause;
import dev.assay.report.Source;
import dev.assay.snapshot.Fact;
import dev.assay.snapshot.Sink;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Reads one database of a PostgreSQL server, and the server's own facts if no other collector of
 * the same server does. It asks the catalogs and statistics only, in one read-only transaction.
 */
public final class PostgresCollector implements Collector {
  public static final String NAME = "postgresql";

  private static final String DATABASE = "postgresql.Database";

  /** Older servers lack catalog columns that the facts ask for. */
  private static final int OLDEST = 14;

  private final ConnectionTarget target;
  private final ServerFacts serverFacts;
  private final Bounds bounds;
  private final Optional<Visit.Unlisted> unlisted;
  private final Predicate<String> asked;

  private PostgresCollector(Visit visit, ServerFacts serverFacts, Predicate<String> asked) {
    this.target = visit.target();
    this.serverFacts = serverFacts;
    this.bounds = visit.bounds();
    this.unlisted = visit.unlisted();
    this.asked = asked;
  }

  /**
   * One collector for each database; those of one server read its facts once.
   *
   * @param asked the kinds to read; who the server is, and whose the schemas of a database that is
   *     read, they tell in any case
   */
  public static List<Collector> of(
      List<ConnectionTarget> targets, Bounds bounds, Predicate<String> asked) {
    return of(targets.stream().map(target -> new Visit(target, bounds)).toList(), asked);
  }

  /** The same, each within its own bounds; of those for one server's connections, the least. */
  public static List<Collector> of(List<Visit> visits, Predicate<String> asked) {
    Map<String, Integer> connections = new HashMap<>();
    for (Visit visit : visits) {
      connections.merge(visit.target().ids().server(), visit.bounds().connections(), Math::min);
    }
    Map<String, ServerFacts> servers = new HashMap<>();
    connections.forEach((server, most) -> servers.put(server, new ServerFacts(most)));
    // By turns, so that a server of many databases does not keep the others waiting.
    SortedMap<Integer, List<Collector>> turns = new TreeMap<>();
    for (Visit visit : visits) {
      ServerFacts facts = Objects.requireNonNull(servers.get(visit.target().ids().server()));
      turns
          .computeIfAbsent(facts.expectOneMore(), turn -> new ArrayList<>())
          .add(new PostgresCollector(visit, facts, asked));
    }
    return turns.values().stream().flatMap(List::stream).toList();
  }

  /**
   * All databases of a server that take connections, are no templates, and are not those that
   * Google keeps for itself, where no customer is let in. If the server does not tell, the given
   * one, whose collector will say that there may be others.
   */
  public static List<Visit> everyDatabase(ConnectionTarget target, Bounds bounds) {
    Connection connection;
    try {
      connection = target.connect(bounds);
    } catch (SQLException e) {
      // Once is enough to know.
      Visit.Unlisted why = Visit.Unlisted.of(ConnectFailure.of(e, target));
      return List.of(new Visit(target.refused(e), bounds, Optional.of(why)));
    }
    List<Visit> all = new ArrayList<>();
    try (connection;
        Statement s = connection.createStatement();
        ResultSet names =
            s.executeQuery(
                "SELECT datname FROM pg_catalog.pg_database WHERE datallowconn"
                    + " AND NOT datistemplate AND datname NOT IN"
                    + " ('alloydbadmin', 'cloudsqladmin') ORDER BY datname")) {
      while (names.next()) {
        all.add(new Visit(target.sibling(names.getString(1)), bounds));
      }
    } catch (SQLException e) {
      Visit.Unlisted why = Visit.Unlisted.of(Trouble.of(e), target);
      return List.of(new Visit(target, bounds, Optional.of(why)));
    }
    return all;
  }

  /**
   * What a superuser may lend a role instead of its own rights: SQL that makes a view of what is
   * hidden, without its secrets.
   *
   * @param kind of the gap: a kind, or a field of one
   */
  public static Optional<String> lend(String kind, String role) {
    return FactQuery.forMajor(OLDEST).stream()
        .filter(fact -> kind.equals(fact.kind()) || kind.startsWith(fact.kind() + "."))
        .flatMap(fact -> fact.window().stream())
        .map(window -> window.lend(role))
        .findFirst();
  }

  @Override
  public Source source() {
    return source(Map.of());
  }

  private Source source(Map<String, String> details) {
    List<String> kinds = facts(OLDEST).map(FactQuery::kind).toList();
    Map<String, String> all = new HashMap<>(details);
    target
        .placed()
        .ifPresent(
            placed -> {
              all.put(Source.INSTANCE, placed.instance().id());
              all.put(Source.MATCHED_BY, placed.matchedBy());
            });
    return new Source(target.ids().database(), NAME, kinds, all);
  }

  @Override
  public Source collect(Sink sink) {
    serverFacts.enter();
    try {
      return read(sink);
    } finally {
      serverFacts.leave();
    }
  }

  private Source read(Sink sink) {
    Connection connection;
    int major;
    try {
      connection = target.connect(bounds);
      major = connection.getMetaData().getDatabaseMajorVersion();
    } catch (SQLException e) {
      ConnectFailure failure = ConnectFailure.of(e, target);
      missing(sink, failure.cause(), failure.message(), failure.remedy());
      return source();
    }
    Source read = source();
    try (connection) {
      read = read(connection, major, sink);
    } catch (SQLException atClosing) {
      // A connection that breaks while it ends has told all that it had to tell.
      return read;
    }
    return read;
  }

  private Source read(Connection connection, int major, Sink sink) {
    if (major < OLDEST) {
      missing(
          sink,
          Cause.UNAVAILABLE,
          target.place() + " is PostgreSQL " + major + "; Assay reads " + OLDEST + " and newer.",
          "Upgrade the server: this major version is no longer maintained.");
      return source();
    }
    boolean ours = serverFacts.claim();
    DatabaseReading reading =
        new DatabaseReading(
            connection, target, ours ? sink : withoutServer(sink), bounds, serverFacts);
    reading.read(
        facts(major)
            .filter(f -> ours || f.scope() == Scope.DATABASE || isServer(f.kind()))
            .toList());
    unlisted.ifPresent(
        others ->
            sink.gap(
                new Gap(
                    source().id(),
                    DATABASE,
                    target.ids().server(),
                    others.cause(),
                    "The server's databases could not be listed, and no other was read. "
                        + others.why(),
                    others.remedy())));
    return source(reading.details()).without(reading.absent());
  }

  /** The server is asked who it is for each source; as a fact it is told once. */
  private static Sink withoutServer(Sink sink) {
    return new Sink() {
      @Override
      public void fact(Fact fact) {
        if (!isServer(fact.kind())) {
          sink.fact(fact);
        }
      }

      @Override
      public void gap(Gap gap) {
        if (!isServer(gap.kind())) {
          sink.gap(gap);
        }
      }
    };
  }

  private Stream<FactQuery> facts(int major) {
    List<FactQuery> all = FactQuery.forMajor(major);
    // Whose the schemas are tells what of a database is not its user's.
    boolean database = all.stream().anyMatch(f -> f.scope() == Scope.DATABASE && asks(f.kind()));
    return all.stream()
        .filter(f -> asks(f.kind()) || (database && f.kind().equals("postgresql.Schema")));
  }

  private boolean asks(String kind) {
    return isServer(kind) || asked.test(kind);
  }

  private static boolean isServer(String kind) {
    return kind.equals(DatabaseReading.SERVER);
  }

  private void missing(Sink sink, Cause cause, String message, String remedy) {
    boolean ours = serverFacts.giveUp();
    for (FactQuery fact : facts(OLDEST).toList()) {
      if (ours || fact.scope() == Scope.DATABASE) {
        String scope = target.ids().scope(fact.scope());
        sink.gap(new Gap(source().id(), fact.kind(), scope, cause, message, remedy));
      }
    }
  }
}
