package dev.assay.snapshot;

/** A snapshot cannot be read or written; the message says what, where and what to do. */
public final class SnapshotException extends RuntimeException {
  private static final long serialVersionUID = 1;

  SnapshotException(String message) {
    super(message);
  }

  SnapshotException(String message, Throwable cause) {
    super(message, cause);
  }
}
