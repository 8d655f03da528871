package dev.assay.report.sarif;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.assay.report.AuditReport;
import dev.assay.report.Declaration;
import dev.assay.report.Finding;
import dev.assay.report.Gap;
import dev.assay.report.Resource;
import dev.assay.report.RuleIndex;
import dev.assay.report.RuleInfo;
import dev.assay.report.Terms;
import dev.assay.report.Verdict;
import dev.assay.report.Waiver;
import dev.assay.report.sarif.SarifReporter.Part;
import dev.assay.report.text.Quantity;
import dev.assay.report.text.ResourceName;
import dev.assay.report.text.Visible;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One run: the tool with its rules, what it could not do, and its results. */
final class Run {
  private final JsonGenerator json;
  private final AuditReport report;
  private final Part part;
  private final RuleIndex rules;
  private final Map<String, Integer> seen = new HashMap<>();

  Run(JsonGenerator json, AuditReport report, Part part) {
    this.json = json;
    this.report = report;
    this.part = part;
    this.rules = report.ruleIndex();
  }

  void write() throws IOException {
    Taxonomies taxonomies = Taxonomies.of(report.rules());
    json.writeStartObject();
    new Driver(json, taxonomies).write(report);
    json.writeObjectFieldStart("automationDetails");
    json.writeStringField("id", Visible.line(part.id()));
    json.writeEndObject();
    invocation();
    taxonomies.write(json);
    json.writeStringField("columnKind", "utf16CodeUnits");
    json.writeArrayFieldStart("results");
    for (Finding finding : part.findings()) {
      result(finding);
    }
    json.writeEndArray();
    properties();
    json.writeEndObject();
  }

  private void invocation() throws IOException {
    json.writeArrayFieldStart("invocations");
    json.writeStartObject();
    boolean complete =
        part.gaps().isEmpty() && part.findings().stream().noneMatch(SarifReporter::isUnknown);
    json.writeBooleanField("executionSuccessful", complete);
    json.writeStringField("startTimeUtc", report.collectedAt().toString());
    json.writeArrayFieldStart("toolExecutionNotifications");
    for (Gap gap : part.gaps()) {
      notification(gap);
    }
    Map<List<String>, Integer> unknown = new LinkedHashMap<>();
    for (Finding finding : part.findings()) {
      if (SarifReporter.isUnknown(finding)) {
        unknown.merge(List.of(finding.rule(), finding.message()), 1, Integer::sum);
      }
    }
    for (Map.Entry<List<String>, Integer> one : unknown.entrySet()) {
      notification(one.getKey().get(0), one.getKey().get(1), one.getValue());
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
  }

  private void notification(Gap gap) throws IOException {
    json.writeStartObject();
    descriptor("descriptor", Driver.GAP, 0);
    json.writeStringField("level", "error");
    message(
        "%s could not be read (%s) under %s: %s%s"
            .formatted(
                gap.kind(),
                gap.cause().label(),
                gap.scope(),
                gap.message(),
                gap.remedy().isEmpty() ? "" : " To see it: " + gap.remedy()));
    json.writeEndObject();
  }

  private void notification(String rule, String why, int times) throws IOException {
    json.writeStartObject();
    descriptor("descriptor", Driver.NOT_DECIDED, 1);
    descriptor("associatedRule", rule, rules.position(rule));
    json.writeStringField("level", "error");
    message(
        "%s could not be decided for %s: %s"
            .formatted(rule, Quantity.of(times, "resource"), orElse(why, "no reason was given.")));
    json.writeEndObject();
  }

  private void descriptor(String name, String id, int index) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("id", id);
    json.writeNumberField("index", index);
    json.writeEndObject();
  }

  private void result(Finding finding) throws IOException {
    RuleInfo rule = rules.get(finding.rule());
    boolean open = SarifReporter.isUnknown(finding);
    json.writeStartObject();
    json.writeStringField("ruleId", finding.rule());
    json.writeNumberField("ruleIndex", rules.position(finding.rule()));
    json.writeStringField("kind", open ? "open" : "fail");
    // Another level than none would make a violation of what is not known to be one.
    json.writeStringField("level", open ? "none" : Level.of(finding.severity()));
    json.writeNumberField("rank", Level.rank(finding.severity()));
    message(sentence(finding, rule));
    location(finding);
    json.writeObjectFieldStart("partialFingerprints");
    json.writeStringField("assay/v1", unique(finding.fingerprint()));
    json.writeEndObject();
    if (finding.age().isPresent()) {
      json.writeStringField(
          "baselineState",
          switch (finding.age().get()) {
            case NEW -> "new";
            case KNOWN -> "unchanged";
          });
    }
    if (finding.verdict() == Verdict.WAIVED) {
      suppression(finding.waiver().orElseThrow());
    }
    properties(finding);
    json.writeEndObject();
  }

