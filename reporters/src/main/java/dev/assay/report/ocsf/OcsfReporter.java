package dev.assay.report.ocsf;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.assay.report.AuditReport;
import dev.assay.report.Finding;
import dev.assay.report.Gap;
import dev.assay.report.Reporter;
import dev.assay.report.RuleIndex;
import dev.assay.report.text.JsonOutput;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A Compliance Finding of OCSF 1.4 (<a
 * href="https://schema.ocsf.io/1.4.0/classes/compliance_finding">class 2003</a>) a line: one for
 * each gap, whose status is unknown, and one for each finding that the report lists. Times are
 * milliseconds since 1970.
 */
public final class OcsfReporter implements Reporter {
  @Override
  public String format() {
    return "ocsf";
  }

  @Override
  public void write(AuditReport report, OutputStream out) throws IOException {
    RuleIndex rules = report.ruleIndex();
    try (JsonGenerator json = JsonOutput.lines(out)) {
      for (Gap gap : report.gaps()) {
        Event.of(gap).write(report, json);
        json.writeRaw('\n');
      }
      for (Finding finding : report.findings()) {
        Event.of(finding, rules.get(finding.rule())).write(report, json);
        json.writeRaw('\n');
      }
    }
  }
}
