package dev.assay.report.oscal;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.assay.report.AuditReport;
import dev.assay.report.Control;
import dev.assay.report.Finding;
import dev.assay.report.RuleIndex;
import dev.assay.report.RuleInfo;
import dev.assay.report.Verdict;
import dev.assay.report.Waiver;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What follows from the observations: a risk for each rule that is violated, and for each control
 * whether it is satisfied. A control that could not be decided is not satisfied, and says why.
 */
final class Conclusions {
  private final AuditReport report;
  private final Ids ids;
  private final Observations observations;

  /** The numbers of the violations by rule, waived ones included. */
  private final Map<String, List<Integer>> violations = new LinkedHashMap<>();

  Conclusions(AuditReport report, Ids ids, Observations observations) {
    this.report = report;
    this.ids = ids;
    this.observations = observations;
    for (int i = 0; i < report.findings().size(); i++) {
      Finding finding = report.findings().get(i);
      if (finding.verdict() == Verdict.FAIL || finding.verdict() == Verdict.WAIVED) {
        violations.computeIfAbsent(finding.rule(), any -> new ArrayList<>()).add(i);
      }
    }
  }

  void write(JsonGenerator json) throws IOException {
    if (!violations.isEmpty()) {
      json.writeArrayFieldStart("risks");
      RuleIndex rules = report.ruleIndex();
      for (Map.Entry<String, List<Integer>> one : violations.entrySet()) {
        risk(rules.get(one.getKey()), one.getValue(), json);
      }
      json.writeEndArray();
    }
    List<Control> checked =
        report.controls().stream().filter(control -> control.checks().checks() > 0).toList();
    if (!checked.isEmpty()) {
      json.writeArrayFieldStart("findings");
      for (Control control : checked) {
        finding(control, json);
      }
      json.writeEndArray();
    }
  }

  private String risk(RuleInfo rule) {
    return ids.uuid("risk " + rule.id());
  }

  private void risk(RuleInfo rule, List<Integer> numbers, JsonGenerator json) throws IOException {
    List<Finding> findings = numbers.stream().map(report.findings()::get).toList();
    boolean waived = findings.stream().allMatch(f -> f.verdict() == Verdict.WAIVED);
    json.writeStartObject();
    json.writeStringField("uuid", risk(rule));
    Text.line(json, "title", "Does not hold: " + rule.title());
    Text.markdown(json, "description", findings.get(0).message());
    Text.markdown(
        json, "statement", rule.description().isBlank() ? rule.title() : rule.description());
    json.writeArrayFieldStart("props");
    Text.property(json, "severity", findings.get(0).severity().label());
    Text.property(json, "rule", rule.id());
    json.writeEndArray();
    json.writeStringField("status", waived ? "deviation-approved" : "open");
    remediations(rule, findings, json);
    json.writeArrayFieldStart("related-observations");
    for (int number : numbers) {
      related("observation-uuid", observations.of(number), json);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void remediations(RuleInfo rule, List<Finding> findings, JsonGenerator json)
      throws IOException {
    Set<Waiver> waivers = new LinkedHashSet<>();
    findings.forEach(finding -> finding.waiver().ifPresent(waivers::add));
    if (waivers.isEmpty() && rule.remediation().isBlank()) {
      return;
    }
    json.writeArrayFieldStart("remediations");
    if (!rule.remediation().isBlank()) {
      json.writeStartObject();
      json.writeStringField("uuid", ids.uuid("remediation " + rule.id()));
      json.writeStringField("lifecycle", "recommendation");
      json.writeStringField("title", "Fix");
      Text.code(json, "description", rule.remediation());
      json.writeEndObject();
    }
    for (Waiver waiver : waivers) {
      json.writeStartObject();
      json.writeStringField("uuid", ids.uuid("waiver " + rule.id() + " " + waiver));
      json.writeStringField("lifecycle", "planned");
      Text.line(
          json, "title", "Accepted by %s until %s".formatted(waiver.owner(), waiver.expires()));
      Text.markdown(json, "description", waiver.justification());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void finding(Control control, JsonGenerator json) throws IOException {
    Verdict standing = control.checks().worst();
    json.writeStartObject();
    json.writeStringField("uuid", ids.uuid("control " + control.framework() + " " + control.id()));
    Text.line(json, "title", control.framework() + " " + control.id());
    Text.markdown(json, "description", reason(standing));
    json.writeObjectFieldStart("target");
    json.writeStringField("type", "objective-id");
    json.writeStringField("target-id", Ids.control(control.framework(), control.id()));
    json.writeObjectFieldStart("status");
    json.writeStringField("state", standing == Verdict.PASS ? "satisfied" : "not-satisfied");
    json.writeStringField(
        "reason",
        switch (standing) {
          case PASS -> "pass";
          case FAIL -> "fail";
          case UNKNOWN, WAIVED, NOT_APPLICABLE -> "other";
        });
    json.writeEndObject();
    json.writeEndObject();
    json.writeArrayFieldStart("related-observations");
    for (RuleInfo rule : control.rules()) {
      related("observation-uuid", observations.of(rule), json);
    }
    json.writeEndArray();
    List<RuleInfo> violated =
        control.rules().stream().filter(rule -> violations.containsKey(rule.id())).toList();
    if (!violated.isEmpty()) {
      json.writeArrayFieldStart("related-risks");
      for (RuleInfo rule : violated) {
        related("risk-uuid", risk(rule), json);
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private static String reason(Verdict standing) {
    return switch (standing) {
      case FAIL -> "A rule that bears on it failed.";
      case UNKNOWN -> "No rule failed, but one could not be decided.";
      case WAIVED -> "A rule is violated, and the violation is waived.";
      case PASS -> "All rules that bear on it passed where they were checked.";
      case NOT_APPLICABLE -> "No rule that bears on it applies.";
    };
  }

  private static void related(String name, String uuid, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField(name, uuid);
    json.writeEndObject();
  }
}
