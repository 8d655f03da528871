package dev.assay.report;

import java.io.IOException;
import java.io.OutputStream;

/** Writes an audit report in one format: the same report, the same bytes. */
public interface Reporter {
  /** The name by which {@code --report FORMAT=PATH} asks for it, e.g. {@code sarif}. */
  String format();

  /** Writes the whole report and leaves the stream open. */
  void write(AuditReport report, OutputStream out) throws IOException;
}
