package dev.assay.cli;

import dev.assay.config.Config;
import dev.assay.input.InputException;
import dev.assay.report.AuditReport;
import dev.assay.report.Severity;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What is written, and what counts as failure. */
final class ReportOptions {
  @Option(
      names = "--report",
      paramLabel = "FORMAT=PATH",
      description = {
        "Write a report; repeat for more. - is standard output. Formats: html, sarif (also"
            + " sarif.github, sarif.gitlab, sarif.azure), junit, json, markdown, csv, xlsx, oscal,"
            + " ocsf, openmetrics, terminal."
      })
  private Map<String, String> reports = Map.of();

  @Option(
      names = "--junit-include",
      paramLabel = "fail|all",
      defaultValue = "all",
      description =
          "What the JUnit report lists: all (default), or fail for what failed or could not be"
              + " decided or read.")
  private JunitContent junit = JunitContent.ALL;

  @Option(
      names = "--redact",
      description =
          "Replace names of hosts, projects, objects and people by pseudonyms in every report,"
              + " to share it. They stay the same from scan to scan while ASSAY_REDACT_KEY does.")
  private boolean redacted;

  @ArgGroup private Detail detail = new Detail();

  /** How much is told on the terminal: one of the two, or neither. */
  private static final class Detail {
    @Option(
        names = {"-q", "--quiet"},
        description = "Say the verdict only, in one sentence.")
    private boolean quiet;

    @Option(
        names = {"-v", "--verbose"},
        description = "Name every resource, not only the first five of a rule.")
    private boolean verbose;
  }

  enum JunitContent {
    ALL,
    FAIL
  }

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
  private Map<String, String> reports(Config config) {
    Map<String, String> all = new LinkedHashMap<>();
    config.reports().forEach((format, path) -> all.put(format, path.toString()));
    all.putAll(reports);
    if (junit == JunitContent.FAIL && all.containsKey("junit")) {
      all.put("junit.fail", all.remove("junit"));
    }
    return all;
  }

  /** The output that was asked for. */
  Output output(Console console, Config config) throws InputException {
    Output output = new Output(console, reports(config), telling());
    return redacted
        ? output.redacted(console.environment().getOrDefault("ASSAY_REDACT_KEY", ""))
        : output;
  }

  private Output.Telling telling() {
    if (detail.quiet) {
      return Output.Telling.VERDICT;
    }
    return detail.verbose ? Output.Telling.EVERYTHING : Output.Telling.SUMMARY;
  }

  int exitCode(Config config, AuditReport report, boolean onlyNew) {
    Severity severity = failOn != null ? failOn : config.failOn().orElse(Severity.HIGH);
    return ExitCode.of(report, severity, onlyNew, allowIncomplete);
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
