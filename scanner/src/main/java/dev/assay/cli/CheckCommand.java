package dev.assay.cli;

import dev.assay.config.Config;
import dev.assay.input.InputException;
import dev.assay.snapshot.Snapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
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
    FutureTask<Snapshot> reading = new FutureTask<>(() -> Snapshot.read(snapshots));
    Thread meanwhile = new Thread(reading, "snapshot"); // loading rules takes one thread a second
    meanwhile.setDaemon(true);
    meanwhile.start();
    return judgement.prepare(console, whole).judge(() -> read(reading), snapshots);
  }

  private static Snapshot read(FutureTask<Snapshot> reading)
      throws InputException, InterruptedException {
    try {
      return reading.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof InputException cause) {
        throw cause;
      } else if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      } else if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
