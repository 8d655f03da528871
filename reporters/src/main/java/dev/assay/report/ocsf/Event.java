package dev.assay.report.ocsf;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.assay.report.AuditReport;
import dev.assay.report.Finding;
import dev.assay.report.Gap;
import dev.assay.report.RuleInfo;
import dev.assay.report.Severity;
import dev.assay.report.Verdict;
import dev.assay.report.text.ResourceName;
import dev.assay.report.text.Visible;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a Compliance Finding says, whether of a finding or of a gap.
 *
 * @param uid stable across scans
 * @param outcome of the check; what could not be read is unknown
 * @param controls of the frameworks that the rule bears on, by framework
 * @param references pages to read
 * @param details what has no place in the schema, by name
 */
record Event(
    String uid,
    String title,
    String description,
    Outcome outcome,
    Severity severity,
    String message,
    String resource,
    String kind,
    String source,
    String rule,
    Map<String, List<String>> controls,
    String remediation,
    List<String> references,
    Map<String, String> details) {

  private static final int CLASS = 2003;
  private static final int CREATE = 1;
  private static final String SCHEMA = "1.4.0";

  /** The numbers of {@code compliance.status_id} and of the event's {@code status_id}. */
  enum Outcome {
    PASS(1, "Pass", 4, "Resolved"),
    FAIL(3, "Fail", 1, "New"),
    UNKNOWN(0, "Unknown", 1, "New"),
    WAIVED(3, "Fail", 3, "Suppressed"),
    NOT_APPLICABLE(99, "Not applicable", 4, "Resolved");

    private final int compliance;
    private final String complianceName;
    private final int status;
    private final String statusName;

    Outcome(int compliance, String complianceName, int status, String statusName) {
      this.compliance = compliance;
      this.complianceName = complianceName;
      this.status = status;
      this.statusName = statusName;
    }

    static Outcome of(Verdict verdict) {
      return switch (verdict) {
        case FAIL -> FAIL;
        case UNKNOWN -> UNKNOWN;
        case WAIVED -> WAIVED;
        case PASS -> PASS;
        case NOT_APPLICABLE -> NOT_APPLICABLE;
      };
    }
  }

  static Event of(Finding finding, RuleInfo rule) {
    List<String> evidence = new ArrayList<>();
    finding.evidence().forEach(e -> evidence.add(e.path() + " = " + e.value()));
    Map<String, String> details = new TreeMap<>();
    details.put("verdict", finding.verdict().label());
    details.put("at", finding.at());
    details.put("evidence", String.join("\n", evidence));
    finding
        .waiver()
        .ifPresent(
            waiver -> {
              details.put("waiver_owner", waiver.owner());
              details.put("waiver_reason", waiver.justification());
              details.put("waiver_expires", waiver.expires().toString());
            });
    List<String> parameters = new ArrayList<>();
    finding.terms().parameters().forEach(p -> parameters.add(p.toString()));
    if (!parameters.isEmpty()) {
      details.put("parameters", String.join("\n", parameters));
    }
    finding
        .terms()
        .regrading()
        .ifPresent(
            by -> {
              details.put("rule_severity", by.from().label());
              details.put("severity_reason", by.reason());
              details.put("severity_origin", by.origin());
            });
    finding.age().ifPresent(age -> details.put("age", age.label()));
    return new Event(
        finding.fingerprint(),
        rule.title(),
        rule.description(),
        Outcome.of(finding.verdict()),
        finding.severity(),
        finding.message(),
        finding.resource().id(),
        finding.resource().kind(),
        finding.resource().source(),
        rule.id(),
        rule.controls(),
        finding.remediation(),
        rule.links(),
        details);
  }

  static Event of(Gap gap) {
    return new Event(
        "gap:" + gap.source() + ":" + gap.kind() + ":" + gap.scope(),
        gap.kind() + " could not be read",
        "Rules that need this fact are undecided where it is missing.",
        Outcome.UNKNOWN,
        Severity.INFO,
        gap.message(),
        gap.scope(),
        gap.kind(),
        gap.source(),
        "",
        Map.of(),
        gap.remedy(),
        List.of(),
        new TreeMap<>(Map.of("verdict", "gap", "cause", gap.cause().label())));
  }

  void write(AuditReport report, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField("activity_id", CREATE);
    json.writeStringField("activity_name", "Create");
    json.writeNumberField("category_uid", CLASS / 1000);
    json.writeStringField("category_name", "Findings");
    json.writeNumberField("class_uid", CLASS);
    json.writeStringField("class_name", "Compliance Finding");
    json.writeNumberField("type_uid", CLASS * 100 + CREATE);
    json.writeStringField("type_name", "Compliance Finding: Create");
    json.writeNumberField("time", report.collectedAt().toEpochMilli());
    severity(json);
    json.writeNumberField("status_id", outcome.status);
    json.writeStringField("status", outcome.statusName);
    line(json, "message", message.isBlank() ? title : message);
    metadata(report, json);
    findingInfo(report, json);
    compliance(json);
    resource(json);
    if (!remediation.isBlank()) {
      json.writeObjectFieldStart("remediation");
      json.writeStringField("desc", Visible.text(remediation));
      json.writeEndObject();
    }
    json.writeObjectFieldStart("unmapped");
    for (Map.Entry<String, String> detail : details.entrySet()) {
      if (!detail.getValue().isEmpty()) {
        json.writeStringField(detail.getKey(), Visible.text(detail.getValue()));
      }
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private void severity(JsonGenerator json) throws IOException {
    json.writeNumberField(
        "severity_id",
        switch (severity) {
          case INFO -> 1;
          case LOW -> 2;
          case MEDIUM -> 3;
          case HIGH -> 4;
          case CRITICAL -> 5;
        });
    json.writeStringField(
        "severity",
        switch (severity) {
          case INFO -> "Informational";
          case LOW -> "Low";
          case MEDIUM -> "Medium";
          case HIGH -> "High";
          case CRITICAL -> "Critical";
        });
  }

  private static void metadata(AuditReport report, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("metadata");
    json.writeStringField("version", SCHEMA);
    json.writeObjectFieldStart("product");
    json.writeStringField("name", "Assay");
    json.writeStringField("vendor_name", "Assay");
    json.writeStringField("version", report.toolVersion());
    json.writeEndObject();
    json.writeEndObject();
  }

  private void findingInfo(AuditReport report, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("finding_info");
    line(json, "uid", uid);
    line(json, "title", title);
    json.writeStringField("desc", Visible.text(description));
    json.writeNumberField("created_time", report.collectedAt().toEpochMilli());
    if (!references.isEmpty()) {
      line(json, "src_url", references.get(0));
    }
    if (!rule.isEmpty()) {
      json.writeObjectFieldStart("analytic");
      json.writeStringField("uid", rule);
      line(json, "name", title);
      json.writeNumberField("type_id", 1);
      json.writeStringField("type", "Rule");
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private void compliance(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("compliance");
    if (!rule.isEmpty()) {
      json.writeStringField("control", rule);
    }
    json.writeNumberField("status_id", outcome.compliance);
    json.writeStringField("status", outcome.complianceName);
    json.writeArrayFieldStart("standards");
    for (String framework : controls.keySet()) {
      json.writeString(Visible.line(framework));
    }
    json.writeEndArray();
    json.writeArrayFieldStart("requirements");
    for (Map.Entry<String, List<String>> framework : controls.entrySet()) {
      for (String control : framework.getValue()) {
        json.writeString(Visible.line(framework.getKey() + ": " + control));
      }
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void resource(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("resources");
    json.writeStartObject();
    line(json, "uid", resource);
    json.writeStringField("name", ResourceName.brief(resource));
    line(json, "type", kind);
    line(json, "namespace", source);
    json.writeEndObject();
    json.writeEndArray();
  }

  private static void line(JsonGenerator json, String name, String text) throws IOException {
    json.writeStringField(name, Visible.line(text));
  }
}
