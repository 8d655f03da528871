package dev.assay.cli;

import dev.assay.input.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Scans a messy estate in a sandbox of real servers on this machine. */
@Command(
    name = "demo",
    header = "Scan a messy estate in a sandbox and write every report.",
    description =
        "Starts a PostgreSQL server and stand-ins for Google's APIs on loopback, scans them, and"
            + " ends them. Exit code 1 is the expected end: the estate violates rules.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  /** What a demo leaves behind, by format; the snapshot comes on top. */
  static final Map<String, String> FILES =
      Map.of(
          "json", "audit.json",
          "sarif", "assay.sarif",
          "html", "report.html",
          "junit", "junit.xml",
          "markdown", "summary.md",
          "csv", "findings.csv",
          "xlsx", "findings.xlsx",
          "oscal", "assessment.oscal.json",
          "ocsf", "events.ndjson",
          "openmetrics", "metrics.prom");

  private final Console console;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description = "Where to write, assay-report without it.")
  private Path folder = Path.of("assay-report");

  @Option(names = "--estate", paramLabel = "NAME", description = "messy (without it) or clean.")
  private String estate = "messy";

  DemoCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InputException, IOException, InterruptedException {
    Path home = console.home();
    if (home == null || !Files.isDirectory(sandbox(home))) {
      throw new InputException(
          "demo: its sandbox is not part of this installation; run ./assay demo in a source tree");
    }
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new InputException(
          "demo: the folder " + folder + " cannot be made; name another with -o", e);
    }
    console.message("starting the sandbox: a PostgreSQL server and stand-ins for Google's APIs");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (Runtime.version().feature() >= 24) { // quiet about what Google's libraries use
      command.add("--sun-misc-unsafe-memory-access=allow");
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    command.addAll(
        List.of("-cp", sandbox(home) + "/*", "dev.assay.fixtures.Sandbox", "--estate", estate));
    command.addAll(scan(home));
    Process process = new ProcessBuilder(command).inheritIO().start();
    int code = process.waitFor();
    if (code != ExitCode.USAGE && Files.exists(folder.resolve("report.html"))) {
      console.message("open " + folder.resolve("report.html") + " for the whole report");
    }
    return code;
  }

  private static Path sandbox(Path home) {
    return home.resolve("fixtures/target/demo");
  }

  /** A scan as a user would start it, of the sandbox's own {@code assay.yaml}. */
  private List<String> scan(Path home) {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("assay").toString());
    command.addAll(List.of("scan", "-c", "{config}", "--profile", "all"));
    command.addAll(List.of("--snapshot", folder.resolve("snapshot.jsonl.gz").toString()));
    FILES.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            e ->
                command.addAll(
                    List.of("--report", e.getKey() + "=" + folder.resolve(e.getValue()))));
    return command;
  }
}
