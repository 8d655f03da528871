package dev.assay.collect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.assay.audit.Audit;
import dev.assay.fixtures.postgresql.PostgresServer;
import dev.assay.fixtures.postgresql.SampleDatabase;
import dev.assay.report.AuditReport;
import dev.assay.report.Finding;
import dev.assay.report.Verdict;
import dev.assay.rulepack.Parameters;
import dev.assay.rulepack.RulePack;
import dev.assay.snapshot.Snapshot;
import dev.assay.snapshot.SnapshotHeader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The findings of some rules are, one for one, what a query written by hand for the same question
 * finds in the catalogs: on the messy sample, and on schemas made at random.
 */
class AgreementTest {
  private static final int RANDOM_TABLES = 150;
  private static final String OWN =
      " n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema' ";

  /**
   * A question.
   *
   * @param message of the findings that are compared; empty: of all
   * @param sql gives schema, table, and the name of the thing after {@code segment}
   */
  private record Question(String rule, String message, String segment, String sql) {}

  private static final List<Question> QUESTIONS =
      List.of(
          new Question(
              "PG-IDX-001",
              "",
              "foreignKeys",
              """
              SELECT n.nspname, c.relname, k.conname
              FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
              WHERE k.contype = 'f' AND k.conparentid = 0 AND NOT EXISTS (
                SELECT 1 FROM pg_index i WHERE i.indrelid = k.conrelid AND i.indisvalid AND i.indnkeyatts >= cardinality(k.conkey)
                  AND coalesce(pg_get_expr(i.indpred, i.indrelid), '') IN (
                    SELECT '' UNION SELECT format('(%I IS NOT NULL)', t.attname) FROM pg_attribute t WHERE t.attrelid = k.conrelid AND t.attnum = ANY (k.conkey))
                  AND (SELECT array_agg(u.x ORDER BY u.x) FROM unnest(string_to_array(i.indkey::text, ' ')::int2[]) WITH ORDINALITY u(x, o)
                       WHERE u.o <= cardinality(k.conkey))
                    = (SELECT array_agg(u.x ORDER BY u.x) FROM unnest(k.conkey) u(x))) AND\
              """),
          new Question(
              "PG-SCHEMA-001",
              "",
              "",
              """
              SELECT n.nspname, c.relname, NULL FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
              WHERE c.relkind IN ('r', 'p') AND c.relpersistence <> 't'
                AND NOT EXISTS (SELECT 1 FROM pg_inherits h JOIN pg_partitioned_table p ON p.partrelid = h.inhparent WHERE h.inhrelid = c.oid)
                AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'p') AND\
              """),
          new Question(
              "PG-IDX-003",
              "",
              "indexes",
              """
              WITH i AS (
                SELECT x.*, a.amname, pg_get_expr(x.indexprs, x.indrelid) AS ex, pg_get_expr(x.indpred, x.indrelid) AS pr, ic.relname AS name,
                       ic.relispartition AS part, EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = x.indexrelid) AS backs
                FROM pg_index x JOIN pg_class ic ON ic.oid = x.indexrelid JOIN pg_am a ON a.oid = ic.relam WHERE x.indisvalid)
              SELECT DISTINCT n.nspname, c.relname, a.name
              FROM i a JOIN i b ON b.indrelid = a.indrelid AND b.indexrelid <> a.indexrelid AND b.amname = a.amname
                AND b.indkey::text = a.indkey::text AND b.indnkeyatts = a.indnkeyatts AND b.indclass::text = a.indclass::text
                AND b.indcollation::text = a.indcollation::text AND b.indoption::text = a.indoption::text
                AND b.ex IS NOT DISTINCT FROM a.ex AND b.pr IS NOT DISTINCT FROM a.pr
              JOIN pg_class c ON c.oid = a.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
              WHERE NOT a.part AND NOT a.indisexclusion AND (b.indisunique OR NOT a.indisunique)
                AND (b.indisunique AND NOT a.indisunique
                     OR ROW(b.indisprimary, b.backs, -b.indexrelid::bigint) > ROW(a.indisprimary, a.backs, -a.indexrelid::bigint)) AND\
              """),
          new Question(
              "PG-IDX-002",
              "",
              "indexes",
              """
              SELECT n.nspname, c.relname, ic.relname
              FROM pg_stat_all_indexes s JOIN pg_index i ON i.indexrelid = s.indexrelid JOIN pg_class ic ON ic.oid = i.indexrelid
              JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_stat_all_tables t ON t.relid = c.oid
              WHERE s.idx_scan = 0 AND t.seq_scan + coalesce(t.idx_scan, 0) > 0 AND NOT i.indisunique AND NOT i.indisexclusion AND i.indisvalid
                AND NOT i.indisreplident AND NOT i.indisclustered AND NOT ic.relispartition AND ic.relkind = 'i'
                AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conrelid = i.indrelid AND k.contype = 'f' AND i.indkey[0] = ANY (k.conkey)) AND\
              """),
          new Question(
              "PG-RLS-001",
              "",
              "",
              """
              SELECT DISTINCT n.nspname, c.relname, NULL FROM pg_policies p
              JOIN pg_namespace n ON n.nspname = p.schemaname JOIN pg_class c ON c.relname = p.tablename AND c.relnamespace = n.oid
              WHERE NOT c.relrowsecurity AND\
              """),
          new Question(
              "PG-RLS-002",
              "",
              "",
              """
              SELECT n.nspname, c.relname, NULL FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
              WHERE c.relkind IN ('r', 'p') AND c.relrowsecurity AND NOT c.relispartition
                AND NOT EXISTS (SELECT 1 FROM pg_policies p WHERE p.schemaname = n.nspname AND p.tablename = c.relname) AND\
              """),
          new Question(
              "PG-RLS-010",
              "",
              "",
              """
              SELECT DISTINCT n.nspname, v.relname, 'rls'
              FROM information_schema.view_table_usage u
              JOIN pg_namespace n ON n.nspname = u.view_schema JOIN pg_class v ON v.relname = u.view_name AND v.relnamespace = n.oid
              JOIN pg_namespace tn ON tn.nspname = u.table_schema JOIN pg_class t ON t.relname = u.table_name AND t.relnamespace = tn.oid
              JOIN pg_roles o ON o.oid = v.relowner
              WHERE v.relkind = 'v' AND t.relkind IN ('r', 'p') AND t.relrowsecurity
                AND NOT coalesce((SELECT option_value::bool FROM pg_options_to_table(v.reloptions) WHERE option_name = 'security_invoker'), false)
                AND (o.rolsuper OR o.rolbypassrls OR (t.relowner = v.relowner AND NOT t.relforcerowsecurity)) AND\
              """),
          new Question(
              "PG-FUNC-001",
              "It has no search_path of its own.",
              "functions",
              """
              SELECT n.nspname, NULL, p.proname || '(' || md5(pg_get_function_identity_arguments(p.oid)) || ')'
              FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
              WHERE p.prosecdef AND coalesce(array_to_string(p.proconfig, chr(10)), '') !~ '(^|\\n)search_path='
                AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e') AND\
              """));

