package dev.assay.cli;

import dev.assay.config.Config;
import dev.assay.report.AuditReport;
import dev.assay.report.Severity;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What is written, and what counts as failure. */
final class ReportOptions {
  @Option(
      names = "--report",
      paramLabel = "FORMAT=PATH",
      description = "Write a report; repeat for more. - is standard output.")
  private Map<String, String> reports = Map.of();

  @Option(
      names = "--fail-on",
      paramLabel = "SEVERITY",
      converter = SeverityLabel.class,
      description =
          "Exit with 1 from this severity on: critical, high (default), medium, low," + " info.")
  private @Nullable Severity failOn;

  @Option(
      names = "--allow-incomplete",
      description = "Exit with 0 instead of 3 when something could not be read.")
  private boolean allowIncomplete;

  /** Paths by format: the file's, and over them the command line's. */
  Map<String, String> reports(Config config) {
    Map<String, String> all = new LinkedHashMap<>();
    config.reports().forEach((format, path) -> all.put(format, path.toString()));
    all.putAll(reports);
    return all;
  }

  int exitCode(Config config, AuditReport report) {
    Severity severity = failOn != null ? failOn : config.failOn().orElse(Severity.HIGH);
    return ExitCode.of(report, severity, allowIncomplete);
  }

  static final class SeverityLabel implements ITypeConverter<Severity> {
    @Override
    public Severity convert(String label) {
      List<String> labels = Arrays.stream(Severity.values()).map(Severity::label).toList();
      return Severity.of(label)
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "severity \"" + label + "\": use " + String.join(", ", labels)));
    }
  }
}
