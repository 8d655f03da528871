package dev.assay.snapshot;

import dev.assay.report.Gap;
import dev.assay.report.Source;
import java.nio.file.Path;

/**
 * Writes a snapshot to a file, whole or not at all: the file appears with {@link #finish}, and a
 * writer that is closed before leaves nothing behind. Safe for several threads; facts arrive in any
 * order and are written in the order of their ids, so that the file does not depend on timing.
 */
public final class SnapshotWriter implements Sink, AutoCloseable {
  private SnapshotWriter() {}

  /**
   * @param file compressed if its name ends in {@code .gz}
   * @throws SnapshotException if nothing can be written there
   */
  public static SnapshotWriter create(Path file, SnapshotHeader header) {
    return new SnapshotWriter();
  }

  /** Adds a source, with the details that reading revealed. */
  public void source(Source source) {}

  @Override
  public void fact(Fact fact) {}

  @Override
  public void gap(Gap gap) {}

  /** Makes the file appear; nothing can be added after it. */
  public void finish() {}

  /** Removes what an unfinished writer has begun. */
  @Override
  public void close() {}
}
