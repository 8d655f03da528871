package dev.assay.report.terminal;

import dev.assay.report.Finding;
import dev.assay.report.text.Visible;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** How findings came about, in 80 columns. */
public final class ExplanationText {
  private static final int LONGEST = 66;

  private final boolean coloured;

  public ExplanationText(boolean coloured) {
    this.coloured = coloured;
  }

  /** Writes those that have an explanation. */
  public void write(List<Finding> findings, OutputStream out) throws IOException {
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    Page page = new Page(writer, coloured);
    for (Finding finding : findings) {
      if (!finding.explanation().isEmpty()) {
        write(page, finding);
      }
    }
    writer.flush();
  }

  private static void write(Page page, Finding finding) throws IOException {
    page.heading(finding.rule() + ": " + finding.verdict().label());
    page.paragraph(Ink.DIM, 2, finding.resource().id());
    if (!finding.message().isEmpty()) {
      page.paragraph(Ink.PLAIN, 2, finding.message());
    }
    String file = "";
    for (Finding.Expression expression : finding.explanation()) {
      int colon = expression.place().lastIndexOf(':');
      if (!expression.place().substring(0, colon).equals(file)) {
        file = expression.place().substring(0, colon);
        page.paragraph(Ink.DIM, 2, file);
      }
      page.paragraph(
          Ink.PLAIN,
          4,
          expression.place().substring(colon + 1)
              + (expression.held() ? " holds: " : " fails: ")
              + expression.text());
      for (Finding.Evidence value : expression.values()) {
        page.paragraph(Ink.DIM, 8, value.path() + " = " + Visible.line(value.value(), LONGEST));
      }
    }
  }
}
