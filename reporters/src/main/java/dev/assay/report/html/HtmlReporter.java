package dev.assay.report.html;

import dev.assay.report.AuditReport;
import dev.assay.report.Reporter;
import gg.jte.output.Utf8ByteOutput;
import java.io.IOException;
import java.io.OutputStream;

/**
 * One HTML file for people: the verdict, what could not be seen, the worst and its mending, every
 * finding to filter, every rule with its reasons, and where it all comes from. Works offline, with
 * scripts off and on paper; what strangers named cannot become markup or script.
 */
public final class HtmlReporter implements Reporter {
  @Override
  public boolean folds() {
    return true;
  }

  @Override
  public String format() {
    return "html";
  }

  @Override
  @SuppressWarnings("NullAway") // jte takes null for no interceptor of forms and fields
  public void write(AuditReport report, OutputStream out) throws IOException {
    HtmlPage page = HtmlPage.of(report, Asset.data(ExplorerData.of(report)));
    Utf8ByteOutput bytes = new Utf8ByteOutput();
    // The template's class, made and checked at build time.
    JtereportGenerated.render(new VisibleOutput(bytes), null, page);
    bytes.writeTo(out);
  }
}
