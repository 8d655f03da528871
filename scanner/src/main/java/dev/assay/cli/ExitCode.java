package dev.assay.cli;

import dev.assay.report.AuditReport;
import dev.assay.report.Severity;

/** How a run ends. */
final class ExitCode {
  /** Complete, and nothing failed at or above the severity that counts. */
  static final int OK = 0;

  static final int VIOLATIONS = 1;

  /** The command line, the configuration, an input or a rule is wrong, or output was refused. */
  static final int USAGE = 2;

  /** Something that was asked for could not be read. */
  static final int INCOMPLETE = 3;

  private ExitCode() {}

  /** A violation outranks incompleteness. */
  static int of(AuditReport report, Severity failOn, boolean onlyNew, boolean allowIncomplete) {
    if (onlyNew ? report.violatesAnew(failOn) : report.violates(failOn)) {
      return VIOLATIONS;
    }
    return report.complete() || allowIncomplete ? OK : INCOMPLETE;
  }
}
