package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.fixtures.postgresql.ApplicationSessions;
import dev.assay.fixtures.postgresql.PostgresServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoctorTest {
  private static final String PASSWORD = "scan 4 ever";

  @ParameterizedTest
  @ValueSource(ints = {14, 15, 16, 17, 18})
  void what_its_script_grants_is_all_that_grants_can_give(int major) throws Exception {
    try (PostgresServer server = PostgresServer.start(major);
        ApplicationSessions sessions = new ApplicationSessions(server)) {
      server.execute(
          "postgres",
          """
          CREATE ROLE bare LOGIN PASSWORD 'scan 4 ever';
          CREATE ROLE clerk LOGIN PASSWORD 'scan 4 ever';
          CREATE DATABASE closed; REVOKE CONNECT ON DATABASE closed FROM PUBLIC;
          REVOKE SELECT ON pg_catalog.pg_policy FROM PUBLIC;
          CREATE TABLE ticket (id serial PRIMARY KEY, created_at timestamptz);
          CREATE FOREIGN DATA WRAPPER beyond;
          CREATE SERVER elsewhere FOREIGN DATA WRAPPER beyond;
          CREATE USER MAPPING FOR postgres SERVER elsewhere OPTIONS (password 'hush-hush')""");
      sessions.open("postgres", "clerk", PASSWORD, "checkout", "disable");

      Run before = doctor(server);
      assertThat(before.code()).as(before.err()).isEqualTo(3);
      assertThat(before.out())
          .contains("as bare: PostgreSQL " + major, "provider postgresql")
          .containsPattern("seen +postgresql.Role ")
          .containsPattern("partly +postgresql.Settings .*shared_preload_libraries")
          .containsPattern("partly +postgresql.SessionGroup ")
          .containsPattern("hidden +postgresql.Policy ")
          .contains("PG-TLS-002", "GRANT SELECT ON pg_catalog.pg_policy TO \"bare\";");

      String script = doctor(server, "--grants").out();
      assertThat(before.out()).endsWith(script);
      server.execute("postgres", script);

      Run after = doctor(server);
      assertThat(after.code()).as(after.out()).isZero();
      assertThat(after.out())
          .containsPattern("seen +postgresql.Policy ")
          .containsPattern("seen +postgresql.SessionGroup ")
          .containsPattern("seen +postgresql.RolePassword ")
          .endsWith("-- Nothing is hidden: there is nothing to grant.\n");
      assertThat(run(server, "scan").out())
          .doesNotContain("could not be read")
          .doesNotContain("could not be decided");
      assertThat(run(server, "scan", "--select", "PG-AUTH,PG-EXT").out())
          .contains("1 of 1 user mappings keep a secret")
          .doesNotContain("hush-hush");
    }
  }

  private static Run doctor(PostgresServer server, String... options) {
    return run(server, "doctor", options);
  }

  private static Run run(PostgresServer server, String command, String... options) {
    List<String> all = new ArrayList<>(List.of(command, "--database"));
    all.add(server.url("postgres", "bare", PASSWORD));
    all.addAll(List.of(options));
    return Run.of(Map.of(), all.toArray(String[]::new));
  }
}
