package dev.assay.snapshot;

import dev.assay.report.Gap;

/** Where facts and gaps go, one by one as they are read; safe for several threads. */
public interface Sink {
  /**
   * @throws SnapshotException if it cannot be kept, e.g. because no space is left
   */
  void fact(Fact fact);

  void gap(Gap gap);
}
