package dev.assay.collect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.fixtures.postgresql.PostgresServer;
import dev.assay.report.Gap;
import dev.assay.report.Gap.Cause;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A scan and those who work meanwhile: neither makes the other fail. */
class OtherSessionsTest {

  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void tables_are_changed_made_and_dropped_while_a_scan_is_under_way(int major) throws Exception {
    try (PostgresServer server = Estate.start(major);
        Connection other = server.connect("shop");
        Statement s = other.createStatement()) {
      // Whoever changes a table would wait for a scan that held it, and here not for long.
      s.execute("SET lock_timeout = '100ms'");
      Set<String> kinds = new TreeSet<>();
      List<String> blocked = new ArrayList<>();
      Collected scan =
          Collected.from(
              server.url("shop"),
              Bounds.DEFAULT,
              fact -> {
                if (kinds.add(fact.kind())) {
                  work(s, kinds.size(), blocked);
                }
              });

      assertThat(kinds).hasSizeGreaterThan(20);
      assertThat(blocked).isEmpty();
      assertThat(scan.gaps()).extracting(Gap::cause).doesNotContain(Cause.FAILED, Cause.TIMEOUT);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void a_scan_holds_no_lock_on_a_table(int major) throws Exception {
    try (PostgresServer server = Estate.start(major);
        Connection other = server.connect("shop");
        Statement s = other.createStatement()) {
      Set<String> kinds = new TreeSet<>();
      Set<String> held = new TreeSet<>();
      Collected.from(
          server.url("shop"),
          // A second session would be in the midst of its own fact, and what that holds ends with
          // it.
          Bounds.DEFAULT.withConnections(1),
          fact -> {
            // Positions of sequences are read under locks that end with the transaction: last.
            if (kinds.add(fact.kind()) && !fact.kind().equals("postgresql.Sequence")) {
              held.addAll(locks(s));
            }
          });
      assertThat(kinds).contains("postgresql.Sequence", "postgresql.TableColumns");
      assertThat(held).isEmpty();
    }
  }

  @Test
  void a_scan_whose_session_is_ended_has_gaps_for_what_it_had_not_read() throws Exception {
    try (PostgresServer server = Estate.start(17);
        Connection other = server.connect("shop");
        Statement s = other.createStatement()) {
      Collected scan =
          Collected.from(
              server.url("shop"),
              Bounds.DEFAULT,
              fact -> {
                if (fact.kind().equals("postgresql.Schema")) {
                  end(s);
                }
              });
      assertThat(scan.ofKind("Role")).isNotEmpty();
      assertThat(scan.ofKind("Relation")).isEmpty();
      assertThat(scan.gaps()).extracting(Gap::cause).containsOnly(Cause.UNREACHABLE);
      assertThat(scan.gaps()).extracting(Gap::kind).contains("postgresql.Relation");
    }
  }

  /** As a shutdown does, or an administrator. */
  private static void end(Statement s) {
    try {
      s.execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name ="
              + " 'assay'");
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static void work(Statement s, int n, List<String> blocked) {
    for (String sql :
        List.of(
            "ALTER TABLE app.customer ADD COLUMN more" + n + " int",
            "ALTER TABLE app.tenant ALTER COLUMN name SET STATISTICS " + n,
            "CREATE TABLE app.fresh" + n + " (id int PRIMARY KEY, a int CHECK (a > 0))",
            "CREATE INDEX ON app.fresh" + n + " (a) WHERE a > 1",
            "CREATE POLICY p" + n + " ON app.attribute USING (entity = " + n + ")",
            "CREATE TABLE app.numbered" + n + " (id serial PRIMARY KEY)",
            n > 1 ? "DROP TABLE app.numbered" + (n - 1) : "SELECT 1",
            n > 1 ? "DROP TABLE app.fresh" + (n - 1) : "SELECT 1",
            n > 1 ? "DROP POLICY p" + (n - 1) + " ON app.attribute" : "SELECT 1")) {
      try {
        s.execute(sql);
      } catch (SQLException e) {
        blocked.add(sql + ": " + e.getMessage());
      }
    }
  }

  /** What the scan holds of tables between two facts. */
  private static List<String> locks(Statement s) {
    List<String> locks = new ArrayList<>();
    try (ResultSet rows =
        s.executeQuery(
            "SELECT l.mode || ' on ' || c.relname FROM pg_locks l JOIN pg_stat_activity a USING"
                + " (pid) JOIN pg_class c ON c.oid = l.relation JOIN pg_namespace n ON n.oid ="
                + " c.relnamespace WHERE a.application_name = 'assay' AND l.granted AND n.nspname ="
                + " 'app' AND c.relkind IN ('r', 'p', 'S')")) {
      while (rows.next()) {
        locks.add(rows.getString(1));
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
    return locks;
  }
}
