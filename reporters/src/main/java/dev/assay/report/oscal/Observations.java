package dev.assay.report.oscal;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.assay.report.AuditReport;
import dev.assay.report.Counts;
import dev.assay.report.Finding;
import dev.assay.report.Gap;
import dev.assay.report.Resource;
import dev.assay.report.RuleIndex;
import dev.assay.report.RuleInfo;
import dev.assay.report.Tally;
import dev.assay.report.Terms;
import dev.assay.report.Verdict;
import dev.assay.report.text.Quantity;
import dev.assay.report.text.ResourceName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was seen, and of what: rules as a whole, single findings, and what could not be seen. */
final class Observations {
  private final AuditReport report;
  private final Ids ids;
  private final Map<String, Counts> populations = new HashMap<>();

  Observations(AuditReport report, Ids ids) {
    this.report = report;
    this.ids = ids;
    Map<String, List<Tally>> byRule = new HashMap<>();
    for (Tally tally : report.tallies()) {
      byRule.computeIfAbsent(tally.rule(), any -> new ArrayList<>()).add(tally);
    }
    byRule.forEach((rule, tallies) -> populations.put(rule, Counts.of(tallies)));
  }

  /** The number of a finding in the report is its name here. */
  String of(int finding) {
    return ids.uuid("finding " + finding);
  }

  String of(RuleInfo rule) {
    return ids.uuid("rule " + rule.id());
  }

  static boolean isTold(Finding finding) {
    return finding.verdict() != Verdict.PASS && finding.verdict() != Verdict.NOT_APPLICABLE;
  }

  void writeInventory(JsonGenerator json) throws IOException {
    Set<String> resources = new LinkedHashSet<>();
    for (Finding finding : report.findings()) {
      if (isTold(finding)) {
        resources.add(finding.resource().id());
      }
    }
    if (resources.isEmpty()) {
      return;
    }
    json.writeObjectFieldStart("local-definitions");
    json.writeArrayFieldStart("inventory-items");
    for (String id : resources) {
      json.writeStartObject();
      json.writeStringField("uuid", ids.uuid("resource " + id));
      Text.markdown(json, "description", ResourceName.brief(id));
      json.writeArrayFieldStart("props");
      Text.property(json, "id", id);
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  void write(JsonGenerator json) throws IOException {
    if (report.rules().isEmpty() && report.gaps().isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("observations");
    for (RuleInfo rule : report.rules()) {
      population(rule, json);
    }
    for (int i = 0; i < report.gaps().size(); i++) {
      gap(report.gaps().get(i), i, json);
    }
    RuleIndex rules = report.ruleIndex();
    for (int i = 0; i < report.findings().size(); i++) {
      Finding finding = report.findings().get(i);
      if (isTold(finding)) {
        finding(finding, i, rules.get(finding.rule()), json);
      }
    }
    json.writeEndArray();
  }

  private void population(RuleInfo rule, JsonGenerator json) throws IOException {
    Counts counts = populations.getOrDefault(rule.id(), Counts.of(List.of()));
    start(json, of(rule), rule.title());
    Text.markdown(
        json,
        "description",
        "%s: %s failed, %s unknown, %s waived, %s passed, %s not applicable."
            .formatted(
                rule.id(),
                Quantity.of(counts.fail()),
                Quantity.of(counts.unknown()),
                Quantity.of(counts.waived()),
                Quantity.of(counts.pass()),
                Quantity.of(counts.notApplicable())));
    end(json, "control-objective");
  }

  private void gap(Gap gap, int number, JsonGenerator json) throws IOException {
    start(json, ids.uuid("gap " + number), gap.kind() + " could not be read");
    Text.markdown(
        json,
        "description",
        "Under %s (%s): %s".formatted(gap.scope(), gap.cause().label(), gap.message()));
    if (!gap.remedy().isBlank()) {
      Text.code(json, "remarks", gap.remedy());
    }
    end(json, "gap");
  }

  private void finding(Finding finding, int number, RuleInfo rule, JsonGenerator json)
      throws IOException {
    start(json, of(number), rule.title());
    Text.markdown(
        json, "description", finding.message().isBlank() ? rule.title() : finding.message());
    json.writeArrayFieldStart("props");
    Text.property(json, "verdict", finding.verdict().label());
    Text.property(json, "severity", finding.severity().label());
    Text.property(json, "rule", rule.id());
    Text.property(json, "fingerprint", finding.fingerprint());
    if (!finding.at().isEmpty()) {
      Text.property(json, "at", finding.at());
    }
    for (Terms.Parameter parameter : finding.terms().parameters()) {
      Text.property(json, "parameter", parameter.toString());
    }
    if (finding.terms().regrading().isPresent()) {
      Terms.Regrading by = finding.terms().regrading().get();
      Text.property(json, "rule-severity", by.from().label());
      Text.property(json, "severity-reason", by.reason() + " (" + by.origin() + ")");
    }
    json.writeEndArray();
    subject(finding.resource(), json);
    if (!finding.evidence().isEmpty()) {
      json.writeArrayFieldStart("relevant-evidence");
      for (Finding.Evidence evidence : finding.evidence()) {
        json.writeStartObject();
        json.writeStringField("href", "#" + ids.uuid("snapshot"));
        Text.markdown(json, "description", evidence.path() + " = " + evidence.value());
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    end(json, "finding");
  }

  private void subject(Resource resource, JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("subjects");
    json.writeStartObject();
    json.writeStringField("subject-uuid", ids.uuid("resource " + resource.id()));
    json.writeStringField("type", "inventory-item");
    Text.line(json, "title", ResourceName.brief(resource.id()));
    json.writeEndObject();
    json.writeEndArray();
  }

  private static void start(JsonGenerator json, String uuid, String title) throws IOException {
    json.writeStartObject();
    json.writeStringField("uuid", uuid);
    Text.line(json, "title", title);
  }

  private void end(JsonGenerator json, String type) throws IOException {
    json.writeArrayFieldStart("methods");
    json.writeString("TEST");
    json.writeEndArray();
    json.writeArrayFieldStart("types");
    json.writeString(type);
    json.writeEndArray();
    json.writeStringField("collected", OscalReporter.time(report.collectedAt()));
    json.writeEndObject();
  }
}
