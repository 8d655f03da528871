package dev.assay.snapshot;

import dev.assay.report.Gap;
import dev.assay.report.Source;
import java.nio.file.Path;
import java.util.List;

/**
 * An estate as it was read at one time: sources, gaps, and the facts in the order of their ids.
 *
 * @param digest SHA-256 in hex of the file's (uncompressed) bytes; of several files, of their
 *     digests in ascending order
 */
public record Snapshot(
    SnapshotHeader header, List<Source> sources, List<Gap> gaps, List<Fact> facts, String digest) {

  public Snapshot {
    sources = List.copyOf(sources);
    gaps = List.copyOf(gaps);
    facts = List.copyOf(facts);
  }

  /** A snapshot that was never in a file; its digest is that of the file it would be written to. */
  public static Snapshot of(
      SnapshotHeader header, List<Source> sources, List<Gap> gaps, List<Fact> facts) {
    return new Snapshot(
        new SnapshotHeader("", java.time.Instant.EPOCH), List.of(), List.of(), List.of(), "");
  }

  /**
   * Reads files written by {@link SnapshotWriter}, compressed or not; several become one.
   *
   * @throws SnapshotException if one cannot be read, is damaged, truncated or of an unknown schema,
   *     or if two of them are of the same source
   */
  public static Snapshot read(List<Path> files) {
    return new Snapshot(
        new SnapshotHeader("", java.time.Instant.EPOCH), List.of(), List.of(), List.of(), "");
  }

  public static Snapshot read(Path file) {
    return read(List.of(file));
  }
}
