package dev.assay.report.junit;

import dev.assay.report.AuditReport;
import dev.assay.report.Tally;
import dev.assay.report.Verdict;
import dev.assay.report.text.Visible;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The tests of one source. */
final class Suite {
  private final String source;
  private final List<TestCase> tests = new ArrayList<>();
  private final Map<Verdict, Long> tallies = new EnumMap<>(Verdict.class);

  Suite(String source) {
    this.source = source;
  }

  void add(TestCase test) {
    tests.add(test);
  }

  void count(Tally tally) {
    for (Verdict verdict : Verdict.values()) {
      tallies.merge(verdict, (long) tally.of(verdict), Long::sum);
    }
  }

  long tests() {
    return tests.size();
  }

  long outcomes(TestCase.Outcome outcome) {
    return tests.stream().filter(test -> test.outcome() == outcome).count();
  }

  void write(AuditReport report, XMLStreamWriter xml) throws XMLStreamException {
    newLine(xml);
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", Visible.line(source));
    xml.writeAttribute("tests", Long.toString(tests()));
    xml.writeAttribute("failures", Long.toString(outcomes(TestCase.Outcome.FAILURE)));
    xml.writeAttribute("errors", Long.toString(outcomes(TestCase.Outcome.ERROR)));
    xml.writeAttribute("skipped", Long.toString(outcomes(TestCase.Outcome.SKIPPED)));
    xml.writeAttribute("timestamp", report.collectedAt().toString());
    newLine(xml);
    xml.writeStartElement("properties");
    for (Verdict verdict : Verdict.values()) {
      property("assay." + verdict.label(), tallies.getOrDefault(verdict, 0L).toString(), xml);
    }
    property("assay.rulesDigest", report.rulesDigest(), xml);
    property("assay.snapshotDigest", report.snapshotDigest(), xml);
    property("assay.asOf", report.asOf().toString(), xml);
    newLine(xml);
    xml.writeEndElement();
    UniqueNames names = new UniqueNames();
    for (TestCase test : tests) {
      newLine(xml);
      test.write(names.of(test), xml);
    }
    newLine(xml);
    xml.writeEndElement();
  }

  private static void property(String name, String value, XMLStreamWriter xml)
      throws XMLStreamException {
    newLine(xml);
    xml.writeEmptyElement("property");
    xml.writeAttribute("name", name);
    xml.writeAttribute("value", Visible.line(value));
  }

  private static void newLine(XMLStreamWriter xml) throws XMLStreamException {
    xml.writeCharacters("\n");
  }

  /** GitLab leaves out, without a word, a test whose name it has seen. */
  private static final class UniqueNames {
    private final Map<String, Integer> times = new HashMap<>();
    private final Set<String> used = new HashSet<>();

    String of(TestCase test) {
      String name = test.name();
      while (!used.add(test.className() + " " + name)) {
        name =
            test.name() + " #" + times.merge(test.className() + " " + test.name(), 1, Integer::sum);
      }
      return name;
    }
  }
}
