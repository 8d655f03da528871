package dev.assay.cli;

import dev.assay.config.Config;
import dev.assay.input.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Collects, judges and reports in one go. */
@Command(
    name = "scan",
    header = "Read an estate, judge it and write reports.",
    description = "The steps collect, check and report in a row.",
    footer = {
      "",
      "Examples:",
      "  assay scan --database postgresql://scan@db:5432/shop",
      "  assay scan --project shop-production --report html=report.html",
      "  assay scan --project shop-production --databases auto",
      "  assay scan -c assay.yaml --report sarif=assay.sarif --fail-on medium",
    },
    mixinStandardHelpOptions = true)
final class ScanCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private TargetOptions targets = new TargetOptions();

  @Mixin private Judgement judgement = new Judgement();

  @Option(
      names = "--snapshot",
      paramLabel = "FILE",
      description = "Keep the facts that were read, as evidence (.jsonl or .jsonl.gz).")
  private @Nullable Path kept;

  ScanCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InputException, IOException, InterruptedException {
    Config config = targets.config();
    Judgement.Prepared prepared = judgement.prepare(console, config);
    if (kept != null) {
      return scan(config, prepared, kept, true);
    }
    Path folder = Files.createTempDirectory("assay");
    folder.toFile().deleteOnExit(); // a signal may end the process before we do
    Path file = folder.resolve("snapshot.jsonl");
    try {
      return scan(config, prepared, file, prepared.keepsEvidence());
    } finally {
      Files.deleteIfExists(file);
      folder.toFile().delete(); // or with the process, where open files cannot be removed
    }
  }

  private int scan(Config config, Judgement.Prepared prepared, Path file, boolean wanted)
      throws InputException, IOException, InterruptedException {
    return prepared.judge(
        () -> new Reading(console).through(file, wanted, config, prepared.kinds()::contains),
        List.of(file));
  }
}
