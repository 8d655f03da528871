package dev.assay.report;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Stream;

/** Checks by verdict, for a part of the audit. */
public record Counts(long fail, long unknown, long waived, long pass, long notApplicable) {
  public static Counts of(Collection<Tally> tallies) {
    return new Counts(
        tallies.stream().mapToLong(Tally::fail).sum(),
        tallies.stream().mapToLong(Tally::unknown).sum(),
        tallies.stream().mapToLong(Tally::waived).sum(),
        tallies.stream().mapToLong(Tally::pass).sum(),
        tallies.stream().mapToLong(Tally::notApplicable).sum());
  }

  public static Counts of(Map<Verdict, Long> counts) {
    return new Counts(
        counts.getOrDefault(Verdict.FAIL, 0L),
        counts.getOrDefault(Verdict.UNKNOWN, 0L),
        counts.getOrDefault(Verdict.WAIVED, 0L),
        counts.getOrDefault(Verdict.PASS, 0L),
        counts.getOrDefault(Verdict.NOT_APPLICABLE, 0L));
  }

  public long of(Verdict verdict) {
    return switch (verdict) {
      case FAIL -> fail;
      case UNKNOWN -> unknown;
      case WAIVED -> waived;
      case PASS -> pass;
      case NOT_APPLICABLE -> notApplicable;
    };
  }

  /** The worst that was said; not applicable when nothing was. */
  public Verdict worst() {
    return Stream.of(Verdict.values())
        .filter(verdict -> of(verdict) > 0)
        .findFirst()
        .orElse(Verdict.NOT_APPLICABLE);
  }

  public long checks() {
    return fail + unknown + waived + pass;
  }
}
