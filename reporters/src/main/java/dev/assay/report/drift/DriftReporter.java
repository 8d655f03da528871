package dev.assay.report.drift;

import java.io.IOException;
import java.io.OutputStream;

/** Writes what changed in one format: the same drift, the same bytes. */
public interface DriftReporter {
  String format();

  /** Writes all of it and leaves the stream open. */
  void write(Drift drift, OutputStream out) throws IOException;
}
