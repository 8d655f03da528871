package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.fixtures.Sandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The main job against the messy estate: a real PostgreSQL, and stand-ins for Google's APIs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScanTest {
  private static final Map<String, String> REPORTS =
      Map.of(
          "json",
          "audit.json",
          "sarif",
          "assay.sarif",
          "junit",
          "junit.xml",
          "html",
          "report.html");

  @TempDir private Path folder;
  private Sandbox sandbox;
  private Map<String, String> environment;

  @BeforeAll
  void start() throws Exception {
    sandbox = Sandbox.start(Sandbox.Estate.MESSY);
    environment = Map.of("PGPASSWORD", sandbox.password());
  }

  @AfterAll
  void end() throws Exception {
    sandbox.close();
  }

  @Test
  void aScanOfAMessyEstateFailsAndWritesEveryReport() throws Exception {
    Path out = Files.createDirectory(folder.resolve("scan"));
    Path snapshot = out.resolve("snapshot.jsonl.gz");

    Run run =
        scan(out, "scan", "-c", sandbox.config().toString(), "--snapshot", snapshot.toString());

    assertThat(run.code()).as(run.err()).isEqualTo(1);
    assertThat(run.out()).contains("PG-RLS-004", "GC-NET-002", "could not be read");
    assertThat(run.out().lines().filter(line -> line.length() > 80))
        .allMatch(ScanTest::unbreakable);
    assertThat(snapshot).isNotEmptyFile();
    for (String file : REPORTS.values()) {
      assertThat(out.resolve(file)).isNotEmptyFile();
    }

    Path again = Files.createDirectory(folder.resolve("again"));
    assertThat(scan(again, "check", "-c", sandbox.config().toString(), snapshot.toString()).code())
        .isEqualTo(1);
    for (String file : REPORTS.values()) {
      assertThat(again.resolve(file)).hasSameBinaryContentAs(out.resolve(file));
    }

    Path once = Files.createDirectory(folder.resolve("report"));
    assertThat(scan(once, "report", out.resolve("audit.json").toString()).code()).isEqualTo(1);
    for (String file : REPORTS.values()) {
      assertThat(once.resolve(file)).hasSameBinaryContentAs(out.resolve(file));
    }
  }

  @Test
  void aReportOnStandardOutputIsAlone() {
    Run run = run("scan", "-c", sandbox.config().toString(), "--report", "json=-");

    assertThat(run.out()).startsWith("{").endsWith("}\n");
  }

  @Test
  void onlySelectedRulesDecide() {
    Run none = run("scan", "-c", sandbox.config().toString(), "--select", "PG-IDX-002");
    assertThat(none.code()).as("a low finding; gaps of others are not looked for").isEqualTo(0);

    Run low =
        run(
            "scan",
            "-c",
            sandbox.config().toString(),
            "--select",
            "PG-IDX-002",
            "--fail-on",
            "low");
    assertThat(low.code()).isEqualTo(1);

    List<String> backups =
        List.of(
            "scan",
            "-c",
            sandbox.config().toString(),
            "--select",
            "GC-BKP-001",
            "--fail-on",
            "critical");
    assertThat(run(backups.toArray(String[]::new)).code()).as("gaps of clusters").isEqualTo(3);
    List<String> allowed = new ArrayList<>(backups);
    allowed.add("--allow-incomplete");
    assertThat(run(allowed.toArray(String[]::new)).code()).isZero();
  }

  @Test
  void aReportThatCannotBeWrittenCostsNoOther() throws Exception {
    Path junit = folder.resolve("still.xml");
    Path file = Files.writeString(folder.resolve("file"), "");

    Run run =
        run(
            "scan",
            "-c",
            sandbox.config().toString(),
            "--report",
            "json=" + file.resolve("audit.json"),
            "--report",
            "junit=" + junit);

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains(file.resolve("audit.json").toString()).hasLineCount(1);
    assertThat(junit).isNotEmptyFile();
  }

  @Test
  void plantedSecretsAreInNoOutput() throws Exception {
    Path out = Files.createDirectory(folder.resolve("secrets"));
    Path snapshot = out.resolve("snapshot.jsonl");

    Run run =
        scan(out, "scan", "-c", sandbox.config().toString(), "--snapshot", snapshot.toString());

    List<Path> files;
    try (var listed = Files.list(out)) {
      files = listed.toList();
    }
    assertThat(files).hasSize(1 + REPORTS.size());
    for (Path file : files) {
      assertThat(Files.readString(file)).doesNotContain("planted-", sandbox.password());
    }
    assertThat(run.out() + run.err()).doesNotContain("planted-", sandbox.password());
  }

  @Test
  void anUnreachableDatabaseIsAGapAndNoPass() {
    Run run =
        run("scan", "--database", "postgresql://nobody@127.0.0.1:1/shop", "--report", "junit=-");

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.out()).contains("127.0.0.1:1").doesNotContain("failures=\"1\"");
    assertThat(run.out()).contains("NOT_CHECKED");
  }

  private Run scan(Path out, String... command) {
    String[] all = java.util.Arrays.copyOf(command, command.length + 2 * REPORTS.size());
    int i = command.length;
    for (Map.Entry<String, String> report : REPORTS.entrySet()) {
      all[i++] = "--report";
      all[i++] = report.getKey() + "=" + out.resolve(report.getValue());
    }
    return run(all);
  }

  private Run run(String... command) {
    return Run.of(environment, command);
  }

  /** A line may be longer than the terminal only where it holds a single long word. */
  private static boolean unbreakable(String line) {
    return java.util.Arrays.stream(line.trim().split(" ")).anyMatch(word -> word.length() > 60);
  }
}
