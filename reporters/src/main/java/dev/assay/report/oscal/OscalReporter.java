package dev.assay.report.oscal;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.assay.report.AuditReport;
import dev.assay.report.Control;
import dev.assay.report.Reporter;
import dev.assay.report.text.JsonOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * <a href="https://pages.nist.gov/OSCAL/reference/1.1.2/assessment-results/json-outline/">OSCAL
 * assessment results 1.1.2</a>: a finding for each control that was checked, a risk for each rule
 * that failed or is waived, and an observation for each rule, gap, and finding that is no pass.
 */
public final class OscalReporter implements Reporter {
  private static final String VERSION = "1.1.2";

  @Override
  public String format() {
    return "oscal";
  }

  @Override
  public void write(AuditReport report, OutputStream out) throws IOException {
    Ids ids = new Ids(report);
    try (JsonGenerator json = JsonOutput.open(out, 4)) {
      json.writeStartObject();
      json.writeObjectFieldStart("assessment-results");
      json.writeStringField("uuid", ids.uuid("assessment-results"));
      metadata(report, json);
      json.writeObjectFieldStart("import-ap");
      json.writeStringField("href", "#" + ids.uuid("rules"));
      json.writeEndObject();
      json.writeArrayFieldStart("results");
      result(report, ids, json);
      json.writeEndArray();
      backMatter(report, ids, json);
      json.writeEndObject();
      json.writeEndObject();
    }
  }

  private static void metadata(AuditReport report, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("metadata");
    json.writeStringField("title", "Assay audit");
    json.writeStringField("last-modified", time(report.asOf()));
    json.writeStringField("version", report.snapshotDigest());
    json.writeStringField("oscal-version", VERSION);
    json.writeEndObject();
  }

  private static void result(AuditReport report, Ids ids, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("uuid", ids.uuid("result"));
    json.writeStringField("title", "Assay " + report.toolVersion());
    json.writeStringField("description", report.summary().sentence());
    json.writeStringField("start", time(report.collectedAt()));
    Observations observations = new Observations(report, ids);
    observations.writeInventory(json);
    reviewed(report, json);
    observations.write(json);
    new Conclusions(report, ids, observations).write(json);
    json.writeEndObject();
  }

  private static void reviewed(AuditReport report, JsonGenerator json) throws IOException {
    Map<String, Set<String>> frameworks = new LinkedHashMap<>();
    for (Control control : report.controls()) {
      frameworks
          .computeIfAbsent(control.framework(), any -> new TreeSet<>())
          .add(Ids.control(control.framework(), control.id()));
    }
    json.writeObjectFieldStart("reviewed-controls");
    json.writeArrayFieldStart("control-selections");
    for (Map.Entry<String, Set<String>> framework : frameworks.entrySet()) {
      json.writeStartObject();
      Text.line(json, "description", framework.getKey());
      json.writeArrayFieldStart("include-controls");
      for (String control : framework.getValue()) {
        json.writeStartObject();
        json.writeStringField("control-id", control);
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    if (frameworks.isEmpty()) {
      json.writeStartObject();
      json.writeStringField("description", "No rule names a control.");
      json.writeObjectFieldStart("include-all");
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void backMatter(AuditReport report, Ids ids, JsonGenerator json)
      throws IOException {
    json.writeObjectFieldStart("back-matter");
    json.writeArrayFieldStart("resources");
    for (List<String> resource :
        List.of(
            List.of("rules", "The rules that judged", report.rulesDigest()),
            List.of("snapshot", "The facts that were judged", report.snapshotDigest()))) {
      json.writeStartObject();
      json.writeStringField("uuid", ids.uuid(resource.get(0)));
      json.writeStringField("title", resource.get(1));
      json.writeArrayFieldStart("props");
      Text.property(json, "sha-256", resource.get(2));
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  static String time(Instant instant) {
    return instant.toString();
  }
}
