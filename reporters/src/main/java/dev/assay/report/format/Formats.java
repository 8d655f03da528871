package dev.assay.report.format;

import dev.assay.report.Reporter;
import dev.assay.report.csv.CsvReporter;
import dev.assay.report.html.HtmlReporter;
import dev.assay.report.json.JsonReporter;
import dev.assay.report.junit.JunitReporter;
import dev.assay.report.markdown.MarkdownReporter;
import dev.assay.report.ocsf.OcsfReporter;
import dev.assay.report.openmetrics.OpenMetricsReporter;
import dev.assay.report.oscal.OscalReporter;
import dev.assay.report.sarif.SarifReporter;
import dev.assay.report.terminal.TerminalReporter;
import dev.assay.report.xlsx.XlsxReporter;
import java.util.List;
import java.util.Optional;

/** Every format that a report can be written in; a new one is a package and a line here. */
public final class Formats {
  private static final List<Reporter> ALL =
      List.of(
          TerminalReporter.plain(),
          new JsonReporter(),
          SarifReporter.forAll(),
          SarifReporter.github(),
          SarifReporter.gitlab(),
          SarifReporter.azure(),
          JunitReporter.everything(),
          JunitReporter.failures(),
          new HtmlReporter(),
          new MarkdownReporter(),
          new CsvReporter(),
          new XlsxReporter(),
          new OscalReporter(),
          new OcsfReporter(),
          new OpenMetricsReporter());

  private Formats() {}

  public static List<Reporter> all() {
    return ALL;
  }

  /** The reporter of this {@linkplain Reporter#format() name}. */
  public static Optional<Reporter> byName(String name) {
    return ALL.stream().filter(reporter -> reporter.format().equals(name)).findFirst();
  }

  /** The names in the order of {@link #all}, to choose from and to show in errors. */
  public static List<String> names() {
    return ALL.stream().map(Reporter::format).toList();
  }
}
