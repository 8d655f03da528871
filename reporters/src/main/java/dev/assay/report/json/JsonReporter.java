package dev.assay.report.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.assay.report.AuditReport;
import dev.assay.report.Declaration;
import dev.assay.report.Finding;
import dev.assay.report.Gap;
import dev.assay.report.Reporter;
import dev.assay.report.RuleInfo;
import dev.assay.report.Severity;
import dev.assay.report.Source;
import dev.assay.report.Summary;
import dev.assay.report.Tally;
import dev.assay.report.Terms;
import dev.assay.report.Waiver;
import dev.assay.report.text.JsonOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/**
 * Writes all that an audit says, one finding a line; {@link AuditReportReader} reads it back. The
 * shape is published as {@code audit-report.schema.json} beside this class. An empty text or list
 * is left out where the schema does not require it.
 */
public final class JsonReporter implements Reporter {
  static final String TYPE = "audit-report";
  static final int SCHEMA = 1;

  @Override
  public String format() {
    return "json";
  }

  @Override
  public void write(AuditReport report, OutputStream out) throws IOException {
    try (JsonGenerator json = JsonOutput.open(out, 2)) {
      json.writeStartObject();
      json.writeStringField("assay", TYPE);
      json.writeNumberField("schema", SCHEMA);
      json.writeStringField("toolVersion", report.toolVersion());
      json.writeStringField("rulesDigest", report.rulesDigest());
      json.writeStringField("snapshotDigest", report.snapshotDigest());
      json.writeStringField("collectedAt", report.collectedAt().toString());
      json.writeStringField("asOf", report.asOf().toString());
      summary(json, report.summary());
      array(json, "sources", report.sources(), JsonReporter::source);
      array(json, "rules", report.rules(), JsonReporter::rule);
      array(json, "gaps", report.gaps(), JsonReporter::gap);
      array(json, "findings", report.findings(), JsonReporter::finding);
      array(json, "tallies", report.tallies(), JsonReporter::tally);
      json.writeEndObject();
    }
  }

  private static void summary(JsonGenerator json, Summary summary) throws IOException {
    json.writeObjectFieldStart("summary");
    json.writeStringField("sentence", summary.sentence());
    json.writeBooleanField("complete", summary.complete());
    json.writeNumberField("fail", summary.failed());
    json.writeObjectFieldStart("failBySeverity");
    for (Severity severity : Severity.worstFirst()) {
      json.writeNumberField(severity.label(), summary.failures().getOrDefault(severity, 0));
    }
    json.writeEndObject();
    json.writeNumberField("unknown", summary.unknown());
    json.writeNumberField("waived", summary.waived());
    json.writeNumberField("pass", summary.passed());
    json.writeNumberField("notApplicable", summary.notApplicable());
    json.writeNumberField("gaps", summary.gaps());
    json.writeEndObject();
  }

  private static void source(JsonGenerator json, Source source) throws IOException {
    json.writeStringField("id", source.id());
    json.writeStringField("collector", source.collector());
    texts(json, "kinds", source.kinds());
    map(json, "details", source.details());
  }

  private static void rule(JsonGenerator json, RuleInfo rule) throws IOException {
    json.writeStringField("id", rule.id());
    json.writeStringField("name", rule.name());
    json.writeStringField("title", rule.title());
    json.writeStringField("description", rule.description());
    json.writeStringField("severity", rule.severity().label());
    json.writeStringField("kind", rule.kind());
    texts(json, "links", rule.links());
    json.writeObjectFieldStart("controls");
    for (Map.Entry<String, List<String>> controls : rule.controls().entrySet()) {
      texts(json, controls.getKey(), controls.getValue());
    }
    json.writeEndObject();
    json.writeStringField("remediation", rule.remediation());
    map(json, "parameters", rule.parameters());
  }

  private static void gap(JsonGenerator json, Gap gap) throws IOException {
    json.writeStringField("source", gap.source());
    json.writeStringField("kind", gap.kind());
    json.writeStringField("scope", gap.scope());
    json.writeStringField("cause", gap.cause().label());
    json.writeStringField("message", gap.message());
    unlessEmpty(json, "remedy", gap.remedy());
  }

