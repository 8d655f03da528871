package dev.assay.report.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.assay.report.Resource;
import dev.assay.report.Verdict;
import dev.assay.report.drift.Drift;
import dev.assay.report.drift.DriftReporter;
import dev.assay.report.text.JsonOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** A drift for programs. */
public final class DriftJson implements DriftReporter {
  @Override
  public String format() {
    return "json";
  }

  @Override
  public void write(Drift drift, OutputStream out) throws IOException {
    try (JsonGenerator json = JsonOutput.open(out, 2)) {
      json.writeStartObject();
      json.writeStringField("assay", "drift");
      json.writeNumberField("schema", 1);
      json.writeStringField("sentence", drift.sentence());
      json.writeBooleanField("knowsFacts", drift.knowsFacts());
      side(json, "before", drift.before());
      side(json, "after", drift.after());
      json.writeArrayFieldStart("changes");
      for (Drift.Change change : drift.changes()) {
        change(json, change);
      }
      json.writeEndArray();
      losses(json, "lost", drift.lost());
      losses(json, "regained", drift.regained());
      resources(json, "appeared", drift.appeared());
      resources(json, "vanished", drift.vanished());
      json.writeEndObject();
    }
    out.write('\n');
  }

  private static void side(JsonGenerator json, String name, Drift.Side side) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("collectedAt", side.collectedAt().toString());
    json.writeStringField("asOf", side.asOf().toString());
    json.writeStringField("snapshotDigest", side.snapshotDigest());
    json.writeEndObject();
  }

  private static void change(JsonGenerator json, Drift.Change change) throws IOException {
    json.writeStartObject();
    json.writeStringField("direction", change.direction().label());
    json.writeStringField("rule", change.rule());
    json.writeStringField("severity", change.severity().label());
    resource(json, change.resource());
    if (!change.at().isEmpty()) {
      json.writeStringField("at", change.at());
    }
    json.writeStringField("before", change.before().map(Verdict::label).orElse("absent"));
    json.writeStringField("after", change.after().map(Verdict::label).orElse("absent"));
    json.writeStringField("message", change.message());
    json.writeArrayFieldStart("facts");
    for (Drift.Fact fact : change.facts()) {
      json.writeStartObject();
      json.writeStringField("path", fact.path());
      json.writeStringField("before", fact.before());
      json.writeStringField("after", fact.after());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void losses(JsonGenerator json, String name, List<Drift.Loss> losses)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (Drift.Loss loss : losses) {
      json.writeStartObject();
      json.writeStringField("kind", loss.kind());
      json.writeStringField("scope", loss.scope());
      json.writeStringField("message", loss.message());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void resources(JsonGenerator json, String name, List<Resource> resources)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (Resource resource : resources) {
      json.writeStartObject();
      json.writeStringField("id", resource.id());
      json.writeStringField("kind", resource.kind());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void resource(JsonGenerator json, Resource resource) throws IOException {
    json.writeObjectFieldStart("resource");
    json.writeStringField("id", resource.id());
    json.writeStringField("kind", resource.kind());
    json.writeEndObject();
  }
}
