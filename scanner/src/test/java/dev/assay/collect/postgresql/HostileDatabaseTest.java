package dev.assay.collect.postgresql;

import static dev.assay.collect.postgresql.Estate.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.fixtures.postgresql.PostgresServer;
import dev.assay.report.Gap;
import dev.assay.report.Gap.Cause;
import dev.assay.snapshot.Fact;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever owns a database may lay traps in it for those who look around with higher rights. */
class HostileDatabaseTest {
  /** Everything that a careless statement of ours could find in place of the catalog's own. */
  private static final String TRAPS =
      """
      CREATE SCHEMA trap; GRANT ALL ON SCHEMA trap TO PUBLIC;
      CREATE SEQUENCE trap.sprung; GRANT ALL ON trap.sprung TO PUBLIC;
      DO $do$
      DECLARE f record; arguments text; body text;
      BEGIN
        FOR f IN SELECT DISTINCT p.proname, pg_get_function_identity_arguments(p.oid) AS arguments, pg_get_function_result(p.oid) AS result
                 FROM pg_proc p
                 WHERE p.pronamespace = 'pg_catalog'::regnamespace AND p.prokind = 'f' AND p.provariadic = 0 AND p.proargmodes IS NULL AND NOT p.proretset
                   AND (p.proname ~ '^(pg_|has_|current_setting|regexp_|array_|string_to|left|lower|upper|substr|split_part|replace|coalesce|length|position|strpos|md5|age|concat|btrim|ltrim|to_json|quote_)'
                        OR p.oid IN (SELECT oprcode FROM pg_operator))
                   AND NOT EXISTS (SELECT 1 FROM unnest(p.proargtypes) t WHERE t IN (SELECT oid FROM pg_type WHERE typtype = 'p'))
                   AND p.prorettype NOT IN (SELECT oid FROM pg_type WHERE typtype = 'p')
        LOOP
          BEGIN
            EXECUTE format('CREATE FUNCTION trap.%I(%s) RETURNS %s LANGUAGE plpgsql AS %L', f.proname, f.arguments, f.result,
                           'BEGIN PERFORM pg_catalog.nextval(''trap.sprung''); RAISE EXCEPTION ''sprung''; END');
          EXCEPTION WHEN OTHERS THEN NULL;
          END;
        END LOOP;
        FOR f IN SELECT o.oprname, o.oprleft::regtype::text AS l, o.oprright::regtype::text AS r, p.proname
                 FROM pg_operator o JOIN pg_proc p ON p.oid = o.oprcode
                 WHERE o.oprleft IN ('name'::regtype, 'text'::regtype, 'oid'::regtype, 'int8'::regtype, 'int4'::regtype, '"char"'::regtype, 'int2'::regtype)
                   AND o.oprright = o.oprleft
        LOOP
          BEGIN
            EXECUTE format('CREATE OPERATOR trap.%s (FUNCTION = trap.%I, LEFTARG = %s, RIGHTARG = %s)', f.oprname, f.proname, f.l, f.r);
          EXCEPTION WHEN OTHERS THEN NULL;
          END;
        END LOOP;
      END $do$;
      CREATE VIEW trap.pg_class AS SELECT 1 / 0 AS oid;
      CREATE VIEW trap.pg_roles AS SELECT NULL::oid AS oid, 'nobody'::name AS rolname, false AS rolsuper;
      CREATE VIEW trap.pg_settings AS SELECT 'ssl'::text AS name, 'on'::text AS setting;
      CREATE VIEW trap.pg_policy AS SELECT NULL::oid AS oid WHERE false;
      CREATE FUNCTION trap.shows() RETURNS boolean LANGUAGE plpgsql COST 0.0001 AS
        $$ BEGIN PERFORM pg_catalog.nextval('trap.sprung'); RAISE EXCEPTION 'sprung'; END $$;
      DO $do$
      DECLARE catalog text;
      BEGIN
        FOREACH catalog IN ARRAY ARRAY['pg_database', 'pg_index', 'pg_constraint', 'pg_trigger', 'pg_stats', 'pg_locks', 'pg_stat_activity', 'pg_hba_file_rules'] LOOP
          EXECUTE format('CREATE TABLE trap.%I (oid oid, relname name)', catalog);
          EXECUTE format('INSERT INTO trap.%I VALUES (1, ''a'')', catalog);
          EXECUTE format('ALTER TABLE trap.%I ENABLE ROW LEVEL SECURITY', catalog);
          EXECUTE format('ALTER TABLE trap.%I FORCE ROW LEVEL SECURITY', catalog);
          EXECUTE format('CREATE POLICY springs ON trap.%I USING (trap.shows())', catalog);
        END LOOP;
      END $do$;
      GRANT SELECT ON ALL TABLES IN SCHEMA trap TO PUBLIC;
      ALTER ROLE monitor SET search_path = trap, pg_catalog;
      ALTER ROLE monitor SET default_transaction_read_only = off;
      ALTER ROLE monitor SET lock_timeout = '1ms';
      ALTER ROLE monitor SET row_security = off;
      ALTER ROLE monitor SET quote_all_identifiers = on;
      ALTER ROLE monitor SET standard_conforming_strings = off;
      ALTER ROLE monitor SET escape_string_warning = off;
      ALTER ROLE monitor SET "IntervalStyle" = 'sql_standard';
      ALTER ROLE monitor SET "DateStyle" = 'German, DMY';
      ALTER ROLE monitor SET extra_float_digits = -15;
      ALTER ROLE monitor SET bytea_output = 'escape';
      ALTER ROLE monitor SET client_encoding = 'LATIN1';
      ALTER ROLE monitor SET enable_seqscan = off;
      ALTER ROLE monitor SET lc_messages = 'C'""";

  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void what_lies_in_wait_is_never_called(int major) throws Exception {
    try (PostgresServer server = Estate.start(major)) {
      Map<String, Long> undisturbed = kinds(Collected.from(server, "monitor", PASSWORD));
      server.execute("shop", TRAPS);
      try (Connection c = server.connect("shop");
          Statement s = c.createStatement()) {
        assertThat(
                number(s, "SELECT count(*) FROM pg_proc WHERE pronamespace = 'trap'::regnamespace"))
            .isGreaterThan(200);
        assertThat(
                number(
                    s,
                    "SELECT count(*) FROM pg_operator WHERE oprnamespace = 'trap'::regnamespace"))
            .isGreaterThan(40);

        Collected scan = Collected.from(server, "monitor", PASSWORD);

        assertThat(scan.gaps()).extracting(Gap::cause).containsOnly(Cause.DENIED);
        assertThat(number(s, "SELECT count(*) FROM trap.sprung WHERE is_called")).isZero();
        assertThat(scan.ofKind("Policy"))
            .extracting(Fact::id)
            .anyMatch(id -> id.endsWith("/shop/trap/pg_database/policies/springs"));
        Map<String, Long> disturbed = kinds(scan);
        assertThat(disturbed.keySet()).containsAll(undisturbed.keySet());
        for (String kind : new String[] {"Role", "Relation", "Policy", "Index", "Extension"}) {
          assertThat(disturbed.get("postgresql." + kind))
              .as(kind)
              .isGreaterThanOrEqualTo(undisturbed.get("postgresql." + kind));
        }
      }
    }
  }

