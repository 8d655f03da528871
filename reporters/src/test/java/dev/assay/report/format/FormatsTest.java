package dev.assay.report.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.report.AuditReport;
import dev.assay.report.Reporter;
import dev.assay.report.Samples;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;

/** What holds of every format. */
class FormatsTest {
  /** Whose digits, day, hour and dotless i differ most. */
  private static final List<Locale> LOCALES =
      List.of(Locale.ROOT, new Locale("tr", "TR"), Locale.forLanguageTag("ar-EG-u-nu-arab"));

  private static final List<String> ZONES = List.of("UTC", "Pacific/Auckland", "America/St_Johns");

  @Test
  void theSameBytesInEveryLocaleAndTimeZone() throws IOException {
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    try {
      for (AuditReport report :
          List.of(Samples.messy(), Samples.hostile(), Samples.allUnknown(), Samples.allWaived())) {
        for (Reporter reporter : Formats.all()) {
          Set<String> written = new HashSet<>();
          for (int i = 0; i < LOCALES.size(); i++) {
            Locale.setDefault(LOCALES.get(i));
            TimeZone.setDefault(TimeZone.getTimeZone(ZONES.get(i)));
            written.add(HexFormat.of().formatHex(bytes(reporter, report)));
          }
          assertThat(written.size()).as(reporter.format()).isEqualTo(1);
        }
      }
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
  }

  private static byte[] bytes(Reporter reporter, AuditReport report) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    reporter.write(report, out);
    return out.toByteArray();
  }

  @Test
  void eachNameFindsItsReporter() {
    assertThat(Formats.names()).doesNotHaveDuplicates().contains("json", "sarif", "junit");
    for (String name : Formats.names()) {
      assertThat(Formats.byName(name).orElseThrow().format()).isEqualTo(name);
    }
    assertThat(Formats.byName("pdf")).isEmpty();
  }
}
