package dev.assay.report.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.report.AuditReport;
import dev.assay.report.Golden;
import dev.assay.report.Samples;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class JunitReporterTest {
  private final JunitReporter reporter = JunitReporter.everything();

  @Test
  void isWhatJenkinsAccepts() throws Exception {
    Schema schema =
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
            .newSchema(JunitReporterTest.class.getResource("/schemas/junit-10.xsd"));
    for (AuditReport report :
        new AuditReport[] {
          Samples.messy(), Samples.hostile(), Samples.clean(), Samples.empty(), Samples.allUnknown()
        }) {
      for (JunitReporter reporter :
          new JunitReporter[] {JunitReporter.everything(), JunitReporter.failures()}) {
        String xml = Golden.written(reporter, report);
        schema.newValidator().validate(new StreamSource(new StringReader(xml)));
      }
    }
  }

  @Test
  void looksLikeThis() throws Exception {
    Golden.matches("messy.junit.xml", Golden.written(reporter, Samples.messy()));
  }

  @Test
  void countsAreExact() throws Exception {
    for (AuditReport report :
        new AuditReport[] {Samples.messy(), Samples.hostile(), Samples.allUnknown()}) {
      Element root = parse(Golden.written(reporter, report));
      assertThat(root.getAttribute("tests")).isEqualTo(count(root, "testcase"));
      assertThat(root.getAttribute("failures")).isEqualTo(count(root, "failure"));
      assertThat(root.getAttribute("errors")).isEqualTo(count(root, "error"));
      NodeList suites = root.getElementsByTagName("testsuite");
      for (int i = 0; i < suites.getLength(); i++) {
        Element suite = (Element) suites.item(i);
        assertThat(suite.getAttribute("tests")).isEqualTo(count(suite, "testcase"));
        assertThat(suite.getAttribute("failures")).isEqualTo(count(suite, "failure"));
        assertThat(suite.getAttribute("errors")).isEqualTo(count(suite, "error"));
        assertThat(suite.getAttribute("skipped")).isEqualTo(count(suite, "skipped"));
      }
    }
  }

  @Test
  void everyTestHasItsOwnName() throws Exception {
    Set<String> names = new HashSet<>();
    NodeList tests =
        parse(Golden.written(reporter, Samples.hostile())).getElementsByTagName("testcase");
    for (int i = 0; i < tests.getLength(); i++) {
      Element test = (Element) tests.item(i);
      String name = test.getAttribute("classname") + " " + test.getAttribute("name");
      assertThat(names.add(name)).as(name).isTrue();
    }
  }

  @Test
  void whatIsNotKnownIsAnErrorAndNeverAPass() throws Exception {
    Element root = parse(Golden.written(reporter, Samples.allUnknown()));
    assertThat(count(root, "testcase")).isEqualTo("4");
    assertThat(count(root, "error")).isEqualTo("4");
  }

  @Test
  void aGapIsTestedEvenWhereNoRuleNeedsIt() throws Exception {
    Element root = parse(Golden.written(JunitReporter.failures(), Samples.messy()));
    assertThat(root.getTextContent())
        .contains("Under: postgresql://10.20.0.5:5432/billing/ledger/batches");
    assertThat(count(root, "skipped")).isEqualTo("0");
  }

  private static String count(Element element, String name) {
    return Integer.toString(element.getElementsByTagName(name).getLength());
  }

  private static Element parse(String xml) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
        .getDocumentElement();
  }
}
