package dev.assay.collect.postgresql;

import static dev.assay.collect.postgresql.Estate.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.assay.fixtures.postgresql.ApplicationSessions;
import dev.assay.fixtures.postgresql.PostgresServer;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.report.Gap;
import dev.assay.report.Gap.Cause;
import dev.assay.snapshot.Fact;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A role that sees less gives the same facts for what it sees, and a gap for the rest. */
class PrivilegesTest {
  private static final String READ_ALL = "GRANT pg_read_all_data TO \"bare\";";

  /** What changes from one scan to the next, or tells who scans. */
  private static final Set<String> VOLATILE =
      Set.of(
          "uptime_s",
          "stats_age_s",
          "stats_reset_age_s",
          "configuration_age_s",
          "valid_for_s",
          "oldest_session_s",
          "max_idle_s",
          "vacuum_age_s",
          "analyze_age_s",
          "last_scan_s",
          "xact_commit",
          "xact_rollback",
          "blks_hit",
          "blks_read",
          "size_bytes",
          "xid_age",
          "scans",
          "idx_scans",
          "covered_ahead_s",
          "oldest_age_s",
          "seq_scans",
          "seq_tup_read",
          "timed",
          "requested",
          "retained_bytes",
          "inactive_s");

  private static PostgresServer server;
  private static ApplicationSessions sessions;
  private static Collected superuser;

  @BeforeAll
  static void start() throws Exception {
    server = Estate.start(17);
    sessions = new ApplicationSessions(server);
    sessions.open("shop", "guest", PASSWORD, "checkout", "disable");
    Estate.awaitSessions(server, 1);
    superuser = Collected.from(server);
  }

  /** Sessions that are just ending would show as groups of their own. */
  @BeforeEach
  void settle() throws Exception {
    Estate.awaitSessions(server, 1);
  }

  @AfterAll
  static void stop() throws Exception {
    sessions.close();
    server.close();
  }

  @Test
  void pg_monitor_sees_what_a_superuser_sees() throws Exception {
    Collected monitor = Collected.from(server, "monitor", PASSWORD);
    // No grant shows the options of another role's user mapping, and none should show passwords:
    // a superuser may lend views that do without showing them.
    assertThat(monitor.gaps())
        .extracting(Gap::kind)
        .containsExactlyInAnyOrder(
            "postgresql.ForeignServer.mappings_with_secret", "postgresql.RolePassword");
    Map<String, RegoObject> seen = comparable(monitor);
    Map<String, RegoObject> all = comparable(superuser);
    for (Map<String, RegoObject> each : List.of(seen, all)) {
      each.keySet().removeIf(id -> id.endsWith("/foreignServers/elsewhere"));
    }
    assertSame(seen, all);
  }

  @Test
  void a_bare_role_has_a_gap_with_the_grant_for_each_thing_hidden_from_it() throws Exception {
    Collected bare = Collected.from(server, "bare", PASSWORD);
    String root = "postgresql://127.0.0.1:" + server.port();

    assertThat(bare.gaps())
        .extracting(Gap::kind, Gap::scope, Gap::cause, Gap::remedy)
        .containsExactlyInAnyOrder(
            tuple(
                "postgresql.Settings.restricted",
                root + "/-/settings",
                Cause.DENIED,
                "GRANT pg_read_all_settings TO \"bare\";"),
            tuple(
                "postgresql.Database.size_bytes",
                root + "/closed",
                Cause.DENIED,
                "GRANT pg_read_all_stats TO \"bare\";"),
            tuple(
                "postgresql.HbaRule",
                root,
                Cause.DENIED,
                "GRANT SELECT ON pg_catalog.pg_hba_file_rules TO \"bare\";"
                    + " GRANT EXECUTE ON FUNCTION pg_catalog.pg_hba_file_rules() TO \"bare\";"),
            tuple(
                "postgresql.RolePassword",
                root,
                Cause.DENIED,
                "Run once, as a superuser, what assay doctor --grants prints: a view that shows how"
                    + " passwords are stored, and never one."
                    + " Or --skip PG-AUTH-002,PG-AUTH-003,PG-AUTH-004."),
            tuple(
                "postgresql.SessionGroup",
                root + "/-/sessions/guest/shop",
                Cause.DENIED,
                "GRANT pg_read_all_stats TO \"bare\";"),
            tuple(
                "postgresql.Tablespace.inside_data_directory",
                root + "/-/tablespaces/attic",
                Cause.DENIED,
                "GRANT pg_read_all_settings TO \"bare\";"),
            tuple(
                "postgresql.ForeignServer.mappings_with_secret",
                root + "/shop/-/foreignServers/elsewhere",
                Cause.DENIED,
                "Run once, as a superuser, what assay doctor --grants prints: a view that shows"
                    + " whether mappings keep a secret, and never which."
                    + " Where nobody is superuser, --skip PG-EXT-005."),
            tuple("postgresql.WalDirectory", root, Cause.DENIED, "GRANT pg_monitor TO \"bare\";"),
            tuple(
                "postgresql.CronJob",
                root + "/shop",
                Cause.DENIED,
                "GRANT USAGE ON SCHEMA cron TO \"bare\"; GRANT SELECT ON cron.job TO \"bare\";"
                    + " ALTER ROLE \"bare\" BYPASSRLS;"),
            tuple(
                "postgresql.Sequence.last_value",
                root + "/shop/app/ticket_no_seq",
                Cause.DENIED,
                READ_ALL),
            tuple(
                "postgresql.TableBloat.expected_bytes",
                root + "/shop/app/ticket/bloat",
                Cause.DENIED,
                READ_ALL),
            tuple(
                "postgresql.RetentionColumn.oldest_age_s",
                root + "/shop/app/audit_log/retention/created_at",
                Cause.DENIED,
                READ_ALL),
            tuple(
                "postgresql.RetentionColumn.oldest_age_s",
                root + "/shop/app/event/retention/at",
                Cause.DENIED,
                READ_ALL));
    assertThat(bare.data("SessionGroup", "/guest/shop"))
        .hasToString(
            "{\"database\": \"shop\", \"masked\": 1, \"role\": \"guest\", \"sessions\": 1}");

    Map<String, RegoObject> seen = comparable(bare);
    Map<String, RegoObject> all = comparable(superuser);
    for (String part :
        Set.of(
            "/-/hba/1",
            "/-/settings",
            "/-/sessions/guest/shop",
            "/-/tablespaces/attic",
            "/-/wal",
            "/shop/-/cronJobs/1",
            "/shop/app/ticket_no_seq",
            "/shop/app/ticket/bloat",
            "/shop/app/audit_log/retention/created_at",
            "/shop/app/event/retention/at",
            "/shop/-/foreignServers/elsewhere")) {
      seen.remove(root + part);
      all.remove(root + part);
    }
    assertSame(seen, all);
  }

