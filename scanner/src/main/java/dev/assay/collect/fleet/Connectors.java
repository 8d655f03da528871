package dev.assay.collect.fleet;

import com.google.auth.ServiceAccountSigner;
import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.ExternalAccountCredentials;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.cloud.alloydb.ConnectorRegistry;
import dev.assay.collect.google.GoogleClients;
import dev.assay.collect.google.GoogleService;
import dev.assay.collect.google.GoogleSettings;
import dev.assay.collect.postgresql.GoogleInstance;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Google's connectors for JDBC, told to ask where the rest of the scan asks, with the same
 * credentials: AlloyDB's by gRPC with TLS, Cloud SQL's by REST. Each is made when first needed, and
 * asks anew for each connection whose certificate is over, not in the background.
 *
 * <p>Properties: https://github.com/GoogleCloudPlatform/alloydb-java-connector and
 * https://github.com/GoogleCloudPlatform/cloud-sql-jdbc-socket-factory.
 */
public final class Connectors implements AutoCloseable {
  private final GoogleClients clients;
  private final String name = "assay-" + UUID.randomUUID();
  private boolean alloyDb;
  private boolean cloudSql;

  public Connectors(GoogleClients clients) {
    this.clients = clients;
  }

  /**
   * What the driver has to be told to reach an instance.
   *
   * @param network the way to take; empty for the first that there is
   * @throws IOException if there are no credentials, or no endpoint is configured
   */
  public Map<String, String> properties(
      GoogleInstance instance, boolean iam, Optional<Network> network) throws IOException {
    Map<String, String> driver = new LinkedHashMap<>(connector(instance));
    // What the connector opens is within TLS already.
    driver.put("sslmode", "disable");
    if (instance.isAlloyDb()) {
      driver.put("alloydbEnableIAMAuth", String.valueOf(iam));
      driver.put("alloydbIpType", network.orElse(Network.PRIVATE).name());
    } else {
      driver.put("enableIamAuth", String.valueOf(iam));
      driver.put(
          "ipTypes",
          network
              .map(Network::name)
              .orElse(
                  Arrays.stream(Network.values())
                      .map(Network::name)
                      .collect(Collectors.joining(","))));
    }
    return driver;
  }

  /** Lets a connection that names an instance itself ask where the rest of the scan asks. */
  public Map<String, String> connector(GoogleInstance instance) throws IOException {
    return instance.isAlloyDb()
        ? Map.of(
            "socketFactory",
            "com.google.cloud.alloydb.SocketFactory",
            "alloydbInstanceName",
            instance.name(),
            "alloydbNamedConnector",
            alloyDb())
        : Map.of(
            "socketFactory",
            "com.google.cloud.sql.postgres.SocketFactory",
            "cloudSqlInstance",
            instance.name(),
            "cloudSqlNamedConnector",
            cloudSql());
  }

  /** Where the connector of an instance asks. */
  static GoogleService service(GoogleInstance instance) {
    return instance.isAlloyDb() ? GoogleService.ALLOYDB_CONNECT : GoogleService.SQLADMIN;
  }

  /** The database user of the identity that asks: a service account's address without its end. */
  Optional<String> user() throws IOException {
    if (clients.settings().plaintext()) {
      return Optional.empty();
    }
    return user(clients.credentials());
  }

  static Optional<String> user(GoogleCredentials credentials) throws IOException {
    try {
      return account(credentials).map(a -> a.replaceFirst("\\.gserviceaccount\\.com$", ""));
    } catch (ServiceAccountSigner.SigningException e) {
      // A machine in Google Cloud whose metadata server does not answer.
      throw new IOException(e.getMessage(), e);
    }
  }

  private static Optional<String> account(GoogleCredentials credentials) {
    if (credentials instanceof ExternalAccountCredentials external) {
      return Optional.ofNullable(external.getServiceAccountEmail());
    }
    return credentials instanceof ServiceAccountSigner signer
        ? Optional.ofNullable(signer.getAccount())
        : Optional.empty();
  }

  private synchronized String alloyDb() throws IOException {
    if (!alloyDb) {
      GoogleService service = GoogleService.ALLOYDB_CONNECT;
      GoogleCredentials credentials = credentials(service);
      com.google.cloud.alloydb.ConnectorConfig.Builder config =
          new com.google.cloud.alloydb.ConnectorConfig.Builder()
              .withGoogleCredentials(credentials)
              .withRefreshStrategy(com.google.cloud.alloydb.RefreshStrategy.LAZY);
      clients.settings().quotaProject().ifPresent(config::withQuotaProject);
      @Nullable String endpoint = elsewhere(service);
      if (endpoint != null) {
        config.withAdminServiceEndpoint(endpoint);
      }
      ConnectorRegistry.register(name, config.build());
      alloyDb = true;
    }
    return name;
  }

  private synchronized String cloudSql() throws IOException {
    if (!cloudSql) {
      GoogleService service = GoogleService.SQLADMIN;
      com.google.cloud.sql.ConnectorConfig.Builder config =
          new com.google.cloud.sql.ConnectorConfig.Builder()
              .withGoogleCredentials(credentials(service))
              .withRefreshStrategy(com.google.cloud.sql.RefreshStrategy.LAZY);
      clients.settings().quotaProject().ifPresent(config::withAdminQuotaProject);
      @Nullable String endpoint = elsewhere(service);
      if (endpoint != null) {
        String scheme = clients.settings().plaintext() ? "http://" : "https://";
        config.withAdminRootUrl(scheme + endpoint + "/");
      }
      com.google.cloud.sql.ConnectorRegistry.addArtifactId("assay");
      com.google.cloud.sql.ConnectorRegistry.register(name, config.build());
      cloudSql = true;
    }
    return name;
  }

  /** The endpoint, unless it is Google's default. */
  private @Nullable String elsewhere(GoogleService service) {
    String endpoint = clients.settings().endpoint(service);
    return endpoint.equals(service.host() + ":443") ? null : endpoint;
  }

  /** A stand-in is shown a token that is none. */
  private GoogleCredentials credentials(GoogleService service) throws IOException {
    GoogleSettings settings = clients.settings();
    settings.mustReach(service);
    return settings.plaintext()
        ? GoogleCredentials.create(
            new AccessToken("stand-in", Date.from(Instant.now().plus(1, ChronoUnit.DAYS))))
        : clients.credentials();
  }

  @Override
  public synchronized void close() {
    if (alloyDb) {
      ConnectorRegistry.close(name);
    }
    if (cloudSql) {
      com.google.cloud.sql.ConnectorRegistry.close(name);
    }
  }
}
