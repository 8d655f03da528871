package dev.assay.report.format;

import dev.assay.report.Reporter;
import dev.assay.report.html.HtmlReporter;
import dev.assay.report.json.JsonReporter;
import dev.assay.report.junit.JunitReporter;
import dev.assay.report.sarif.SarifReporter;
import dev.assay.report.terminal.TerminalReporter;
import java.util.List;
import java.util.Optional;

/** Every format that a report can be written in; a new one is a package and a line here. */
public final class Formats {
  private static final List<Reporter> ALL =
      List.of(
          TerminalReporter.plain(),
          new JsonReporter(),
          new SarifReporter(),
          JunitReporter.everything(),
          new HtmlReporter());

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
