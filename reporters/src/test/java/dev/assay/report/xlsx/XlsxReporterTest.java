package dev.assay.report.xlsx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.report.AuditReport;
import dev.assay.report.Samples;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.junit.jupiter.api.Test;

class XlsxReporterTest {
  private final XlsxReporter reporter = new XlsxReporter();

  @Test
  void hasTheSheetsThatAuditorsAskFor() throws IOException {
    Map<String, List<List<String>>> book = read(Samples.messy());
    assertThat(book.keySet())
        .containsExactly("Summary", "Findings", "Waived", "Gaps", "Controls", "Population");
    assertThat(rows(book, "Summary").get(1))
        .containsExactly("Verdict", Samples.messy().summary().sentence());
    assertThat(rows(book, "Waived")).hasSize(2);
    assertThat(rows(book, "Waived").get(1)).contains("payments@shop.example", "2027-01-31");
    assertThat(rows(book, "Gaps")).hasSize(1 + Samples.messy().gaps().size());
    assertThat(rows(book, "Population")).hasSize(1 + Samples.messy().tallies().size());
    assertThat(rows(book, "Controls"))
        .anyMatch(row -> row.subList(0, 3).equals(List.of("soc-2", "CC6.1", "fail")));
  }

  @Test
  void isTheSameWorkbookTheSecondTime() throws Exception {
    byte[] first = bytes(Samples.messy());
    Thread.sleep(5);
    assertThat(bytes(Samples.messy())).isEqualTo(first);
  }

  @Test
  void namesOfStrangersAreText() throws IOException {
    Map<String, List<List<String>>> book = read(Samples.hostile());
    assertThat(rows(book, "Findings"))
        .anyMatch(row -> row.get(5).equals("=HYPERLINK(\"https://evil.example\")"))
        .anyMatch(row -> row.get(5).contains("invoice⟨U+202E⟩fdp.exe"));
    try (ReadableWorkbook readable =
        new ReadableWorkbook(new ByteArrayInputStream(bytes(Samples.hostile())))) {
      for (Sheet sheet : readable.getSheets().toList()) {
        assertThat(sheet.read())
            .allMatch(row -> row.stream().allMatch(c -> c == null || c.getFormula() == null));
      }
    }
  }

  @Test
  void holdsAsManyAsThereAre() throws IOException {
    assertThat(rows(read(Samples.large(3_000)), "Findings")).hasSizeGreaterThan(3_000);
  }

  private Map<String, List<List<String>>> read(AuditReport report) throws IOException {
    Map<String, List<List<String>>> sheets = new LinkedHashMap<>();
    try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(bytes(report)))) {
      for (Sheet sheet : book.getSheets().toList()) {
        sheets.put(sheet.getName(), sheet.read().stream().map(XlsxReporterTest::texts).toList());
      }
    }
    return sheets;
  }

  private static List<List<String>> rows(Map<String, List<List<String>>> book, String sheet) {
    return book.getOrDefault(sheet, List.of());
  }

  private static List<String> texts(Row row) {
    return row.stream().map(cell -> cell == null ? "" : cell.getText()).toList();
  }

  private byte[] bytes(AuditReport report) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    reporter.write(report, out);
    return out.toByteArray();
  }
}
