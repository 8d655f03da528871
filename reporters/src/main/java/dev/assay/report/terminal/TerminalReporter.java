package dev.assay.report.terminal;

import dev.assay.report.AuditReport;
import dev.assay.report.Finding;
import dev.assay.report.GapGroup;
import dev.assay.report.ReasonGroup;
import dev.assay.report.Reporter;
import dev.assay.report.RuleFindings;
import dev.assay.report.RuleInfo;
import dev.assay.report.Severity;
import dev.assay.report.Source;
import dev.assay.report.Summary;
import dev.assay.report.Verdict;
import dev.assay.report.Waiver;
import dev.assay.report.text.Quantity;
import dev.assay.report.text.ResourceName;
import dev.assay.report.text.Visible;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a person reads after a scan, in 80 columns: the verdict, what failed and how to mend it,
 * what could not be seen and what would show it, and the totals.
 */
public final class TerminalReporter implements Reporter {
  /** So many resources of a rule are named; the other reports name all. */
  private static final int NAMED = 5;

  /** So many rules, the worst, are told with places and fix; of the others a line each. */
  private static final int WHOLE = 20;

  /** So many rules that one gap leaves undecided are named. */
  private static final int ALIKE = 8;

  private static final String WHERE =
      "Where, and what to do: with --verbose, or in a report such as html=FILE.";

  private final boolean coloured;
  private final int named;

  private TerminalReporter(boolean coloured, int named) {
    this.coloured = coloured;
    this.named = named;
  }

  public static TerminalReporter plain() {
    return new TerminalReporter(false, NAMED);
  }

  /** With ANSI colours. */
  public static TerminalReporter coloured() {
    return new TerminalReporter(true, NAMED);
  }

  /** The same, with every resource named. */
  public TerminalReporter verbose() {
    return new TerminalReporter(coloured, Integer.MAX_VALUE);
  }

  @Override
  public String format() {
    return "terminal";
  }

  @Override
  public void write(AuditReport report, OutputStream out) throws IOException {
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    Page page = new Page(writer, coloured);
    Summary summary = report.summary();
    page.paragraph(verdictInk(summary), 0, summary.sentence());
    if (!report.sinceBaseline().isEmpty()) {
      page.paragraph(Ink.NONE, 0, report.sinceBaseline());
    }
    findings(page, "Failed", "failed", report.byRule(Verdict.FAIL));
    gaps(page, report.gapGroups());
    List<ReasonGroup> undecided = report.undecided();
    undecided(page, named == NAMED ? Families.undecided(undecided) : undecided);
    waivers(page, report.byRule(Verdict.WAIVED));
    totals(page, report, summary);
    writer.flush();
  }

  private static Ink verdictInk(Summary summary) {
    if (summary.failed() > 0) {
      return Ink.LOUD;
    }
    return summary.complete() && summary.checks() > 0 ? Ink.GREEN : Ink.MAGENTA;
  }

  private void findings(Page page, String heading, String noun, List<RuleFindings> groups)
      throws IOException {
    if (groups.isEmpty()) {
      return;
    }
    page.heading(heading);
    for (RuleFindings group : groups.subList(0, whole(groups))) {
      page.blank();
      rule(page, group, noun);
      resources(page, group.findings());
      if (group.findings().get(0).verdict() == Verdict.FAIL) {
        fix(page, group.findings().get(0), group.findings().size());
      }
    }
    brief(page, groups.subList(whole(groups), groups.size()), noun);
  }

  private int whole(List<?> groups) {
    return named == Integer.MAX_VALUE ? groups.size() : Math.min(WHOLE, groups.size());
  }

  private static void brief(Page page, List<RuleFindings> rules, String noun) throws IOException {
    if (rules.isEmpty()) {
      return;
    }
    page.blank();
    for (RuleFindings rule : rules) {
      rule(page, rule, noun);
    }
    page.paragraph(Ink.DIM, 4, WHERE);
  }

  private static void rule(Page page, RuleFindings group, String noun) throws IOException {
    RuleInfo rule = group.rule();
    Severity worst = group.worst();
    page.row(
        Ink.of(worst),
        worst.label().toUpperCase(Locale.ROOT),
        rule.id() + "  " + rule.title(),
        Quantity.of(group.findings().size()) + " " + noun);
  }

  private void undecided(Page page, List<ReasonGroup> groups) throws IOException {
    if (!groups.isEmpty()) {
      page.heading("Could not be decided");
    }
    for (ReasonGroup group : groups.subList(0, whole(groups))) {
      page.blank();
      int rules = named == NAMED ? Math.min(ALIKE, group.rules().size()) : group.rules().size();
      for (RuleFindings rule : group.rules().subList(0, rules)) {
        rule(page, rule, "unknown");
      }
      if (rules < group.rules().size()) {
        int more = group.rules().size() - rules;
        page.paragraph(Ink.DIM, 10, "and " + Quantity.of(more, "rule") + " more");
      }
      resources(page, group.findings());
    }
    brief(
        page,
        groups.subList(whole(groups), groups.size()).stream()
            .flatMap(group -> group.rules().stream())
            .toList(),
        "unknown");
  }

