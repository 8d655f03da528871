package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is ended, or has no room left: no half report, and nothing lies about. */
class CutShortTest {
  private static final Path FACTS =
      Path.of("../fixtures/src/main/resources/estate/postgresql/messy.recorded.jsonl");

  /** What a shell says of a process that a signal has ended: 128 and the signal's number. */
  private static final int TERMINATED = 128 + 15;

  @TempDir private Path folder;
  private Path temporary;
  private Path reports;

  @BeforeEach
  void folders() throws IOException {
    temporary = Files.createDirectory(folder.resolve("tmp"));
    reports = Files.createDirectory(folder.resolve("reports"));
  }

  @Test
  void a_scan_that_is_told_to_end_takes_its_temporary_files_along() throws Exception {
    // It takes the connection and says nothing, so that the scan is in the midst of reading.
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String url = "postgresql://scan:x@127.0.0.1:" + silent.getLocalPort() + "/shop";
      Process process =
          assay(
              "scan",
              "--database",
              url,
              "--report",
              "html=" + reports.resolve("r.html"),
              "--snapshot",
              reports.resolve("s.jsonl").toString());
      try (Socket connection = silent.accept()) {
        assertThat(connection.isConnected()).isTrue();
        await(process, () -> !files(reports).isEmpty());
        process.destroy();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
      }
      assertThat(process.exitValue()).isEqualTo(TERMINATED);
      assertThat(files(reports)).isEmpty();
      assertThat(files(temporary)).isEmpty();
    }
  }

  @Test
  void so_does_one_whose_snapshot_nobody_keeps() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Process process =
          assay("scan", "--database=postgresql://x:x@127.0.0.1:" + silent.getLocalPort() + "/x");
      try (Socket connection = silent.accept()) {
        assertThat(connection.isConnected()).isTrue();
        await(process, () -> files(temporary).size() > 1);
        process.destroy();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
      }
      assertThat(process.exitValue()).isEqualTo(TERMINATED);
      assertThat(files(temporary)).isEmpty();
    }
  }

  @Test
  void a_report_that_is_killed_while_it_is_written_is_the_old_one_or_whole() throws Exception {
    Path page = reports.resolve("r.html");
    Files.writeString(page, "the last one");
    Process process = assay("check", FACTS.toString(), "--profile=all", "--report", "html=" + page);
    await(process, () -> files(reports).size() > 1 || !process.isAlive());
    process.destroyForcibly();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();

    String text = Files.readString(page).strip();
    if (!text.equals("the last one")) {
      assertThat(text).endsWith("</html>");
    }
  }

  @Test
  void a_full_disk_costs_the_reports_that_do_not_fit_and_no_other() throws Exception {
    Path page = reports.resolve("r.html");
    Path junit = reports.resolve("r.xml");
    Files.writeString(page, "the last one");
    List<String> command = command("check", FACTS.toString());
    command.addAll(
        List.of("--profile=stig-postgresql", "--report=html=" + page, "--report=junit=" + junit));

    Process process = limited(100, command);

    assertThat(process.exitValue()).as(output()).isEqualTo(ExitCode.USAGE);
    assertThat(output()).contains(page + ": ");
    assertThat(page).content().isEqualTo("the last one");
    assertThat(junit).content().contains("</testsuites>");
    assertThat(files(reports)).containsExactlyInAnyOrder(page, junit);
    assertThat(files(temporary)).isEmpty();
  }

  @Test
  void a_snapshot_that_does_not_fit_is_not_begun() throws Exception {
    Path file = reports.resolve("s.jsonl");
    Process process =
        limited(1, command("collect", "--from", FACTS.toString(), "-o", file.toString()));

    assertThat(process.exitValue()).as(output()).isEqualTo(ExitCode.USAGE);
    assertThat(output()).contains(file + ": cannot be written: ").contains("make room");
    assertThat(files(reports)).isEmpty();
  }

  /** A file may have so many kilobytes; beyond that a write fails as on a full disk. */
  private Process limited(int kilobytes, List<String> command) throws Exception {
    List<String> shell = new ArrayList<>(List.of("sh", "-c", "ulimit -f $0; exec \"$@\""));
    shell.add(String.valueOf(kilobytes * 2)); // in blocks of 512 bytes
    shell.addAll(command);
    Process process = start(shell);
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    return process;
  }

  private Process assay(String... arguments) throws IOException {
    return start(command(arguments));
  }

  private List<String> command(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  private Process start(List<String> command) throws IOException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("output").toFile())
        .start();
  }

  private String output() throws IOException {
    return Files.readString(folder.resolve("output"));
  }

  private interface Condition {
    boolean holds() throws IOException;
  }

  private void await(Process process, Condition condition) throws Exception {
    while (!condition.holds()) {
      assertThat(process.isAlive()).as(output()).isTrue();
      Thread.sleep(2);
    }
  }

  private static List<Path> files(Path in) throws IOException {
    try (Stream<Path> all = Files.walk(in)) {
      return all.filter(path -> !path.equals(in)).toList();
    }
  }
}
