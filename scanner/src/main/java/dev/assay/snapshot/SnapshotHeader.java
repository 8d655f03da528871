package dev.assay.snapshot;

import java.time.Instant;

/**
 * Who took a snapshot, and when.
 *
 * @param tool the version of Assay that collected
 * @param time when collecting began; the audit's "now" unless it is told another
 */
public record SnapshotHeader(String tool, Instant time) {
  /** The version of the file's layout that this program writes and reads. */
  public static final int SCHEMA = 1;
}
