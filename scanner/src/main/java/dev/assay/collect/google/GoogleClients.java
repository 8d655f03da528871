package dev.assay.collect.google;

import com.google.api.gax.core.FixedCredentialsProvider;
import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.grpc.InstantiatingGrpcChannelProvider;
import com.google.api.gax.retrying.RetrySettings;
import com.google.api.gax.rpc.ClientSettings;
import com.google.api.gax.rpc.StatusCode;
import com.google.api.gax.rpc.UnaryCallSettings;
import com.google.auth.Credentials;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.cloud.alloydb.v1.AlloyDBAdminClient;
import com.google.cloud.alloydb.v1.AlloyDBAdminSettings;
import com.google.cloud.asset.v1.AssetServiceClient;
import com.google.cloud.asset.v1.AssetServiceSettings;
import io.grpc.ManagedChannelBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The clients of one scan: each opened when first asked for, shared by all projects, closed
 * together. Safe for several threads.
 */
public final class GoogleClients implements AutoCloseable {
  /**
   * An answer that does not come is asked for again a few times; a dead endpoint is known in two
   * seconds, instead of the minute or ten that the clients try by default.
   */
  private static final int ATTEMPTS = 4;

  /** What gRPC would print of a connection comes back as an error, and is told as a gap. */
  private static final Logger GRPC = Logger.getLogger("io.grpc");

  static {
    GRPC.setLevel(Level.OFF);
  }

  private static final String SCOPE = "https://www.googleapis.com/auth/cloud-platform";

  /** Where credentials come from. */
  interface Login {
    GoogleCredentials credentials() throws IOException;
  }

  private final GoogleSettings settings;
  private final Login login;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "google-call");
            thread.setDaemon(true);
            return thread;
          });
  private @Nullable Credentials credentials;
  private @Nullable AlloyDBAdminClient alloyDb;
  private @Nullable AssetServiceClient assets;

  /** With Application Default Credentials, which are looked for when first needed. */
  public GoogleClients(GoogleSettings settings) {
    this(settings, GoogleCredentials::getApplicationDefault);
  }

  GoogleClients(GoogleSettings settings, Login login) {
    this.settings = settings;
    this.login = login;
  }

  public GoogleSettings settings() {
    return settings;
  }

  /**
   * @throws IOException if there are no credentials, or they cannot be read
   */
  public synchronized AlloyDBAdminClient alloyDb() throws IOException {
    AlloyDBAdminClient client = alloyDb;
    if (client == null) {
      AlloyDBAdminSettings.Builder builder = AlloyDBAdminSettings.newBuilder();
      configure(builder, GoogleService.ALLOYDB);
      builder.applyToAllUnaryMethods(this::patience);
      client = AlloyDBAdminClient.create(builder.build());
      alloyDb = client;
    }
    return client;
  }

  /**
   * @throws IOException if there are no credentials, or they cannot be read
   */
  public synchronized AssetServiceClient assets() throws IOException {
    AssetServiceClient client = assets;
    if (client == null) {
      AssetServiceSettings.Builder builder = AssetServiceSettings.newBuilder();
      configure(builder, GoogleService.ASSET);
      builder.applyToAllUnaryMethods(this::patience);
      client = AssetServiceClient.create(builder.build());
      assets = client;
    }
    return client;
  }

  /** Threads for calls that wait side by side. */
  public ExecutorService threads() {
    return threads;
  }

  @SuppressWarnings("rawtypes") // gax hands the channel's builder over without its type
  private void configure(ClientSettings.Builder<?, ?> builder, GoogleService service)
      throws IOException {
    InstantiatingGrpcChannelProvider.Builder channel =
        InstantiatingGrpcChannelProvider.newBuilder().setMaxInboundMessageSize(Integer.MAX_VALUE);
    if (settings.standIn(service)) {
      channel.setChannelConfigurator(ManagedChannelBuilder::usePlaintext);
      builder.setCredentialsProvider(NoCredentialsProvider.create());
    } else {
      builder.setCredentialsProvider(FixedCredentialsProvider.create(credentials()));
      settings.quotaProject().ifPresent(builder::setQuotaProjectId);
    }
    builder.setTransportChannelProvider(channel.build()).setEndpoint(settings.endpoint(service));
  }

  private synchronized Credentials credentials() throws IOException {
    Credentials found = credentials;
    if (found == null) {
      found = login.credentials().createScoped(SCOPE);
      credentials = found;
    }
    return found;
  }

  private @Nullable Void patience(UnaryCallSettings.Builder<?, ?> call) {
    Duration timeout = settings.timeout();
    call.setRetryableCodes(StatusCode.Code.UNAVAILABLE)
        .setRetrySettings(
            RetrySettings.newBuilder()
                .setMaxAttempts(ATTEMPTS)
                .setInitialRetryDelayDuration(Duration.ofMillis(200))
                .setRetryDelayMultiplier(2)
                .setMaxRetryDelayDuration(Duration.ofSeconds(2))
                .setInitialRpcTimeoutDuration(timeout)
                .setMaxRpcTimeoutDuration(timeout)
                .setTotalTimeoutDuration(timeout)
                .build());
    return null;
  }

  @Override
  public synchronized void close() {
    threads.shutdownNow();
    if (alloyDb != null) {
      alloyDb.close();
    }
    if (assets != null) {
      assets.close();
    }
  }
}
