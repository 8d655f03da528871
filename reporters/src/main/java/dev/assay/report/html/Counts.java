package dev.assay.report.html;

import dev.assay.report.Tally;
import java.util.Collection;
import java.util.Locale;

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

  /** {@code 1,234}, the same in every locale. */
  static String text(long n) {
    return String.format(Locale.ROOT, "%,d", n);
  }

  static String text(long n, String noun) {
    return text(n) + " " + noun + (n == 1 ? "" : "s");
  }
}
