package dev.assay.report.markdown;

import dev.assay.report.drift.Drift;
import dev.assay.report.drift.DriftReporter;
import dev.assay.report.text.Markdown;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A drift for a pull request or a chat. */
public final class DriftMarkdown implements DriftReporter {
  private static final int SHOWN = 50;
  private static final int LONGEST = 300;

  @Override
  public String format() {
    return "markdown";
  }

  @Override
  public void write(Drift drift, OutputStream out) throws IOException {
    StringBuilder text = new StringBuilder("## What changed\n\n");
    text.append(Markdown.line(drift.sentence(), LONGEST)).append('\n');
    for (Drift.Section section : drift.sections()) {
      text.append("\n### ").append(section.title()).append("\n\n");
      for (Drift.Entry entry :
          section.entries().subList(0, Math.min(SHOWN, section.entries().size()))) {
        text.append("- ");
        entry
            .severity()
            .ifPresent(
                s -> text.append("**").append(s.label().toUpperCase(Locale.ROOT)).append("** "));
        text.append(Markdown.line(entry.text(), LONGEST));
        for (String more : entry.more()) {
          text.append("  \n  ").append(Markdown.line(more, LONGEST));
        }
        text.append('\n');
      }
      if (section.entries().size() > SHOWN) {
        text.append("- and ").append(section.entries().size() - SHOWN).append(" more\n");
      }
    }
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
  }
}
