package dev.assay.report;

import java.time.Instant;
import java.util.List;

/**
 * The result of an audit, whole: the same snapshot, rules and parameters give an equal report.
 *
 * @param toolVersion of Assay
 * @param rulesDigest SHA-256 in hex over the rule packs used
 * @param snapshotDigest SHA-256 in hex over the snapshot's content
 * @param collectedAt when the snapshot was taken
 * @param asOf the time that the rules took for now
 * @param sources what was asked, by id
 * @param rules the rules that were used, by id; also those that had nothing to judge
 * @param findings every fail, unknown and waived verdict, and the passes and not-applicables up to
 *     a bound per rule and source; ordered by severity (worst first), rule, resource and place
 * @param tallies the complete counts by rule and source
 * @param gaps what could not be read
 */
public record AuditReport(
    String toolVersion,
    String rulesDigest,
    String snapshotDigest,
    Instant collectedAt,
    Instant asOf,
    List<Source> sources,
    List<RuleInfo> rules,
    List<Finding> findings,
    List<Tally> tallies,
    List<Gap> gaps) {

  public AuditReport {
    sources = List.copyOf(sources);
    rules = List.copyOf(rules);
    findings = List.copyOf(findings);
    tallies = List.copyOf(tallies);
    gaps = List.copyOf(gaps);
  }

  /** Whether everything that was asked for could be read and decided. */
  public boolean complete() {
    return gaps.isEmpty() && tallies.stream().allMatch(t -> t.unknown() == 0);
  }

  /** Whether a rule failed at this severity or above. */
  public boolean violates(Severity failOn) {
    return findings.stream()
        .anyMatch(f -> f.verdict() == Verdict.FAIL && f.severity().atLeast(failOn));
  }
}
