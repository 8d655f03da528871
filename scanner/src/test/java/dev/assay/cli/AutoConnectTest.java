package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.cases.GcloudTable;
import dev.assay.fixtures.google.GoogleStandIn;
import dev.assay.fixtures.google.GoogleStandIn.Fault;
import dev.assay.fixtures.postgresql.PostgresServer;
import dev.assay.rego.value.RegoBoolean;
import dev.assay.rego.value.RegoString;
import dev.assay.report.Gap;
import dev.assay.snapshot.Fact;
import dev.assay.snapshot.Snapshot;
import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code --databases auto} drives Google's own connectors: the stand-in answers where an instance
 * is and signs their certificates, and stands before a real PostgreSQL with TLS that asks for them.
 */
class AutoConnectTest {
  private static final String LEGACY = "shop-prod:europe-west1:legacy";
  private static final String LEDGER =
      "projects/shop-prod/locations/europe-west1/clusters/ledger/instances/ledger-primary";
  private static final String LEGACY_SERVER =
      "postgresql://legacy.europe-west1.shop-prod.cloudsql:5432";
  private static final String LEDGER_SERVER =
      "postgresql://ledger-primary.ledger.europe-west1.shop-prod.alloydb:5432";
  private static final String TRUST = "javax.net.ssl.trustStore";

  @TempDir private Path folder;
  private final Set<String> contacted = new ConcurrentSkipListSet<>();
  private final Map<String, String> properties = new TreeMap<>();
  private @Nullable ProxySelector before;
  private GoogleStandIn google;
  private PostgresServer server;

  @BeforeEach
  void start() throws Exception {
    google = GoogleStandIn.start("messy");
    server =
        PostgresServer.builder()
            .hba(
                "host all \"ana@example.com\" 127.0.0.1/32 trust",
                "host all all 127.0.0.1/32 scram-sha-256")
            .start();
    server.execute(
        "postgres",
        """
        CREATE ROLE cloudsqliamuser;
        CREATE ROLE "ana@example.com" LOGIN CREATEROLE IN ROLE pg_monitor, cloudsqliamuser;
        CREATE ROLE scan LOGIN PASSWORD 'kept elsewhere' IN ROLE pg_monitor;
        CREATE DATABASE shop;
        CREATE DATABASE cloudsqladmin;
        """);
    // AlloyDB's connector speaks TLS to whom this JVM trusts.
    Path store = google.trustStore(folder.resolve("trust.p12"), "public");
    set(TRUST, store.toString());
    set(TRUST + "Password", "public");
    set(TRUST + "Type", "PKCS12");
    before = ProxySelector.getDefault();
    ProxySelector.setDefault(
        new ProxySelector() {
          @Override
          public List<Proxy> select(URI uri) {
            contacted.add(uri.getHost() + ":" + uri.getPort());
            return List.of(Proxy.NO_PROXY);
          }

          @Override
          public void connectFailed(URI uri, SocketAddress address, IOException e) {
            contacted.add(uri.getHost() + ":" + uri.getPort());
          }
        });
  }

  private void set(String name, String value) {
    properties.put(name, System.getProperty(name, ""));
    System.setProperty(name, value);
  }

  @AfterEach
  void end() {
    ProxySelector.setDefault(before);
    properties.forEach(
        (name, value) -> {
          if (value.isEmpty()) {
            System.clearProperty(name);
          } else {
            System.setProperty(name, value);
          }
        });
    server.close();
    google.close();
  }

  @Test
  void eachInstanceIsReadOnceByIamAndThoseOutOfReachAreGaps() throws Exception {
    String sql = google.serve(LEGACY, server);
    String alloyDb = google.serve(LEDGER, server);

    Snapshot read = collect("databases: {user: ana@example.com}");

    assertThat(google.logins()).contains(LEGACY + " by IAM", LEDGER + " by IAM");
    assertThat(ids(read, "postgresql.Database"))
        .contains(
            LEGACY_SERVER + "/postgres",
            LEGACY_SERVER + "/shop",
            LEDGER_SERVER + "/postgres",
            LEDGER_SERVER + "/shop");
    assertThat(sources(read))
        .contains(LEGACY_SERVER + "/shop", LEDGER_SERVER + "/shop")
        .doesNotContain(LEGACY_SERVER + "/cloudsqladmin");
    assertThat(links(read))
        .containsEntry(
            LEGACY_SERVER,
            "//cloudsql.googleapis.com/projects/shop-prod/instances/legacy by connection name")
        .containsEntry(LEDGER_SERVER, "//alloydb.googleapis.com/" + LEDGER + " by connection name");
    // The server sees only what comes out of the tunnel.
    assertThat(read.facts())
        .filteredOn(fact -> fact.kind().equals("postgresql.Server"))
        .hasSize(2)
        .allSatisfy(
            fact -> assertThat(fact.data().get("scan_session_ssl")).isEqualTo(RegoBoolean.TRUE));
    // A read pool is a copy of its cluster's primary.
    assertThat(detail(read, "copies of these, not connected to"))
        .isEqualTo(LEDGER.replace("ledger", "orders").replace("orders-primary", "orders-reads"));
    assertThat(gap(read, "orders-primary.orders.europe-west1.shop-prod.alloydb").message())
        .contains("ana@example.com")
        .contains("was not found");
    assertThat(contacted)
        .isSubsetOf(
            google.endpoint(),
            google.restEndpoint(),
            google.connectEndpoint(),
            sql + ":3307",
            alloyDb + ":5433",
            server.host() + ":" + server.port());
  }