  @Test
  void only_a_superusers_view_is_believed_about_what_superusers_see() throws Exception {
    server.execute(
        "shop",
        """
        GRANT CREATE ON DATABASE shop TO guest;
        SET ROLE guest;
        CREATE SCHEMA assay;
        GRANT USAGE ON SCHEMA assay TO bare;
        CREATE VIEW assay.role_passwords AS SELECT 'app'::text AS role, 'scram-sha-256' AS method, 9999 AS scram_iterations, false AS known_weak;
        GRANT SELECT ON assay.role_passwords TO bare;
        RESET ROLE""");
    try {
      assertThat(Collected.from(server, "bare", PASSWORD).gapsOf("RolePassword")).hasSize(1);
      server.execute("shop", "ALTER VIEW assay.role_passwords OWNER TO postgres");
      assertThat(Collected.from(server, "bare", PASSWORD).gapsOf("RolePassword")).hasSize(1);
      server.execute("shop", "ALTER SCHEMA assay OWNER TO postgres");
      assertThat(Collected.from(server, "bare", PASSWORD).gapsOf("RolePassword")).isEmpty();
    } finally {
      server.execute(
          "shop", "DROP SCHEMA assay CASCADE; REVOKE CREATE ON DATABASE shop FROM guest");
    }
  }

  @Test
  void the_gap_of_the_settings_names_what_is_hidden_and_nothing_else() throws Exception {
    Collected bare = Collected.from(server, "bare", PASSWORD);
    Set<String> hidden = names(superuser.data("Settings", ""));
    hidden.removeAll(names(bare.data("Settings", "")));
    assertThat(hidden).contains("shared_preload_libraries", "ssl_min_protocol_version");

    String message = bare.gapsOf("Settings.restricted").get(0).message();
    Set<String> named =
        new TreeSet<>(
            Set.of(
                message
                    .substring(message.indexOf(": ") + 2, message.indexOf(", and what else"))
                    .split(", ")));
    assertThat(hidden).containsAll(named);
    // Names of single versions are left to "what else": they differ between minor releases.
    hidden.removeAll(named);
    assertThat(hidden).isSubsetOf("output_plugin_libraries", "ssl_ecdh_curve");
  }

  @Test
  void a_catalog_that_was_taken_from_public_is_named_with_its_grant() throws Exception {
    server.execute("shop", "REVOKE SELECT ON pg_catalog.pg_policy FROM PUBLIC");
    try {
      Collected bare = Collected.from(server, "bare", PASSWORD);
      assertThat(bare.gapsOf("Policy"))
          .singleElement()
          .satisfies(
              gap -> {
                assertThat(gap.cause()).isEqualTo(Cause.DENIED);
                assertThat(gap.scope()).endsWith("/shop");
                assertThat(gap.remedy())
                    .isEqualTo("GRANT SELECT ON pg_catalog.pg_policy TO \"bare\";");
              });
      assertThat(bare.ofKind("Index")).hasSameSizeAs(superuser.ofKind("Index"));
    } finally {
      server.execute("shop", "GRANT SELECT ON pg_catalog.pg_policy TO PUBLIC");
    }
  }

  /** Resource by resource, so that a failure names the one that differs. */
  private static void assertSame(Map<String, RegoObject> actual, Map<String, RegoObject> expected) {
    assertThat(actual).containsOnlyKeys(expected.keySet());
    actual.forEach((id, data) -> assertThat(data).as(id).isEqualTo(expected.get(id)));
  }

  private static Set<String> names(RegoObject data) {
    Set<String> names = new TreeSet<>();
    data.forEach((key, value) -> names.add(((RegoString) key).value()));
    return names;
  }

  private static Map<String, RegoObject> comparable(Collected scan) {
    Map<String, RegoObject> byId = new TreeMap<>();
    for (Fact fact : scan.facts()) {
      // How passwords are stored only superusers see. Sessions of this test's own may be just
      // ending.
      if (fact.kind().equals("postgresql.Server")
          || fact.kind().equals("postgresql.RolePassword")
          || fact.id().endsWith("/-/sessions/postgres/postgres")) {
        continue;
      }
      RegoObject.Builder rest = new RegoObject.Builder();
      fact.data()
          .forEach(
              (key, value) -> {
                if (!VOLATILE.contains(((RegoString) key).value())) {
                  rest.put(key, value);
                }
              });
      byId.put(fact.id(), rest.build());
    }
    return byId;
  }
}
