package dev.assay.collect.postgresql;

import static dev.assay.collect.postgresql.Estate.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.fixtures.postgresql.PostgresServer;
import dev.assay.report.Gap;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A scan leaves nothing behind: the server's own log and counters say so. */
class FootprintTest {
  private static final Pattern STATEMENT =
      Pattern.compile("^\\[assay-scan ([a-z]+)] LOG:  (?:statement|execute [^:]*): (.*)");

  @Test
  void the_server_is_asked_to_read_and_nothing_else() throws Exception {
    try (PostgresServer server =
            Estate.fill(
                PostgresServer.builder()
                    .setting("log_statement", "all")
                    .setting("log_line_prefix", "[assay-scan %u] ")
                    .start());
        Connection watcher = server.connect("shop")) {
      Estate.awaitSessions(server, 1);
      List<String> before = counters(watcher);
      Collected scan = Collected.from(server, "monitor", PASSWORD);
      assertThat(scan.gaps())
          .extracting(Gap::kind)
          .containsExactlyInAnyOrder(
              "postgresql.ForeignServer.mappings_with_secret", "postgresql.RolePassword");
      Estate.awaitSessions(server, 1);
      assertThat(counters(watcher)).isEqualTo(before);

      List<String> statements =
          Files.readString(server.log())
              .lines()
              .map(STATEMENT::matcher)
              .filter(m -> m.find() && m.group(1).equals("monitor"))
              .map((Matcher m) -> m.group(2).strip())
              .toList();
      assertThat(statements)
          .hasSizeGreaterThan(30)
          .contains("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
          .allMatch(
              s ->
                  s.matches(
                      "(SELECT|WITH|BEGIN|SET TRANSACTION|SET LOCAL|SAVEPOINT|ROLLBACK TO SAVEPOINT"
                          + "|SET extra_float_digits|SET application_name = 'assay')\\b?.*"))
          // That is how the driver asks whether a column is a serial's.
          .noneMatch(s -> s.contains("pg_get_expr(d.adbin, d.adrelid) LIKE '%nextval(%'"));
    }
  }

  /** What writing would move: rows changed, and the next transaction id. */
  private static List<String> counters(Connection c) throws SQLException {
    try (Statement s = c.createStatement();
        ResultSet r =
            s.executeQuery(
                "SELECT tup_inserted, tup_updated, tup_deleted, temp_files,"
                    + " pg_snapshot_xmax(pg_current_snapshot())"
                    + " FROM pg_stat_database WHERE datname = current_database()")) {
      r.next();
      return List.of(
          r.getString(1), r.getString(2), r.getString(3), r.getString(4), r.getString(5));
    }
  }
}
