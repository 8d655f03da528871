package dev.assay.waiver;

import dev.assay.audit.Addendum;
import dev.assay.input.InputException;
import dev.assay.input.YamlNode;
import dev.assay.report.AuditReport;
import dev.assay.report.Finding;
import dev.assay.report.Severity;
import dev.assay.report.Tally;
import dev.assay.report.Verdict;
import dev.assay.rulepack.RuleNames;
import dev.assay.snapshot.Digests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The waivers of a file. A violation that one of them covers is waived: it stays in the report,
 * with the waiver, and does not count. One that a waiver covered until it lapsed fails again and
 * says so. What the waivers themselves leave to be desired is judged by the rules of {@link
 * WaiverRules}.
 */
public final class Waivers {
  /** How long a waiver lasts at most, unless the configuration says otherwise. */
  public static final int MOST_DAYS = 366;

  private final String file;
  private final String digest;
  private final List<Entry> entries;

  private Waivers(String file, String digest, List<Entry> entries) {
    this.file = file;
    this.digest = digest;
    this.entries = List.copyOf(entries);
  }

  /**
   * Reads a file.
   *
   * @param rules all that a waiver may name
   * @param mostDays how long a waiver may last from its approval
   * @throws InputException with the first of its mistakes
   */
  public static Waivers read(Path path, RuleNames rules, int mostDays) throws InputException {
    WaiverFile file = file(path, rules, mostDays);
    List<String> mistakes = file.mistakes();
    if (!mistakes.isEmpty()) {
      String more =
          mistakes.size() == 1
              ? ""
              : " (and "
                  + (mistakes.size() - 1)
                  + " more; see assay waivers check "
                  + path.getFileName()
                  + ")";
      throw new InputException(mistakes.get(0) + more);
    }
    return new Waivers(String.valueOf(path.getFileName()), digest(path), file.entries());
  }

  private static WaiverFile file(Path path, RuleNames rules, int mostDays) throws InputException {
    WaiverFile file = new WaiverFile(rules, mostDays);
    file.read(YamlNode.read(path));
    return file;
  }

  private static String digest(Path path) throws InputException {
    try {
      MessageDigest digest = Digests.sha256();
      digest.update(Files.readAllBytes(path));
      return Digests.hex(digest);
    } catch (IOException e) {
      throw new InputException(path + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Everything that is wrong with a file, a line each: mistakes, and what has expired, lasts too
   * long, or covers nothing.
   *
   * @param violations of an audit, waived or not; empty: nobody knows what is to be covered
   */
  public static List<String> check(
      Path path, RuleNames rules, int mostDays, Instant now, List<Finding> violations)
      throws InputException {
    WaiverFile file = file(path, rules, mostDays);
    List<String> all = new ArrayList<>(file.mistakes());
    Index index = new Index(file.entries());
    IdentityHashMap<Entry, Severity> worst = new IdentityHashMap<>();
    for (Finding finding : violations) {
      for (Entry entry : index.speakingOf(finding)) {
        worst.merge(entry, finding.severity(), (a, b) -> a.atLeast(b) ? a : b);
      }
    }
    for (Entry entry : file.entries()) {
      entry
          .objection(now)
          .ifPresent(
              why ->
                  all.add(
                      entry.place()
                          + ": the waiver "
                          + why
                          + "; mend the violation, or have it approved anew"));
      if (!violations.isEmpty() && !worst.containsKey(entry)) {
        all.add(
            entry.place()
                + ": it covers nothing that the audit found; mend the pattern, or remove it");
      }
      if (worst.get(entry) == Severity.CRITICAL && !entry.allowCritical()) {
        all.add(
            entry.place()
                + ": it would hide a critical violation; mend that, or write allow_critical: true");
      }
    }
    return all;
  }

  /** The report as it is with these waivers. */
  public AuditReport applyTo(AuditReport report) {
    Index index = new Index(entries);
    IdentityHashMap<Entry, Use> uses = new IdentityHashMap<>();
    List<Finding> findings = new ArrayList<>(report.findings().size());
    for (Finding finding : report.findings()) {
      findings.add(
          finding.verdict() == Verdict.FAIL
              ? judged(finding, index.speakingOf(finding), report.asOf(), uses)
              : finding);
    }
    AuditReport waived = report.with(findings, tallies(report, findings));
    Addendum addendum = new Addendum();
    WaiverRules rules = new WaiverRules(file, digest, report);
    rules.judge(entries, uses, addendum);
    return addendum.to(waived);
  }

  /** What a waiver came to. */
  static final class Use {
    int covered;
    int lapsed;
    int criticals;
  }

  private static Finding judged(
      Finding finding, List<Entry> speaking, Instant now, IdentityHashMap<Entry, Use> uses) {
    boolean critical = finding.severity() == Severity.CRITICAL;
    Entry holds = null;
    Entry lapsed = null;
    for (Entry entry : speaking) {
      Use use = uses.computeIfAbsent(entry, e -> new Use());
      if (critical && !entry.allowCritical()) {
        use.criticals++;
      } else if (entry.holdsAt(now)) {
        use.covered++;
        holds = later(holds, entry);
      } else {
        use.lapsed++;
        lapsed = later(lapsed, entry);
      }
    }
    if (holds != null) {
      return finding.waivedBy(holds.waiver());
    }
    return lapsed == null || lapsed.waiver().holdsAt(now)
        ? finding
        : finding.lapsed(lapsed.waiver());
  }

  private static Entry later(@Nullable Entry one, Entry other) {
    return one == null || one.waiver().expires().isBefore(other.waiver().expires()) ? other : one;
  }

  /**
   * A check counts by the worst of its places, so it is waived when all that failed are. Only
   * checks that a waiver touched are counted anew.
   */
  private static List<Tally> tallies(AuditReport report, List<Finding> findings) {
    Map<List<String>, Verdict> after = new HashMap<>();
    for (Finding finding : findings) {
      if (finding.verdict() == Verdict.WAIVED) {
        after.put(check(finding), Verdict.WAIVED);
      }
    }
    for (Finding finding : findings) {
      after.computeIfPresent(
          check(finding), (c, v) -> v.compareTo(finding.verdict()) <= 0 ? v : finding.verdict());
    }
    Map<List<String>, Map<Verdict, Integer>> changed = new HashMap<>();
    after.forEach(
        (check, verdict) ->
            changed
                .computeIfAbsent(check.subList(0, 2), k -> new EnumMap<>(Verdict.class))
                .merge(verdict, 1, Integer::sum));
    return report.tallies().stream()
        .map(t -> after(t, changed.getOrDefault(List.of(t.rule(), t.source()), Map.of())))
        .toList();
  }

  private static List<String> check(Finding finding) {
    return List.of(finding.rule(), finding.resource().source(), finding.resource().id());
  }

  private static Tally after(Tally tally, Map<Verdict, Integer> changed) {
    int waived = changed.getOrDefault(Verdict.WAIVED, 0);
    int unknown = changed.getOrDefault(Verdict.UNKNOWN, 0);
    return new Tally(
        tally.rule(),
        tally.source(),
        tally.fail() - waived - unknown,
        tally.unknown() + unknown,
        tally.waived() + waived,
        tally.pass(),
        tally.notApplicable());
  }
}