  @TestFactory
  Stream<DynamicTest> on_the_messy_sample() throws Exception {
    try (SampleDatabase sample = SampleDatabase.messy(PostgresServer.DEFAULT_MAJOR)) {
      return compared(sample.server(), sample.database(), 0);
    }
  }

  @TestFactory
  Stream<DynamicTest> on_random_schemas() throws Exception {
    List<DynamicTest> tests = new ArrayList<>();
    for (int major : List.of(14, 18)) {
      try (PostgresServer server = PostgresServer.start(major)) {
        server.execute("postgres", "CREATE DATABASE random");
        try (Connection c = server.connect("random");
            Statement s = c.createStatement()) {
          for (String sql : randomSchema(new Random(major), major)) {
            s.execute(sql);
          }
        }
        compared(server, "random", 1).forEach(tests::add);
      }
    }
    return tests.stream();
  }

  /**
   * @param atLeast so many answers must each question have
   */
  private static Stream<DynamicTest> compared(PostgresServer server, String database, int atLeast)
      throws Exception {
    Collected scan = Collected.from(server.url(database), Bounds.DEFAULT, f -> {});
    Snapshot snapshot =
        Snapshot.of(
            new SnapshotHeader("", Instant.now()),
            List.of(scan.source()),
            scan.gaps(),
            scan.facts());
    RulePack pack = RulePack.bundled();
    Parameters parameters =
        Parameters.of(
            pack,
            Map.of(
                "PG-IDX-001.min_rows", "0",
                "PG-IDX-002.min_age_days", "0",
                "PG-IDX-002.min_bytes", "0"));
    AuditReport report = new Audit("", pack, parameters).of(snapshot, Instant.now());
    String root = "postgresql://127.0.0.1:" + server.port() + "/" + database + "/";
    List<DynamicTest> tests = new ArrayList<>();
    for (Question question : QUESTIONS) {
      Set<String> found = new TreeSet<>();
      for (Finding finding : report.findings()) {
        if (finding.rule().equals(question.rule())
            && finding.verdict() == Verdict.FAIL
            && finding.message().contains(question.message())
            && finding.resource().id().startsWith(root)) {
          found.add(finding.resource().id().substring(root.length()));
        }
      }
      Set<String> expected = answers(server, database, question);
      tests.add(
          dynamicTest(
              question.rule() + ": " + expected.size() + " in " + database,
              () -> assertThat(found).hasSizeGreaterThanOrEqualTo(atLeast).isEqualTo(expected)));
    }
    return tests.stream();
  }

