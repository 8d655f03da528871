package dev.assay.collect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.collect.Collector;
import dev.assay.fixtures.postgresql.PostgresServer;
import dev.assay.report.Gap;
import dev.assay.report.Source;
import dev.assay.scan.Collection;
import dev.assay.snapshot.Fact;
import dev.assay.snapshot.Sink;
import dev.assay.snapshot.Snapshot;
import dev.assay.snapshot.SnapshotHeader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many sessions a scan of several databases has at once, as the server sees it. */
class ConnectionBoundTest {
  private static final int DATABASES = 6;

  private static PostgresServer server;

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws SQLException {
    server = PostgresServer.start(17);
    server.execute("postgres", "CREATE ROLE scan LOGIN PASSWORD 'scan 4 ever' IN ROLE pg_monitor");
    for (int i = 0; i < DATABASES; i++) {
      server.execute("postgres", "CREATE DATABASE db" + i);
    }
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void a_server_never_has_more_sessions_than_the_bound(int bound) throws Exception {
    Bounds bounds = Bounds.DEFAULT.withConnections(bound);
    List<Visit> visits =
        IntStream.range(0, DATABASES)
            .mapToObj(i -> new Visit(target("db" + i, "scan", "scan 4 ever"), bounds))
            .toList();
    try (Connection c = server.connect("postgres");
        Statement s = c.createStatement()) {
      List<Collector> watched =
          PostgresCollector.of(visits, kind -> true).stream()
              .map(collector -> (Collector) new Watched(collector, () -> settle(s, bound)))
              .toList();
      Snapshot snapshot = snapshot(watched);
      assertThat(snapshot.sources()).hasSizeGreaterThanOrEqualTo(DATABASES);
      assertThat(snapshot.gaps()).extracting(Gap::cause).containsOnly(Gap.Cause.DENIED);
    }
  }

  @Test
  void databases_that_could_not_be_listed_are_a_gap() throws Exception {
    server.execute("postgres", "CREATE ROLE once LOGIN PASSWORD 'once' CONNECTION LIMIT 1");
    ConnectionTarget target = target("db0", "once", "once");
    List<Visit> visits;
    try (Connection busy = server.connect("db0", "once", "once")) {
      visits = PostgresCollector.everyDatabase(target, Bounds.DEFAULT);
      assertThat(busy.isValid(10)).isTrue();
    }
    assertThat(visits).extracting(visit -> visit.target().database()).containsExactly("db0");
    Estate.awaitSessions(server, 0);

    assertThat(snapshot(PostgresCollector.of(visits, kind -> true)).gaps())
        .filteredOn(gap -> gap.kind().equals("postgresql.Database"))
        .singleElement()
        .satisfies(
            gap -> {
              assertThat(gap.scope()).isEqualTo("postgresql://127.0.0.1:" + server.port());
              assertThat(gap.message()).contains("too many connections");
            });
  }

  private Snapshot snapshot(List<Collector> collectors) throws Exception {
    Path file = folder.resolve("snapshot.jsonl");
    new Collection(collectors, List.of(), new Quiet())
        .into(file, new SnapshotHeader("test", Instant.now()));
    return Snapshot.read(file);
  }

  private static ConnectionTarget target(String database, String role, String password) {
    try {
      return ConnectionTarget.parse(server.url(database, role, password), Map.of());
    } catch (dev.assay.input.InputException e) {
      throw new AssertionError(e);
    }
  }

  /** A session that ended is gone from the server a moment later; one too many is not. */
  private static void settle(Statement s, int bound) {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    int sessions;
    do {
      sessions = sessions(s);
    } while (sessions > bound && System.nanoTime() < deadline);
    assertThat(sessions).isBetween(1, bound);
  }

  private static int sessions(Statement s) {
    synchronized (s) {
      try (ResultSet r =
          s.executeQuery("SELECT count(*) FROM pg_stat_activity WHERE usename = 'scan'")) {
        r.next();
        return r.getInt(1);
      } catch (SQLException e) {
        throw new AssertionError(e);
      }
    }
  }

  /** Looks when the first of each kind arrives, while the session that brought it is open. */
  private record Watched(Collector collector, Runnable look) implements Collector {
    @Override
    public Source source() {
      return collector.source();
    }

    @Override
    public Source collect(Sink sink) {
      Set<String> kinds = new HashSet<>();
      return collector.collect(
          new Sink() {
            @Override
            public void fact(Fact fact) {
              boolean first;
              synchronized (kinds) {
                first = kinds.add(fact.kind());
              }
              if (first) {
                look.run();
              }
              sink.fact(fact);
            }

            @Override
            public void gap(Gap gap) {
              sink.gap(gap);
            }
          });
    }
  }

  private static final class Quiet implements Collection.Listener {
    @Override
    public void progress(String line) {
      // Nobody waits.
    }

    @Override
    public void fault(Source source, RuntimeException fault) {
      throw fault;
    }
  }
}
