package dev.assay.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.assay.collect.Collector;
import dev.assay.collect.alloydb.AlloyDbCollector;
import dev.assay.collect.asset.AssetCollector;
import dev.assay.collect.google.GoogleClients;
import dev.assay.collect.google.GoogleSettings;
import dev.assay.collect.google.Pace;
import dev.assay.collect.google.Territory;
import dev.assay.collect.rest.RestCollector;
import dev.assay.fixtures.google.Fleet;
import dev.assay.fixtures.google.GoogleStandIn;
import dev.assay.report.Source;
import dev.assay.rulepack.RulePack;
import dev.assay.scan.Collection;
import dev.assay.snapshot.SnapshotHeader;
import dev.assay.snapshot.SnapshotWriter;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Reads organizations from stand-ins that take 20 ms for each call, as the arguments say ({@code
 * PROJECTS:CLUSTERS:CONCURRENCY}; {@code 40:200:8 1000:5000:16}), in a process of its own with 512
 * MB of heap. Beside it the floor: the calls that were made, times the latency, by the calls at
 * once. The process reads four times, since the first time a JVM is busy with itself.
 */
public final class FleetTimes {
  private static final Duration LATENCY = Duration.ofMillis(20);

  private FleetTimes() {}

  public static void main(String[] arguments) throws Exception {
    if (arguments.length == 5 && arguments[0].equals("read")) {
      read(arguments[1], arguments[2], Integer.parseInt(arguments[3]), Path.of(arguments[4]));
      return;
    }
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    for (String size :
        arguments.length == 0
            ? new String[] {"40:200:8", "40:200:16", "1000:5000:16"}
            : arguments) {
      String[] parts = size.split(":", -1);
      int projects = Integer.parseInt(parts[0]);
      Fleet fleet = new Fleet(Math.max(3, projects / 13), projects, Integer.parseInt(parts[1]));
      try (GoogleStandIn google = GoogleStandIn.start(fleet)) {
        google.latency(LATENCY);
        out.printf(Locale.ROOT, "%n%d projects, %s clusters%n", projects, parts[1]);
        Path folder = Files.createTempDirectory("assay-fleet-");
        Process process =
            new ProcessBuilder(
                    ProcessHandle.current().info().command().orElse("java"),
                    "-Xmx512m", // and as the launcher starts a scan
                    "-XX:+UseSerialGC",
                    "-Xms96m",
                    "-XX:NewSize=48m",
                    "-XX:MaxNewSize=64m",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    FleetTimes.class.getName(),
                    "read",
                    google.endpoint(),
                    google.restEndpoint(),
                    parts.length > 2 ? parts[2] : Integer.toString(Pace.DEFAULT.atOnce()),
                    folder.toString())
                .inheritIO()
                .start();
        if (process.waitFor() != 0) {
          throw new IllegalStateException("the reader ended with " + process.exitValue());
        }
        out.printf(Locale.ROOT, "at once, at most: %d%n", google.mostAtOnce());
      }
    }
  }

  private static void read(String grpc, String rest, int atOnce, Path folder) throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Set<String> kinds = RulePack.bundled().kinds();
    for (String which : List.of("first", "second", "third", "fourth")) {
      GoogleSettings settings =
          new GoogleSettings(
              Map.of("alloydb", grpc, "asset", grpc, "rest", rest),
              true,
              Duration.ofSeconds(60),
              Optional.empty(),
              Pace.DEFAULT.atOnce(atOnce));
      try (GoogleClients clients = new GoogleClients(settings)) {
        Territory territory = new Territory(clients, Fleet.ORGANIZATION);
        List<Collector> collectors = new ArrayList<>();
        collectors.add(new AlloyDbCollector(clients, territory));
        collectors.add(new AssetCollector(clients, territory, kinds::contains));
        collectors.add(new RestCollector(clients, territory, kinds::contains, Instant.now()));
        Path file = folder.resolve(which + ".jsonl.gz");
        long processor = processor();
        long start = System.nanoTime();
        SnapshotWriter.Written written =
            new Collection(collectors, List.of(), new Silent())
                .into(file, new SnapshotHeader("bench", Instant.now()));
        double seconds = (System.nanoTime() - start) / 1e9;
        long calls = clients.calls().total();
        double floor = calls * LATENCY.toNanos() / 1e9 / atOnce;
        out.printf(
            Locale.ROOT,
            "%-7s %6.2f s (%.2f s of processor), %.2f times the floor of %.2f s: %d calls at %d ms,"
                + " %d at once; %d facts, %d gaps, peak memory %d MB%n",
            which,
            seconds,
            (processor() - processor) / 1e9,
            seconds / floor,
            floor,
            calls,
            LATENCY.toMillis(),
            atOnce,
            written.resources(),
            written.gaps().size(),
            peak());
        if (which.equals("fourth")) {
          clients
              .calls()
              .counts()
              .forEach((method, n) -> out.printf(Locale.ROOT, "  %6d %s%n", n, method));
        }
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  /** Nanoseconds of processor of all threads of this process. */
  private static long processor() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  /** What the process has held at most, heap and all else. */
  private static long peak() throws java.io.IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return Runtime.getRuntime().totalMemory() >> 20;
    }
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith("VmHWM:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) >> 10;
      }
    }
    return 0;
  }

  private static final class Silent implements Collection.Listener {
    @Override
    public void progress(String line) {}

    @Override
    public void fault(Source source, RuntimeException fault) {
      throw fault;
    }
  }
}
