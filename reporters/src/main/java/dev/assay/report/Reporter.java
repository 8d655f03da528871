package dev.assay.report;

import java.io.IOException;
import java.io.OutputStream;

/** Writes an audit report in one format: the same report, the same bytes. */
public interface Reporter {
  /** The name by which {@code --report FORMAT=PATH} asks for it, e.g. {@code sarif}. */
  String format();

  /**
   * Whether it is read one finding after another, so that thousands alike are better told once; see
   * {@link AuditReport#folded}.
   */
  default boolean folds() {
    return false;
  }

  /** Writes the whole report and leaves the stream open. */
  void write(AuditReport report, OutputStream out) throws IOException;
}
