package dev.assay.rego.bench;

import static java.util.stream.Collectors.joining;

import dev.assay.rego.Policy;
import dev.assay.rego.ast.RegoSource;
import dev.assay.rego.eval.Limits;
import dev.assay.rego.value.Json;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.Value;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Measures this engine, and OPA where it is installed, with the same policies and data on the same
 * machine; see docs/benchmarks.md. Answers are compared before anything is timed.
 */
public final class Bench {
  private static final int ROUNDS = 3;
  private static final String ESTATE = "estate";

  private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
  private final int indexes;
  private final List<String> compute;
  private final Path folder = Files.createTempDirectory("bench");
  private final Path data = folder.resolve("estate.json");
  private final Optional<Path> opa = OpaServer.find();

  /** OPA's warm times in nanoseconds, by what was asked. */
  private final Map<String, Long> theirs = new LinkedHashMap<>();

  private Bench(int indexes, List<String> compute) throws IOException {
    this.indexes = indexes;
    this.compute = compute;
  }

  /**
   * @param args how many indexes the estate has (100,000), and which compute modules (all of them)
   */
  public static void main(String[] args) throws Exception {
    int indexes = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
    List<String> compute =
        args.length > 1 ? Arrays.asList(args).subList(1, args.length) : BenchPolicies.COMPUTE;
    new Bench(indexes, compute).run();
  }

