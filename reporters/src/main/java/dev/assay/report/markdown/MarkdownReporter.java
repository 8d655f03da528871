package dev.assay.report.markdown;

import dev.assay.report.AuditReport;
import dev.assay.report.Finding;
import dev.assay.report.GapGroup;
import dev.assay.report.Reporter;
import dev.assay.report.RuleFindings;
import dev.assay.report.RuleInfo;
import dev.assay.report.Summary;
import dev.assay.report.Verdict;
import dev.assay.report.Waiver;
import dev.assay.report.text.Commands;
import dev.assay.report.text.Markdown;
import dev.assay.report.text.Quantity;
import dev.assay.report.text.ResourceName;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The verdict, what failed, what could not be seen and what is waived, the worst first. It is short
 * enough for a comment on a pull request: what does not fit is counted, and stands in the other
 * reports.
 */
public final class MarkdownReporter implements Reporter {
  /** So many resources of a rule are named. */
  private static final int NAMED = 5;

  /** Of the parts that may be left out; GitHub takes 65,536 characters as a comment. */
  private static final int LONGEST = 56_000;

  private static final int LONGEST_LINE = 400;
  private static final int LONGEST_FIX = 2_000;

  @Override
  public String format() {
    return "markdown";
  }

  @Override
  public void write(AuditReport report, OutputStream out) throws IOException {
    Summary summary = report.summary();
    StringBuilder page = new StringBuilder();
    page.append("## Assay: ").append(Markdown.escape(summary.sentence())).append("\n\n");
    if (!report.sinceBaseline().isEmpty()) {
      page.append(Markdown.line(report.sinceBaseline(), LONGEST_LINE)).append("\n\n");
    }
    totals(page, summary);
    sections(page, report);
    page.append("\n<sub>Assay ")
        .append(Markdown.escape(report.toolVersion()))
        .append(" · ")
        .append(Quantity.of(report.rules().size(), "rule"))
        .append(" over ")
        .append(Quantity.of(report.sources().size(), "source"))
        .append(" · collected ")
        .append(report.collectedAt())
        .append(" · as of ")
        .append(report.asOf())
        .append("</sub>\n");
    out.write(page.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static void totals(StringBuilder page, Summary summary) {
    page.append("| Failed | Unknown | Waived | Passed | Not applicable | Gaps |\n")
        .append("| ---: | ---: | ---: | ---: | ---: | ---: |\n");
    for (long n :
        List.of(
            summary.failed(),
            summary.unknown(),
            summary.waived(),
            summary.passed(),
            summary.notApplicable(),
            summary.gaps())) {
      page.append("| ").append(Quantity.of(n)).append(' ');
    }
    page.append("|\n");
  }

  private static void sections(StringBuilder page, AuditReport report) {
    Section failed = new Section("Failed", "rule");
    report.byRule(Verdict.FAIL).forEach(group -> failed.add(rule(group, "failed")));
    Section unseen = new Section("Could not be seen", "cause");
    report.gapGroups().forEach(gaps -> unseen.add(gap(gaps)));
    Section unknown = new Section("Could not be decided", "rule");
    report.byRule(Verdict.UNKNOWN).forEach(group -> unknown.add(rule(group, "unknown")));
    Section waived = new Section("Waived", "rule");
    report.byRule(Verdict.WAIVED).forEach(group -> waived.add(rule(group, "waived")));
    List<Section> sections = List.of(failed, unseen, unknown, waived);
    // What could not be seen is as prominent as what failed: it keeps its share of the room.
    int left = LONGEST;
    for (int i = 0; i < sections.size(); i++) {
      left -= sections.get(i).write(page, i == 0 ? left * 3 / 5 : left * 3 / 4);
    }
  }

  private static String rule(RuleFindings group, String noun) {
    RuleInfo rule = group.rule();
    List<Finding> findings = group.findings();
    StringBuilder part = new StringBuilder();
    part.append("<details><summary><b>")
        .append(group.worst().label().toUpperCase(Locale.ROOT))
        .append("</b> ")
        .append(Markdown.html(rule.id()))
        .append(" · ")
        .append(Markdown.html(rule.title()))
        .append(" · ")
        .append(Quantity.of(findings.size()))
        .append(' ')
        .append(noun)
        .append("</summary>\n\n");
    for (Finding finding : findings.subList(0, Math.min(NAMED, findings.size()))) {
      part.append("- ").append(place(finding));
      part.append(finding.age().equals(Optional.of(Finding.Age.NEW)) ? " **new**" : "");
      if (!finding.message().isBlank()) {
        part.append("  \n  ").append(Markdown.line(finding.message(), LONGEST_LINE));
      }
      finding.waiver().ifPresent(waiver -> part.append("  \n  ").append(waiver(finding, waiver)));
      if (!finding.terms().departures().isEmpty()) {
        part.append("  \n  ").append(Markdown.line(finding.terms().departures(), LONGEST_LINE));
      }
      part.append('\n');
    }
    more(part, findings.size() - NAMED);
    Finding first = findings.get(0);
    if (first.verdict() == Verdict.FAIL && !first.remediation().isBlank()) {
      part.append("\nFix")
          .append(findings.size() == 1 ? "" : " of the first")
          .append(":\n\n")
          .append(fix(first.remediation()))
          .append('\n');
    }
    return part.append("\n</details>\n").toString();
  }

  private static String waiver(Finding finding, Waiver waiver) {
    String until = finding.verdict() == Verdict.WAIVED ? "until" : "lapsed after";
    return Markdown.line(
        "Waived by %s, %s %s: %s"
            .formatted(waiver.owner(), until, waiver.expires(), waiver.justification()),
        LONGEST_LINE);
  }

  private static String place(Finding finding) {
    String name = ResourceName.brief(finding.resource().id());
    String place =
        Markdown.inlineCode(
            finding.at().isEmpty() ? name : name + " at " + finding.at(), LONGEST_LINE);
    return finding
        .resource()
        .declaration()
        .map(d -> place + " in " + Markdown.inlineCode(d.toString(), LONGEST_LINE))
        .orElse(place);
  }

  private static String gap(GapGroup group) {
    StringBuilder part = new StringBuilder();
    part.append("<details><summary><b>GAP</b> ")
        .append(Markdown.html(group.what()))
        .append(" · ")
        .append(group.cause().label())
        .append(" · ")
        .append(Quantity.of(group.scopes().size(), "place"))
        .append("</summary>\n\n")
        .append(Markdown.line(group.message(), LONGEST_LINE))
        .append("\n\n");
    for (String scope : group.scopes(NAMED)) {
      part.append("- ").append(Markdown.inlineCode(scope, LONGEST_LINE)).append('\n');
    }
    more(part, group.scopes().size() - NAMED);
    if (!group.remedy().isBlank()) {
      part.append("\nTo see it:\n\n").append(fix(group.remedy())).append('\n');
    }
    return part.append("\n</details>\n").toString();
  }

  private static void more(StringBuilder part, int more) {
    if (more > 0) {
      part.append("- and ").append(Quantity.of(more)).append(" more\n");
    }
  }

  private static String fix(String text) {
    String commands = Commands.optionByOption(text);
    return commands.length() <= LONGEST_FIX
        ? Markdown.code(commands)
        : "It is too long for this summary; the other reports have it.";
  }

  /** Parts under a heading, as many as there is room for. */
  private static final class Section {
    private final String heading;
    private final String noun;
    private final List<String> parts = new ArrayList<>();

    Section(String heading, String noun) {
      this.heading = heading;
      this.noun = noun;
    }

    void add(String part) {
      parts.add(part);
    }

    /** Returns how many characters it took. */
    int write(StringBuilder page, int room) {
      if (parts.isEmpty()) {
        return 0;
      }
      int start = page.length();
      page.append("\n### ").append(heading).append("\n\n");
      int told = 0;
      while (told < parts.size() && page.length() - start + parts.get(told).length() <= room) {
        page.append(parts.get(told++));
      }
      if (told < parts.size()) {
        page.append("\nAnd ")
            .append(Quantity.of(parts.size() - told, "more " + noun))
            .append(", which the other reports tell.\n");
      }
      return page.length() - start;
    }
  }
}
