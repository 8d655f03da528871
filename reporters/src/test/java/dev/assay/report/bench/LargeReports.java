package dev.assay.report.bench;

import dev.assay.report.AuditReport;
import dev.assay.report.Reporter;
import dev.assay.report.Samples;
import dev.assay.report.WholeFile;
import dev.assay.report.format.Formats;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Writes a large report in every format, and prints how long each took. Arguments: how many
 * findings, and the folder to write to. Time of the processor is what counts where others use it.
 */
final class LargeReports {
  private LargeReports() {}

  public static void main(String[] arguments) throws IOException {
    AuditReport report = Samples.large(Integer.parseInt(arguments[0]));
    Path folder = Path.of(arguments[1]);
    double sum = 0;
    for (Reporter reporter : Formats.all()) {
      Path file = folder.resolve("large." + reporter.format().replace('.', '-'));
      long start = System.nanoTime();
      long processor = processor();
      WholeFile.write(file, out -> reporter.write(report, out));
      double seconds = (System.nanoTime() - start) / 1e9;
      sum += (processor() - processor) / 1e9;
      System.out.printf(
          Locale.ROOT,
          "%-14s %6.2f s, of processor %6.2f s %8.1f MB%n",
          reporter.format(),
          seconds,
          (processor() - processor) / 1e9,
          Files.size(file) / 1e6);
    }
    System.out.printf(
        Locale.ROOT, "all: %.2f s of processor, heap at most %d MB%n", sum, maxHeap() >> 20);
  }

  private static long processor() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static long maxHeap() {
    return Runtime.getRuntime().maxMemory();
  }
}
