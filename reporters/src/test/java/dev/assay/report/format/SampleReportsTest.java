package dev.assay.report.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.report.AuditReport;
import dev.assay.report.Reporter;
import dev.assay.report.Samples;
import dev.assay.report.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Writes every sample in every format to {@code target/sample-reports}, to look at, and for {@code
 * reporters/validate} to hold against the checkers of others.
 */
class SampleReportsTest {
  private static final Path FOLDER = Path.of("target/sample-reports");
  private static final Map<String, String> ENDINGS =
      Map.of(
          "sarif.github",
          "github.sarif",
          "sarif.gitlab",
          "gitlab.sarif",
          "sarif.azure",
          "azure.sarif",
          "junit.fail",
          "fail.junit.xml",
          "junit",
          "junit.xml",
          "terminal",
          "txt",
          "markdown",
          "md",
          "oscal",
          "oscal.json",
          "ocsf",
          "ndjson",
          "openmetrics",
          "prom");

  @Test
  void everyFormatTellsEverySample() throws IOException {
    Map<String, AuditReport> samples =
        Map.of(
            "messy", Samples.messy(),
            "hostile", Samples.hostile(),
            "clean", Samples.clean(),
            "empty", Samples.empty(),
            "all-unknown", Samples.allUnknown(),
            "all-waived", Samples.allWaived(),
            "planned", Samples.planned(),
            "fifty", Samples.large(50),
            "large", Samples.large(10_000));
    for (Map.Entry<String, AuditReport> sample : samples.entrySet()) {
      for (Reporter reporter : Formats.all()) {
        String ending = ENDINGS.getOrDefault(reporter.format(), reporter.format());
        Path file = FOLDER.resolve(sample.getKey() + "." + ending);
        WholeFile.write(file, out -> reporter.write(sample.getValue(), out));
        // Events of nothing are none.
        boolean none = ending.equals("ndjson") && sample.getKey().equals("empty");
        assertThat(Files.size(file) == 0).as(file.toString()).isEqualTo(none);
      }
    }
    assertThat(Files.size(FOLDER.resolve("large.html"))).isLessThan(2_000_000);
    assertThat(Files.size(FOLDER.resolve("large.junit.xml"))).isLessThan(30_000_000);
  }
}
