package dev.assay.report.sarif;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.assay.report.AuditReport;
import dev.assay.report.RuleInfo;
import dev.assay.report.text.Markdown;
import dev.assay.report.text.Visible;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The tool, with its rules and the kinds of its notifications. */
final class Driver {
  static final String GAP = "ASSAY-GAP";
  static final String NOT_DECIDED = "ASSAY-UNKNOWN";

  /** GitHub refuses a rule with more. */
  private static final int TAGS = 20;

  private final JsonGenerator json;
  private final Taxonomies taxonomies;

  Driver(JsonGenerator json, Taxonomies taxonomies) {
    this.json = json;
    this.taxonomies = taxonomies;
  }

  void write(AuditReport report) throws IOException {
    json.writeObjectFieldStart("tool");
    json.writeObjectFieldStart("driver");
    json.writeStringField("name", "Assay");
    json.writeStringField("fullName", "Assay " + report.toolVersion());
    json.writeStringField("version", report.toolVersion());
    json.writeStringField("language", "en-US");
    taxonomies.writeReferences(json);
    json.writeArrayFieldStart("notifications");
    notification(
        GAP,
        "FactNotRead",
        "A fact that was asked for could not be read; rules that need it are undecided.");
    notification(NOT_DECIDED, "NotDecided", "A rule could not be decided; it did not pass.");
    json.writeEndArray();
    json.writeArrayFieldStart("rules");
    for (RuleInfo rule : report.rules()) {
      rule(rule);
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
  }

  private void notification(String id, String name, String text) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", id);
    json.writeStringField("name", name);
    text("shortDescription", text);
    text("fullDescription", text);
    json.writeObjectFieldStart("help");
    json.writeStringField("text", text);
    json.writeStringField("markdown", Markdown.escape(text));
    json.writeEndObject();
    json.writeEndObject();
  }

  private void rule(RuleInfo rule) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", rule.id());
    json.writeStringField("name", pascalCase(rule.name()));
    text("shortDescription", sentence(rule.title()));
    text(
        "fullDescription",
        rule.description().isBlank() ? sentence(rule.title()) : rule.description());
    help(rule);
    if (!rule.links().isEmpty()) {
      json.writeStringField("helpUri", rule.links().get(0));
    }
    json.writeObjectFieldStart("defaultConfiguration");
    json.writeStringField("level", Level.of(rule.severity()));
    json.writeNumberField("rank", Level.rank(rule.severity()));
    json.writeEndObject();
    taxonomies.writeRelationships(json, rule);
    json.writeObjectFieldStart("properties");
    json.writeStringField("security-severity", Level.securitySeverity(rule.severity()));
    json.writeStringField("precision", "high");
    json.writeArrayFieldStart("tags");
    for (String tag : tags(rule)) {
      json.writeString(Visible.line(tag));
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
  }

  private void help(RuleInfo rule) throws IOException {
    StringBuilder text = new StringBuilder(Visible.text(rule.description()).strip());
    StringBuilder markdown = new StringBuilder(Markdown.escape(rule.description()).strip());
    if (!rule.remediation().isBlank()) {
      text.append("\n\nTo mend it:\n").append(Visible.text(rule.remediation()).strip());
      markdown.append("\n\n**To mend it**\n\n").append(Markdown.code(rule.remediation()));
    }
    if (!rule.controls().isEmpty()) {
      markdown.append("\n\n**Controls**\n");
      rule.controls()
          .forEach(
              (framework, ids) ->
                  markdown
                      .append("\n- ")
                      .append(Markdown.escape(framework))
                      .append(": ")
                      .append(Markdown.escape(String.join(", ", ids))));
    }
    if (!rule.links().isEmpty()) {
      markdown.append("\n\n**To read**\n");
      rule.links().forEach(link -> markdown.append("\n- <").append(link).append('>'));
    }
    json.writeObjectFieldStart("help");
    json.writeStringField("text", text.isEmpty() ? Visible.line(rule.title()) : text.toString());
    json.writeStringField(
        "markdown", markdown.isEmpty() ? Markdown.escape(rule.title()) : markdown.toString());
    json.writeEndObject();
  }

  private static List<String> tags(RuleInfo rule) {
    List<String> tags = new ArrayList<>(List.of("security", rule.area(), rule.kind()));
    for (Map.Entry<String, List<String>> controls : rule.controls().entrySet()) {
      controls.getValue().forEach(id -> tags.add(controls.getKey() + ":" + id));
    }
    return tags.stream().distinct().limit(TAGS).toList();
  }

  /** {@code postgresql/rls_not_enabled} as {@code RlsNotEnabled}. */
  private static String pascalCase(String name) {
    StringBuilder pascal = new StringBuilder();
    boolean start = true;
    for (char c : name.substring(name.lastIndexOf('/') + 1).toCharArray()) {
      boolean letter = Character.isLetterOrDigit(c);
      if (letter) {
        pascal.append(start ? Character.toUpperCase(c) : c);
      }
      start = !letter;
    }
    return pascal.isEmpty() ? "Rule" : pascal.toString();
  }

  private static String sentence(String title) {
    return title.endsWith(".") ? title : title + ".";
  }

  private void text(String name, String text) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("text", Visible.text(text));
    json.writeEndObject();
  }
}
