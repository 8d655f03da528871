package dev.assay.rego.fuzz;

import dev.assay.rego.value.Json;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * OPA as a server on the loopback interface: one process answers any number of samples, and tells
 * the errors of each.
 */
final class Opa implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(30);

  private final HttpClient http = HttpClient.newHttpClient();
  private final Path program;
  private final Path data;
  private final String address;
  private Process process;

  private Opa(Path program, Path data, String address) throws IOException {
    this.program = program;
    this.data = data;
    this.address = address;
    this.process = run();
  }

  /** The program: on the PATH, or where {@code go install} puts it. */
  static Optional<Path> find() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.concat(
            Stream.of(path.split(File.pathSeparator)).filter(p -> !p.isEmpty()).map(Path::of),
            Stream.of(Path.of(System.getProperty("user.home"), "go", "bin")))
        .map(folder -> folder.resolve("opa"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  static Opa start(Path program) throws IOException, InterruptedException {
    Path data = Files.writeString(Files.createTempFile("fuzz", ".json"), Sample.DATA);
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Opa opa = new Opa(program, data, "127.0.0.1:" + port);
    try {
      opa.awaitReady();
    } catch (IOException | InterruptedException e) {
      opa.close();
      throw e;
    }
    return opa;
  }

  private Process run() throws IOException {
    return new ProcessBuilder(
            program.toString(),
            "run",
            "--server",
            "--disable-telemetry",
            "--log-level=error",
            "--addr=" + address,
            data.toString())
        .redirectOutput(Redirect.DISCARD)
        .redirectError(Redirect.DISCARD)
        .start();
  }

  private void awaitReady() throws IOException, InterruptedException {
    long end = System.nanoTime() + START.toNanos();
    while (true) {
      try {
        send("GET", "/health", "");
        return;
      } catch (ConnectException e) {
        if (!process.isAlive() || System.nanoTime() > end) {
          throw e;
        }
        Thread.sleep(50);
      }
    }
  }

  /**
   * What OPA makes of the sample; some make it run out of stack or time, and it is started anew.
   */
  Answer answer(Sample sample) throws IOException, InterruptedException {
    try {
      return ask(sample);
    } catch (IOException e) {
      if (e instanceof HttpTimeoutException) {
        process.destroyForcibly();
      }
      if (process.waitFor(1, TimeUnit.SECONDS)) {
        process = run();
        awaitReady();
        return new Answer.Crashes();
      }
      throw e;
    }
  }

  private Answer ask(Sample sample) throws IOException, InterruptedException {
    HttpResponse<String> put = send("PUT", "/v1/policies/fuzz.rego", sample.module());
    if (put.statusCode() != 200) {
      Answer answer = failure(put);
      boolean broke = answer.equals(new Answer.Fails(new TreeSet<>(Set.of("eval_internal_error"))));
      return broke ? new Answer.Crashes() : answer;
    }
    HttpResponse<String> got = send("POST", "/v1/data/fuzz", "{\"input\": " + sample.input() + "}");
    if (got.statusCode() != 200) {
      return failure(got);
    }
    return new Answer.Of(Optional.ofNullable(((RegoObject) Json.parse(got.body())).get("result")));
  }

  private static Answer failure(HttpResponse<String> response) throws IOException {
    RegoObject body = (RegoObject) Json.parse(response.body());
    SortedSet<String> codes = new TreeSet<>();
    for (Value error : body.get("errors") instanceof RegoArray a ? a : RegoArray.of()) {
      boolean isLimit = String.valueOf(error).contains("error limit reached");
      if (((RegoObject) error).get("code") instanceof RegoString code && !isLimit) {
        codes.add(code.value());
      }
    }
    if (codes.isEmpty()) {
      throw new IOException("OPA answered " + response.body());
    }
    return new Answer.Fails(codes);
  }

  private HttpResponse<String> send(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + address + path))
            .timeout(START)
            .method(method, BodyPublishers.ofString(body))
            .build();
    return http.send(request, BodyHandlers.ofString());
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    Files.delete(data);
  }
}