  private static String sentence(Finding finding, RuleInfo rule) {
    String what =
        switch (finding.verdict()) {
          case FAIL, WAIVED -> orElse(finding.message(), "Does not hold: " + rule.title());
          case UNKNOWN -> "Could not be decided: " + orElse(finding.message(), rule.title());
          case PASS, NOT_APPLICABLE -> rule.title();
        };
    String lapse = finding.lapse().isEmpty() ? "" : " " + finding.lapse();
    return what + " (" + place(finding) + ")" + lapse;
  }

  private static String place(Finding finding) {
    String name = ResourceName.brief(finding.resource().id());
    return finding.at().isEmpty() ? name : name + ", " + finding.at();
  }

  private static String orElse(String text, String other) {
    return text.isBlank() ? other : text;
  }

  private void location(Finding finding) throws IOException {
    Resource resource = finding.resource();
    json.writeArrayFieldStart("locations");
    json.writeStartObject();
    json.writeObjectFieldStart("physicalLocation");
    json.writeObjectFieldStart("artifactLocation");
    Optional<Declaration> declaration = resource.declaration();
    json.writeStringField(
        "uri", ResourceName.relativeUri(declaration.map(Declaration::file).orElse(resource.id())));
    json.writeEndObject();
    json.writeObjectFieldStart("region");
    json.writeNumberField("startLine", Math.max(1, declaration.map(Declaration::line).orElse(1)));
    json.writeEndObject();
    json.writeEndObject();
    json.writeArrayFieldStart("logicalLocations");
    json.writeStartObject();
    json.writeStringField("name", ResourceName.brief(resource.id()));
    json.writeStringField("fullyQualifiedName", Visible.line(resource.id()));
    json.writeStringField("kind", "resource");
    json.writeEndObject();
    String name = declaration.map(Declaration::name).orElse("");
    if (!name.isEmpty()) {
      json.writeStartObject();
      json.writeStringField("name", Visible.line(name));
      json.writeStringField("fullyQualifiedName", Visible.line(name));
      json.writeStringField("kind", "declaration");
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
  }

  /** DefectDojo drops a result whose fingerprint it has seen. */
  private String unique(String fingerprint) {
    int times = seen.merge(fingerprint, 1, Integer::sum);
    return times == 1 ? fingerprint : fingerprint + ":" + times;
  }

  private void suppression(Waiver waiver) throws IOException {
    json.writeArrayFieldStart("suppressions");
    json.writeStartObject();
    json.writeStringField("kind", "external");
    json.writeStringField("status", "accepted");
    json.writeStringField("justification", Visible.line(waiver.justification()));
    json.writeObjectFieldStart("properties");
    json.writeStringField("owner", Visible.line(waiver.owner()));
    json.writeStringField("expires", waiver.expires().toString());
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndArray();
  }

  private void properties(Finding finding) throws IOException {
    json.writeObjectFieldStart("properties");
    json.writeStringField("verdict", finding.verdict().label());
    json.writeStringField("severity", finding.severity().label());
    json.writeStringField("kind", Visible.line(finding.resource().kind()));
    json.writeStringField("source", Visible.line(finding.resource().source()));
    if (!finding.at().isEmpty()) {
      json.writeStringField("at", Visible.line(finding.at()));
    }
    if (!finding.evidence().isEmpty()) {
      json.writeArrayFieldStart("evidence");
      for (Finding.Evidence evidence : finding.evidence()) {
        json.writeString(Visible.line(evidence.path() + " = " + evidence.value()));
      }
      json.writeEndArray();
    }
    if (!finding.remediation().isEmpty()) {
      json.writeStringField("remediation", Visible.text(finding.remediation()));
    }
    terms(finding.terms());
    json.writeEndObject();
  }

  private void terms(Terms terms) throws IOException {
    if (!terms.parameters().isEmpty()) {
      json.writeArrayFieldStart("parameters");
      for (Terms.Parameter parameter : terms.parameters()) {
        json.writeString(Visible.line(parameter.toString()));
      }
      json.writeEndArray();
    }
    if (terms.regrading().isPresent()) {
      Terms.Regrading by = terms.regrading().get();
      json.writeStringField("ruleSeverity", by.from().label());
      json.writeStringField("severityReason", Visible.line(by.reason()));
      json.writeStringField("severityOrigin", Visible.line(by.origin()));
    }
  }

  private void properties() throws IOException {
    json.writeObjectFieldStart("properties");
    json.writeStringField("sentence", report.summary().sentence());
    json.writeStringField("rulesDigest", report.rulesDigest());
    json.writeStringField("snapshotDigest", report.snapshotDigest());
    json.writeStringField("collectedAt", report.collectedAt().toString());
    json.writeStringField("asOf", report.asOf().toString());
    json.writeEndObject();
  }

  private void message(String text) throws IOException {
    json.writeObjectFieldStart("message");
    // "](" would make a link of what a stranger named so.
    json.writeStringField("text", Visible.line(text).replace("](", "] ("));
    json.writeEndObject();
  }
}
