package dev.assay.cli;

import dev.assay.input.InputException;
import dev.assay.report.Gap;
import dev.assay.snapshot.SnapshotWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Reads an estate into a snapshot; the only step that needs credentials. */
@Command(
    name = "collect",
    header = "Read an estate into a snapshot file.",
    footer = {
      "",
      "Example:",
      "  assay collect --database postgresql://scan@db/shop -o snapshot.jsonl.gz",
    },
    mixinStandardHelpOptions = true)
final class CollectCommand implements Callable<Integer> {
  private static final int MOST_TOLD = 20;

  private final Console console;

  @Mixin private TargetOptions targets = new TargetOptions();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      required = true,
      description = "The snapshot to write (.jsonl or .jsonl.gz).")
  private @Nullable Path file;

  @Option(
      names = "--allow-incomplete",
      description = "Exit with 0 instead of 3 when something could not be read.")
  private boolean allowIncomplete;

  CollectCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InputException, InterruptedException {
    Path target = java.util.Objects.requireNonNull(file);
    SnapshotWriter.Written written =
        new Reading(console).into(target, targets.config(), kind -> true);
    tell(written.gaps(), target);
    console
        .out()
        .printf(
            "wrote %s: %d facts, %d could not be read%n",
            target, written.resources(), written.gaps().size());
    return written.gaps().isEmpty() || allowIncomplete ? ExitCode.OK : ExitCode.INCOMPLETE;
  }

  /** One refusal may be a gap of thirty kinds, and a fleet that is out of reach thousands. */
  private void tell(List<Gap> gaps, Path target) {
    Map<String, List<Gap>> alike = new LinkedHashMap<>();
    gaps.forEach(
        gap ->
            alike
                .computeIfAbsent(gap.scope() + ": " + gap.message(), k -> new ArrayList<>())
                .add(gap));
    alike.entrySet().stream()
        .limit(MOST_TOLD)
        .forEach(
            e -> {
              int others = e.getValue().size() - 1;
              console.message(
                  e.getValue().get(0).kind()
                      + (others == 0 ? "" : " and " + others + " more")
                      + " of "
                      + e.getKey());
            });
    if (alike.size() > MOST_TOLD) {
      int told = alike.values().stream().limit(MOST_TOLD).mapToInt(List::size).sum();
      console.message(gaps.size() - told + " more gaps are in " + target);
    }
  }
}
