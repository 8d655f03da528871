package dev.assay.snapshot;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.assay.rego.value.Json;
import dev.assay.report.Declaration;
import dev.assay.report.Gap;
import dev.assay.report.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.TreeMap;

/**
 * The lines of a snapshot file: a header, the sources, the gaps, then the facts, each one JSON
 * object. Keys below {@code data} are in the order of Rego's objects, so that equal facts are equal
 * bytes.
 */
final class Lines {
  private static final JsonFactory JSON = new JsonFactory();

  private Lines() {}

  private interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  static byte[] header(SnapshotHeader header, int resources) {
    return line(
        json -> {
          json.writeStringField("assay", "snapshot");
          json.writeNumberField("schema", SnapshotHeader.SCHEMA);
          json.writeStringField("tool", header.tool());
          json.writeStringField("time", header.time().toString());
          json.writeNumberField("resources", resources);
        });
  }

  static byte[] source(Source source) {
    return line(
        json -> {
          json.writeObjectFieldStart("source");
          json.writeStringField("id", source.id());
          json.writeStringField("collector", source.collector());
          json.writeArrayFieldStart("kinds");
          for (String kind : source.kinds()) {
            json.writeString(kind);
          }
          json.writeEndArray();
          json.writeObjectFieldStart("details");
          for (var detail : new TreeMap<>(source.details()).entrySet()) {
            json.writeStringField(detail.getKey(), detail.getValue());
          }
          json.writeEndObject();
          json.writeEndObject();
        });
  }

  static byte[] gap(Gap gap) {
    return line(
        json -> {
          json.writeObjectFieldStart("gap");
          json.writeStringField("source", gap.source());
          json.writeStringField("kind", gap.kind());
          json.writeStringField("scope", gap.scope());
          json.writeStringField("cause", gap.cause().label());
          json.writeStringField("message", gap.message());
          json.writeStringField("remedy", gap.remedy());
          json.writeEndObject();
        });
  }

  static byte[] fact(Fact fact) {
    return text(fact).toByteArray();
  }

  static LineText text(Fact fact) {
    return text(
        json -> {
          json.writeStringField("kind", fact.kind());
          json.writeStringField("id", fact.id());
          String parent = fact.parent();
          if (parent != null) {
            json.writeStringField("parent", parent);
          }
          json.writeStringField("source", fact.source());
          json.writeFieldName("data");
          Json.write(fact.data(), json);
          if (!fact.untold().isEmpty()) {
            json.writeObjectFieldStart("untold");
            for (var untold : fact.untold().entrySet()) {
              json.writeStringField(untold.getKey(), untold.getValue());
            }
            json.writeEndObject();
          }
          if (fact.declaration().isPresent()) {
            Declaration declaration = fact.declaration().get();
            json.writeObjectFieldStart("declaration");
            json.writeStringField("name", declaration.name());
            json.writeStringField("file", declaration.file());
            json.writeNumberField("line", declaration.line());
            json.writeEndObject();
          }
        });
  }

  private static byte[] line(Body body) {
    return text(body).toByteArray();
  }

  private static LineText text(Body body) {
    LineText text = new LineText();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      body.write(json);
      json.writeEndObject();
      json.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException("in memory", e);
    }
    return text;
  }
}
