package dev.assay.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Facts go to the file as they come: four times as many tables are collected in the same heap, of
 * which their facts alone would fill the threefold.
 */
class FlatMemoryTest {
  private static final String HEAP = "-Xmx64m";

  @ParameterizedTest
  @ValueSource(ints = {50_000, 200_000})
  void a_small_heap_suffices_for_any_number_of_tables(int count, @TempDir Path folder)
      throws Exception {
    Path file = folder.resolve("snapshot.jsonl");
    Path log = folder.resolve("log");

    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                HEAP,
                "-cp",
                System.getProperty("java.class.path"),
                ManyFacts.class.getName(),
                file.toString(),
                Integer.toString(count))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();

    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(() -> text(log)).isZero();
    assertThat(Files.size(file)).isGreaterThan(count * 800L);
    try (var lines = Files.lines(file)) {
      assertThat(lines.count()).isEqualTo(count + 2L);
    }
  }

  private static String text(Path log) {
    try {
      return Files.readString(log);
    } catch (java.io.IOException e) {
      return e.toString();
    }
  }
}
