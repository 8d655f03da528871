package dev.assay.audit;

import dev.assay.report.AuditReport;
import dev.assay.report.Finding;
import dev.assay.report.Resource;
import dev.assay.report.Source;
import dev.assay.report.Tally;
import dev.assay.report.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What one rule's verdicts come to, by source, and those that are told one by one. */
final class Verdicts {
  /** Counts of one source. */
  private static final class Counts {
    int fail;
    int unknown;
    int pass;
    int notApplicable;

    int quiet() {
      return pass + notApplicable;
    }

    void add(Verdict verdict) {
      switch (verdict) {
        case FAIL -> fail++;
        case UNKNOWN -> unknown++;
        case PASS -> pass++;
        case NOT_APPLICABLE -> notApplicable++;
        case WAIVED -> throw new IllegalArgumentException("rules waive nothing");
      }
    }

    void add(Counts others) {
      fail += others.fail;
      unknown += others.unknown;
      pass += others.pass;
      notApplicable += others.notApplicable;
    }
  }

  /**
   * A pass, or a rule that does not apply.
   *
   * @param rank which of its source's it is, from 1
   */
  private record Quiet(Judge.Judged judged, int rank) {}

  private final Map<String, Counts> bySource = new TreeMap<>();

  /** Many verdicts on resources of one source follow each other. */
  private String source = "";

  private Counts counts = new Counts();

  private final List<Finding> findings = new ArrayList<>();

  /** The first ones of each source, in the order of the resources. */
  private final List<Quiet> quiet = new ArrayList<>();

  /** A source is counted, though perhaps there is nothing to judge in it. */
  void expect(Source source) {
    of(source.id());
  }

  private Counts of(String source) {
    if (bySource.isEmpty() || !source.equals(this.source)) {
      this.source = source;
      counts = bySource.computeIfAbsent(source, s -> new Counts());
    }
    return counts;
  }

  void add(Judge.Judged judged) {
    Resource resource = judged.resource();
    Counts counts = of(resource.source());
    counts.add(judged.verdict());
    findings.addAll(judged.findings());
    if (judged.findings().isEmpty() && counts.quiet() <= Audit.MOST_LISTED) {
      quiet.add(new Quiet(judged, counts.quiet()));
    }
  }

  /** Adds verdicts on resources that come after those judged so far. */
  void add(Verdicts others) {
    for (Quiet other : others.quiet) {
      int rank = of(other.judged.resource().source()).quiet() + other.rank;
      if (rank <= Audit.MOST_LISTED) {
        quiet.add(new Quiet(other.judged, rank));
      }
    }
    others.bySource.forEach((source, counts) -> of(source).add(counts));
    findings.addAll(others.findings);
  }

  /** What the report lists of them, in its order. */
  List<Finding> listed(Judge judge) {
    List<Finding> listed = new ArrayList<>(findings.size() + quiet.size());
    listed.addAll(findings);
    quiet.forEach(one -> listed.add(judge.quiet(one.judged)));
    listed.sort(AuditReport.ORDER);
    return listed;
  }

  /** What the report counts. */
  List<Tally> tallies(String rule) {
    List<Tally> tallies = new ArrayList<>();
    bySource.forEach(
        (source, c) ->
            tallies.add(new Tally(rule, source, c.fail, c.unknown, 0, c.pass, c.notApplicable)));
    return tallies;
  }
}