  @Test
  void aPasswordMayComeFromAnywhereButAssayYaml() throws Exception {
    google.serve(LEGACY, server);
    Files.writeString(folder.resolve("password"), "kept elsewhere\n");
    String here = "postgresql://127.0.0.1:" + server.port();
    String databases =
        """
        databases:
          - {url: "postgresql://scan@127.0.0.1:%d/postgres", password: {env: SCAN_PASSWORD}}
          - {url: "postgresql://scan@127.0.0.1:%d/shop", password: {file: password}}
        """
            .formatted(server.port(), server.port());
    String secret = "{secret: projects/shop-prod/secrets/scan/versions/latest}";
    Path config =
        Files.writeString(
            folder.resolve("assay.yaml"),
            databases + google("databases: {user: scan, password: " + secret + ", all: false}"));

    Snapshot read = collect(config, Map.of("SCAN_PASSWORD", "kept elsewhere"));

    assertThat(google.logins()).contains(LEGACY + " by password");
    assertThat(ids(read, "postgresql.Server")).contains(LEGACY_SERVER, here);
    assertThat(read.gaps())
        .filteredOn(gap -> gap.source().startsWith(here) || gap.source().startsWith(LEGACY_SERVER))
        .noneMatch(gap -> gap.message().startsWith("No connection"));
  }

  @Test
  void theDoctorNamesTheRoleThatConnects() throws Exception {
    google.serve(LEGACY, server);
    google.serve(LEDGER, server);
    google.fault("generateEphemeralCert", Fault.DENIED);
    google.fault("GenerateClientCertificate", Fault.DENIED);

    Run doctor = Run.of("doctor", "-c", config("databases: {user: ana@example.com}"), "--commands");

    assertThat(doctor.code()).as(doctor.err()).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(doctor.out())
        .contains(
            "gcloud projects add-iam-policy-binding shop-prod --member=MEMBER"
                + " --role=roles/cloudsql.client",
            "gcloud projects add-iam-policy-binding shop-prod --member=MEMBER"
                + " --role=roles/alloydb.client")
        .contains(
            "alloydb.clusters.generateClientCertificate,",
            "alloydb.instances.connect,",
            "cloudsql.instances.connect,cloudsql.instances.get");
    assertThat(GcloudTable.mistakes(doctor.out(), new TreeSet<>())).isEmpty();
  }

  @Test
  void aUserThatTheDatabaseDoesNotKnowIsToldHowToBecomeOne() throws Exception {
    google.serve(LEGACY, server);

    google.serve(LEDGER, server);

    Snapshot read = collect("databases: {user: eve@example.com}");

    String sql = gap(read, "legacy.europe-west1.shop-prod.cloudsql").remedy();
    assertThat(sql)
        .contains(
            "gcloud sql users create eve@example.com --instance=legacy --project=shop-prod"
                + " --type=cloud_iam_user");
    String alloyDb = gap(read, "ledger-primary.ledger.europe-west1.shop-prod.alloydb").remedy();
    assertThat(alloyDb)
        .contains(
            "gcloud alloydb users create eve@example.com --cluster=ledger --region=europe-west1"
                + " --project=shop-prod --type=IAM_BASED");
    assertThat(GcloudTable.mistakes(sql + "\n" + alloyDb, new TreeSet<>())).isEmpty();
  }

  @Test
  void whoShowsAnothersCertificateIsNotLoggedInTo() throws Exception {
    google.serveAs("shop-prod:reports", LEGACY, server);
    google.serveAs("another", LEDGER, server);

    String secret = "{secret: projects/shop-prod/secrets/scan/versions/latest}";
    Snapshot read = collect("databases: {user: scan, password: " + secret + "}");

    assertThat(ids(read, "postgresql.Server")).isEmpty();
    Gap legacy = gap(read, "legacy.europe-west1.shop-prod.cloudsql");
    assertThat(legacy.message()).contains("shop-prod:reports", "shop-prod:legacy");
    assertThat(legacy.remedy()).startsWith("What answers there is not this instance");
    assertThat(gap(read, "ledger-primary.ledger.europe-west1.shop-prod.alloydb").remedy())
        .startsWith("What answers there is not this instance");
  }

