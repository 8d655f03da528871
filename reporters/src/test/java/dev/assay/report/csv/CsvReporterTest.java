package dev.assay.report.csv;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.assay.report.AuditReport;
import dev.assay.report.Finding;
import dev.assay.report.Golden;
import dev.assay.report.Samples;
import dev.assay.report.text.Visible;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvReporterTest {
  private final CsvReporter reporter = new CsvReporter();

  @Test
  void looksLikeThis() throws IOException {
    Golden.matches("messy.csv", Golden.written(reporter, Samples.messy()));
  }

  @Test
  void comesBackRowByRow() throws IOException {
    for (AuditReport report : List.of(Samples.messy(), Samples.hostile(), Samples.empty())) {
      List<NamedCsvRecord> rows = read(report);
      int gaps = report.gaps().size();
      assertThat(rows).hasSize(gaps + report.findings().size());
      assertThat(rows.subList(0, gaps)).allMatch(row -> row.getField("verdict").equals("gap"));
      for (int i = 0; i < report.findings().size(); i++) {
        Finding finding = report.findings().get(i);
        NamedCsvRecord row = rows.get(gaps + i);
        assertThat(row.getField("fingerprint")).isEqualTo(finding.fingerprint());
        assertThat(row.getField("verdict")).isEqualTo(finding.verdict().label());
        assertThat(row.getField("resource")).isEqualTo(Visible.text(finding.resource().id()));
      }
    }
  }

  @Test
  void noCellIsAFormula() throws IOException {
    List<NamedCsvRecord> rows = read(Samples.hostile());
    assertThat(rows)
        .flatMap(NamedCsvRecord::getFields)
        .noneMatch(cell -> cell.matches("(?s)[=+@\\t\\r\\n-].*"))
        .anyMatch(cell -> cell.startsWith("'=HYPERLINK("));
  }

  private List<NamedCsvRecord> read(AuditReport report) throws IOException {
    return CsvReader.builder().ofNamedCsvRecord(Golden.written(reporter, report)).stream().toList();
  }
}
