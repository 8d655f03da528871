package dev.assay.report.openmetrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.report.AuditReport;
import dev.assay.report.Golden;
import dev.assay.report.Samples;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class OpenMetricsReporterTest {
  private static final Pattern SAMPLE =
      Pattern.compile("assay_\\w+(\\{(,?\\w+=\"([^\"\\\\]++|\\\\[\\\\\"n])*+\")+\\})? \\d+");

  private final OpenMetricsReporter reporter = new OpenMetricsReporter();

  @Test
  void looksLikeThis() throws IOException {
    Golden.matches("messy.prom", Golden.written(reporter, Samples.messy()));
  }

  @Test
  void everyLineIsWhatAScraperReads() throws IOException {
    for (AuditReport report :
        List.of(Samples.messy(), Samples.hostile(), Samples.empty(), Samples.allUnknown())) {
      String text = Golden.written(reporter, report);
      assertThat(text).endsWith("# EOF\n");
      Set<String> series = new HashSet<>();
      String family = "";
      for (String line : text.lines().toList()) {
        if (line.startsWith("# TYPE ")) {
          family = line.split(" ", -1)[2];
        } else if (!line.startsWith("#")) {
          assertThat(line).matches(SAMPLE).startsWith(family);
          assertThat(series.add(line.substring(0, line.lastIndexOf(' ')))).as(line).isTrue();
        }
      }
    }
  }

  @Test
  void whatIsNotKnownShows() throws IOException {
    assertThat(Golden.written(reporter, Samples.allUnknown()))
        .contains("assay_complete 0\n", "assay_gaps{cause=\"unreachable\",kind=\"postgresql.Role\"")
        .contains("verdict=\"unknown\"} 1\n");
    assertThat(Golden.written(reporter, Samples.clean())).contains("assay_complete 1\n");
  }

  @Test
  void aTargetWithoutFailuresCountsZero() throws IOException {
    assertThat(Golden.written(reporter, Samples.clean()))
        .contains("assay_failures{severity=\"critical\",target=\"" + Samples.ORDERS + "\"} 0\n");
  }
}
