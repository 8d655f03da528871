package dev.assay.collect;

import dev.assay.report.Source;
import dev.assay.snapshot.Sink;

/**
 * Reads one source. What cannot be read becomes a gap; a collector throws only when the sink does
 * (no space left), or for a fault of its own.
 */
public interface Collector {
  /** What is asked of it; its details may be empty until {@link #collect} has run. */
  Source source();

  /**
   * Reads everything, once.
   *
   * @return the source, with the details that reading revealed
   */
  Source collect(Sink sink);
}
