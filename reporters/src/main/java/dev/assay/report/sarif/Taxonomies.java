package dev.assay.report.sarif;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.assay.report.RuleInfo;
import dev.assay.report.text.Visible;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The control frameworks that the rules speak of, each a taxonomy with the controls that are named.
 */
record Taxonomies(Map<String, List<String>> controls, List<String> frameworks) {
  static Taxonomies of(List<RuleInfo> rules) {
    SortedMap<String, SortedSet<String>> all = new TreeMap<>();
    for (RuleInfo rule : rules) {
      rule.controls()
          .forEach((f, ids) -> all.computeIfAbsent(f, any -> new TreeSet<>()).addAll(ids));
    }
    SortedMap<String, List<String>> controls = new TreeMap<>();
    all.forEach((framework, ids) -> controls.put(framework, List.copyOf(ids)));
    return new Taxonomies(controls, new ArrayList<>(controls.keySet()));
  }

  void write(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("taxonomies");
    for (Map.Entry<String, List<String>> framework : controls.entrySet()) {
      json.writeStartObject();
      json.writeStringField("name", Visible.line(framework.getKey()));
      json.writeArrayFieldStart("taxa");
      for (String control : framework.getValue()) {
        json.writeStartObject();
        json.writeStringField("id", Visible.line(control));
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  void writeReferences(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("supportedTaxonomies");
    for (String framework : frameworks) {
      json.writeStartObject();
      reference(json, framework);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  void writeRelationships(JsonGenerator json, RuleInfo rule) throws IOException {
    json.writeArrayFieldStart("relationships");
    for (Map.Entry<String, List<String>> some : rule.controls().entrySet()) {
      List<String> all = controls.getOrDefault(some.getKey(), List.of());
      for (String control : new TreeSet<>(some.getValue())) {
        json.writeStartObject();
        json.writeObjectFieldStart("target");
        json.writeStringField("id", Visible.line(control));
        json.writeNumberField("index", all.indexOf(control));
        json.writeObjectFieldStart("toolComponent");
        reference(json, some.getKey());
        json.writeEndObject();
        json.writeEndObject();
        json.writeArrayFieldStart("kinds");
        json.writeString("relevant");
        json.writeEndArray();
        json.writeEndObject();
      }
    }
    json.writeEndArray();
  }

  private void reference(JsonGenerator json, String framework) throws IOException {
    json.writeStringField("name", Visible.line(framework));
    json.writeNumberField("index", frameworks.indexOf(framework));
  }
}
