package dev.assay.collect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.fixtures.postgresql.PostgresServer;
import dev.assay.report.Gap;
import dev.assay.report.Gap.Cause;
import dev.assay.snapshot.Fact;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The large facts of one database are read by two sessions, which see one state of it. */
class TwoSessionsTest {
  private static final String SESSIONS =
      "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'assay'";

  private static PostgresServer server;

  @BeforeAll
  static void start() throws SQLException {
    server = Estate.start(17);
    server.execute("postgres", "ALTER ROLE monitor CONNECTION LIMIT 1");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void both_see_the_database_as_it_was_when_the_first_began() throws Exception {
    try (Connection other = server.connect("shop");
        Statement s = other.createStatement()) {
      Set<String> kinds = new TreeSet<>();
      AtomicInteger sessions = new AtomicInteger();
      Collected scan =
          Collected.from(
              server.url("shop"),
              Bounds.DEFAULT,
              fact -> {
                sessions.accumulateAndGet(number(s, SESSIONS), Math::max);
                if (kinds.add(fact.kind())) {
                  execute(s, "CREATE TABLE app.later" + kinds.size() + " (id serial PRIMARY KEY)");
                }
              });

      assertThat(sessions).hasValue(2);
      assertThat(kinds).contains("postgresql.Relation", "postgresql.TableColumns");
      assertThat(scan.gaps()).isEmpty();
      assertThat(scan.facts()).extracting(Fact::id).noneMatch(id -> id.contains("later"));
      for (int i = 1; i <= kinds.size(); i++) {
        execute(s, "DROP TABLE app.later" + i);
      }
    }
  }

  @Test
  void what_one_cannot_go_on_with_the_other_reads() throws Exception {
    Collected whole = Collected.from(server);
    try (Connection other = server.connect("shop");
        Statement s = other.createStatement()) {
      AtomicInteger ended = new AtomicInteger();
      Collected scan =
          Collected.from(
              server.url("shop"),
              Bounds.DEFAULT,
              fact -> {
                if (ended.get() == 0 && number(s, SESSIONS) == 2) {
                  ended.set(1);
                  execute(
                      s,
                      "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE"
                          + " application_name = 'assay' ORDER BY backend_start DESC LIMIT 1");
                }
              });

      assertThat(ended).hasValue(1);
      assertThat(scan.gaps())
          .hasSizeLessThan(2)
          .allSatisfy(gap -> assertThat(gap.cause()).isEqualTo(Cause.UNREACHABLE));
      Set<String> lacks = new TreeSet<>();
      whole.facts().forEach(fact -> lacks.add(fact.kind()));
      scan.facts().forEach(fact -> lacks.remove(fact.kind()));
      scan.gaps().forEach(gap -> lacks.remove(gap.kind()));
      assertThat(lacks).isEmpty();
    }
  }

  @Test
  void a_role_that_may_connect_once_reads_as_much() throws Exception {
    Collected scan = Collected.from(server, "monitor", Estate.PASSWORD);
    assertThat(scan.gaps()).extracting(Gap::cause).containsOnly(Cause.DENIED);
    assertThat(scan.ofKind("TableColumns"))
        .hasSameSizeAs(Collected.from(server).ofKind("TableColumns"));
  }

  @Test
  void who_allows_one_connection_sees_one() throws Exception {
    try (Connection other = server.connect("shop");
        Statement s = other.createStatement()) {
      AtomicInteger sessions = new AtomicInteger();
      Collected scan =
          Collected.from(
              server.url("shop"),
              Bounds.DEFAULT.withConnections(1),
              fact -> sessions.accumulateAndGet(number(s, SESSIONS), Math::max));
      assertThat(sessions).hasValue(1);
      assertThat(scan.gaps()).isEmpty();
    }
  }

  private static int number(Statement s, String sql) {
    try (ResultSet r = s.executeQuery(sql)) {
      r.next();
      return r.getInt(1);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static void execute(Statement s, String sql) {
    try {
      s.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
