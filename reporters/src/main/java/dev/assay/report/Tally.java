package dev.assay.report;

/**
 * How many resources of one source a rule judged, by verdict. The counts are complete even where
 * the report lists only some of the resources that passed. A resource counts once, by the worst
 * that the rule says of it, in the order of {@link Verdict}.
 */
public record Tally(
    String rule, String source, int fail, int unknown, int waived, int pass, int notApplicable) {

  public int of(Verdict verdict) {
    return switch (verdict) {
      case FAIL -> fail;
      case UNKNOWN -> unknown;
      case WAIVED -> waived;
      case PASS -> pass;
      case NOT_APPLICABLE -> notApplicable;
    };
  }

  /** How many resources were looked at, also those that the rule does not speak of. */
  public int population() {
    return fail + unknown + waived + pass + notApplicable;
  }
}
