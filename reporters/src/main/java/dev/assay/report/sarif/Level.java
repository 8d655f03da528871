package dev.assay.report.sarif;

import dev.assay.report.Severity;

/** A severity in the three scales that the dashboards read. */
final class Level {
  private Level() {}

  /** SonarQube and Azure DevOps. */
  static String of(Severity severity) {
    return switch (severity) {
      case CRITICAL, HIGH -> "error";
      case MEDIUM -> "warning";
      case LOW, INFO -> "note";
    };
  }

  /** GitLab: 0 to 100. */
  static double rank(Severity severity) {
    return switch (severity) {
      case CRITICAL -> 95;
      case HIGH -> 80;
      case MEDIUM -> 55;
      case LOW -> 25;
      case INFO -> 5;
    };
  }

  /** GitHub: over 9 critical, from 7 high, from 4 medium, over 0 low. */
  static String securitySeverity(Severity severity) {
    return switch (severity) {
      case CRITICAL -> "9.5";
      case HIGH -> "8.0";
      case MEDIUM -> "5.5";
      case LOW -> "2.5";
      case INFO -> "0.5";
    };
  }
}
