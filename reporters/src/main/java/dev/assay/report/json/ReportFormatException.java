package dev.assay.report.json;

import java.io.IOException;

/** An audit report that cannot be read: {@code audit.json:12:7: what is wrong, and what to do}. */
public final class ReportFormatException extends IOException {
  private static final long serialVersionUID = 1;

  ReportFormatException(String message) {
    super(message);
  }
}
