package dev.assay.waiver;

import dev.assay.audit.Addendum;
import dev.assay.report.AuditReport;
import dev.assay.report.Finding;
import dev.assay.report.Finding.Evidence;
import dev.assay.report.Resource;
import dev.assay.report.RuleInfo;
import dev.assay.report.Severity;
import dev.assay.report.Source;
import dev.assay.report.Verdict;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is judged of waivers themselves, so that every report shows it. */
public final class WaiverRules {
  public static final String KIND = "assay.Waiver";

  static final RuleInfo IN_FORCE =
      rule(
          "WV-001",
          "waivers/in_force",
          "Waivers are in force",
          "A waiver that has expired, lasts longer than waivers may, or is not approved yet covers"
              + " nothing: what it covered fails again.",
          Severity.MEDIUM,
          "Mend what the waiver covered, or have it approved anew with a later day.");
  static final RuleInfo IN_USE =
      rule(
          "WV-002",
          "waivers/in_use",
          "Waivers cover something",
          "A waiver that covers nothing is a door left open: the next violation of that name would"
              + " pass through it unseen.",
          Severity.LOW,
          "Remove the waiver from the file, or mend its pattern.");
  static final RuleInfo NO_CRITICALS =
      rule(
          "WV-003",
          "waivers/no_criticals",
          "Waivers hide no critical violation by accident",
          "A critical violation is waived only by a waiver that says allow_critical: true, so that"
              + " a broad pattern cannot hide one that nobody thought of.",
          Severity.MEDIUM,
          "Mend the critical violation, or write allow_critical: true if it was considered.");

  private static final String SOURCE = "assay://waivers";

  private final String file;
  private final String digest;
  private final AuditReport report;

  /**
   * @param digest SHA-256 in hex of the file
   */
  WaiverRules(String file, String digest, AuditReport report) {
    this.file = file;
    this.digest = digest;
    this.report = report;
  }

  /** The rules by which waivers are judged. */
  public static List<RuleInfo> all() {
    return List.of(IN_FORCE, IN_USE, NO_CRITICALS);
  }

  private static RuleInfo rule(
      String id, String name, String title, String why, Severity severity, String remedy) {
    return new RuleInfo(
        id, name, title, why, severity, KIND, List.of(), Map.of(), remedy, Map.of());
  }

  void judge(List<Entry> entries, IdentityHashMap<Entry, Waivers.Use> uses, Addendum addendum) {
    addendum.source(
        new Source(
            SOURCE,
            "waivers",
            List.of(KIND),
            Map.of("file", file, "sha256", digest, "waivers", String.valueOf(entries.size()))));
    all().forEach(addendum::rule);
    Set<String> judged = new HashSet<>();
    report.rules().forEach(rule -> judged.add(rule.id()));
    List<Finding> unknown =
        report.findings().stream().filter(f -> f.verdict() == Verdict.UNKNOWN).toList();
    Index index = new Index(entries);
    Set<String> undecided = new HashSet<>();
    for (Finding finding : unknown) {
      index.near(finding).forEach(entry -> undecided.add(entry.id()));
    }
    for (Entry entry : entries) {
      Waivers.Use use = uses.getOrDefault(entry, new Waivers.Use());
      Resource waiver = new Resource(SOURCE + "/" + entry.id(), KIND, SOURCE);
      List<Evidence> evidence = evidence(entry);
      inForce(entry, use, waiver, evidence, addendum);
      if (use.covered + use.lapsed + use.criticals > 0) {
        addendum.judge(IN_USE, waiver, Verdict.PASS, "", List.of());
      } else if (entry.rules().stream().noneMatch(judged::contains)) {
        addendum.judge(
            IN_USE,
            waiver,
            Verdict.NOT_APPLICABLE,
            "No rule that " + entry.rule() + " stands for had its turn in this audit.",
            List.of());
      } else if (undecided.contains(entry.id())) {
        addendum.judge(
            IN_USE,
            waiver,
            Verdict.UNKNOWN,
            "What it is to cover could not be decided.",
            List.of());
      } else {
        addendum.judge(
            IN_USE,
            waiver,
            Verdict.FAIL,
            "The waiver of %s for %s covers nothing that was found."
                .formatted(entry.rule(), entry.resource()),
            evidence);
      }
      if (use.criticals > 0) {
        addendum.judge(
            NO_CRITICALS,
            waiver,
            Verdict.FAIL,
            "The waiver of %s would hide %d critical violation%s; it has no allow_critical: true."
                .formatted(entry.rule(), use.criticals, use.criticals == 1 ? "" : "s"),
            evidence);
      } else {
        addendum.judge(NO_CRITICALS, waiver, Verdict.PASS, "", List.of());
      }
    }
  }

  private void inForce(
      Entry entry, Waivers.Use use, Resource waiver, List<Evidence> evidence, Addendum addendum) {
    Optional<String> why = entry.objection(report.asOf());
    if (why.isEmpty()) {
      addendum.judge(IN_FORCE, waiver, Verdict.PASS, "", List.of());
      return;
    }
    String again =
        use.lapsed == 0
            ? ""
            : use.lapsed == 1
                ? " One violation fails again."
                : " " + use.lapsed + " violations fail again.";
    addendum.judge(
        IN_FORCE,
        waiver,
        Verdict.FAIL,
        "The waiver of %s for %s %s.%s".formatted(entry.rule(), entry.resource(), why.get(), again),
        evidence);
  }

  private static List<Evidence> evidence(Entry entry) {
    return List.of(
        new Evidence("rule", entry.rule()),
        new Evidence("resource", entry.resource().toString()),
        new Evidence("owner", entry.waiver().owner()),
        new Evidence("reason", entry.waiver().justification()),
        new Evidence("expires", entry.waiver().expires().toString()));
  }
}
