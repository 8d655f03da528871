package dev.assay.drift;

import dev.assay.audit.Addendum;
import dev.assay.report.AuditReport;
import dev.assay.report.Finding;
import dev.assay.report.Finding.Age;
import dev.assay.report.Source;
import dev.assay.report.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An earlier audit, against which violations are new or known. One that has become more severe, and
 * one whose waiver lapsed since, is new: nobody has accepted it as it is.
 */
public final class Baseline {
  private final AuditReport earlier;
  private final Identity identity;
  private final Map<String, Finding> known = new HashMap<>();

  public Baseline(AuditReport earlier, Identity identity) {
    this.earlier = earlier;
    this.identity = identity;
    for (Finding finding : earlier.findings()) {
      if (isTold(finding)) {
        identity.keys(finding).forEach(key -> known.putIfAbsent(key, finding));
      }
    }
  }

  private static boolean isTold(Finding finding) {
    return switch (finding.verdict()) {
      case FAIL, UNKNOWN, WAIVED -> true;
      case PASS, NOT_APPLICABLE -> false;
    };
  }

  /** The report whose violations and unknowns have an age; a source tells what was compared. */
  public AuditReport applyTo(AuditReport report) {
    Set<Finding> met = new HashSet<>();
    List<Finding> findings = new ArrayList<>(report.findings().size());
    int fresh = 0;
    int unchanged = 0;
    for (Finding finding : report.findings()) {
      if (!isTold(finding)) {
        findings.add(finding);
        continue;
      }
      Optional<Finding> before = earlier(finding);
      if (finding.verdict() != Verdict.UNKNOWN) {
        before.ifPresent(met::add);
      }
      Age age = before.isPresent() && isAccepted(before.get(), finding) ? Age.KNOWN : Age.NEW;
      findings.add(finding.aged(age));
      if (finding.verdict() == Verdict.FAIL) {
        fresh += age == Age.NEW ? 1 : 0;
        unchanged += age == Age.KNOWN ? 1 : 0;
      }
    }
    Sight sight = new Sight(report);
    int fixed = 0;
    int unseen = 0;
    for (Finding before : earlier.findings()) {
      if (before.verdict() == Verdict.FAIL && !met.contains(before)) {
        boolean seen =
            sight.reaches(
                identity.rule(before.rule()),
                identity.resource(before.resource().id()),
                identity.resource(before.resource().source()));
        fixed += seen ? 1 : 0;
        unseen += seen ? 0 : 1;
      }
    }
    Addendum addendum = new Addendum();
    addendum.source(
        new Source(
            "assay://baseline",
            "baseline",
            List.of(),
            Map.of(
                "taken", earlier.collectedAt().toString(),
                "snapshot", earlier.snapshotDigest(),
                "new", String.valueOf(fresh),
                "unchanged", String.valueOf(unchanged),
                "fixed", String.valueOf(fixed),
                "no longer seen", String.valueOf(unseen))));
    return addendum.to(report.with(findings, report.tallies()));
  }

  private Optional<Finding> earlier(Finding finding) {
    for (String key : identity.keys(finding)) {
      Finding before = known.get(key);
      if (before != null) {
        return Optional.of(before);
      }
    }
    return Optional.empty();
  }

  private static boolean isAccepted(Finding before, Finding now) {
    return before.verdict() == now.verdict() && before.severity().atLeast(now.severity());
  }
}