  @Test
  void limits_of_the_role_do_not_cut_a_scan_which_has_its_own() throws Exception {
    try (PostgresServer server = Estate.start(17)) {
      server.execute(
          "shop",
          "ALTER ROLE monitor SET transaction_timeout = '2s';"
              + "ALTER ROLE monitor SET idle_in_transaction_session_timeout = '2s'");
      AtomicBoolean waited = new AtomicBoolean();
      Collected scan =
          Collected.from(
              server.url("shop", "monitor", PASSWORD),
              Bounds.DEFAULT,
              fact -> {
                if (waited.compareAndSet(false, true)) {
                  pause(Duration.ofMillis(2500));
                }
              });
      assertThat(waited).isTrue();
      assertThat(scan.gaps()).extracting(Gap::cause).containsOnly(Cause.DENIED);
      assertThat(scan.ofKind("Index")).isNotEmpty();
    }
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static Map<String, Long> kinds(Collected scan) {
    Map<String, Long> kinds = new TreeMap<>();
    scan.facts().forEach(fact -> kinds.merge(fact.kind(), 1L, Long::sum));
    return kinds;
  }

  private static long number(Statement s, String sql) throws Exception {
    try (ResultSet r = s.executeQuery(sql)) {
      r.next();
      return r.getLong(1);
    }
  }
}
