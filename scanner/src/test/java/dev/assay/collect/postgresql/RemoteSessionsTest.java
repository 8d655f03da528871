package dev.assay.collect.postgresql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.fixtures.postgresql.ApplicationSessions;
import dev.assay.fixtures.postgresql.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Sessions from another address than loopback. A server of ours listens on loopback only; so this
 * test runs in a network of its own, where an address for documentation belongs to loopback.
 */
class RemoteSessionsTest {
  private static final String ADDRESS = "192.0.2.1";
  private static final String PREPARE =
      "ip addr add " + ADDRESS + "/32 dev lo && ip link set lo up && exec \"$@\"";

  @Test
  void plaintext_from_another_address_is_counted_and_tls_is_not() throws Exception {
    assumeTrue(
        run(List.of("true")).equals("0\n"),
        "this machine permits no network namespace (unshare -Urn, ip)");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String said =
        run(
            List.of(
                java, "-cp", System.getProperty("java.class.path"), InNamespace.class.getName()));
    assertThat(said)
        .contains("\"remote\": 3")
        .contains("\"remote_plaintext\": 2")
        .contains("\"sessions\": 3")
        .contains("\"weak_tls\": 0")
        .endsWith("0\n");
  }

  /** What a command writes, and its exit code. */
  private static String run(List<String> command) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("unshare", "-Urn", "sh", "-c", PREPARE, "sh"));
    all.addAll(command);
    try {
      Process process = new ProcessBuilder(all).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), UTF_8);
      return said + process.waitFor() + "\n";
    } catch (IOException absent) {
      return "not here: " + absent;
    }
  }

  /** Server, application and scan, within the namespace. */
  static final class InNamespace {
    public static void main(String[] args) throws Exception {
      try (PostgresServer server = PostgresServer.builder().address(ADDRESS).tls().start();
          ApplicationSessions sessions = new ApplicationSessions(server)) {
        server.execute("postgres", "CREATE ROLE shop LOGIN PASSWORD 'in the shop 4 ever'");
        for (String mode : List.of("disable", "disable", "require")) {
          sessions.open("postgres", "shop", "in the shop 4 ever", "shop", mode);
        }
        Collected scan = Collected.from(server.url("postgres"), Bounds.DEFAULT, f -> {});
        System.out.println(scan.data("SessionGroup", "/shop/postgres"));
      }
    }
  }
}
