package dev.assay.snapshot;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoBoolean;
import dev.assay.rego.value.RegoNumber;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoSet;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import dev.assay.report.Gap;
import dev.assay.report.Source;
import java.io.ByteArrayOutputStream;
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
          string(json, "id", source.id());
          string(json, "collector", source.collector());
          json.writeArrayFieldStart("kinds");
          for (String kind : source.kinds()) {
            json.writeString(kind);
          }
          json.writeEndArray();
          json.writeObjectFieldStart("details");
          for (var detail : new TreeMap<>(source.details()).entrySet()) {
            string(json, detail.getKey(), detail.getValue());
          }
          json.writeEndObject();
          json.writeEndObject();
        });
  }

  static byte[] gap(Gap gap) {
    return line(
        json -> {
          json.writeObjectFieldStart("gap");
          string(json, "source", gap.source());
          string(json, "kind", gap.kind());
          string(json, "scope", gap.scope());
          string(json, "cause", gap.cause().label());
          string(json, "message", gap.message());
          string(json, "remedy", gap.remedy());
          json.writeEndObject();
        });
  }

  static byte[] fact(Fact fact) {
    return line(
        json -> {
          string(json, "kind", fact.kind());
          string(json, "id", fact.id());
          String parent = fact.parent();
          if (parent != null) {
            string(json, "parent", parent);
          }
          string(json, "source", fact.source());
          json.writeFieldName("data");
          value(json, fact.data());
        });
  }

  private static byte[] line(Body body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      body.write(json);
      json.writeEndObject();
      json.flush();
      bytes.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException("in memory", e);
    }
    return bytes.toByteArray();
  }

  private static void string(JsonGenerator json, String name, String value) throws IOException {
    json.writeStringField(name, wellFormed(value));
  }

  private static void value(JsonGenerator json, Value value) throws IOException {
    if (value instanceof RegoString s) {
      json.writeString(wellFormed(s.value()));
    } else if (value instanceof RegoBoolean b) {
      json.writeBoolean(b.value());
    } else if (value instanceof RegoNumber n) {
      if (n.isLong()) {
        json.writeNumber(n.longValue());
      } else {
        json.writeNumber(n.decimal());
      }
    } else if (value instanceof RegoObject o) {
      json.writeStartObject();
      for (Value key : o.keys()) {
        json.writeFieldName(wellFormed(name(key)));
        value(json, java.util.Objects.requireNonNull(o.get(key)));
      }
      json.writeEndObject();
    } else if (value instanceof RegoArray a) {
      items(json, a);
    } else if (value instanceof RegoSet s) {
      items(json, s);
    } else {
      json.writeNull();
    }
  }

  private static void items(JsonGenerator json, Iterable<Value> items) throws IOException {
    json.writeStartArray();
    for (Value item : items) {
      value(json, item);
    }
    json.writeEndArray();
  }

  private static String name(Value key) {
    return key instanceof RegoString s ? s.value() : key.toString();
  }

  /** Half a surrogate pair has no UTF-8; a name that holds one must not cost the whole file. */
  private static String wellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return new String(
            text.getBytes(java.nio.charset.StandardCharsets.UTF_16),
            java.nio.charset.StandardCharsets.UTF_16);
      }
    }
    return text;
  }
}
