package dev.assay.bench;

import dev.assay.fixtures.google.Fleet;
import dev.assay.fixtures.google.GoogleStandIn;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Reads organizations from stand-ins that take 20 ms for each call, as the arguments say ({@code
 * PROJECTS:CLUSTERS:CONCURRENCY}; {@code 40:200:8 40:200:16 1000:5000:16}), four times each, as a
 * user does: {@code ./assay collect}, from the start of the process to its end, with 512 MB of
 * heap; with {@code :again} at the end of the argument, five times in one process besides, as a
 * service would. Beside it the floor: the calls that came, times the latency, by the calls at once.
 * The first time warms the stand-in up, which elsewhere is not on the same processors; so that it
 * takes little of them, it does without the second compiler ({@code
 * -Dscale.jvm="-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmn256m"}).
 */
public final class FleetTimes {
  private static final Duration LATENCY = Duration.ofMillis(20);
  private static final List<String> AGAIN =
      List.of(
          Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          "-cp",
          System.getProperty("java.class.path"),
          "dev.assay.cli.Again");
  private static final Path LAUNCHER = Path.of("..", "assay").toAbsolutePath().normalize();

  private FleetTimes() {}

  public static void main(String[] arguments) throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Path folder = Files.createTempDirectory("assay-fleet-");
    new Run(folder, List.of(LAUNCHER.toString(), "--version")); // builds, if something is newer
    for (String size :
        arguments.length == 0
            ? new String[] {"40:200:8", "40:200:16", "1000:5000:16"}
            : arguments) {
      String[] parts = size.split(":", -1);
      int projects = Integer.parseInt(parts[0]);
      int atOnce = Integer.parseInt(parts[2]);
      Fleet fleet = new Fleet(Math.max(3, projects / 13), projects, Integer.parseInt(parts[1]));
      try (GoogleStandIn google = GoogleStandIn.start(fleet)) {
        google.latency(LATENCY);
        Path config = folder.resolve("assay.yaml");
        Files.writeString(config, configuration(google));
        List<String> collect =
            List.of(
                "collect",
                "-c",
                config.toString(),
                "--concurrency",
                parts[2],
                "-o",
                folder.resolve("fleet.jsonl.gz").toString());
        out.printf(Locale.ROOT, "%n%d projects, %s clusters%n", projects, parts[1]);
        for (String which : List.of("first", "second", "third", "fourth")) {
          Map<String, Long> before = google.calls();
          Run run = new Run(folder, with(List.of(LAUNCHER.toString()), collect));
          Map<String, Long> calls = since(before, google);
          double floor = floor(calls, atOnce);
          out.printf(
              Locale.ROOT,
              "%-7s %6.2f s (%.2f s of processor), %.2f times the floor of %.2f s: %d calls at %d"
                  + " ms, %d at once; peak memory %d MB%n",
              which,
              run.seconds,
              run.processor,
              run.seconds / floor,
              floor,
              sum(calls),
              LATENCY.toMillis(),
              atOnce,
              run.peak);
          if (which.equals("fourth")) {
            calls.forEach((method, n) -> out.printf(Locale.ROOT, "  %6d %s%n", n, method));
          }
        }
        if (parts.length > 3) {
          Map<String, Long> before = google.calls();
          List<Double> seconds = new Run(folder, with(AGAIN, collect)).told();
          double floor = floor(since(before, google), atOnce) / seconds.size();
          for (double each : seconds) {
            out.printf(
                Locale.ROOT, "in one process %.2f s, %.2f times the floor%n", each, each / floor);
          }
        }
        out.printf(Locale.ROOT, "at once, at most: %d%n", google.mostAtOnce());
      }
    }
  }

  private static List<String> with(List<String> program, List<String> arguments) {
    List<String> command = new ArrayList<>(program);
    command.addAll(arguments);
    return command;
  }

  private static Map<String, Long> since(Map<String, Long> before, GoogleStandIn google) {
    Map<String, Long> calls = new TreeMap<>(google.calls());
    before.forEach((method, n) -> calls.merge(method, -n, Long::sum));
    return calls;
  }

  private static long sum(Map<String, Long> calls) {
    return calls.values().stream().mapToLong(Long::longValue).sum();
  }

  private static double floor(Map<String, Long> calls, int atOnce) {
    return sum(calls) * LATENCY.toNanos() / 1e9 / atOnce;
  }

  private static String configuration(GoogleStandIn google) {
    StringBuilder yaml = new StringBuilder("google:\n  plaintext: true\n  organizations: [\"");
    yaml.append(Fleet.ORGANIZATION.substring("organizations/".length()));
    yaml.append("\"]\n  endpoints:\n");
    google.endpoints().forEach((key, at) -> yaml.append("    " + key + ": \"" + at + "\"\n"));
    return yaml.toString();
  }

  /** A process that ran, and what it took; what it held is looked at fifty times a second. */
  private static final class Run {
    final double seconds;
    private final Path said;
    double processor;
    long peak;

    Run(Path folder, List<String> command) throws IOException, InterruptedException {
      said = folder.resolve("said");
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().put("JAVA_TOOL_OPTIONS", "-Xmx512m");
      builder.redirectErrorStream(true).redirectOutput(said.toFile());
      long start = System.nanoTime();
      Process process = builder.start();
      while (!process.waitFor(20, TimeUnit.MILLISECONDS)) {
        process.info().totalCpuDuration().ifPresent(time -> processor = time.toMillis() / 1e3);
        peak = Math.max(peak, held(process.pid()));
      }
      seconds = (System.nanoTime() - start) / 1e9;
      if (process.exitValue() != 0) {
        throw new IllegalStateException(
            command + " ended with " + process.exitValue() + ": " + Files.readString(said));
      }
    }

    /** The seconds that it told. */
    List<Double> told() throws IOException {
      return Files.readAllLines(said).stream()
          .filter(line -> line.startsWith("took "))
          .map(line -> Double.valueOf(line.substring("took ".length())))
          .toList();
    }

    /**
     * What the process has held at most, heap and all else, in MB; nothing where there is no proc.
     */
    private static long held(long pid) {
      try {
        for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
          if (line.startsWith("VmHWM:")) {
            return Long.parseLong(line.replaceAll("[^0-9]", "")) >> 10;
          }
        }
      } catch (IOException e) {
        return 0; // it has just ended
      }
      return 0;
    }
  }
}
