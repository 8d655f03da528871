package dev.assay.waiver;

import dev.assay.input.InputException;
import dev.assay.input.YamlNode;
import dev.assay.report.AuditReport;
import dev.assay.report.Finding;
import dev.assay.report.Severity;
import dev.assay.report.Verdict;
import dev.assay.report.WholeFile;
import dev.assay.rulepack.RuleNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** An entry that is to be written into a file of waivers, for one finding. */
public record NewWaiver(
    Finding finding,
    String owner,
    String reason,
    LocalDate expires,
    String ticket,
    String approvedBy,
    LocalDate approvedOn,
    boolean allowCritical) {
  private static final int SHORTEST = 8;

  /**
   * The violation of a fingerprint.
   *
   * @param fingerprint or the beginning of one
   * @throws InputException if there is none, or more than one
   */
  public static Finding find(AuditReport report, String fingerprint) throws InputException {
    if (fingerprint.length() < SHORTEST) {
      throw new InputException(
          "\"" + fingerprint + "\" is too short; give 8 characters of the fingerprint and more");
    }
    List<Finding> found =
        report.findings().stream().filter(f -> f.fingerprint().startsWith(fingerprint)).toList();
    if (found.size() != 1) {
      throw new InputException(
          (found.isEmpty() ? "no finding has" : found.size() + " findings have")
              + " the fingerprint "
              + fingerprint
              + "; the audit report (json) lists them");
    }
    if (found.get(0).verdict() != Verdict.FAIL && found.get(0).verdict() != Verdict.WAIVED) {
      throw new InputException(
          "%s of %s is %s; only a violation can be waived"
              .formatted(
                  found.get(0).rule(),
                  found.get(0).resource().id(),
                  found.get(0).verdict().label()));
    }
    return found.get(0);
  }

  /** What it says, in one line. */
  public String sentence() {
    return "%s of %s until %s".formatted(finding.rule(), finding.resource().id(), expires);
  }

  /**
   * Appends the entry, and leaves what is there as it is.
   *
   * @throws InputException if the file would not be right with it; then nothing is written
   */
  public void addTo(Path file, RuleNames rules, Instant now) throws InputException, IOException {
    if (finding.severity() == Severity.CRITICAL && !allowCritical) {
      throw new InputException(
          finding.rule() + " is critical here; if it is to be waived, say --allow-critical");
    }
    String before = Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
    String text = before + (before.isEmpty() || before.endsWith("\n") ? "" : "\n") + entry();
    WaiverFile whole = new WaiverFile(rules, Waivers.MOST_DAYS);
    whole.read(YamlNode.parse(file.toString(), text));
    if (!whole.mistakes().isEmpty()) {
      throw new InputException("not added: " + whole.mistakes().get(0));
    }
    Entry last = whole.entries().get(whole.entries().size() - 1);
    if (last.objection(now).isPresent()) {
      throw new InputException("not added: the waiver " + last.objection(now).get());
    }
    WholeFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  private String entry() {
    List<String> lines = new ArrayList<>();
    lines.add("rule: " + finding.rule());
    lines.add("resource: " + quoted(finding.resource().id()));
    if (!finding.at().isEmpty()) {
      lines.add("at: " + quoted(finding.at()));
    }
    lines.add("reason: " + quoted(reason));
    lines.add("owner: " + quoted(owner));
    if (!ticket.isEmpty()) {
      lines.add("ticket: " + quoted(ticket));
    }
    if (!approvedBy.isEmpty()) {
      lines.add("approved_by: " + quoted(approvedBy));
    }
    lines.add("approved_on: " + approvedOn);
    lines.add("expires: " + expires);
    if (allowCritical) {
      lines.add("allow_critical: true");
    }
    return "- " + String.join("\n  ", lines) + "\n";
  }

  /** Between double quotes, where YAML reads everything as JSON does. */
  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' '
          || (c >= 0x7f && c < 0xa0)
          || c == '\u2028'
          || c == '\u2029'
          || Character.isSurrogate(c)
          || c == '\ufeff') {
        quoted.append("\\u").append("%04x".formatted((int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