  private void resources(Page page, List<Finding> findings) throws IOException {
    String message = findings.get(0).message();
    String reason = reason(findings.get(0));
    boolean same = findings.stream().allMatch(f -> reason(f).equals(reason));
    if (same && !message.isBlank()) {
      page.paragraph(Ink.NONE, 4, message);
    }
    List<Finding> places = places(findings);
    for (Finding finding : places.subList(0, Math.min(named, places.size()))) {
      page.item(place(finding));
      if (!same) {
        page.paragraph(Ink.NONE, 6, finding.message());
      }
      if (!finding.lapse().isEmpty()) {
        page.paragraph(Ink.YELLOW, 6, finding.lapse());
      }
      if (!finding.terms().departures().isEmpty()) {
        page.paragraph(Ink.DIM, 6, finding.terms().departures());
      }
    }
    if (places.size() > named) {
      page.paragraph(Ink.DIM, 4, "and " + Quantity.of(places.size() - named) + " more");
    }
  }

  /** What is the same of a message in all places that one cause leaves undecided. */
  private String reason(Finding finding) {
    return named == NAMED && finding.verdict() == Verdict.UNKNOWN
        ? Families.reason(finding)
        : finding.message();
  }

  /** Several rules may be undecided at one place, which is named once. */
  private static List<Finding> places(List<Finding> findings) {
    if (findings.get(0).verdict() != Verdict.UNKNOWN) {
      return findings;
    }
    Map<List<String>, Finding> places = new LinkedHashMap<>();
    for (Finding finding : findings) {
      places.putIfAbsent(List.of(place(finding), finding.message()), finding);
    }
    return List.copyOf(places.values());
  }

  private static String place(Finding finding) {
    String name = ResourceName.brief(finding.resource().id());
    String at = finding.at().isEmpty() ? name : name + " at " + finding.at();
    return at
        + finding.resource().declaration().map(d -> ", " + Visible.line(d.toString())).orElse("")
        + (finding.age().equals(Optional.of(Finding.Age.NEW)) ? " (new)" : "");
  }

  private static void fix(Page page, Finding first, int all) throws IOException {
    if (!first.remediation().isBlank()) {
      page.labelled(all == 1 ? "Fix" : "Fix 1", 10, first.remediation());
    }
  }

  private void gaps(Page page, List<GapGroup> groups) throws IOException {
    if (groups.isEmpty()) {
      return;
    }
    page.heading("Could not be seen");
    List<GapGroup> families = named == NAMED ? Families.gaps(groups) : groups;
    for (GapGroup group : families.subList(0, whole(families))) {
      int places = group.scopes().size();
      page.blank();
      gap(page, group);
      page.paragraph(Ink.NONE, 4, group.message());
      for (String scope : group.scopes(named)) {
        page.item(scope);
      }
      if (places > named) {
        page.paragraph(Ink.DIM, 4, "and " + Quantity.of(places - named) + " more");
      }
      if (!group.remedy().isBlank()) {
        page.labelled("See it", 12, group.remedy());
      }
    }
    if (whole(families) < families.size()) {
      page.blank();
      for (GapGroup group : families.subList(whole(families), families.size())) {
        gap(page, group);
      }
      page.paragraph(Ink.DIM, 4, WHERE);
    }
  }

  private static void gap(Page page, GapGroup group) throws IOException {
    int places = group.scopes().size();
    page.row(
        Ink.MAGENTA,
        "GAP",
        group.what() + "  " + group.cause().label(),
        places == 1 ? "" : Quantity.of(places, "place"));
  }

  private static void waivers(Page page, List<RuleFindings> groups) throws IOException {
    if (groups.isEmpty()) {
      return;
    }
    page.heading("Waived");
    for (RuleFindings group : groups) {
      RuleInfo rule = group.rule();
      page.blank();
      page.row(
          Ink.DIM,
          "WAIVED",
          rule.id() + "  " + rule.title(),
          Quantity.of(group.findings().size()) + " waived");
      Map<Waiver, Integer> waivers = new LinkedHashMap<>();
      for (Finding finding : group.findings()) {
        waivers.merge(finding.waiver().orElseThrow(), 1, Integer::sum);
      }
      for (Map.Entry<Waiver, Integer> one : waivers.entrySet()) {
        Waiver waiver = one.getKey();
        page.paragraph(
            Ink.NONE,
            4,
            "%s until %s by %s: %s"
                .formatted(
                    Quantity.of(one.getValue()),
                    waiver.expires(),
                    waiver.owner(),
                    waiver.justification()));
      }
    }
  }

  private static void totals(Page page, AuditReport report, Summary summary) throws IOException {
    page.heading("Totals");
    page.blank();
    page.paragraph(
        Ink.NONE,
        4,
        "%s failed · %s unknown · %s waived · %s passed · %s not applicable · %s"
            .formatted(
                Quantity.of(summary.failed()),
                Quantity.of(summary.unknown()),
                Quantity.of(summary.waived()),
                Quantity.of(summary.passed()),
                Quantity.of(summary.notApplicable()),
                Quantity.of(summary.gaps(), "gap")));
    page.paragraph(
        Ink.NONE,
        4,
        "%s over %s, as of %s"
            .formatted(
                Quantity.of(report.rules().size(), "rule"),
                Quantity.of(report.sources().size(), "source"),
                report.asOf()));
    for (Source source : report.sources()) {
      page.item(source.id());
    }
  }
}
