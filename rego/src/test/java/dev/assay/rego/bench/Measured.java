package dev.assay.rego.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * A process that was run to its end.
 *
 * @param nanos from its start to its end
 * @param cpuNanos of all its threads; on a busy machine the fairer measure
 * @param peakKiB the most memory that it had resident; Linux only, else 0
 */
record Measured(long nanos, long cpuNanos, long peakKiB, Path output) {

  /** Runs a command, its standard output going to a file. */
  static Measured run(List<String> command, Path output) throws IOException, InterruptedException {
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(output.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    long peak = 0;
    long cpu = 0;
    while (!process.waitFor(5, TimeUnit.MILLISECONDS)) {
      peak = Math.max(peak, peakKiB(process.pid()));
      cpu = Math.max(cpu, process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos());
    }
    long nanos = System.nanoTime() - start;
    if (process.exitValue() != 0) {
      throw new IOException(command.get(0) + " ended with " + process.exitValue());
    }
    return new Measured(nanos, cpu, peak, output);
  }

  /** The high-water mark of a process that runs; the kernel keeps it, so asking late is enough. */
  static long peakKiB(long pid) {
    try {
      for (String line :
          Files.readAllLines(Path.of("/proc/" + pid + "/status"), StandardCharsets.UTF_8)) {
        if (line.startsWith("VmHWM:")) {
          return Long.parseLong(line.replaceAll("[^0-9]", ""));
        }
      }
    } catch (IOException ended) {
      return 0;
    }
    return 0;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%7.0f (%.0f) ms %5d MiB", nanos / 1e6, cpuNanos / 1e6, peakKiB / 1024);
  }

  /** The better of two runs in each respect. */
  Measured least(Measured other) {
    return new Measured(
        Math.min(nanos, other.nanos),
        Math.min(cpuNanos, other.cpuNanos),
        Math.min(peakKiB, other.peakKiB),
        output);
  }
}