  private static Set<String> answers(PostgresServer server, String database, Question question)
      throws SQLException {
    Set<String> ids = new TreeSet<>();
    try (Connection c = server.connect(database);
        Statement s = c.createStatement();
        ResultSet rows = s.executeQuery(question.sql() + OWN)) {
      while (rows.next()) {
        List<String> segments = new ArrayList<>();
        segments.add(ResourceIds.encode(rows.getString(1)));
        if (rows.getString(2) != null) {
          segments.add(ResourceIds.encode(rows.getString(2)));
        }
        if (rows.getString(3) != null) {
          if (!question.segment().isEmpty()) {
            segments.add(question.segment());
          }
          segments.add(ResourceIds.encode(rows.getString(3)));
        }
        ids.add(String.join("/", segments));
      }
    }
    return ids;
  }

  /** Tables with some of everything that the questions are about, in odd combinations. */
  private static List<String> randomSchema(Random random, int major) {
    List<String> sql =
        new ArrayList<>(List.of("CREATE SCHEMA \"odd schema/-\"", "CREATE ROLE keeper"));
    Map<String, String> keyed = new TreeMap<>();
    for (int i = 0; i < RANDOM_TABLES; i++) {
      String schema = random.nextInt(4) == 0 ? "\"odd schema/-\"" : "public";
      String table = schema + (random.nextInt(5) == 0 ? ".\"T " + i + ":%\"" : ".t" + i);
      boolean key = random.nextInt(3) > 0;
      sql.add(
          "CREATE TABLE %s (id bigint %s, a bigint, b bigint, c text)"
              .formatted(table, key ? "PRIMARY KEY" : random.nextBoolean() ? "UNIQUE" : ""));
      sql.add("INSERT INTO " + table + " VALUES (" + i + ", 1, 2, 'x')");
      if (key) {
        keyed.put(table, "id");
      }
      int indexes = random.nextInt(5);
      for (int k = 0; k < indexes; k++) {
        sql.add(
            "CREATE %sINDEX ON %s %s (%s)%s%s"
                .formatted(
                    random.nextInt(5) == 0 ? "UNIQUE " : "",
                    table,
                    "USING btree",
                    pick(
                        random,
                        "a",
                        "b",
                        "a, b",
                        "b, a",
                        "a DESC",
                        "c",
                        "lower(c)",
                        "c COLLATE \"C\""),
                    random.nextInt(6) == 0 ? " INCLUDE (id, b)" : "",
                    random.nextInt(3) == 0
                        ? pick(
                            random, " WHERE b > 0", " WHERE a IS NOT NULL", " WHERE b IS NOT NULL")
                        : ""));
      }
      for (String column : List.of("a", "b")) {
        if (random.nextInt(4) == 0 && !keyed.isEmpty()) {
          List<String> targets = new ArrayList<>(keyed.keySet());
          sql.add(
              "ALTER TABLE %s ADD CONSTRAINT \"fk %s\" FOREIGN KEY (%s) REFERENCES %s NOT VALID"
                  .formatted(table, column, column, targets.get(random.nextInt(targets.size()))));
        }
      }
      if (random.nextInt(4) == 0) {
        sql.add("CREATE POLICY p ON " + table + " USING (a = 1)");
      }
      if (random.nextInt(4) == 0) {
        sql.add("ALTER TABLE " + table + " ENABLE ROW LEVEL SECURITY");
      }
      if (random.nextInt(3) == 0) {
        String view = schema + ".v" + i;
        boolean asCaller = major >= 15 && random.nextBoolean();
        sql.add(
            "CREATE VIEW %s %s AS SELECT a FROM %s"
                .formatted(
                    view,
                    asCaller
                        ? "WITH (security_invoker = " + pick(random, "true", "off", "1") + ")"
                        : "",
                    table));
        sql.add("ALTER VIEW " + view + " OWNER TO " + pick(random, "keeper", "CURRENT_USER"));
        sql.add("ALTER TABLE " + table + " OWNER TO " + pick(random, "keeper", "CURRENT_USER"));
        sql.add(
            "ALTER TABLE " + table + pick(random, " FORCE", " NO FORCE") + " ROW LEVEL SECURITY");
      }
      if (random.nextInt(3) > 0) {
        sql.add("SELECT count(*) FROM " + table);
      }
      sql.add(
          "CREATE FUNCTION %s.f%d(%s) RETURNS int LANGUAGE sql %s %s AS 'SELECT 1'"
              .formatted(
                  schema,
                  i,
                  pick(random, "", "a text", "bigint, VARIADIC b text[]"),
                  random.nextBoolean() ? "SECURITY DEFINER" : "",
                  pick(
                      random,
                      "",
                      "SET work_mem = '4MB'",
                      "SET search_path = pg_catalog, pg_temp")));
    }
    sql.add("CREATE TABLE parts (id bigint, a bigint) PARTITION BY RANGE (id)");
    sql.add("CREATE TABLE part PARTITION OF parts DEFAULT");
    sql.add("CREATE INDEX ON parts (a)");
    sql.add("CREATE INDEX ON parts (a)");
    sql.add("ANALYZE");
    return sql;
  }

  private static String pick(Random random, String... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
