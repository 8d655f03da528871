package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.cases.GcloudTable;
import dev.assay.fixtures.google.GoogleStandIn;
import dev.assay.fixtures.google.GoogleStandIn.Fault;
import dev.assay.fixtures.google.MadeUp;
import dev.assay.fixtures.postgresql.PostgresServer;
import dev.assay.snapshot.Fact;
import dev.assay.snapshot.Snapshot;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code --databases auto} with {@code through: address}: instances whose addresses Google tells
 * are loopback addresses of this machine, on port 5432 of which a real PostgreSQL listens.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ThroughAddressTest {
  private static final int PORT = 5432;
  private static final String PASSWORD = "kept:else/where %41";
  private static final String SECRET = "projects/shop/secrets/scan/versions/latest";
  private static final String NAMED = "password: {secret: " + SECRET + "}";

  @TempDir private Path folder;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, String> answers = new TreeMap<>();
  private final List<String> alloyDb = new ArrayList<>();
  private final List<String> cloudSql = new ArrayList<>();
  private final MadeUp estate = new MadeUp();
  private PostgresServer server;
  private PostgresServer open;
  private String tls;
  private String other;
  private String plain;
  private GoogleStandIn google;

  @BeforeAll
  void start() throws Exception {
    tls = address();
    other = address();
    plain = address();
    server =
        PostgresServer.builder()
            .address(tls)
            .port(PORT, other)
            .tls()
            .hba(
                "hostssl old all 127.0.0.0/8 md5",
                "hostssl certified all 127.0.0.0/8 reject",
                "hostssl all all 127.0.0.0/8 scram-sha-256")
            .start();
    server.execute(
        "postgres",
        """
        CREATE ROLE scan LOGIN PASSWORD '%s' IN ROLE pg_monitor;
        CREATE DATABASE certified;
        CREATE DATABASE closed;
        REVOKE CONNECT ON DATABASE closed FROM PUBLIC;
        CREATE DATABASE old;
        SET password_encryption = md5;
        CREATE ROLE elder LOGIN PASSWORD 'long ago';
        """
            .formatted(PASSWORD));
    open =
        PostgresServer.builder()
            .address(plain)
            .port(PORT)
            .hba("host all all 127.0.0.0/8 trust")
            .start();
    open.execute("postgres", "CREATE ROLE scan LOGIN");
  }

  @AfterAll
  void end() {
    open.close();
    server.close();
  }

  /** One of the machine's sixteen million, if it has more than one. */
  private String address() throws IOException {
    byte[] own = {127, (byte) (1 + random.nextInt(120)), (byte) random.nextInt(120), 3};
    InetAddress address = InetAddress.getByAddress(own);
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(address, PORT));
    } catch (IOException one) {
      assumeTrue(false, "no loopback address of one's own here: " + one.getMessage());
    }
    return address.getHostAddress();
  }

  @BeforeEach
  void estate() throws Exception {
    answers.clear();
    alloyDb.clear();
    cloudSql.clear();
    secret(PASSWORD);
    google = GoogleStandIn.start(estate);
  }

  @AfterEach
  void gone() {
    google.close();
  }

  private void secret(String payload) {
    String data = Base64.getEncoder().encodeToString(payload.getBytes(StandardCharsets.UTF_8));
    answers.put("rest/v1/" + SECRET + ":access", "{'payload': {'data': '" + data + "'}}");
  }

  /** An instance of AlloyDB, with fields of its own. */
  private void alloyDb(String name, String more) {
    alloyDb.add(
        "{'name': '%s', 'instanceType': 'PRIMARY', 'state': 'READY'%s}"
            .formatted("projects/shop/locations/eu/clusters/" + name + "/instances/i", more));
  }

  private void cloudSql(String name, String more) {
    cloudSql.add(
        "{'name': '%s', 'region': 'eu', 'databaseVersion': 'POSTGRES_17', 'state': 'RUNNABLE'%s}"
            .formatted(name, more));
  }

  private static String alloyDbServer(String name) {
    return "postgresql://i." + name + ".eu.shop.alloydb:5432";
  }

  private static String cloudSqlServer(String name) {
    return "postgresql://" + name + ".eu.shop.cloudsql:5432";
  }

  private String told = "";

  private Snapshot collect(String login, Map<String, String> environment) throws Exception {
    answers.put("shop/instances", "{'instances': [" + String.join(", ", alloyDb) + "]}");
    answers.put(
        "rest/v1/projects/shop/instances", "{'items': [" + String.join(", ", cloudSql) + "]}");
    Map<String, String> json = new TreeMap<>();
    answers.forEach((path, answer) -> json.put(path, answer.replace('\'', '"')));
    estate.answer(json, Set.of());
    Path config =
        Files.writeString(
            folder.resolve("assay.yaml"),
            """
            google:
              projects: [shop]
              databases: {%sthrough: address, all: false, %s}
              endpoints: {alloydb: "%s", asset: "%s", rest: "%s"}
              plaintext: true
            """
                .formatted(
                    login.contains("user:") ? "" : "user: scan, ",
                    login,
                    google.endpoint(),
                    google.endpoint(),
                    google.restEndpoint()));
    Path snapshot = folder.resolve("snapshot.jsonl");
    Files.deleteIfExists(snapshot);
    Run run = Run.of(environment, "collect", "-c", config.toString(), "-o", snapshot.toString());
    assertThat(snapshot).as(run.err()).exists();
    told = run.out() + run.err() + Files.readString(snapshot);
    return Snapshot.read(snapshot);
  }

  private static List<String> read(Snapshot snapshot) {
    return snapshot.facts().stream()
        .filter(fact -> fact.kind().equals("postgresql.Server"))
        .map(Fact::id)
        .toList();
  }

  /** Why a server was not read, and what to do. */
  private static String trouble(Snapshot snapshot, String server) {
    List<String> troubles =
        snapshot.gaps().stream()
            .filter(gap -> gap.scope().startsWith(server))
            .filter(gap -> gap.kind().equals("postgresql.Server"))
            .map(gap -> gap.cause() + " " + gap.message() + " " + gap.remedy())
            .toList();
    assertThat(troubles).hasSize(1);
    return troubles.get(0);
  }

  @Test
  void privatePublicAndPscAddressesAreConnectedTo() throws Exception {
    alloyDb("a", ", 'ipAddress': '" + tls + "', 'publicIpAddress': '" + plain + "'");
    alloyDb("b", ", 'pscInstanceConfig': {'pscDnsName': '" + other + ".'}");
    cloudSql(
        "c",
        ", 'ipAddresses': [{'type': 'OUTGOING', 'ipAddress': '"
            + plain
            + "'},"
            + " {'type': 'PRIMARY', 'ipAddress': '"
            + tls
            + "'}]");
    cloudSql("d", ", 'dnsName': '" + other + ".'");

    Snapshot snapshot = collect(NAMED, Map.of());

    assertThat(read(snapshot))
        .containsExactly(
            cloudSqlServer("c"), cloudSqlServer("d"), alloyDbServer("a"), alloyDbServer("b"));
    assertThat(google.calls()).containsEntry("access", 1L);
    assertThat(told).doesNotContain(PASSWORD, "kept:else", "else%2Fwhere");

    snapshot = collect(NAMED + ", network: public", Map.of());
    assertThat(read(snapshot)).containsExactly(cloudSqlServer("c"));
    assertThat(trouble(snapshot, alloyDbServer("b")))
        .contains("it has no public address", "Set network under google.databases");
  }

  @Test
  void eachTroubleIsAGapWithWhatToDoAndTheOthersGoOn() throws Exception {
    String nobody = address();
    alloyDb("fine", ", 'ipAddress': '" + tls + "'");
    alloyDb("bare", "");
    alloyDb("refuses", ", 'ipAddress': '" + nobody + "'");
    alloyDb("plain", ", 'ipAddress': '" + plain + "'");
    alloyDb("lost", ", 'pscInstanceConfig': {'pscDnsName': 'i.invalid.'}");
    cloudSql("stopped", ", 'settings': {'activationPolicy': 'NEVER'}");

    Snapshot snapshot = collect(NAMED, Map.of());

    assertThat(read(snapshot)).containsExactly(alloyDbServer("fine"));
    assertThat(trouble(snapshot, alloyDbServer("bare")))
        .startsWith("UNREACHABLE ")
        .contains("Google tells no address of it", "Leave out through: address");
    assertThat(trouble(snapshot, alloyDbServer("refuses")))
        .startsWith("UNREACHABLE ")
        .contains("on port 5432, or set network under google.databases");
    assertThat(trouble(snapshot, alloyDbServer("plain")))
        .startsWith("UNREACHABLE ")
        .contains("(by address only TLS and SCRAM will do)", "see what answers at that address");
    assertThat(trouble(snapshot, alloyDbServer("lost")))
        .startsWith("UNREACHABLE ")
        .contains("nobody here knows the name i.invalid", "a network whose DNS has it");
    assertThat(trouble(snapshot, cloudSqlServer("stopped")))
        .startsWith("UNAVAILABLE ")
        .contains("it is stopped. Scan when the instance runs");
    assertThat(told).doesNotContain(PASSWORD);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          password: {env: WRONG}                        | DENIED  | Check the user scan and its password.
          password: {env: UNSET}                        | DENIED  | Set UNSET to the password.
          password: {file: nowhere}                     | DENIED  | Let this user read
          password: {env: SCAN}, database: certified    | DENIED  | it may want a client's certificate
          password: {env: SCAN}, database: closed       | DENIED  | GRANT CONNECT ON DATABASE "closed" TO "scan";
          password: {env: SCAN}, database: none         | UNAVAILABLE | Check the name of the database: none.
          password: {env: ELDER}, user: elder, database: old | UNREACHABLE | by address only TLS and SCRAM will do
          """)
  void whoIsNotLetInIsToldWhy(String login, String cause, String remedy) throws Exception {
    alloyDb("a", ", 'ipAddress': '" + tls + "'");
    Map<String, String> environment =
        Map.of("SCAN", PASSWORD, "WRONG", "guessed", "ELDER", "long ago");

    assertThat(trouble(collect(login, environment), alloyDbServer("a")))
        .startsWith(cause + " ")
        .contains(remedy);
    assertThat(told).doesNotContain(PASSWORD, "guessed", "long ago");
    assertThat(google.calls()).doesNotContainKey("access");
  }

  @Test
  void aSecretThatIsNotToBeHadIsAskedForOnce() throws Exception {
    alloyDb("a", ", 'ipAddress': '" + tls + "'");
    alloyDb("b", ", 'ipAddress': '" + other + "'");
    answers.put("rest/v1/" + SECRET + ":access", "{'payload': {'data': 'not base 64'}}");
    assertThat(trouble(collect(NAMED, Map.of()), alloyDbServer("a")))
        .startsWith("FAILED ")
        .contains("it is not Base64")
        .doesNotContain("not base 64");
    assertThat(google.calls()).containsEntry("access", 1L);

    google.fault("access", Fault.DENIED);
    String denied = trouble(collect(NAMED, Map.of()), alloyDbServer("b"));
    assertThat(denied)
        .startsWith("DENIED ")
        .contains(
            "gcloud secrets add-iam-policy-binding scan --project=shop --member=MEMBER"
                + " --role=roles/secretmanager.secretAccessor");
    assertThat(GcloudTable.mistakes(denied, new TreeSet<>())).isEmpty();
  }
}
