package dev.assay.collect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.fixtures.postgresql.PostgresServer;
import org.junit.jupiter.api.Test;

/** Rules are not applicable on managed services; so nobody may become one by a role's name. */
class ProviderTest {

  @Test
  void a_role_alone_makes_no_managed_service_but_is_told() throws Exception {
    try (PostgresServer server = PostgresServer.start(17)) {
      server.execute("postgres", "CREATE ROLE alloydbsuperuser; CREATE ROLE rds_superuser");
      assertThat(provider(server)).isEqualTo("\"postgresql\"");
      assertThat(Collected.from(server.url("postgres"), Bounds.DEFAULT, f -> {}).text())
          .contains("\"role alloydbsuperuser\", \"role rds_superuser\"");
    }
  }

  @Test
  void a_role_and_a_setting_that_answers_make_alloydb() throws Exception {
    try (PostgresServer server =
        PostgresServer.builder().setting("google_columnar_engine.enabled", "off").start()) {
      assertThat(provider(server)).isEqualTo("\"postgresql\"");
      server.execute("postgres", "CREATE ROLE alloydbsuperuser");
      assertThat(provider(server)).isEqualTo("\"alloydb\"");
      Collected scan = Collected.from(server.url("postgres"), Bounds.DEFAULT, f -> {});
      assertThat(scan.source().details()).containsEntry("provider", "alloydb");
      assertThat(
              Collected.at(
                  scan.data("Settings", ""), "google_columnar_engine.enabled", "reset_val"))
          .hasToString("\"off\"");
    }
  }

  private static String provider(PostgresServer server) throws Exception {
    Collected scan = Collected.from(server.url("postgres"), Bounds.DEFAULT, f -> {});
    return Collected.at(scan.data("Server", ""), "provider").toString();
  }
}
