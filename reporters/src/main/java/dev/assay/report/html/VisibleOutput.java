package dev.assay.report.html;

import dev.assay.report.text.Visible;
import gg.jte.TemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;

/** Escapes for the place in the page, after making visible what a reader would not see. */
final class VisibleOutput extends OwaspHtmlTemplateOutput {
  VisibleOutput(TemplateOutput out) {
    super(out);
  }

  @Override
  public void writeUserContent(String text) {
    super.writeUserContent(Visible.text(text));
  }
}