  private static void finding(JsonGenerator json, Finding finding) throws IOException {
    json.writeStringField("fingerprint", finding.fingerprint());
    json.writeStringField("rule", finding.rule());
    json.writeStringField("verdict", finding.verdict().label());
    json.writeStringField("severity", finding.severity().label());
    json.writeObjectFieldStart("resource");
    json.writeStringField("id", finding.resource().id());
    json.writeStringField("kind", finding.resource().kind());
    json.writeStringField("source", finding.resource().source());
    if (finding.resource().declaration().isPresent()) {
      Declaration declaration = finding.resource().declaration().get();
      json.writeObjectFieldStart("declaration");
      json.writeStringField("name", declaration.name());
      json.writeStringField("file", declaration.file());
      json.writeNumberField("line", declaration.line());
      json.writeEndObject();
    }
    json.writeEndObject();
    unlessEmpty(json, "message", finding.message());
    unlessEmpty(json, "at", finding.at());
    if (!finding.evidence().isEmpty()) {
      array(json, "evidence", finding.evidence(), JsonReporter::evidence);
    }
    unlessEmpty(json, "remediation", finding.remediation());
    if (finding.waiver().isPresent()) {
      Waiver waiver = finding.waiver().get();
      json.writeObjectFieldStart("waiver");
      json.writeStringField("owner", waiver.owner());
      json.writeStringField("reason", waiver.reason());
      json.writeStringField("expires", waiver.expires().toString());
      unlessEmpty(json, "ticket", waiver.ticket());
      unlessEmpty(json, "approvedBy", waiver.approvedBy());
      json.writeEndObject();
    }
    if (finding.age().isPresent()) {
      json.writeStringField("age", finding.age().get().label());
    }
    terms(json, finding.terms());
    if (!finding.explanation().isEmpty()) {
      array(json, "explanation", finding.explanation(), JsonReporter::expression);
    }
  }

  private static void terms(JsonGenerator json, Terms terms) throws IOException {
    if (!terms.parameters().isEmpty()) {
      array(json, "parameters", terms.parameters(), JsonReporter::parameter);
    }
    if (terms.regrading().isPresent()) {
      Terms.Regrading by = terms.regrading().get();
      json.writeObjectFieldStart("regrading");
      json.writeStringField("from", by.from().label());
      json.writeStringField("to", by.to().label());
      json.writeStringField("reason", by.reason());
      json.writeStringField("origin", by.origin());
      json.writeEndObject();
    }
  }

  private static void parameter(JsonGenerator json, Terms.Parameter parameter) throws IOException {
    json.writeStringField("name", parameter.name());
    json.writeStringField("value", parameter.value());
    json.writeStringField("origin", parameter.origin());
  }

  private static void expression(JsonGenerator json, Finding.Expression expression)
      throws IOException {
    json.writeStringField("place", expression.place());
    json.writeStringField("text", expression.text());
    json.writeStringField("outcome", expression.held() ? "held" : "failed");
    if (!expression.values().isEmpty()) {
      array(json, "values", expression.values(), JsonReporter::evidence);
    }
  }

  private static void evidence(JsonGenerator json, Finding.Evidence evidence) throws IOException {
    json.writeStringField("path", evidence.path());
    json.writeStringField("value", evidence.value());
  }

  private static void tally(JsonGenerator json, Tally tally) throws IOException {
    json.writeStringField("rule", tally.rule());
    json.writeStringField("source", tally.source());
    json.writeNumberField("fail", tally.fail());
    json.writeNumberField("unknown", tally.unknown());
    json.writeNumberField("waived", tally.waived());
    json.writeNumberField("pass", tally.pass());
    json.writeNumberField("notApplicable", tally.notApplicable());
  }

  private interface Fields<T> {
    void write(JsonGenerator json, T item) throws IOException;
  }

  private static <T> void array(JsonGenerator json, String name, List<T> items, Fields<T> fields)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (T item : items) {
      json.writeStartObject();
      fields.write(json, item);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void texts(JsonGenerator json, String name, List<String> texts)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  private static void map(JsonGenerator json, String name, Map<String, String> texts)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, String> text : texts.entrySet()) {
      json.writeStringField(text.getKey(), text.getValue());
    }
    json.writeEndObject();
  }

  private static void unlessEmpty(JsonGenerator json, String name, String text) throws IOException {
    if (!text.isEmpty()) {
      json.writeStringField(name, text);
    }
  }
}
