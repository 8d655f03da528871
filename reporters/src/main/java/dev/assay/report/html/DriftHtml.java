package dev.assay.report.html;

import dev.assay.report.drift.Drift;
import dev.assay.report.drift.DriftReporter;
import gg.jte.output.Utf8ByteOutput;
import java.io.IOException;
import java.io.OutputStream;

/** A drift as one page for people; without scripts. */
public final class DriftHtml implements DriftReporter {
  @Override
  public String format() {
    return "html";
  }

  @Override
  @SuppressWarnings("NullAway") // jte takes null for no interceptor of forms and fields
  public void write(Drift drift, OutputStream out) throws IOException {
    Utf8ByteOutput bytes = new Utf8ByteOutput();
    JtedriftGenerated.render(new VisibleOutput(bytes), null, drift, Asset.file("report.css"));
    bytes.writeTo(out);
  }
}
