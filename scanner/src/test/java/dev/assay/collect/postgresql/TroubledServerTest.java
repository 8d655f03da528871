package dev.assay.collect.postgresql;

import static dev.assay.collect.postgresql.Estate.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.fixtures.postgresql.PostgresServer;
import dev.assay.report.Gap;
import dev.assay.report.Gap.Cause;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What cannot be read is a gap that says why and what to do; what was read before stays. */
class TroubledServerTest {
  private static PostgresServer server;

  @BeforeAll
  static void start() throws SQLException {
    server = Estate.start(16);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void a_server_killed_during_the_scan_leaves_what_was_read_and_gaps_for_the_rest()
      throws Exception {
    try (PostgresServer victim = Estate.start(17)) {
      Collected scan =
          Collected.from(
              victim.url("shop"),
              Bounds.DEFAULT,
              fact -> {
                if (fact.kind().equals("postgresql.Schema")) {
                  victim.kill();
                }
              });
      assertThat(scan.ofKind("Server")).hasSize(1);
      assertThat(scan.ofKind("Role")).isNotEmpty();
      assertThat(scan.ofKind("Schema")).isNotEmpty();
      assertThat(scan.ofKind("Relation")).isEmpty();
      assertThat(scan.gaps()).extracting(Gap::cause).containsOnly(Cause.UNREACHABLE);
      assertThat(scan.gaps())
          .extracting(Gap::kind)
          .contains("postgresql.Index", "postgresql.Relation", "postgresql.TableColumns")
          .doesNotContain("postgresql.Role")
          .doesNotHaveDuplicates();
      assertThat(scan.gaps().get(0).message()).contains("127.0.0.1:" + victim.port());
    }
  }

  @Test
  void a_locked_table_loses_only_what_waiting_for_it_would_have_told() throws Exception {
    Collected before = Collected.from(server);
    try (Connection other = server.connect("shop");
        Statement s = other.createStatement()) {
      other.setAutoCommit(false);
      s.execute("LOCK TABLE app.customer IN ACCESS EXCLUSIVE MODE");
      Collected scan = Collected.from(server);

      String table = "postgresql://127.0.0.1:" + server.port() + "/shop/app/customer";
      assertThat(scan.gaps()).extracting(Gap::cause).containsOnly(Cause.LOCKED);
      assertThat(scan.gaps().stream().collect(Collectors.toMap(Gap::scope, Gap::kind)))
          .isEqualTo(
              Map.of(
                  table,
                  "postgresql.IndexOverlap",
                  table + "/indexes/customer_active",
                  "postgresql.Index",
                  table + "/policies/own",
                  "postgresql.Policy",
                  table + "/policies/everyone_reads",
                  "postgresql.Policy",
                  table + "/policies/some_write",
                  "postgresql.Policy"));
      assertThat(scan.ofKind("Policy")).hasSameSizeAs(before.ofKind("Policy"));
      assertThat(scan.ofKind("Index")).hasSameSizeAs(before.ofKind("Index"));
      assertThat(scan.data("Policy", "/own").get("using_true")).isNull();
      other.rollback();
    }
  }

  @Test
  void a_limit_that_was_reached_is_a_gap_and_one_just_met_is_none() throws Exception {
    int relations = Collected.from(server).ofKind("Relation").size();
    Collected cut = Collected.from(server.url("shop"), rows(relations - 1), f -> {});
    assertThat(cut.ofKind("Relation")).hasSize(relations - 1);
    assertThat(cut.gapsOf("Relation"))
        .singleElement()
        .satisfies(
            gap -> {
              assertThat(gap.cause()).isEqualTo(Cause.TRUNCATED);
              assertThat(gap.message()).contains("more than " + (relations - 1));
            });
    Collected whole = Collected.from(server.url("shop"), rows(relations), f -> {});
    assertThat(whole.gapsOf("Relation")).isEmpty();
  }

  @Test
  void the_time_limit_ends_the_scan_with_a_gap_for_each_fact_not_read() throws Exception {
    Bounds noTime =
        new Bounds(
            Bounds.DEFAULT.connect(),
            Bounds.DEFAULT.statement(),
            Bounds.DEFAULT.lock(),
            Duration.ZERO,
            Bounds.DEFAULT.rows(),
            Bounds.DEFAULT.connections());
    Collected scan = Collected.from(server.url("shop"), noTime, f -> {});
    assertThat(scan.facts()).isEmpty();
    assertThat(scan.gaps()).hasSameSizeAs(scan.source().kinds());
    assertThat(scan.gaps()).extracting(Gap::cause).containsOnly(Cause.TIMEOUT);
  }

  @Test
  void the_server_answers_are_told_apart() throws Exception {
    try (Connection c = server.connect("shop", "bare", PASSWORD)) {
      assertThat(cause(c, "SELECT * FROM pg_authid")).isEqualTo(Cause.DENIED);
      assertThat(cause(c, "SET statement_timeout = 20", "SELECT pg_sleep(60)"))
          .isEqualTo(Cause.TIMEOUT);
      assertThat(cause(c, "SELECT * FROM pg_no_such_view")).isEqualTo(Cause.UNAVAILABLE);
      assertThat(cause(c, "SELECT pg_no_such_function()")).isEqualTo(Cause.UNAVAILABLE);
      assertThat(cause(c, "SELECT 1/0")).isEqualTo(Cause.FAILED);
    }
    try (Connection holder = server.connect("shop");
        Connection waiter = server.connect("shop")) {
      holder.setAutoCommit(false);
      try (Statement s = holder.createStatement()) {
        s.execute("LOCK TABLE app.tenant IN ACCESS EXCLUSIVE MODE");
      }
      assertThat(cause(waiter, "SET lock_timeout = 20", "SELECT * FROM app.tenant"))
          .isEqualTo(Cause.LOCKED);
    }
  }

  @Test
  void a_refused_connection_names_the_place() throws Exception {
    int nobody;
    try (ServerSocket socket = new ServerSocket(0)) {
      nobody = socket.getLocalPort();
    }
    Collected scan = failing("postgresql://u:hush-hush@127.0.0.1:" + nobody + "/shop");
    assertThat(scan.gaps()).hasSameSizeAs(scan.source().kinds());
    assertThat(scan.gaps())
        .allSatisfy(
            gap -> {
              assertThat(gap.cause()).isEqualTo(Cause.UNREACHABLE);
              assertThat(gap.message()).contains("127.0.0.1:" + nobody).doesNotContain("\n");
              assertThat(gap.remedy()).contains("127.0.0.1:" + nobody);
            });
  }

  @Test
  void a_wrong_password_is_denied_and_not_repeated() throws Exception {
    Collected scan = failing(server.url("shop", "bare", "hush-hush"));
    assertThat(scan.gaps()).extracting(Gap::cause).containsOnly(Cause.DENIED);
    assertThat(scan.gaps().get(0).remedy()).contains("PGPASSWORD");
  }

  @Test
  void a_server_that_admits_only_tls_says_so() throws Exception {
    try (PostgresServer strict =
        PostgresServer.builder().tls().hba("hostssl all all 127.0.0.1/32 scram-sha-256").start()) {
      Collected scan = failing(strict.url("postgres") + "?sslmode=disable");
      assertThat(scan.gaps()).extracting(Gap::cause).containsOnly(Cause.DENIED);
      assertThat(scan.gaps().get(0).remedy()).contains("pg_hba.conf", "sslmode=require");
    }
  }

  @Test
  void a_missing_password_says_where_to_give_it() throws Exception {
    Collected scan = failing("postgresql://bare@127.0.0.1:" + server.port() + "/shop");
    assertThat(scan.gaps()).extracting(Gap::cause).containsOnly(Cause.DENIED);
    assertThat(scan.gaps().get(0).remedy()).contains("PGPASSWORD").contains(".pgpass");
  }

  @Test
  void a_database_that_is_not_there_is_named() throws Exception {
    Collected scan = failing(server.url("shoop", "bare", PASSWORD));
    assertThat(scan.gaps()).extracting(Gap::cause).containsOnly(Cause.UNAVAILABLE);
    assertThat(scan.gaps().get(0).message()).contains("shoop");
  }

  @Test
  void a_database_that_does_not_admit_the_role_comes_with_the_grant() throws Exception {
    Collected scan = failing(server.url("closed", "bare", PASSWORD));
    assertThat(scan.gaps()).extracting(Gap::cause).containsOnly(Cause.DENIED);
    assertThat(scan.gaps().get(0).remedy())
        .isEqualTo("GRANT CONNECT ON DATABASE \"closed\" TO \"bare\";");
  }

  @Test
  void a_server_without_tls_is_told_from_one_that_is_away() throws Exception {
    Collected scan = failing(server.url("shop") + "?sslmode=require");
    assertThat(scan.gaps()).extracting(Gap::cause).containsOnly(Cause.UNREACHABLE);
    assertThat(scan.gaps().get(0).message()).contains("SSL");
    assertThat(scan.gaps().get(0).remedy()).contains("sslmode");
  }

  @Test
  void a_certificate_that_is_not_trusted_is_refused_and_the_right_root_accepted() throws Exception {
    try (PostgresServer tls = Estate.fill(PostgresServer.builder().tls().start())) {
      String strict = tls.url("shop") + "?sslmode=verify-full&sslrootcert=";
      Collected trusted = Collected.from(strict + tls.certificate(), Bounds.DEFAULT, f -> {});
      assertThat(trusted.gaps()).isEmpty();
      assertThat(trusted.source().details()).containsEntry("scan_session_ssl", "true");
      try (PostgresServer stranger = PostgresServer.builder().tls().start()) {
        Collected scan = failing(strict + stranger.certificate());
        assertThat(scan.gaps()).extracting(Gap::cause).containsOnly(Cause.UNREACHABLE);
        assertThat(scan.gaps().get(0).remedy()).contains("sslrootcert");
      }
    }
  }

  @Test
  void the_facts_of_a_server_are_read_once_by_the_first_database_that_answers() throws Exception {
    List<Collected> scans =
        Collected.from(
            List.of(server.url("shoop"), server.url("shop"), server.url("postgres")),
            Bounds.DEFAULT,
            f -> {});
    assertThat(scans.get(0).gaps()).extracting(Gap::kind).doesNotContain("postgresql.Role");
    assertThat(scans.get(0).gapsOf("Relation")).hasSize(1);
    assertThat(scans.get(1).ofKind("Role")).isNotEmpty();
    assertThat(scans.get(2).ofKind("Role")).isEmpty();
    assertThat(scans.get(2).ofKind("Schema")).isNotEmpty();
    assertThat(scans.get(2).source().details()).containsEntry("provider", "postgresql");
  }

  @Test
  void a_server_of_which_no_database_answers_has_its_gaps_once() throws Exception {
    List<Collected> scans =
        Collected.from(List.of(server.url("shoop"), server.url("shooop")), Bounds.DEFAULT, f -> {});
    assertThat(scans.stream().flatMap(s -> s.gapsOf("Role").stream())).hasSize(1);
    assertThat(scans.stream().flatMap(s -> s.gapsOf("Relation").stream())).hasSize(2);
  }

  private static Bounds rows(int rows) {
    Bounds d = Bounds.DEFAULT;
    return new Bounds(d.connect(), d.statement(), d.lock(), d.total(), rows, d.connections());
  }

  private static Collected failing(String url) throws Exception {
    Collected scan = Collected.from(url, Bounds.DEFAULT, f -> {});
    assertThat(scan.facts()).isEmpty();
    assertThat(scan.text()).doesNotContain("hush-hush").doesNotContain(server.password());
    return scan;
  }

  private static Cause cause(Connection c, String... sql) {
    try (Statement s = c.createStatement()) {
      for (String statement : sql) {
        s.execute(statement);
      }
    } catch (SQLException e) {
      return Trouble.of(e).cause();
    }
    throw new AssertionError("nothing failed");
  }
}
