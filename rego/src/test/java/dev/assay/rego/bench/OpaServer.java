package dev.assay.rego.bench;

import dev.assay.rego.value.Json;
import dev.assay.rego.value.RegoNumber;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.Value;
import java.io.File;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * OPA with policies and data loaded, on the loopback interface. Of each answer OPA itself tells how
 * long the evaluation took, so that neither HTTP nor JSON count; its store is the one that is
 * optimized for reading.
 */
final class OpaServer implements AutoCloseable {
  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final URI root;

  private OpaServer(Process process, URI root) {
    this.process = process;
    this.root = root;
  }

  /** The program on the PATH, or where {@code go install} puts it. */
  static Optional<Path> find() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.concat(
            Stream.of(path.split(File.pathSeparator)).filter(p -> !p.isEmpty()).map(Path::of),
            Stream.of(Path.of(System.getProperty("user.home"), "go", "bin")))
        .map(folder -> folder.resolve("opa"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  static OpaServer start(Path program, List<Path> files) throws IOException, InterruptedException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    List<String> command =
        new ArrayList<>(
            List.of(
                program.toString(),
                "run",
                "--server",
                "--disable-telemetry",
                "--log-level=error",
                "--optimize-store-for-read-speed",
                "--addr=127.0.0.1:" + port));
    files.forEach(file -> command.add(file.toString()));
    OpaServer server =
        new OpaServer(
            new ProcessBuilder(command).inheritIO().start(),
            URI.create("http://127.0.0.1:" + port));
    try {
      server.awaitReady();
    } catch (IOException | InterruptedException e) {
      server.close();
      throw e;
    }
    return server;
  }

  private void awaitReady() throws IOException, InterruptedException {
    while (true) {
      try {
        http.send(
            HttpRequest.newBuilder(root.resolve("/health")).build(), BodyHandlers.discarding());
        return;
      } catch (ConnectException e) {
        if (!process.isAlive()) {
          throw e;
        }
        Thread.sleep(50);
      }
    }
  }

  /**
   * @param nanos of the evaluation alone
   */
  record Answer(Value value, long nanos) {}

  /** Asks for a document, e.g. {@code bench/audit}. */
  Answer ask(String path, String input) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(root.resolve("/v1/data/" + path + "?metrics=true"))
            .method("POST", BodyPublishers.ofString(input))
            .build();
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    RegoObject body = (RegoObject) Json.parse(response.body());
    Value value = body.get("result");
    if (value == null
        || !(body.get("metrics") instanceof RegoObject metrics)
        || !(metrics.get("timer_rego_query_eval_ns") instanceof RegoNumber nanos)) {
      throw new IOException("OPA answered " + response.body());
    }
    return new Answer(value, nanos.longValue());
  }

  long peakKiB() {
    return Measured.peakKiB(process.pid());
  }

  @Override
  public void close() {
    process.destroy();
  }
}
