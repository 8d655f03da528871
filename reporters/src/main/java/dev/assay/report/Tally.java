package dev.assay.report;

/**
 * How many resources of one source a rule judged, by verdict. The counts are complete even where
 * the report lists only some of the resources that passed.
 */
public record Tally(
    String rule, String source, int fail, int unknown, int waived, int pass, int notApplicable) {}