  @Test
  void aConnectionThatNamesItsInstanceIsReadOnce() throws Exception {
    google.serve(LEGACY, server);
    String url =
        "jdbc:postgresql:///shop?user=ana@example.com&enableIamAuth=true&sslmode=disable"
            + "&cloudSqlInstance="
            + LEGACY;
    Path config =
        Files.writeString(
            folder.resolve("assay.yaml"),
            "databases: [\"" + url + "\"]\n" + google("databases: {user: ana@example.com}"));

    Snapshot read = collect(config);

    assertThat(sources(read))
        .contains(LEGACY_SERVER + "/shop")
        .doesNotContain(LEGACY_SERVER + "/postgres");
    assertThat(links(read)).containsKey(LEGACY_SERVER);
  }

  @Test
  void credentialsThatDoNotTellWhoseTheyAreNeedAUser() throws Exception {
    Path snapshot = folder.resolve("auto.jsonl");
    Run.of("collect", "-c", config(""), "--databases", "auto", "-o", snapshot.toString());

    Gap gap = gap(Snapshot.read(snapshot), "legacy.europe-west1.shop-prod.cloudsql");
    assertThat(gap.message()).contains("the credentials do not tell whose they are");
    assertThat(gap.remedy()).contains("google.databases.user in assay.yaml");
  }

  @Test
  void whoIsAskedForListedDatabasesOnlyConnectsToNoOther() throws Exception {
    google.serve(LEGACY, server);
    Path snapshot = folder.resolve("auto.jsonl");
    String config = config("databases: {user: ana@example.com}");
    Run.of("collect", "-c", config, "--databases", "listed", "-o", snapshot.toString());

    assertThat(google.logins()).isEmpty();
    assertThat(ids(Snapshot.read(snapshot), "postgresql.Server")).isEmpty();
  }

  @Test
  void withoutAProjectThereIsNothingToFind() {
    Run run = Run.of("scan", "--database", "postgresql://db/shop", "--databases", "auto");

    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("--databases auto finds what is in a --project");
  }

  private Snapshot collect(String databases) throws Exception {
    return collect(Path.of(config(databases)));
  }

  private Snapshot collect(Path config) throws Exception {
    return collect(config, Map.of());
  }

  private Snapshot collect(Path config, Map<String, String> environment) throws Exception {
    Path snapshot = folder.resolve("auto.jsonl");
    Run run = Run.of(environment, "collect", "-c", config.toString(), "-o", snapshot.toString());
    assertThat(snapshot).as(run.err()).exists();
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.INCOMPLETE);
    return Snapshot.read(snapshot);
  }

  private String config(String databases) throws IOException {
    return Files.writeString(folder.resolve("assay.yaml"), google(databases)).toString();
  }

  private String google(String databases) {
    return """
    google:
      projects: [shop-prod]
      %s
      endpoints: {alloydb: "%s", asset: "%s", alloydb_connect: "%s", rest: "%s"}
      plaintext: true
    """
        .formatted(
            databases,
            google.endpoint(),
            google.endpoint(),
            google.connectEndpoint(),
            google.restEndpoint());
  }

  private static List<String> ids(Snapshot read, String kind) {
    return read.facts().stream().filter(f -> f.kind().equals(kind)).map(Fact::id).toList();
  }

  private static List<String> sources(Snapshot read) {
    List<String> ids = new ArrayList<>();
    read.sources().forEach(source -> ids.add(source.id()));
    return ids;
  }

  private static Map<String, String> links(Snapshot read) {
    Map<String, String> links = new TreeMap<>();
    for (Fact fact : read.facts()) {
      if (fact.kind().equals("assay.DatabaseLink")) {
        links.put(text(fact, "server"), text(fact, "instance") + " by " + text(fact, "matchedBy"));
      }
    }
    return links;
  }

  private static String text(Fact fact, String field) {
    return fact.data().get(field) instanceof RegoString text ? text.value() : "";
  }

  private static String detail(Snapshot read, String name) {
    return read.sources().stream()
        .flatMap(source -> source.details().entrySet().stream())
        .filter(detail -> detail.getKey().equals(name))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("");
  }

  private static Gap gap(Snapshot read, String host) {
    return read.gaps().stream()
        .filter(gap -> gap.scope().equals("postgresql://" + host + ":5432"))
        .findFirst()
        .orElseThrow();
  }
}
