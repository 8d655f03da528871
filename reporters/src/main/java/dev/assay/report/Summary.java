package dev.assay.report;

import dev.assay.report.text.Quantity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An audit in numbers. The unit is the check: one rule on one resource, whatever the number of
 * places at which it fails.
 *
 * @param failures failed checks by severity, worst first; severities without one are absent
 * @param unknown checks that could not be decided
 * @param waived failed checks that somebody answers for
 * @param passed checks that hold
 * @param notApplicable resources that a rule was shown and does not speak of
 * @param gaps facts that could not be read
 */
public record Summary(
    Map<Severity, Integer> failures,
    long unknown,
    long waived,
    long passed,
    long notApplicable,
    long gaps) {

  static Summary of(AuditReport report) {
    // All failures are listed; a check that fails at several places has the worst severity of them.
    Map<String, Severity> worst = new HashMap<>();
    Set<String> several = new HashSet<>();
    for (Finding f : report.findings()) {
      if (f.verdict() == Verdict.FAIL
          && worst.merge(f.rule(), f.severity(), Summary::first) != f.severity()) {
        several.add(f.rule());
      }
    }
    Map<Severity, Integer> bySeverity = new EnumMap<>(Severity.class);
    Set<List<String>> met = new HashSet<>();
    Finding before = null;
    for (Finding f : report.findings()) {
      if (f.verdict() == Verdict.FAIL) {
        // The places of a resource follow each other, but for those of another severity.
        boolean again =
            several.contains(f.rule())
                ? !met.add(List.of(f.rule(), f.resource().id()))
                : before != null && sameCheck(before, f);
        if (!again) {
          bySeverity.merge(f.severity(), f.resources(), Integer::sum);
        }
        before = f;
      }
    }
    Map<Severity, Integer> worstFirst = new LinkedHashMap<>();
    for (Severity severity : Severity.worstFirst()) {
      if (bySeverity.containsKey(severity)) {
        worstFirst.put(severity, bySeverity.get(severity));
      }
    }
    return new Summary(
        Collections.unmodifiableMap(worstFirst),
        total(report, Verdict.UNKNOWN),
        total(report, Verdict.WAIVED),
        total(report, Verdict.PASS),
        total(report, Verdict.NOT_APPLICABLE),
        report.gaps().size());
  }

  private static Severity first(Severity first, Severity other) {
    return first;
  }

  private static boolean sameCheck(Finding a, Finding b) {
    return a.resource().id().equals(b.resource().id()) && a.rule().equals(b.rule());
  }

  private static long total(AuditReport report, Verdict verdict) {
    return report.tallies().stream().mapToLong(tally -> tally.of(verdict)).sum();
  }

  public long failed() {
    return failures.values().stream().mapToLong(Integer::longValue).sum();
  }

  /** Checks that the audit had to decide: all but those that do not apply. */
  public long checks() {
    return failed() + unknown + waived + passed;
  }

  public boolean complete() {
    return unknown == 0 && gaps == 0;
  }

  /** The verdict in one sentence, which never says that all is well when something is not known. */
  public String sentence() {
    List<String> missing = new ArrayList<>();
    if (unknown > 0 && checks() > unknown) {
      missing.add(Quantity.of(unknown, "check") + " could not be decided");
    }
    if (gaps > 0) {
      missing.add(Quantity.of(gaps, "fact") + " could not be read");
    }
    String notKnown = String.join(" and ", missing);
    if (failed() > 0) {
      return failedSentence() + (notKnown.isEmpty() ? "." : "; " + notKnown + ".");
    }
    String also = notKnown.isEmpty() ? "." : ", and " + notKnown + ".";
    if (checks() == 0) {
      return "Nothing was checked: no resource that a rule speaks of was found" + also;
    }
    if (unknown == checks()) {
      return (unknown == 1 ? "The only check" : "None of the " + Quantity.of(unknown, "check"))
          + (unknown == 1 ? " could not be decided" : " could be decided")
          + also;
    }
    if (!notKnown.isEmpty()) {
      return "Nothing failed, but " + notKnown + ".";
    }
    if (waived == 0) {
      return passed == 1
          ? "The only check passed."
          : "All " + Quantity.of(passed, "check") + " passed.";
    }
    if (passed == 0) {
      return waived == 1
          ? "Nothing failed: the only check is waived."
          : "Nothing failed: all " + Quantity.of(waived, "check") + " are waived.";
    }
    return "Nothing failed: %s passed and %s %s waived."
        .formatted(Quantity.of(passed, "check"), Quantity.of(waived), waived == 1 ? "is" : "are");
  }

  private String failedSentence() {
    List<String> parts = new ArrayList<>();
    failures.forEach((severity, n) -> parts.add(Quantity.of(n) + " " + severity.label()));
    return "%s of %s failed: %s"
        .formatted(Quantity.of(failed()), Quantity.of(checks(), "check"), String.join(", ", parts));
  }
}
