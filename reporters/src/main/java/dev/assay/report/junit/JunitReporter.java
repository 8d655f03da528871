package dev.assay.report.junit;

import dev.assay.report.AuditReport;
import dev.assay.report.Finding;
import dev.assay.report.Gap;
import dev.assay.report.Reporter;
import dev.assay.report.RuleIndex;
import dev.assay.report.Source;
import dev.assay.report.Tally;
import dev.assay.report.Verdict;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * JUnit XML as Jenkins, GitLab, GitHub and Azure take it: a suite for each source, a test for each
 * finding and each gap. What is unknown is an error, never a pass; what is waived is skipped. The
 * counts are those of the tests in the file; the complete tallies are in the suite's properties.
 */
public final class JunitReporter implements Reporter {
  private final boolean failuresOnly;

  private JunitReporter(boolean failuresOnly) {
    this.failuresOnly = failuresOnly;
  }

  /** With what passed, is waived or does not apply, as far as the report lists it. */
  public static JunitReporter everything() {
    return new JunitReporter(false);
  }

  /** With failures, unknowns and gaps only, where a server takes no more than so many megabytes. */
  public static JunitReporter failures() {
    return new JunitReporter(true);
  }

  @Override
  public boolean folds() {
    return true;
  }

  @Override
  public String format() {
    return failuresOnly ? "junit.fail" : "junit";
  }

  @Override
  public void write(AuditReport report, OutputStream out) throws IOException {
    RuleIndex rules = report.ruleIndex();
    Map<String, Suite> suites = new LinkedHashMap<>();
    for (Source source : report.sources()) {
      suite(suites, source.id());
    }
    for (Gap gap : report.gaps()) {
      suite(suites, gap.source()).add(TestCase.of(gap));
    }
    for (Finding finding : report.findings()) {
      if (listed(finding.verdict())) {
        TestCase test = TestCase.of(finding, rules.get(finding.rule()));
        suite(suites, finding.resource().source()).add(test);
      }
    }
    for (Tally tally : report.tallies()) {
      suite(suites, tally.source()).count(tally);
    }
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out, "UTF-8");
      write(report, List.copyOf(suites.values()), xml);
      xml.flush();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static Suite suite(Map<String, Suite> suites, String source) {
    return suites.computeIfAbsent(source, Suite::new);
  }

  private boolean listed(Verdict verdict) {
    return switch (verdict) {
      case FAIL, UNKNOWN -> true;
      case WAIVED, PASS, NOT_APPLICABLE -> !failuresOnly;
    };
  }

  private static void write(AuditReport report, List<Suite> suites, XMLStreamWriter xml)
      throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeCharacters("\n");
    xml.writeStartElement("testsuites");
    xml.writeAttribute("name", "Assay " + report.toolVersion());
    xml.writeAttribute("tests", sum(suites, Suite::tests));
    xml.writeAttribute("failures", sum(suites, s -> s.outcomes(TestCase.Outcome.FAILURE)));
    xml.writeAttribute("errors", sum(suites, s -> s.outcomes(TestCase.Outcome.ERROR)));
    for (Suite suite : suites) {
      suite.write(report, xml);
    }
    xml.writeCharacters("\n");
    xml.writeEndElement();
    xml.writeCharacters("\n");
    xml.writeEndDocument();
  }

  private static String sum(List<Suite> suites, ToLongFunction<Suite> count) {
    return Long.toString(suites.stream().mapToLong(count).sum());
  }
}
