package dev.assay.collect.google;

import com.google.api.gax.core.FixedCredentialsProvider;
import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.grpc.GrpcCallContext;
import com.google.api.gax.grpc.InstantiatingGrpcChannelProvider;
import com.google.api.gax.retrying.RetrySettings;
import com.google.api.gax.rpc.ClientSettings;
import com.google.api.gax.rpc.UnaryCallSettings;
import com.google.api.gax.rpc.UnaryCallable;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.cloud.alloydb.v1.AlloyDBAdminClient;
import com.google.cloud.alloydb.v1.AlloyDBAdminSettings;
import com.google.cloud.asset.v1.AssetServiceClient;
import com.google.cloud.asset.v1.AssetServiceSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.HttpsURLConnection;
import org.jspecify.annotations.Nullable;

/**
 * The clients of one scan: each opened when first asked for or, all beside each other, when a scan
 * says that it will ask; shared by all projects, closed together. Safe for several threads.
 */
public final class GoogleClients implements AutoCloseable {
  /** What gRPC would print of a connection comes back as an error, and is told as a gap. */
  private static final Logger GRPC = Logger.getLogger("io.grpc");

  private static final String KEPT_OPEN = "http.maxConnections";

  static {
    GRPC.setLevel(Level.OFF);
    // As many connections to a host as there are calls at once are kept open, not five. Java asks
    // once, when the first of all is kept.
    if (System.getProperty(KEPT_OPEN) == null) {
      System.setProperty(KEPT_OPEN, Integer.toString(Pace.MOST_AT_ONCE));
    }
  }

  static final String SCOPE = "https://www.googleapis.com/auth/cloud-platform";

  /** Where credentials come from. */
  interface Login {
    GoogleCredentials credentials() throws IOException;
  }

