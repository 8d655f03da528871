package dev.assay.report.xlsx;

import dev.assay.report.text.Visible;
import java.io.IOException;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** A table with a header that stays, and a filter; rows go to the file as they come. */
final class Sheet {
  /** Of a cell, in Excel's specification: 32,767 characters. */
  private static final int LONGEST = 32_000;

  /** Of a sheet, in Excel's specification, less the header and a line that says what is missing. */
  private static final int MOST = Worksheet.MAX_ROWS - 2;

  private static final int FLUSH = 500;

  private final Worksheet sheet;
  private final int columns;
  private int row = 1;

  /**
   * @param columns as {@code title:width}, in characters
   */
  Sheet(Workbook book, String name, List<String> columns) {
    this.sheet = book.newWorksheet(name);
    this.columns = columns.size();
    for (int c = 0; c < columns.size(); c++) {
      String[] column = columns.get(c).split(":", 2);
      sheet.value(0, c, column[0]);
      sheet.width(c, Integer.parseInt(column[1]));
    }
    sheet.range(0, 0, 0, columns.size() - 1).style().bold().fillColor("E8ECF2").set();
    sheet.freezePane(0, 1);
    sheet.repeatRows(0);
    sheet.fitToWidth((short) 1);
    sheet.fitToHeight((short) 0);
    sheet.pageOrientation("landscape");
  }

  /** Numbers stay numbers; everything else is text, never a formula. */
  void add(List<Object> cells) throws IOException {
    if (row > MOST) {
      if (row == MOST + 1) {
        sheet.inlineString(row++, 0, "A sheet holds no more rows; the JSON report has the rest.");
      }
      return;
    }
    for (int c = 0; c < cells.size(); c++) {
      if (cells.get(c) instanceof Number n) {
        sheet.value(row, c, n);
      } else if (!cells.get(c).equals("")) {
        sheet.inlineString(row, c, text(cells.get(c).toString()));
        sheet.style(row, c).wrapText(true).verticalAlignment("top").set();
      }
    }
    if (++row % FLUSH == 0) {
      sheet.flush();
    }
  }

  void finish() throws IOException {
    sheet.setAutoFilter(0, 0, row - 1, columns - 1);
    sheet.finish();
  }

  private static String text(String text) {
    String visible = Visible.text(text);
    return visible.length() <= LONGEST
        ? visible
        : Visible.text(visible.substring(0, LONGEST)) + "…";
  }
}
