package dev.assay.cli;

import dev.assay.framework.Framework;
import dev.assay.framework.Posture;
import dev.assay.input.InputException;
import dev.assay.input.Nearest;
import dev.assay.report.AuditReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells how an audit stands to each framework. */
@Command(
    name = "frameworks",
    header = "Tell how an audit stands to each framework, also what it does not cover.",
    footer = {
      "",
      "Examples:",
      "  assay frameworks audit.json",
      "  assay frameworks audit.json --framework stig-postgresql",
    },
    mixinStandardHelpOptions = true)
final class FrameworksCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "AUDIT", description = "Written by assay check or scan (json).")
  private @Nullable Path audit;

  @Option(
      names = "--framework",
      paramLabel = "ID",
      description = "List each control of this framework.")
  private @Nullable String only;

  FrameworksCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InputException, IOException {
    List<Framework> all = Framework.bundled();
    List<String> ids = all.stream().map(Framework::id).toList();
    if (only != null && !ids.contains(only)) {
      throw new InputException("no framework \"" + only + "\"" + Nearest.hint(only, ids));
    }
    AuditReport report = ReportCommand.read(Objects.requireNonNull(audit));
    for (Framework framework : all) {
      if (only == null || framework.id().equals(only)) {
        print(Posture.of(framework, report), only != null);
      }
    }
    return ExitCode.OK;
  }

  private void print(Posture posture, boolean each) {
    String counts =
        Arrays.stream(Posture.State.values())
            .filter(state -> posture.count(state) > 0)
            .map(state -> posture.count(state) + " " + state.label())
            .collect(Collectors.joining(", "));
    console
        .out()
        .println(
            "%s, %s (%s): %s"
                .formatted(
                    posture.framework().id(),
                    posture.framework().title(),
                    posture.framework().edition(),
                    counts));
    if (each) {
      for (Posture.Line line : posture.lines()) {
        String why =
            line.state() == Posture.State.OUTSIDE
                ? line.control().outside()
                : String.join(" ", line.rules());
        console
            .out()
            .printf(
                "  %-22s %-17s %s%s%n",
                line.control().id(),
                line.state().label(),
                line.control().title(),
                why.isEmpty() ? "" : "  [" + why + "]");
      }
    }
  }
}
