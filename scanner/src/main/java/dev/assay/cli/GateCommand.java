package dev.assay.cli;

import dev.assay.input.InputException;
import dev.assay.report.AuditReport;
import dev.assay.report.Severity;
import dev.assay.report.Summary;
import dev.assay.report.text.Quantity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Decides by an audit report whether a pipeline goes on. */
@Command(
    name = "gate",
    header = "Decide by an audit report whether a pipeline goes on.",
    description =
        "Says why in one line and ends as the scan would have: 0, 1 for violations, 3 if something"
            + " could not be read. So a job can write reports, publish them, and fail afterwards.",
    footer = {
      "",
      "Example:",
      "  assay gate audit.json --fail-on critical",
    },
    mixinStandardHelpOptions = true)
final class GateCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "AUDIT", description = "Written by assay check or scan (json).")
  private @Nullable Path audit;

  @Option(
      names = "--fail-on",
      paramLabel = "SEVERITY",
      converter = ReportOptions.SeverityLabel.class,
      defaultValue = "high",
      description = "Closed from this severity on: critical, high (default), medium, low, info.")
  private Severity failOn = Severity.HIGH;

  @Option(
      names = "--fail-on-new",
      description = "Only violations that were new against the audit's baseline count.")
  private boolean onlyNew;

  @Option(names = "--allow-incomplete", description = "Open even when something could not be read.")
  private boolean allowIncomplete;

  GateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InputException, IOException {
    AuditReport report = ReportCommand.read(Objects.requireNonNull(audit));
    int code = ExitCode.of(report, failOn, onlyNew, allowIncomplete);
    Summary summary = report.summary();
    String why =
        switch (code) {
          case ExitCode.VIOLATIONS ->
              onlyNew
                  ? "closed: something new failed at %s or above".formatted(failOn.label())
                  : "closed: %s failed at %s or above"
                      .formatted(Quantity.of(violations(summary), "check"), failOn.label());
          case ExitCode.INCOMPLETE -> "closed: the audit is incomplete";
          default ->
              "open: nothing%s failed at %s or above"
                      .formatted(onlyNew ? " new" : "", failOn.label())
                  + (report.complete() ? "" : ", as far as could be seen");
        };
    console.out().println(why + ". " + summary.sentence());
    return code;
  }

  private long violations(Summary summary) {
    return summary.failures().entrySet().stream()
        .filter(failures -> failures.getKey().atLeast(failOn))
        .mapToLong(failures -> failures.getValue())
        .sum();
  }
}
