package dev.assay.cli;

import dev.assay.config.Config;
import dev.assay.input.InputException;
import dev.assay.snapshot.Snapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Judges a snapshot; needs neither credentials nor a network. */
@Command(
    name = "check",
    header = "Judge snapshot files and write the audit report.",
    footer = {
      "",
      "Example:",
      "  assay check snapshot.jsonl.gz -o audit.json --report html=report.html",
    },
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "SNAPSHOT", arity = "1..*", description = "Written by assay collect.")
  private List<Path> snapshots = List.of();

  @Mixin private Judgement judgement = new Judgement();

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "Rules, parameters and reports; without it, assay.yaml here if there is one.")
  private @Nullable Path config;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "The audit report: short for --report json=FILE.")
  private @Nullable Path audit;

  CheckCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InputException, IOException, InterruptedException {
    Config file = TargetOptions.file(config);
    Config whole = audit == null ? file : file.withReport("json", Objects.requireNonNull(audit));
    return judgement.prepare(console, whole).judge(() -> Snapshot.read(snapshots), snapshots);
  }
}
