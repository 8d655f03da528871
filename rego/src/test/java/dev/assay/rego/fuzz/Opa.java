package dev.assay.rego.fuzz;

import dev.assay.rego.value.Json;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * OPA as a server on the loopback interface: one process answers any number of samples, and tells
 * the errors of each.
 */
final class Opa implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(30);

  /** Not an answer to the sample: something in the server went wrong. */
  private static final Answer BROKEN =
      new Answer.Fails(new TreeSet<>(Set.of("eval_internal_error")));

  /** How often a sample is put to a server of its own after it failed. */
  private static final int TRIES = 2;

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
    ProcessBuilder builder =
        new ProcessBuilder(
                program.toString(),
                "run",
                "--server",
                "--disable-telemetry",
                "--log-level=error",
                "--addr=" + address,
                data.toString())
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.DISCARD);
    builder.environment().put("GOGC", "1000"); // collects garbage less often, which is faster
    return builder.start();
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
   * Those that do so twice count as crashes.
   */
  Answer answer(Sample sample) throws IOException, InterruptedException {
    for (int i = 0; i < TRIES; i++) {
      try {
        return ask(sample);
      } catch (IOException e) {
        process.destroyForcibly().waitFor();
        process = run();
        awaitReady();
      }
    }
    return new Answer.Crashes();
  }

  /** What {@code opa eval} makes of a query to the sample. */
  Answer evaluate(Sample sample, String query, List<String> flags)
      throws IOException, InterruptedException {
    Path module = Files.writeString(Files.createTempFile("fuzz", ".rego"), sample.module());
    Path input = Files.writeString(Files.createTempFile("input", ".json"), sample.input());
    List<String> command = new ArrayList<>(List.of(program.toString(), "eval", "--format=json"));
    command.addAll(flags);
    command.addAll(List.of("-d", module.toString(), "-d", data.toString()));
    command.addAll(List.of("-i", input.toString(), query));
    Process once = new ProcessBuilder(command).redirectError(Redirect.DISCARD).start();
    try (InputStream out = once.getInputStream()) {
      String json = new String(out.readAllBytes(), StandardCharsets.UTF_8);
      once.waitFor();
      RegoObject answer = (RegoObject) Json.parse(json);
      if (answer.get("errors") != null) {
        return failure(answer);
      }
      return new Answer.Of(
          answer.get("result") instanceof RegoArray rows
                  && rows.get(0) instanceof RegoObject row
                  && row.get("expressions") instanceof RegoArray expressions
                  && expressions.get(0) instanceof RegoObject expression
              ? Optional.ofNullable(expression.get("value"))
              : Optional.empty());
    } finally {
      Files.delete(module);
      Files.delete(input);
    }
  }

  private Answer ask(Sample sample) throws IOException, InterruptedException {
    HttpResponse<String> put = send("PUT", "/v1/policies/fuzz.rego", sample.module());
    if (put.statusCode() != 200) {
      Answer answer = failure((RegoObject) Json.parse(put.body()));
      return answer.equals(BROKEN) ? new Answer.Crashes() : answer;
    }
    HttpResponse<String> got = send("POST", "/v1/data/fuzz", "{\"input\": " + sample.input() + "}");
    if (got.statusCode() != 200) {
      Answer answer = failure((RegoObject) Json.parse(got.body()));
      if (answer.equals(BROKEN)) {
        throw new IOException(got.body());
      }
      return answer;
    }
    return new Answer.Of(Optional.ofNullable(((RegoObject) Json.parse(got.body())).get("result")));
  }

  private static Answer failure(RegoObject body) throws IOException {
    SortedSet<String> codes = new TreeSet<>();
    for (Value error : body.get("errors") instanceof RegoArray a ? a : RegoArray.of()) {
      boolean isLimit = String.valueOf(error).contains("error limit reached");
      if (((RegoObject) error).get("code") instanceof RegoString code && !isLimit) {
        codes.add(code.value());
      }
    }
    if (codes.isEmpty()) {
      throw new IOException("OPA answered " + Json.write(body));
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
