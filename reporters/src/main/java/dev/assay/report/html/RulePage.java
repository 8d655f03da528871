package dev.assay.report.html;

import dev.assay.report.AuditReport;
import dev.assay.report.Counts;
import dev.assay.report.Finding;
import dev.assay.report.RuleInfo;
import dev.assay.report.Severity;
import dev.assay.report.Tally;
import dev.assay.report.Verdict;
import dev.assay.report.text.Commands;
import dev.assay.report.text.Quantity;
import dev.assay.report.text.Visible;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the report tells of a rule.
 *
 * @param severity of its worst finding, else its own
 * @param findings failures, unknowns and waivers, in the report's order
 * @param population resources that it was shown, by verdict
 */
record RulePage(RuleInfo rule, Severity severity, List<Finding> findings, Counts population) {
  /** So many findings stand in the page itself; the table of findings has all. */
  private static final int LISTED = 25;

  /** So many rules of one reason are named before the reader asks for the others. */
  static final int FEW = 5;

  private static final Pattern PLACEHOLDER =
      Pattern.compile("\\{\\{\\s*([^}|]*[^}|\\s])\\s*(?:\\|[^}]*)?\\}\\}");

  private static final int LONGEST_MESSAGE = 1_000;

  /** Worst first: what fails, what is unknown, what is waived, what holds, what met nothing. */
  static List<RulePage> of(AuditReport report) {
    Map<String, List<Finding>> findings = new HashMap<>();
    for (Finding finding : report.findings()) {
      if (finding.verdict() != Verdict.PASS && finding.verdict() != Verdict.NOT_APPLICABLE) {
        findings.computeIfAbsent(finding.rule(), any -> new ArrayList<>()).add(finding);
      }
    }
    Map<String, List<Tally>> tallies = new HashMap<>();
    for (Tally tally : report.tallies()) {
      tallies.computeIfAbsent(tally.rule(), any -> new ArrayList<>()).add(tally);
    }
    return report.rules().stream()
        .map(
            rule ->
                of(
                    rule,
                    findings.getOrDefault(rule.id(), List.of()),
                    tallies.getOrDefault(rule.id(), List.of())))
        .sorted(
            Comparator.comparing(RulePage::verdict)
                .thenComparing(RulePage::severity, Comparator.reverseOrder())
                .thenComparing(page -> page.rule().id()))
        .toList();
  }

  private static RulePage of(RuleInfo rule, List<Finding> findings, List<Tally> tallies) {
    Severity worst =
        findings.stream()
            .filter(finding -> finding.verdict() == Verdict.FAIL)
            .map(Finding::severity)
            .findFirst()
            .orElse(rule.severity());
    return new RulePage(rule, worst, findings, Counts.of(tallies));
  }

  Verdict verdict() {
    return population.worst();
  }

  /** Whether there is something to tell beyond that it holds. */
  boolean open() {
    return !findings.isEmpty();
  }

  String status() {
    return switch (verdict()) {
      case FAIL -> "fails";
      case UNKNOWN -> "unknown";
      case WAIVED -> "waived";
      case PASS -> "holds";
      case NOT_APPLICABLE -> "nothing to judge";
    };
  }

  String anchor() {
    return anchor(rule.id());
  }

  static String anchor(String rule) {
    return "rule-" + rule.replaceAll("[^A-Za-z0-9._-]", "_");
  }

  /** The rule's commands, with {@code <name>} for what is filled in for each finding. */
  String remediation() {
    String named = PLACEHOLDER.matcher(rule.remediation()).replaceAll("<$1>");
    return Commands.optionByOption(named);
  }

  List<Finding> listed() {
    return findings.subList(0, Math.min(LISTED, findings.size()));
  }

  int more() {
    return Math.max(0, findings.size() - LISTED);
  }

  /** {@code 43 looked at: 6 failed, 1 waived, 36 passed}. */
  String counted() {
    long shown = population.checks() + population.notApplicable();
    if (shown == 0) {
      return "No " + rule.kind() + " was found.";
    }
    Bar bar = Bar.of(population).add("none", "not applicable", population.notApplicable());
    return Quantity.of(shown) + " looked at: " + bar.label() + ".";
  }

  static String resource(Finding finding) {
    return Name.of(finding.resource().id());
  }

  /** Where the resource is written down: {@code main.tf:12 (ADDRESS)}; empty if nowhere. */
  static String declared(Finding finding) {
    return finding.resource().declaration().map(d -> Visible.line(d.toString())).orElse("");
  }

  /** What was seen, or the reason why not. */
  static String seen(Finding finding) {
    String message = finding.message().isBlank() ? "No reason was given." : finding.message();
    return Visible.line(message, LONGEST_MESSAGE);
  }

  static List<String> paragraphs(String text) {
    return Visible.text(text).lines().filter(line -> !line.isBlank()).toList();
  }
}
