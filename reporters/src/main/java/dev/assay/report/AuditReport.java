package dev.assay.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The result of an audit, whole: the same snapshot, rules and parameters give an equal report. A
 * report that contradicts itself (a finding of a rule or source that it does not list, or one that
 * its tallies do not count) cannot be made: {@link IllegalArgumentException} says where.
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

  /** How findings are ordered: the worst first, then by rule, resource and place. */
  public static final Comparator<Finding> ORDER = AuditReport::compare;

  private static int compare(Finding a, Finding b) {
    int severities = b.severity().compareTo(a.severity());
    if (severities != 0) {
      return severities;
    }
    int rules = a.rule().compareTo(b.rule());
    if (rules != 0) {
      return rules;
    }
    int resources = a.resource().id().compareTo(b.resource().id());
    return resources != 0 ? resources : a.at().compareTo(b.at());
  }

  public AuditReport {
    sources = List.copyOf(sources);
    rules = List.copyOf(rules);
    findings = List.copyOf(findings);
    tallies = List.copyOf(tallies);
    gaps = List.copyOf(gaps);
    new Consistency(ids(sources, Source::id), ids(rules, RuleInfo::id))
        .check(findings, tallies, gaps);
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

  /** Whether a rule failed at this severity or above where the baseline has no such failure. */
  public boolean violatesAnew(Severity failOn) {
    return findings.stream()
        .anyMatch(
            f ->
                f.verdict() == Verdict.FAIL
                    && f.severity().atLeast(failOn)
                    && !f.age().equals(Optional.of(Finding.Age.KNOWN)));
  }

  /** What came of the violations of a baseline, in one sentence; empty if there was none. */
  public String sinceBaseline() {
    return sources.stream()
        .filter(source -> source.collector().equals("baseline"))
        .map(
            source ->
                "Since the baseline of %s: %s new, %s unchanged, %s fixed, %s no longer seen."
                    .formatted(
                        source.details().get("taken"),
                        source.details().get("new"),
                        source.details().get("unchanged"),
                        source.details().get("fixed"),
                        source.details().get("no longer seen")))
        .findFirst()
        .orElse("");
  }

  /** The gaps, those of one cause together. */
  public List<GapGroup> gapGroups() {
    return GapGroup.of(this);
  }

  /** The counts and the verdict in one sentence. */
  public Summary summary() {
    return Summary.of(this);
  }

  /** The findings of this verdict by rule, the worst first. */
  public List<RuleFindings> byRule(Verdict verdict) {
    return RuleFindings.of(this, verdict);
  }

  /** The rules that could not be decided, those of one reason together, the worst first. */
  public List<ReasonGroup> undecided() {
    return ReasonGroup.of(byRule(Verdict.UNKNOWN));
  }

  /** The controls that the rules bear on, and how each stands. */
  public List<Control> controls() {
    return Control.of(this);
  }

  public RuleIndex ruleIndex() {
    return new RuleIndex(rules);
  }

  /**
   * The same audit for readers: where many resources are alike and a rule says the same of each,
   * one finding tells of them all. The counts stay those of the checks.
   */
  public AuditReport folded() {
    return with(Folding.of(findings), tallies);
  }

  /** The same audit whose findings, and the counts of them, were looked at again. */
  public AuditReport with(List<Finding> findings, List<Tally> tallies) {
    return with(sources, rules, findings, tallies);
  }

  /** The same audit, and what somebody else judged: the lists are added to its own. */
  public AuditReport and(
      List<Source> sources, List<RuleInfo> rules, List<Finding> findings, List<Tally> tallies) {
    return with(
        joined(this.sources, sources, Comparator.comparing(Source::id)),
        joined(this.rules, rules, Comparator.comparing(RuleInfo::id)),
        joined(this.findings, findings, ORDER),
        joined(
            this.tallies, tallies, Comparator.comparing(Tally::rule).thenComparing(Tally::source)));
  }

  private AuditReport with(
      List<Source> sources, List<RuleInfo> rules, List<Finding> findings, List<Tally> tallies) {
    return new AuditReport(
        toolVersion,
        rulesDigest,
        snapshotDigest,
        collectedAt,
        asOf,
        sources,
        rules,
        findings,
        tallies,
        gaps);
  }

  private static <T> List<T> joined(List<T> some, List<T> more, Comparator<T> order) {
    List<T> all = new ArrayList<>(some);
    all.addAll(more);
    all.sort(order);
    return all;
  }

  private static <T> Set<String> ids(List<T> items, Function<T, String> id) {
    Set<String> ids = new HashSet<>();
    for (T item : items) {
      if (!ids.add(id.apply(item))) {
        throw new IllegalArgumentException(id.apply(item) + " is listed twice");
      }
    }
    return ids;
  }

  private record Consistency(Set<String> sources, Set<String> rules) {
    void check(List<Finding> findings, List<Tally> tallies, List<Gap> gaps) {
      Set<List<Object>> counted = new HashSet<>();
      for (Tally tally : tallies) {
        known(tally.rule(), rules, "a tally", "rules");
        known(tally.source(), sources, "a tally of " + tally.rule(), "sources");
        for (Verdict verdict : Verdict.values()) {
          if (tally.of(verdict) > 0) {
            counted.add(List.of(tally.rule(), tally.source(), verdict));
          }
        }
      }
      Finding before = null;
      for (Finding finding : findings) {
        if (before != null && alike(before, finding)) {
          continue;
        }
        before = finding;
        known(finding.rule(), rules, "a finding", "rules");
        String source = finding.resource().source();
        known(source, sources, "a finding of " + finding.rule(), "sources");
        if (finding.verdict() == Verdict.FAIL || finding.verdict() == Verdict.UNKNOWN) {
          // A place that is unknown beside one that fails counts as a failure of the resource.
          boolean listed = counted.contains(List.of(finding.rule(), source, finding.verdict()));
          if (!listed && !counted.contains(List.of(finding.rule(), source, Verdict.FAIL))) {
            throw new IllegalArgumentException(
                "the tallies of %s in %s count no %s, but a finding tells of one"
                    .formatted(finding.rule(), source, finding.verdict().label()));
          }
        }
      }
      for (Gap gap : gaps) {
        known(gap.source(), sources, "a gap of " + gap.kind(), "sources");
      }
    }

    /** Whether what holds of one holds of the other; hundreds of thousands may be alike. */
    private static boolean alike(Finding a, Finding b) {
      return a.verdict() == b.verdict()
          && a.rule().equals(b.rule())
          && a.resource().source().equals(b.resource().source());
    }

    private static void known(String id, Set<String> ids, String who, String where) {
      if (!ids.contains(id)) {
        throw new IllegalArgumentException(
            who + " names " + id + ", which is not among the " + where);
      }
    }
  }
}
