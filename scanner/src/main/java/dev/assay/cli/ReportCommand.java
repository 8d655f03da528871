package dev.assay.cli;

import dev.assay.config.Config;
import dev.assay.input.InputException;
import dev.assay.report.AuditReport;
import dev.assay.report.json.AuditReportReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Writes an audit report in other formats. */
@Command(
    name = "report",
    header = "Write an audit report in other formats, or show it here.",
    footer = {
      "",
      "Example:",
      "  assay report audit.json --report html=report.html --report junit=junit.xml",
    },
    mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "AUDIT", description = "Written by assay check or scan (json).")
  private @Nullable Path audit;

  @Mixin private ReportOptions reports = new ReportOptions();

  ReportCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InputException, IOException {
    Output output = reports.output(console, Config.EMPTY);
    AuditReport report = read(Objects.requireNonNull(audit));
    output.write(report);
    return reports.exitCode(Config.EMPTY, report, false);
  }

  static AuditReport read(Path file) throws InputException, IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      return AuditReportReader.read(file.toString(), in);
    } catch (NoSuchFileException e) {
      throw new InputException(file + ": no such file", e);
    }
  }
}
