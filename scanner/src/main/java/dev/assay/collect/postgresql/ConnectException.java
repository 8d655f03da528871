package dev.assay.collect.postgresql;

import dev.assay.report.Gap.Cause;
import java.sql.SQLException;

/** No session, for a reason that lies before PostgreSQL, with what to do about it. */
public final class ConnectException extends SQLException {
  private static final long serialVersionUID = 1;

  private final Cause reason;
  private final String remedy;

  public ConnectException(Cause reason, String message, String remedy) {
    super(message);
    this.reason = reason;
    this.remedy = remedy;
  }

  Cause reason() {
    return reason;
  }

  String remedy() {
    return remedy;
  }
}
