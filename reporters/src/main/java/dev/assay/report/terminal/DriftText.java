package dev.assay.report.terminal;

import dev.assay.report.drift.Drift;
import dev.assay.report.drift.DriftReporter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A drift at a terminal; where much changed, the first of each kind. */
public final class DriftText implements DriftReporter {
  private static final int SHOWN = 20;

  private final boolean coloured;

  public DriftText(boolean coloured) {
    this.coloured = coloured;
  }

  @Override
  public String format() {
    return "text";
  }

  @Override
  public void write(Drift drift, OutputStream out) throws IOException {
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    Page page = new Page(writer, coloured);
    page.paragraph(Ink.BOLD, 0, drift.sentence());
    for (Drift.Section section : drift.sections()) {
      page.heading(section.title() + " (" + section.entries().size() + ")");
      for (Drift.Entry entry :
          section.entries().subList(0, Math.min(SHOWN, section.entries().size()))) {
        String label =
            entry.severity().map(s -> s.label().toUpperCase(Locale.ROOT) + "  ").orElse("");
        page.item(label + entry.text());
        for (String more : entry.more()) {
          page.paragraph(Ink.NONE, 6, more);
        }
      }
      if (section.entries().size() > SHOWN) {
        page.paragraph(
            Ink.DIM, 4, "and " + (section.entries().size() - SHOWN) + " more; json has them all");
      }
    }
    writer.flush();
  }
}
