package dev.assay.report.oscal;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.assay.report.text.Markdown;
import dev.assay.report.text.Visible;
import java.io.IOException;

/** Texts as OSCAL's types allow: none is blank, lines are single, the longer ones are Markdown. */
final class Text {
  /** Whose properties these are; OSCAL reserves names without such a namespace. */
  private static final String NAMESPACE = "urn:assay:oscal";

  private Text() {}

  static void line(JsonGenerator json, String name, String text) throws IOException {
    json.writeStringField(name, orNone(Visible.line(text).strip()));
  }

  static void markdown(JsonGenerator json, String name, String text) throws IOException {
    json.writeStringField(name, orNone(Markdown.escape(text.strip())));
  }

  static void code(JsonGenerator json, String name, String text) throws IOException {
    json.writeStringField(name, Markdown.code(text));
  }

  static void property(JsonGenerator json, String name, String value) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", name);
    json.writeStringField("ns", NAMESPACE);
    line(json, "value", value);
    json.writeEndObject();
  }

  private static String orNone(String text) {
    return text.isBlank() ? "none" : text;
  }
}
