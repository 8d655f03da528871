package dev.assay.workbench;

import dev.assay.report.text.Visible;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * JUnit XML of cases and tests: a suite for each rule and each package. It holds times, so that no
 * two are the same.
 */
public final class TestReport {
  private final XMLStreamWriter xml;

  private TestReport(XMLStreamWriter xml) {
    this.xml = xml;
  }

  /**
   * @throws IOException if it cannot be written
   */
  public static void write(List<TestOutcome> outcomes, OutputStream out) throws IOException {
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out, "UTF-8");
      new TestReport(xml).write(outcomes);
      xml.flush();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private void write(List<TestOutcome> outcomes) throws XMLStreamException {
    Map<String, List<TestOutcome>> suites = new LinkedHashMap<>();
    for (TestOutcome outcome : outcomes) {
      suites.computeIfAbsent(outcome.suite(), s -> new java.util.ArrayList<>()).add(outcome);
    }
    xml.writeStartDocument("UTF-8", "1.0");
    line();
    xml.writeStartElement("testsuites");
    xml.writeAttribute("name", "assay rules test");
    counts(outcomes);
    for (Map.Entry<String, List<TestOutcome>> suite : suites.entrySet()) {
      suite(suite.getKey(), suite.getValue());
    }
    line();
    xml.writeEndElement();
    line();
    xml.writeEndDocument();
  }

  private void suite(String name, List<TestOutcome> outcomes) throws XMLStreamException {
    line();
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", Visible.line(name));
    counts(outcomes);
    xml.writeAttribute("skipped", count(outcomes, TestOutcome.Status.SKIPPED));
    Map<String, Integer> times = new HashMap<>();
    for (TestOutcome outcome : outcomes) {
      int before = times.merge(outcome.name(), 1, Integer::sum) - 1;
      // Build servers leave out, without a word, a test whose name they have seen.
      test(outcome, outcome.name() + (before == 0 ? "" : " #" + before));
    }
    line();
    xml.writeEndElement();
  }

  private void counts(List<TestOutcome> outcomes) throws XMLStreamException {
    xml.writeAttribute("tests", Integer.toString(outcomes.size()));
    xml.writeAttribute("failures", count(outcomes, TestOutcome.Status.FAILED));
    xml.writeAttribute("errors", count(outcomes, TestOutcome.Status.ERROR));
    Duration sum =
        outcomes.stream().map(TestOutcome::duration).reduce(Duration.ZERO, Duration::plus);
    xml.writeAttribute("time", seconds(sum));
  }

  private void test(TestOutcome outcome, String name) throws XMLStreamException {
    line();
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", Visible.line(outcome.suite()));
    xml.writeAttribute("name", Visible.line(name));
    xml.writeAttribute("time", seconds(outcome.duration()));
    switch (outcome.status()) {
      case FAILED -> body("failure", outcome);
      case ERROR -> body("error", outcome);
      case SKIPPED -> xml.writeEmptyElement("skipped");
      case PASSED -> {}
    }
    if (!outcome.notes().isEmpty()) {
      xml.writeStartElement("system-out");
      xml.writeCharacters(Visible.text(String.join("\n", outcome.notes())));
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  private void body(String element, TestOutcome outcome) throws XMLStreamException {
    xml.writeStartElement(element);
    xml.writeAttribute("type", element);
    xml.writeAttribute("message", Visible.line(outcome.reason()));
    xml.writeCharacters(Visible.text(outcome.toString()));
    xml.writeEndElement();
  }

  private void line() throws XMLStreamException {
    xml.writeCharacters("\n");
  }

  private static String count(List<TestOutcome> outcomes, TestOutcome.Status status) {
    return Long.toString(outcomes.stream().filter(o -> o.status() == status).count());
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.3f", duration.toNanos() / 1e9);
  }
}
