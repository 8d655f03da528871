package dev.assay.bench;

import dev.assay.audit.Audit;
import dev.assay.collect.postgresql.FactTimes;
import dev.assay.fixtures.postgresql.ManyTables;
import dev.assay.fixtures.postgresql.PostgresServer;
import dev.assay.input.InputException;
import dev.assay.report.AuditReport;
import dev.assay.rulepack.Parameters;
import dev.assay.rulepack.RulePack;
import dev.assay.snapshot.Snapshot;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Scans databases of so many tables as the arguments say ({@code 2000 20000}; {@code lean:100000}
 * with two indexes a table), each step in a process of its own with as much heap as it may take.
 * Beside it the floor: the same statements asked through the driver, by the same role.
 */
public final class Scale {
  private static final List<String> REPORTS = List.of("html", "sarif", "junit");
  private static final int SLOWEST = 12;

  private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
  private final PostgresServer server;
  private final Path folder;
  private final String password = UUID.randomUUID().toString();

  /** Seconds by step, for each size. */
  private final Map<String, SortedMap<Integer, Double>> times = new TreeMap<>();

  private int size;

  private Scale(PostgresServer server, Path folder) {
    this.server = server;
    this.folder = folder;
  }

  public static void main(String[] arguments) throws Exception {
    if (arguments.length == 2 && arguments[0].equals("rules")) {
      rules(Path.of(arguments[1]), new PrintStream(System.out, true, StandardCharsets.UTF_8));
      return;
    }
    String folder = System.getProperty("bench.folder", "");
    Path files = folder.isEmpty() ? Files.createTempDirectory("assay-bench-") : Path.of(folder);
    try (PostgresServer server = ManyTables.server()) {
      Scale scale = new Scale(server, files);
      for (String size : arguments.length == 0 ? new String[] {"2000", "20000"} : arguments) {
        boolean lean = size.startsWith("lean:");
        scale.of(Integer.parseInt(size.replace("lean:", "")), lean);
      }
      scale.exponents();
    }
    System.out.println("files: " + files);
  }

  private void of(int tables, boolean lean) throws SQLException, IOException, InterruptedException {
    size = tables;
    String database = "tables_" + tables;
    long start = System.nanoTime();
    ManyTables.create(server, database, tables, lean, password);
    out.printf(Locale.ROOT, "%n%d tables: made in %.1f s%n", tables, seconds(start));

    try (Connection connection = server.connect(database, "scan", password)) {
      FactTimes.of(connection); // the server's caches are warm for both
    }
    try (Connection connection = server.connect(database, "scan", password)) {
      Map<String, Long> floor = FactTimes.of(connection);
      double sum = floor.values().stream().mapToLong(n -> n).sum() / 1e9;
      took("floor", sum);
      out.printf(Locale.ROOT, "%-8s %6.1f s%n", "floor", sum);
      slowest(floor, out);
    }
    boolean huge = tables > 50_000;
    String url = server.url(database, "scan", password);
    Path snapshot = folder.resolve(database + ".jsonl");
    Path audit = folder.resolve(database + ".json");
    step("collect", huge ? 256 : 512, "collect", "--database", url, "-o", snapshot.toString());
    step(
        "check",
        huge ? 1024 : 512,
        "check",
        snapshot.toString(),
        "--profile=all",
        "-o",
        audit.toString());
    List<String> report = new ArrayList<>(List.of("report", audit.toString()));
    report.addAll(reports(database));
    step("report", huge ? 1024 : 512, report.toArray(String[]::new));
    List<String> scan = new ArrayList<>(List.of("scan", "--database", url, "--profile=all"));
    scan.addAll(reports(database));
    step("scan", huge ? 1024 : 512, scan.toArray(String[]::new));
    out.printf(
        Locale.ROOT,
        "snapshot %d MB, audit %d MB%n",
        Files.size(snapshot) >> 20,
        Files.size(audit) >> 20);
    run("rules", 2048, Scale.class.getName(), "rules", snapshot.toString());
    out.print(Files.readString(folder.resolve("rules.out")));
  }

  private List<String> reports(String database) {
    return REPORTS.stream()
        .flatMap(f -> List.of("--report", f + "=" + folder.resolve(database + "." + f)).stream())
        .toList();
  }

  private void step(String name, int heap, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("dev.assay.cli.Main"));
    command.addAll(List.of(arguments));
    out.println(run(name, heap, command.toArray(String[]::new)));
  }

  /** One line of what a process took; its output goes to a file. */
  private String run(String name, int heap, String... arguments)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC", // these as the launcher has them
                "-Xms" + Math.min(heap, 384) + "m",
                "-XX:NewSize=48m",
                "-XX:MaxNewSize=64m",
                "-XX:TieredStopAtLevel=1",
                "-Xmx" + heap + "m",
                "-cp",
                System.getProperty("java.class.path")));
    command.addAll(List.of(arguments));
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name + ".out").toFile())
            .start();
    Duration cpu = Duration.ZERO;
    while (!process.waitFor(10, TimeUnit.MILLISECONDS)) {
      cpu = process.info().totalCpuDuration().orElse(cpu);
    }
    took(name + " of processor", cpu.toMillis() / 1e3);
    return String.format(
        Locale.ROOT,
        "%-8s %6.1f s, %5.1f s of processor, heap of %d MB, exit code %d",
        name,
        took(name, seconds(start)),
        cpu.toMillis() / 1e3,
        heap,
        process.exitValue());
  }

  /** Judges a snapshot by all rules and tells which took longest. */
  private static void rules(Path file, PrintStream out) throws InputException {
    long start = System.nanoTime();
    RulePack pack = RulePack.bundled();
    out.printf(Locale.ROOT, "rules loaded %.1f s%n", seconds(start));
    start = System.nanoTime();
    Snapshot snapshot = Snapshot.read(file);
    out.printf(
        Locale.ROOT,
        "snapshot read %.1f s, %d resources, %d gaps%n",
        seconds(start),
        snapshot.facts().size(),
        snapshot.gaps().size());
    start = System.nanoTime();
    RuleTimes times = new RuleTimes();
    AuditReport report =
        new Audit("bench", pack, Parameters.defaults())
            .by(times)
            .of(snapshot, snapshot.header().time());
    double sum = times.nanos().values().stream().mapToLong(n -> n).sum() / 1e9;
    out.printf(
        Locale.ROOT,
        "audit %.1f s, of it in rules %.1f s of threads, %d findings%n",
        seconds(start),
        sum,
        report.findings().size());
    slowest(times.nanos(), out);
  }

  private static void slowest(Map<String, Long> nanos, PrintStream out) {
    nanos.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .limit(SLOWEST)
        .forEach(e -> out.printf(Locale.ROOT, "  %8.0f ms %s%n", e.getValue() / 1e6, e.getKey()));
  }

  private double took(String step, double seconds) {
    times.computeIfAbsent(step, s -> new TreeMap<>()).put(size, seconds);
    return seconds;
  }

  /** How each step grows from the least to the greatest number of tables: 1 is in proportion. */
  private void exponents() {
    times.forEach(
        (step, bySize) -> {
          int least = bySize.firstKey();
          int most = bySize.lastKey();
          if (least < most) {
            double growth = bySize.getOrDefault(most, 0.0) / bySize.getOrDefault(least, 1.0);
            out.printf(
                Locale.ROOT,
                "%-22s grows with the power %.2f of the tables%n",
                step,
                Math.log(growth) / Math.log((double) most / least));
          }
        });
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
