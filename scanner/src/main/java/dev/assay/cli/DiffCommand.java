package dev.assay.cli;

import dev.assay.config.Config;
import dev.assay.drift.Comparison;
import dev.assay.drift.Evidence;
import dev.assay.input.InputException;
import dev.assay.input.Nearest;
import dev.assay.report.Severity;
import dev.assay.report.WholeFile;
import dev.assay.report.drift.Drift;
import dev.assay.report.drift.DriftReporter;
import dev.assay.report.html.DriftHtml;
import dev.assay.report.json.DriftJson;
import dev.assay.report.markdown.DriftMarkdown;
import dev.assay.report.terminal.DriftText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells what changed from one audit to the next. */
@Command(
    name = "diff",
    header = "Tell what changed from one audit to the next.",
    description = {
      "Changed verdicts and the facts behind them, resources that appeared or vanished, and what",
      "can no longer be seen. Exit code 1: something got worse; 3: less is seen than before."
    },
    footer = {
      "",
      "Examples:",
      "  assay diff last-week/audit.json today/audit.json",
      "  assay diff last-week today --report markdown=drift.md    (folders with snapshots)",
    },
    mixinStandardHelpOptions = true)
final class DiffCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(
      index = "0",
      paramLabel = "OLD",
      description = "An audit report (json), or a folder with it and the snapshot.")
  private @Nullable Path before;

  @Parameters(index = "1", paramLabel = "NEW", description = "The same, of later.")
  private @Nullable Path after;

  @Option(
      names = "--report",
      paramLabel = "FORMAT=PATH",
      description = "Write text, json, markdown or html; repeat for more. - is standard output.")
  private Map<String, String> reports = Map.of();

  @Option(
      names = "--renamed",
      paramLabel = "OLD=NEW",
      description =
          "A target that has another name now, e.g. postgresql://a:5432=postgresql://b:5432.")
  private Map<String, String> renamed = Map.of();

  @Option(
      names = "--fail-on",
      paramLabel = "SEVERITY",
      converter = ReportOptions.SeverityLabel.class,
      description = "Exit with 1 if something of this severity got worse; high without it.")
  private Severity failOn = Severity.HIGH;

  @Option(
      names = "--allow-incomplete",
      description = "Exit with 0 instead of 3 when less is seen than before.")
  private boolean allowIncomplete;

  @Mixin private RuleOptions rules = new RuleOptions();

  DiffCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InputException, IOException {
    List<DriftReporter> known =
        List.of(
            new DriftText(console.colour()), new DriftJson(), new DriftMarkdown(), new DriftHtml());
    List<String> formats = known.stream().map(DriftReporter::format).toList();
    for (String format : reports.keySet()) {
      if (!formats.contains(format)) {
        throw new InputException(
            "no format \"" + format + "\" for what changed" + Nearest.hint(format, formats));
      }
    }
    Drift drift =
        new Comparison(
                Evidence.read(Objects.requireNonNull(before)),
                Evidence.read(Objects.requireNonNull(after)),
                GovernanceOptions.identity(rules.all(Config.EMPTY), renamed))
            .drift();
    boolean shown = false;
    for (DriftReporter reporter : known) {
      String path = reports.get(reporter.format());
      if (path != null && path.equals("-")) {
        reporter.write(drift, console.out());
        shown = true;
      } else if (path != null) {
        WholeFile.write(Path.of(path), out -> reporter.write(drift, out));
      }
    }
    if (!shown) {
      known.get(0).write(drift, console.out());
    }
    if (drift.worsened(failOn)) {
      return ExitCode.VIOLATIONS;
    }
    return drift.lostCoverage() && !allowIncomplete ? ExitCode.INCOMPLETE : ExitCode.OK;
  }
}
