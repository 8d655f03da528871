package dev.assay.collect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.fixtures.postgresql.PostgresServer;
import dev.assay.report.Gap;
import dev.assay.report.Source;
import dev.assay.scan.Collection;
import dev.assay.snapshot.Fact;
import dev.assay.snapshot.Snapshot;
import dev.assay.snapshot.SnapshotHeader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server's databases in one scan. */
class AllDatabasesTest {
  @TempDir private Path folder;

  @Test
  void every_database_is_read_by_few_connections_and_one_that_refuses_is_a_gap() throws Exception {
    try (PostgresServer server = PostgresServer.start(17)) {
      server.execute(
          "postgres",
          """
          CREATE ROLE scan LOGIN PASSWORD 'scan 4 ever' IN ROLE pg_monitor;
          CREATE DATABASE one; CREATE DATABASE two; CREATE DATABASE "3/ä";
          CREATE DATABASE closed; REVOKE CONNECT ON DATABASE closed FROM PUBLIC;
          CREATE DATABASE shut ALLOW_CONNECTIONS false;
          CREATE DATABASE model IS_TEMPLATE true""");
      ConnectionTarget target =
          ConnectionTarget.parse(server.url("one", "scan", "scan 4 ever"), Map.of());
      AtomicBoolean ended = new AtomicBoolean();
      AtomicInteger most = new AtomicInteger();
      Thread watch = new Thread(() -> watch(server, ended, most));
      watch.start();
      Path file = folder.resolve("snapshot.jsonl");

      new Collection(
              PostgresCollector.of(
                  PostgresCollector.everyDatabase(target, Bounds.DEFAULT), kind -> true),
              List.of(),
              new Quiet())
          .into(file, new SnapshotHeader("test", Instant.now()));
      ended.set(true);
      watch.join();

      Snapshot snapshot = Snapshot.read(file);
      String root = "postgresql://127.0.0.1:" + server.port();
      assertThat(snapshot.sources())
          .extracting(Source::id)
          .containsExactlyInAnyOrder(
              root + "/3%2F%C3%A4",
              root + "/closed",
              root + "/one",
              root + "/postgres",
              root + "/two");
      // What is hidden of the server is told once, by whoever read it.
      assertThat(snapshot.gaps())
          .filteredOn(gap -> !gap.scope().equals(root))
          .isNotEmpty()
          .allSatisfy(gap -> assertThat(gap.scope()).isEqualTo(root + "/closed"))
          .allSatisfy(gap -> assertThat(gap.remedy()).contains("GRANT CONNECT"))
          .extracting(Gap::kind)
          .contains("postgresql.Relation")
          .doesNotHaveDuplicates();
      assertThat(snapshot.gaps())
          .filteredOn(gap -> gap.scope().equals(root))
          .extracting(Gap::kind)
          .doesNotHaveDuplicates();
      assertThat(snapshot.facts())
          .filteredOn(fact -> fact.kind().equals("postgresql.Schema"))
          .extracting(Fact::source)
          .contains(root + "/one", root + "/two", root + "/3%2F%C3%A4", root + "/postgres");
      assertThat(most).hasValueBetween(1, 2);
    }
  }

  @Test
  void a_server_that_does_not_list_its_databases_has_a_gap_with_the_grant() throws Exception {
    try (PostgresServer server = PostgresServer.start(17)) {
      server.execute(
          "postgres",
          """
          CREATE ROLE scan LOGIN PASSWORD 'scan 4 ever' IN ROLE pg_monitor;
          CREATE DATABASE one; CREATE DATABASE two""");
      server.execute("one", "REVOKE SELECT ON pg_catalog.pg_database FROM PUBLIC");
      List<Visit> visits =
          PostgresCollector.everyDatabase(
              ConnectionTarget.parse(server.url("one", "scan", "scan 4 ever"), Map.of()),
              Bounds.DEFAULT);

      Snapshot snapshot = read(visits);

      String root = "postgresql://127.0.0.1:" + server.port();
      assertThat(snapshot.sources()).extracting(Source::id).containsExactly(root + "/one");
      assertThat(snapshot.gaps())
          .filteredOn(gap -> gap.message().contains("could not be listed"))
          .singleElement()
          .satisfies(
              gap -> {
                assertThat(gap.kind()).isEqualTo("postgresql.Database");
                assertThat(gap.scope()).isEqualTo(root);
                assertThat(gap.cause()).isEqualTo(Gap.Cause.DENIED);
                assertThat(gap.message())
                    .isEqualTo(
                        "The server's databases could not be listed, and no other was read. "
                            + "127.0.0.1:%d said: permission denied for table pg_database."
                                .formatted(server.port()));
                assertThat(gap.remedy())
                    .isEqualTo("GRANT SELECT ON pg_catalog.pg_database TO \"scan\";");
              });
    }
  }

  @Test
  void a_database_that_was_dropped_after_it_was_listed_is_a_gap_and_the_others_are_read()
      throws Exception {
    try (PostgresServer server = PostgresServer.start(17)) {
      server.execute("postgres", "CREATE DATABASE brief; CREATE DATABASE lasting");
      List<Visit> visits =
          PostgresCollector.everyDatabase(
              ConnectionTarget.parse(server.url("postgres"), Map.of()), Bounds.DEFAULT);
      server.execute("postgres", "DROP DATABASE brief");

      Snapshot snapshot = read(visits);

      String root = "postgresql://127.0.0.1:" + server.port();
      assertThat(snapshot.gaps())
          .isNotEmpty()
          .allSatisfy(gap -> assertThat(gap.scope()).isEqualTo(root + "/brief"))
          .allSatisfy(gap -> assertThat(gap.cause()).isEqualTo(Gap.Cause.UNAVAILABLE))
          .allSatisfy(
              gap -> assertThat(gap.message()).contains("database \"brief\" does not exist"));
      assertThat(snapshot.facts())
          .filteredOn(fact -> fact.kind().equals("postgresql.Schema"))
          .extracting(Fact::source)
          .contains(root + "/lasting", root + "/postgres")
          .doesNotContain(root + "/brief");
      assertThat(snapshot.facts())
          .filteredOn(fact -> fact.kind().equals("postgresql.Role"))
          .isNotEmpty();
    }
  }

  private Snapshot read(List<Visit> visits) throws Exception {
    Path file = folder.resolve("snapshot.jsonl");
    new Collection(PostgresCollector.of(visits, kind -> true), List.of(), new Quiet())
        .into(file, new SnapshotHeader("test", Instant.now()));
    return Snapshot.read(file);
  }

  /** The most sessions of the scan at once. */
  private static void watch(PostgresServer server, AtomicBoolean ended, AtomicInteger most) {
    try (Connection c = server.connect("postgres");
        Statement s = c.createStatement()) {
      while (!ended.get()) {
        try (ResultSet r =
            s.executeQuery(
                "SELECT count(*) FROM pg_stat_activity WHERE usename = 'scan' AND state <> 'idle'")) {
          r.next();
          most.accumulateAndGet(r.getInt(1), Math::max);
        }
      }
    } catch (java.sql.SQLException e) {
      throw new AssertionError(e);
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
