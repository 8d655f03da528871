package dev.assay.report.html;

import dev.assay.report.Tally;
import dev.assay.report.Verdict;
import java.util.Collection;
import java.util.stream.Stream;

/** Checks by verdict, for a part of the audit. */
record Counts(long fail, long unknown, long waived, long pass, long notApplicable) {
  static Counts of(Collection<Tally> tallies) {
    return new Counts(
        tallies.stream().mapToLong(Tally::fail).sum(),
        tallies.stream().mapToLong(Tally::unknown).sum(),
        tallies.stream().mapToLong(Tally::waived).sum(),
        tallies.stream().mapToLong(Tally::pass).sum(),
        tallies.stream().mapToLong(Tally::notApplicable).sum());
  }

  long of(Verdict verdict) {
    return switch (verdict) {
      case FAIL -> fail;
      case UNKNOWN -> unknown;
      case WAIVED -> waived;
      case PASS -> pass;
      case NOT_APPLICABLE -> notApplicable;
    };
  }

  /** The worst that was said; not applicable when nothing was. */
  Verdict worst() {
    return Stream.of(Verdict.values())
        .filter(verdict -> of(verdict) > 0)
        .findFirst()
        .orElse(Verdict.NOT_APPLICABLE);
  }

  long checks() {
    return fail + unknown + waived + pass;
  }

  Bar bar() {
    return new Bar()
        .add("fail", "failed", fail)
        .add("unknown", "unknown", unknown)
        .add("waived", "waived", waived)
        .add("pass", "passed", pass);
  }
}