  private final GoogleSettings settings;
  private final Login login;
  private final Calls calls;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "google-call");
            thread.setDaemon(true);
            return thread;
          });
  private final GrpcThread network = new GrpcThread();
  private final FutureTask<AlloyDBAdminClient> alloyDb = new FutureTask<>(this::openAlloyDb);
  private final FutureTask<AssetServiceClient> assets = new FutureTask<>(this::openAssets);
  private @Nullable GoogleCredentials credentials;

  /** With Application Default Credentials, which are looked for when first needed. */
  public GoogleClients(GoogleSettings settings) {
    this(settings, GoogleCredentials::getApplicationDefault);
  }

  GoogleClients(GoogleSettings settings, Login login) {
    this.settings = settings;
    this.login = login;
    this.calls = new Calls(settings.pace());
  }

  public GoogleSettings settings() {
    return settings;
  }

  /**
   * Begins to open all clients: each loads hundreds of classes and parses certificates, which takes
   * longer than the first calls. What fails is told to whoever asks for the client.
   */
  public void open() {
    threads.execute(assets); // everything begins with its first answers
    threads.execute(alloyDb);
    if (!settings.plaintext()) {
      threads.execute(HttpsURLConnection::getDefaultSSLSocketFactory);
    }
  }

  /**
   * @throws IOException if there are no credentials, or they cannot be read
   */
  public AlloyDBAdminClient alloyDb() throws IOException {
    return opened(alloyDb);
  }

  /**
   * @throws IOException if there are no credentials, or they cannot be read
   */
  public AssetServiceClient assets() throws IOException {
    return opened(assets);
  }

  /**
   * Asks by REST.
   *
   * @throws IOException if there are no credentials, or they cannot be read
   */
  public RestClient rest(GoogleService service) throws IOException {
    if (!settings.reachable(service)) {
      throw new NotConfiguredException(service);
    }
    boolean shown = !settings.standIn(service);
    return new RestClient(this, service, shown ? Optional.of(credentials()) : Optional.empty());
  }

  private AlloyDBAdminClient openAlloyDb() throws IOException {
    AlloyDBAdminSettings.Builder builder = AlloyDBAdminSettings.newBuilder();
    configure(builder, GoogleService.ALLOYDB);
    builder.applyToAllUnaryMethods(GoogleClients::once);
    return AlloyDBAdminClient.create(builder.build());
  }

  private AssetServiceClient openAssets() throws IOException {
    AssetServiceSettings.Builder builder = AssetServiceSettings.newBuilder();
    configure(builder, GoogleService.ASSET);
    builder.applyToAllUnaryMethods(GoogleClients::once);
    return AssetServiceClient.create(builder.build());
  }

  private static <T> T opened(FutureTask<T> client) throws IOException {
    try {
      return get(client);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException refused) {
        throw refused;
      }
      throw fault(e);
    }
  }

  /** What several want and one makes: whoever comes first, while the others wait. */
  static <T> T shared(FutureTask<T> task) {
    try {
      return get(task);
    } catch (ExecutionException e) {
      throw fault(e);
    }
  }

  private static <T> T get(FutureTask<T> task) throws ExecutionException {
    task.run();
    try {
      return task.get();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static RuntimeException fault(ExecutionException e) {
    return e.getCause() instanceof RuntimeException fault
        ? fault
        : new IllegalStateException(e.getCause());
  }

  static RuntimeException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted while reading from Google Cloud", e);
  }

  /** The number and the pace of all calls. */
  public Calls calls() {
    return calls;
  }

  /**
   * Makes a call of a gRPC client, and again while that may help.
   *
   * @throws RefusedException if it does not succeed
   */
  public <Q, R> R call(
      GoogleService service, String method, UnaryCallable<Q, R> callable, Q request) {
    return calls.make(
        service,
        method,
        settings.timeout(),
        patience ->
            callable.call(request, GrpcCallContext.createDefault().withTimeoutDuration(patience)));
  }

  /**
   * Runs tasks beside each other, as many as there may be calls at once, until all are done; the
   * first that fails ends the others. Who asks does its share.
   */
  public void sideBySide(Collection<? extends Runnable> tasks) {
    Queue<Runnable> queue = new ConcurrentLinkedQueue<>(tasks);
    Runnable share =
        () -> {
          try {
            for (Runnable task = queue.poll(); task != null; task = queue.poll()) {
              task.run();
            }
          } finally {
            queue.clear();
          }
        };
    List<Future<?>> others = new ArrayList<>();
    for (int i = 1; i < Math.min(settings.pace().atOnce(), tasks.size()); i++) {
      others.add(threads.submit(share));
    }
    try {
      share.run();
      for (Future<?> other : others) {
        other.get();
      }
    } catch (ExecutionException e) {
      throw fault(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    } finally {
      others.forEach(other -> other.cancel(true));
    }
  }

  /**
   * Waits for an answer no longer than is said, whatever keeps it from coming.
   *
   * @throws TimeoutException if it did not come; what waits for it is left to itself
   */
  <T> T within(Duration patience, Callable<T> asking)
      throws IOException, InterruptedException, TimeoutException {
    Future<T> answer = threads.submit(asking);
    try {
      return answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException broken) {
        throw broken;
      }
      throw fault(e);
    } finally {
      answer.cancel(true);
    }
  }

  @SuppressWarnings("rawtypes") // gax hands the channel's builder over without its type
  private void configure(ClientSettings.Builder<?, ?> builder, GoogleService service)
      throws IOException {
    if (!settings.reachable(service)) {
      throw new NotConfiguredException(service);
    }
    InstantiatingGrpcChannelProvider.Builder channel =
        InstantiatingGrpcChannelProvider.newBuilder().setMaxInboundMessageSize(Integer.MAX_VALUE);
    boolean plain = settings.standIn(service);
    channel.setChannelConfigurator(
        made -> plain ? network.waitsFor(made).usePlaintext() : network.waitsFor(made));
    if (plain) {
      builder.setCredentialsProvider(NoCredentialsProvider.create());
    } else {
      builder.setCredentialsProvider(FixedCredentialsProvider.create(credentials()));
      settings.quotaProject().ifPresent(builder::setQuotaProjectId);
    }
    builder.setTransportChannelProvider(channel.build()).setEndpoint(settings.endpoint(service));
  }

  /**
   * Those that all services are shown.
   *
   * @throws IOException if there are none, or they cannot be read
   */
  public synchronized GoogleCredentials credentials() throws IOException {
    GoogleCredentials found = credentials;
    if (found == null) {
      found = login.credentials().createScoped(SCOPE);
      credentials = found;
    }
    return found;
  }

  /** Repeating is {@link Calls}' business, which also knows of REST. */
  private static @Nullable Void once(UnaryCallSettings.Builder<?, ?> call) {
    call.setRetryableCodes().setRetrySettings(RetrySettings.newBuilder().setMaxAttempts(1).build());
    return null;
  }

  @Override
  public void close() {
    threads.shutdownNow();
    close(alloyDb);
    close(assets);
    network.close();
  }

  private static void close(FutureTask<? extends AutoCloseable> client) {
    if (client.cancel(true)) {
      return; // was never asked for
    }
    try {
      client.get().close();
    } catch (CancellationException | ExecutionException e) {
      // There is none: whoever asked for it was told why.
    } catch (Exception e) {
      throw new IllegalStateException("a client of Google's does not close", e);
    }
  }
}