  private void run() throws IOException, InterruptedException, RunnerException {
    BenchEstate.write(indexes, data);
    BenchPolicies.write(BenchPolicies.estate(), folder);
    for (String name : compute) {
      BenchPolicies.write(List.of(BenchPolicies.compute(name)), folder);
    }
    out.printf(
        Locale.ROOT,
        "%d indexes, %d MB of JSON; %d processors; Java %s%n",
        indexes,
        Files.size(data) / 1_000_000,
        Runtime.getRuntime().availableProcessors(),
        Runtime.version());
    if (opa.isPresent()) {
      askOpa(opa.get());
    } else {
      out.println("no opa on the PATH: figures of this engine only");
    }
    warm();
    threads();
    cold();
    new Cancellation(out, Limits.none(Instant.EPOCH), 42).run(ROUNDS);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private void askOpa(Path program) throws IOException, InterruptedException {
    try (OpaServer server =
        OpaServer.start(program, List.of(data, folder.resolve("estate"), computeFolder()))) {
      Value estate = EstateBenchmark.read(data);
      theirs.put(
          ESTATE,
          ask(server, "bench/audit", answer(BenchPolicies.estate(), "bench.audit", estate)));
      for (String name : compute) {
        String path = "bench/compute/" + name + "/answer";
        Value ours =
            answer(List.of(BenchPolicies.compute(name)), path.replace('/', '.'), RegoObject.EMPTY);
        theirs.put(name, ask(server, path, ours));
      }
      out.printf(Locale.ROOT, "OPA's server: peak %d MiB%n", server.peakKiB() / 1024);
    }
  }

  private Path computeFolder() throws IOException {
    return Files.createDirectories(folder.resolve("compute"));
  }

  private static Value answer(List<RegoSource> sources, String path, Value data)
      throws IOException {
    Policy policy = Policy.compile(sources);
    Value value =
        policy
            .over(data, Limits.none(Instant.EPOCH))
            .evaluate(policy.query("data." + path), null)
            .value()
            .orElseThrow(() -> new IllegalStateException(path + " is undefined"));
    return Json.parse(Json.write(value));
  }

  /** The best of OPA's times, if it answers the same. */
  private static long ask(OpaServer server, String path, Value ours)
      throws IOException, InterruptedException {
    long best = Long.MAX_VALUE;
    for (int i = 0; i < ROUNDS; i++) {
      OpaServer.Answer answer = server.ask(path, "{}");
      if (!answer.value().equals(ours)) {
        throw new IllegalStateException(path + ": the answers differ");
      }
      best = Math.min(best, answer.nanos());
    }
    return best;
  }

  private void warm() throws RunnerException {
    out.println("warm, data in memory, ms:");
    warm(ESTATE, options("EstateBenchmark.audit"));
    for (String name : compute) {
      warm(name, options("ComputeBenchmark.answer").param("name", name));
    }
    double compile = time(options("EstateBenchmark.compile"));
    out.printf(Locale.ROOT, "  %-14s %9.2f  from Rego text to policy%n", "compile", compile);
  }

  private void warm(String what, ChainedOptionsBuilder options) throws RunnerException {
    double ours = time(options);
    Long opaNanos = theirs.get(what);
    if (opaNanos == null) {
      out.printf(Locale.ROOT, "  %-14s %9.2f%n", what, ours);
    } else {
      row(what, ours, opaNanos / 1e6);
    }
  }

  private void row(String what, double ours, double opaMillis) {
    out.printf(
        Locale.ROOT, "  %-14s %9.2f  OPA %9.2f  1/%.1f%n", what, ours, opaMillis, opaMillis / ours);
  }

  private void threads() throws RunnerException {
    double one = time(options("EstateBenchmark.oneResource").mode(Mode.Throughput).threads(1));
    double two = time(options("EstateBenchmark.oneResource").mode(Mode.Throughput).threads(2));
    out.printf(
        Locale.ROOT,
        "one rule for one resource: %.2f a microsecond with 1 thread, %.2f with 2: %.2f times%n",
        one,
        two,
        two / one);
  }

  private ChainedOptionsBuilder options(String benchmark) {
    return new OptionsBuilder()
        .include("\\." + benchmark.replace(".", "\\.") + "$")
        .forks(1)
        .warmupIterations(5)
        .warmupTime(TimeValue.seconds(1))
        .measurementIterations(5)
        .measurementTime(TimeValue.seconds(1))
        .jvmArgs("-D" + EstateBenchmark.DATA + "=" + data, "-XX:+UseParallelGC", "-Xmx4g")
        .verbosity(VerboseMode.SILENT);
  }

  private static double time(ChainedOptionsBuilder options) throws RunnerException {
    RunResult result = new Runner(options.build()).runSingle();
    return result.getPrimaryResult().getScore();
  }

  /** Whole processes, from the text of policies and data to the text of the result. */
  private void cold() throws IOException, InterruptedException {
    Path assay = Path.of("..", "assay").toAbsolutePath().normalize();
    if (!Files.isExecutable(assay)) {
      out.println("no launcher at " + assay + ": whole processes were not measured");
      return;
    }
    Path tiny =
        BenchPolicies.write(
            List.of(new RegoSource("tiny/tiny.rego", "package tiny\n\nanswer := 1 + 1\n")), folder);
    out.println("whole process, from text to text: time (of processors), peak memory");
    cold(assay, "tiny", List.of(tiny.resolve("tiny")), "data.tiny.answer");
    for (String name : compute) {
      Path module = folder.resolve("compute").resolve(name + ".rego");
      cold(assay, name, List.of(module), "data.bench.compute." + name + ".answer");
    }
    Path estate = folder.resolve("estate");
    String answers =
        compute.stream()
            .map(name -> "\"%s\": data.bench.compute.%s.answer".formatted(name, name))
            .collect(joining(", ", "{", "}"));
    cold(assay, "compute", List.of(computeFolder()), answers);
    cold(assay, ESTATE, List.of(data, estate), "data.bench.audit");
    cold(
        assay,
        "all",
        List.of(data, estate, computeFolder()),
        "[data.bench.audit, " + answers + "]");
  }

  private void cold(Path assay, String what, List<Path> files, String query)
      throws IOException, InterruptedException {
    List<String> ours = new ArrayList<>(List.of(assay.toString(), "rules", "eval"));
    files.forEach(file -> ours.addAll(List.of("-d", file.toString())));
    ours.add(query);
    Measured mine = best(ours, folder.resolve("ours.json"));
    if (opa.isEmpty()) {
      out.printf(Locale.ROOT, "  %-14s %s%n", what, mine);
      return;
    }
    List<String> command = new ArrayList<>(List.of(opa.get().toString(), "eval"));
    files.forEach(file -> command.addAll(List.of("-d", file.toString())));
    command.addAll(List.of("--format", "json", query));
    Measured other = best(command, folder.resolve("theirs.json"));
    if (!EstateBenchmark.read(mine.output()).equals(EstateBenchmark.read(other.output()))) {
      throw new IllegalStateException(query + ": the written answers differ");
    }
    out.printf(
        Locale.ROOT,
        "  %-14s %s  OPA %s  1/%.2f of the time, 1/%.2f of the memory%n",
        what,
        mine,
        other,
        (double) other.nanos() / mine.nanos(),
        (double) other.peakKiB() / mine.peakKiB());
  }

  private static Measured best(List<String> command, Path output)
      throws IOException, InterruptedException {
    @Nullable Measured best = null;
    for (int i = 0; i < ROUNDS; i++) {
      Measured run = Measured.run(command, output);
      best = best == null ? run : best.least(run);
    }
    return Objects.requireNonNull(best);
  }
}
