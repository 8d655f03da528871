package dev.assay.collect.postgresql;

import static dev.assay.collect.postgresql.Estate.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.fixtures.postgresql.PostgresServer;
import dev.assay.report.Gap;
import dev.assay.report.Gap.Cause;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From PostgreSQL 17 on a database may run code whenever somebody logs in; a scan logs in. */
class LoginTriggersTest {
  private PostgresServer server;

  @BeforeEach
  void start() throws Exception {
    server = Estate.start(17);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void one_that_raises_keeps_the_scan_out_and_the_gaps_say_where_to_look() throws Exception {
    onLogin("RAISE EXCEPTION 'closed for audit'");

    Collected scan = Collected.from(server, "monitor", PASSWORD);

    assertThat(scan.facts()).isEmpty();
    assertThat(scan.gaps())
        .hasSameSizeAs(scan.source().kinds())
        .allSatisfy(
            gap -> {
              assertThat(gap.cause()).isEqualTo(Cause.FAILED);
              assertThat(gap.message()).contains("closed for audit");
              assertThat(gap.remedy()).contains("triggers on login");
            });
  }

  @Test
  void one_that_never_ends_is_given_up() throws Exception {
    onLogin("PERFORM pg_sleep(86400)");

    Collected scan =
        Collected.from(
            server.url("shop", "monitor", PASSWORD),
            Bounds.DEFAULT.withConnect(Duration.ofSeconds(1)),
            fact -> {});

    assertThat(scan.facts()).isEmpty();
    assertThat(scan.gaps())
        .hasSameSizeAs(scan.source().kinds())
        .extracting(Gap::cause)
        .containsOnly(Cause.UNREACHABLE);
  }

  @Test
  void one_that_writes_and_sets_changes_nothing_of_what_is_read() throws Exception {
    Collected before = Collected.from(server, "monitor", PASSWORD);
    onLogin(
        """
        INSERT INTO trap.logins VALUES (session_user);
        SET search_path = trap, pg_catalog;
        SET default_transaction_isolation = 'read committed';
        SET standard_conforming_strings = off;
        SET statement_timeout = '1ms'; SET lock_timeout = '1ms'""");

    Collected scan = Collected.from(server, "monitor", PASSWORD);

    assertThat(scan.gaps()).isEqualTo(before.gaps());
    for (String kind : new String[] {"Role", "Policy", "Index", "TableColumns"}) {
      assertThat(scan.ofKind(kind))
          .as(kind)
          .hasSizeGreaterThanOrEqualTo(before.ofKind(kind).size());
    }
    assertThat(scan.ofKind("EventTrigger"))
        .hasSizeGreaterThan(before.ofKind("EventTrigger").size());
    try (Connection c = server.connect("shop");
        Statement s = c.createStatement();
        // One of the scan's sessions for each row: nothing else of it was written.
        ResultSet r = s.executeQuery("SELECT count(*) FROM trap.logins WHERE role = 'monitor'")) {
      r.next();
      assertThat(r.getInt(1)).isBetween(1, 2);
    }
  }

  /** As a superuser would set it up, for the scan's role alone. */
  private void onLogin(String statements) throws Exception {
    server.execute(
        "shop",
        """
        CREATE SCHEMA trap; GRANT USAGE ON SCHEMA trap TO PUBLIC;
        CREATE TABLE trap.logins (role name); GRANT INSERT ON trap.logins TO PUBLIC;
        CREATE VIEW trap.pg_roles AS SELECT 1 / 0 AS oid; GRANT SELECT ON trap.pg_roles TO PUBLIC;
        CREATE FUNCTION trap.on_login() RETURNS event_trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF session_user = 'monitor' THEN
            %s;
          END IF;
        END $$;
        CREATE EVENT TRIGGER on_login ON login EXECUTE FUNCTION trap.on_login();
        ALTER EVENT TRIGGER on_login ENABLE ALWAYS"""
            .formatted(statements));
  }
}
