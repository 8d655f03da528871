package dev.assay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.audit.Audit;
import dev.assay.collect.Collector;
import dev.assay.collect.postgresql.Bounds;
import dev.assay.collect.postgresql.ConnectionTarget;
import dev.assay.collect.postgresql.PostgresCollector;
import dev.assay.fixtures.postgresql.PostgresServer;
import dev.assay.report.Finding;
import dev.assay.report.Gap;
import dev.assay.report.Source;
import dev.assay.report.Verdict;
import dev.assay.rulepack.Parameters;
import dev.assay.rulepack.Profile;
import dev.assay.rulepack.RulePack;
import dev.assay.snapshot.Fact;
import dev.assay.snapshot.Sink;
import dev.assay.snapshot.Snapshot;
import dev.assay.snapshot.SnapshotHeader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Schemas that others keep well, loaded fresh: the default profile has little to say of them.
 * {@code -Dschemas=FOLDER} adds the {@code .sql} files of a folder.
 */
class CleanSchemaTest {
  private static final int FEW = 15;
  private static final RulePack PACK = RulePack.bundled().select(Profile.DEFAULT::has);

  @TestFactory
  Stream<DynamicTest> a_fresh_well_kept_schema_has_few_findings() throws Exception {
    Map<String, String> schemas = new LinkedHashMap<>();
    schemas.put("quartz", resource("/org/quartz/impl/jdbcjobstore/tables_postgres.sql"));
    schemas.put("lending", resource("lending.sql"));
    String folder = System.getProperty("schemas");
    if (folder != null) {
      try (Stream<Path> files = Files.list(Path.of(folder))) {
        for (Path file : files.sorted().toList()) {
          schemas.put(String.valueOf(file.getFileName()), Files.readString(file));
        }
      }
    }
    return schemas.entrySet().stream()
        .map(e -> DynamicTest.dynamicTest(e.getKey(), () -> judge(e.getValue())));
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = CleanSchemaTest.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
    }
  }

  private static void judge(String sql) throws Exception {
    try (PostgresServer server = PostgresServer.start(PostgresServer.DEFAULT_MAJOR)) {
      server.execute(
          "postgres",
          """
          CREATE ROLE keeper;
          CREATE ROLE scan LOGIN PASSWORD 'scan 4 ever' IN ROLE pg_monitor;
          CREATE DATABASE app OWNER keeper;
          REVOKE ALL ON DATABASE app FROM PUBLIC;
          GRANT CONNECT ON DATABASE app TO scan""");
      server.execute("app", "SET ROLE keeper;\n" + sql);

      List<String> found = new ArrayList<>();
      int passed = 0;
      for (Finding finding : findings(server)) {
        String id = finding.resource().id();
        if (finding.verdict() == Verdict.FAIL && (id.contains("/app/") || id.endsWith("/app"))) {
          found.add(finding.rule() + " " + id + ": " + finding.message());
        }
        passed += finding.verdict() == Verdict.PASS && id.contains("/app/") ? 1 : 0;
      }
      assertThat(passed).as("checks that looked and passed").isGreaterThan(50);
      assertThat(found).hasSizeLessThan(FEW);
    }
  }

  private static List<Finding> findings(PostgresServer server) throws Exception {
    ConnectionTarget target =
        ConnectionTarget.parse(server.url("app", "scan", "scan 4 ever"), Map.of());
    List<Source> sources = new ArrayList<>();
    List<Fact> facts = new ArrayList<>();
    List<Gap> gaps = new ArrayList<>();
    Sink sink =
        new Sink() {
          @Override
          public synchronized void fact(Fact fact) {
            facts.add(fact);
          }

          @Override
          public synchronized void gap(Gap gap) {
            gaps.add(gap);
          }
        };
    for (Collector collector :
        PostgresCollector.of(List.of(target), Bounds.DEFAULT, kind -> true)) {
      sources.add(collector.collect(sink));
    }
    Instant now = Instant.now();
    Snapshot snapshot = Snapshot.of(new SnapshotHeader("", now), sources, gaps, facts);
    return new Audit("", PACK, Parameters.defaults()).of(snapshot, now).findings();
  }
}
