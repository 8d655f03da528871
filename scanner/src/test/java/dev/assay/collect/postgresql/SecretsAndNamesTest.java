package dev.assay.collect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.fixtures.postgresql.PostgresServer;
import dev.assay.rego.value.RegoString;
import dev.assay.snapshot.Fact;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What must not leave a server stays there; what it is called gets through unharmed. */
class SecretsAndNamesTest {
  private static final List<String> NAMES =
      List.of(
          "-",
          ".",
          "..",
          "a/b",
          "%2F",
          "it's",
          "say \"hi\"",
          "</script><script>",
          "\u202Egnp.exe",
          "line\nbreak",
          "{name}",
          "$1",
          "ünï",
          "\uD83D\uDE00",
          "a:b",
          "policies",
          "functions");

  private static PostgresServer server;
  private static Collected scan;

  @BeforeAll
  static void start() throws Exception {
    server =
        Estate.fill(
            PostgresServer.builder()
                .major(18)
                .setting("archive_mode", "on")
                .setting("archive_command", "curl -H 'Authorization: sk_live_archive' %p")
                .setting("restore_command", "sk_live_restore")
                .setting("primary_conninfo", "host=x password=sk_live_conninfo")
                .setting("ssl_passphrase_command", "echo sk_live_passphrase")
                .setting("app.api_key", "sk_live_custom")
                .start());
    StringBuilder sql = new StringBuilder();
    for (String name : NAMES) {
      String quoted = '"' + name.replace("\"", "\"\"") + '"';
      sql.append("CREATE SCHEMA ").append(quoted).append(';');
      sql.append("CREATE TABLE %1$s.%1$s (%1$s int PRIMARY KEY);".formatted(quoted));
      sql.append("CREATE POLICY %1$s ON %1$s.%1$s USING (%1$s = 424242);".formatted(quoted));
    }
    server.execute("shop", sql.substring(0, sql.length() - 1));
    scan = Collected.from(server);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void no_planted_secret_and_no_row_is_in_what_was_collected() throws SQLException {
    assertThat(scan.gaps()).isEmpty();
    assertThat(scan.text())
        .doesNotContain(
            "sk_live_",
            "424242",
            "SCRAM-SHA-256$",
            "4c459ff56860914ec9a877d421f90593",
            server.password());
    assertThat(Collected.at(scan.data("Settings", ""), "archive_command"))
        .hasToString(
            "{\"context\": \"sighup\", \"is_set\": true, \"listed\": true, \"pending_restart\":"
                + " false, \"redacted\": true, \"source\": \"configuration file\", \"vartype\":"
                + " \"string\"}");
    assertThat(Collected.at(scan.data("Policy", "/own"), "using_text"))
        .hasToString(
            RegoString.of(
                    "((tenant_id = (current_setting(?::text))::bigint) AND (\"E-Mail\" <> ?::text))")
                .toString());
  }

  @Test
  void every_name_is_kept_and_its_id_is_one_segment() {
    assertThat(scan.facts()).extracting(Fact::id).doesNotHaveDuplicates();
    for (String name : NAMES) {
      String segment = ResourceIds.encode(name);
      assertThat(segment).matches("[A-Za-z0-9_.~:(),$%-]+").isNotEqualTo("-");
      Fact policy =
          scan.ofKind("Policy").stream()
              .filter(f -> Objects.equals(f.data().get("table"), RegoString.of(name)))
              .findFirst()
              .orElseThrow(() -> new AssertionError(name));
      assertThat(policy.id()).endsWith("/shop/" + segment + "/" + segment + "/policies/" + segment);
      assertThat(policy.data().get("name")).isEqualTo(RegoString.of(name));
      assertThat(scan.facts()).extracting(Fact::id).contains(String.valueOf(policy.parent()));
    }
  }
}
