package dev.assay.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes a report from findings, as an audit would: ordered, and with the tallies that they add up
 * to.
 */
final class ReportBuilder {
  private final Map<String, Source> sources = new LinkedHashMap<>();
  private final Map<String, RuleInfo> rules = new LinkedHashMap<>();
  private final List<Finding> findings = new ArrayList<>();
  private final List<Gap> gaps = new ArrayList<>();
  private final Map<List<String>, Map<Verdict, Integer>> counts = new LinkedHashMap<>();

  ReportBuilder source(String id, String collector, Map<String, String> details) {
    sources.put(id, new Source(id, collector, List.of(), details));
    return this;
  }

  ReportBuilder rule(RuleInfo rule) {
    rules.put(rule.id(), rule);
    return this;
  }

  ReportBuilder gap(Gap gap) {
    gaps.add(gap);
    return this;
  }

  ReportBuilder add(Finding finding) {
    findings.add(finding);
    return count(finding.rule(), finding.resource().source(), finding.verdict(), 1);
  }

  /** Resources that are counted and not listed. */
  ReportBuilder count(String rule, String source, Verdict verdict, int n) {
    counts
        .computeIfAbsent(List.of(rule, source), any -> new EnumMap<>(Verdict.class))
        .merge(verdict, n, Integer::sum);
    return this;
  }

  AuditReport build() {
    List<Finding> ordered = new ArrayList<>(findings);
    ordered.sort(
        Comparator.comparing(Finding::severity, Comparator.reverseOrder())
            .thenComparing(Finding::rule)
            .thenComparing(f -> f.resource().id())
            .thenComparing(Finding::at));
    List<Tally> tallies = new ArrayList<>();
    counts.forEach((key, n) -> tallies.add(tally(key.get(0), key.get(1), n)));
    tallies.sort(Comparator.comparing(Tally::rule).thenComparing(Tally::source));
    return new AuditReport(
        "0.1.0",
        sha256("rules"),
        sha256("snapshot"),
        Instant.parse("2026-11-20T06:30:00Z"),
        Instant.parse("2026-11-20T06:30:00Z"),
        sources.values().stream().sorted(Comparator.comparing(Source::id)).toList(),
        rules.values().stream().sorted(Comparator.comparing(RuleInfo::id)).toList(),
        ordered,
        tallies,
        gaps);
  }

  private static Tally tally(String rule, String source, Map<Verdict, Integer> counts) {
    return new Tally(
        rule,
        source,
        counts.getOrDefault(Verdict.FAIL, 0),
        counts.getOrDefault(Verdict.UNKNOWN, 0),
        counts.getOrDefault(Verdict.WAIVED, 0),
        counts.getOrDefault(Verdict.PASS, 0),
        counts.getOrDefault(Verdict.NOT_APPLICABLE, 0));
  }

  static String sha256(String text) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
