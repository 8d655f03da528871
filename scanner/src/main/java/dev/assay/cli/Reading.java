package dev.assay.cli;

import dev.assay.collect.Collector;
import dev.assay.collect.files.FileInputs;
import dev.assay.config.Config;
import dev.assay.input.InputException;
import dev.assay.report.Source;
import dev.assay.scan.Collection;
import dev.assay.scan.Sources;
import dev.assay.snapshot.Snapshot;
import dev.assay.snapshot.SnapshotHeader;
import dev.assay.snapshot.SnapshotWriter;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The first step of a scan: facts are read into a snapshot file. */
final class Reading implements Collection.Listener {
  private final Console console;

  Reading(Console console) {
    this.console = console;
  }

  private interface Step<T> {
    T of(Collection collection, SnapshotHeader header) throws InputException, InterruptedException;
  }

  /** Reads the kinds that are asked for. */
  SnapshotWriter.Written into(Path file, Config config, Predicate<String> asked)
      throws InputException, InterruptedException {
    return reading(config, asked, (collection, header) -> collection.into(file, header));
  }

  /** The same, for somebody who goes on with what was read, and may not want the file. */
  Snapshot through(Path file, boolean kept, Config config, Predicate<String> asked)
      throws InputException, InterruptedException {
    return reading(config, asked, (collection, header) -> collection.through(file, kept, header));
  }

  private <T> T reading(Config config, Predicate<String> asked, Step<T> step)
      throws InputException, InterruptedException {
    SnapshotHeader header =
        new SnapshotHeader(
            Main.Version.number(), console.clock().instant().truncatedTo(ChronoUnit.SECONDS));
    FileInputs files = FileInputs.read(config.from(), System.in, console::message);
    try (Sources sources =
        new Sources(config, asked, header.time(), console.environment(), console::message)) {
      List<Collector> collectors = new ArrayList<>(sources.collectors());
      collectors.addAll(files.collectors());
      return step.of(new Collection(collectors, sources::later, files.snapshots(), this), header);
    } finally {
      console.progress("");
    }
  }

  @Override
  public void progress(String line) {
    console.progress(line);
  }

  @Override
  public void fault(Source source, RuntimeException fault) {
    console.message(source.id() + ": the collector failed: " + fault);
    if (console.debug()) {
      fault.printStackTrace(console.err());
    }
  }
}
