package dev.assay.report.junit;

import dev.assay.report.Finding;
import dev.assay.report.Gap;
import dev.assay.report.RuleInfo;
import dev.assay.report.Terms;
import dev.assay.report.Waiver;
import dev.assay.report.text.Visible;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A finding or a gap as a test. All texts have their hidden characters made visible, which leaves
 * nothing that XML 1.0 forbids.
 *
 * @param type the severity of a failure, the reason of an error
 * @param details several lines, empty for none
 */
record TestCase(
    String className, String name, Outcome outcome, String type, String message, String details) {

  enum Outcome {
    PASS,
    FAILURE,
    ERROR,
    SKIPPED
  }

  /** A longer name is cut: it is the name of a row, and the details have it whole. */
  private static final int LONGEST_NAME = 500;

  static TestCase of(Finding finding, RuleInfo rule) {
    String resource = finding.resource().id();
    String place = finding.at().isEmpty() ? resource : resource + " " + finding.at();
    String name = rule.id() + " " + rule.title() + " [" + place + "]";
    Outcome outcome =
        switch (finding.verdict()) {
          case FAIL -> Outcome.FAILURE;
          case UNKNOWN -> Outcome.ERROR;
          case WAIVED, NOT_APPLICABLE -> Outcome.SKIPPED;
          case PASS -> Outcome.PASS;
        };
    String type =
        switch (finding.verdict()) {
          case FAIL -> finding.severity().label();
          case UNKNOWN -> "NOT_CHECKED";
          case WAIVED, NOT_APPLICABLE, PASS -> "";
        };
    String message =
        switch (finding.verdict()) {
          case FAIL -> (finding.message() + " " + finding.lapse()).strip();
          case UNKNOWN -> finding.message();
          case WAIVED -> waived(finding.waiver().orElseThrow(), finding.message());
          case NOT_APPLICABLE -> "Not applicable. " + finding.message();
          case PASS -> "";
        };
    return new TestCase(
        "assay." + rule.area().replace('/', '.') + "." + rule.id(),
        Visible.line(name, LONGEST_NAME),
        outcome,
        type,
        Visible.line(message.strip()),
        details(finding));
  }

  static TestCase of(Gap gap) {
    String name = gap.kind() + " could not be read (" + gap.cause().label() + ") [" + gap.scope();
    return new TestCase(
        "assay.gaps." + gap.kind(),
        Visible.line(name + "]", LONGEST_NAME),
        Outcome.ERROR,
        "NOT_READ",
        Visible.line(gap.message()),
        "Missing: "
            + Visible.line(gap.kind())
            + "\nUnder: "
            + Visible.line(gap.scope())
            + (gap.remedy().isEmpty() ? "" : "\nTo see it: " + Visible.text(gap.remedy())));
  }

  private static String waived(Waiver waiver, String message) {
    return "Waived by %s until %s: %s (%s)"
        .formatted(waiver.owner(), waiver.expires(), waiver.justification(), message);
  }

  private static String details(Finding finding) {
    StringBuilder lines = new StringBuilder();
    lines.append("Resource: ").append(Visible.line(finding.resource().id()));
    if (!finding.at().isEmpty()) {
      lines.append("\nAt: ").append(Visible.line(finding.at()));
    }
    if (!finding.terms().whyRegraded().isEmpty()) {
      lines.append("\nSeverity: ").append(Visible.line(finding.terms().whyRegraded()));
    }
    for (Terms.Parameter parameter : finding.terms().parameters()) {
      lines.append("\nParameter: ").append(Visible.line(parameter.toString()));
    }
    finding.age().ifPresent(age -> lines.append("\nSince the baseline: ").append(age.label()));
    for (Finding.Evidence evidence : finding.evidence()) {
      lines.append("\nSeen: ").append(Visible.line(evidence.path() + " = " + evidence.value()));
    }
    if (!finding.remediation().isBlank()) {
      lines.append("\nTo mend it:\n").append(Visible.text(finding.remediation()).strip());
    }
    return lines.toString();
  }

  void write(String uniqueName, XMLStreamWriter xml) throws XMLStreamException {
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", Visible.line(className));
    xml.writeAttribute("name", uniqueName);
    switch (outcome) {
      case FAILURE -> body("failure", xml);
      case ERROR -> body("error", xml);
      case SKIPPED -> {
        xml.writeEmptyElement("skipped");
        xml.writeAttribute("message", message);
      }
      case PASS -> {}
    }
    xml.writeEndElement();
  }

  private void body(String element, XMLStreamWriter xml) throws XMLStreamException {
    xml.writeStartElement(element);
    xml.writeAttribute("type", type);
    xml.writeAttribute("message", message);
    xml.writeCharacters(details);
    xml.writeEndElement();
  }
}
