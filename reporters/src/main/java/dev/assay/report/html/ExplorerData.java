package dev.assay.report.html;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.assay.report.AuditReport;
import dev.assay.report.Finding;
import dev.assay.report.RuleIndex;
import dev.assay.report.RuleInfo;
import dev.assay.report.Source;
import dev.assay.report.Waiver;
import dev.assay.report.text.Commands;
import dev.assay.report.text.JsonOutput;
import dev.assay.report.text.Visible;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The findings for the page's script, small enough for ten thousand of them: a finding is a row of
 * numbers, and texts that differ by the resource's name only are kept once. In such a text the
 * segments of the name are marks, characters from U+000E on, which no visible text has.
 */
final class ExplorerData {
  private static final char FIRST_MARK = '\u000E';
  private static final int MARKS = 18;
  private static final int SHORTEST_MARKED = 3;

  /** So much of a fingerprint names a finding in a link. */
  private static final int LINK = 16;

  private final Table texts = new Table();
  private final Table folders = new Table();
  private final AuditReport report;
  private final RuleIndex rules;

  private ExplorerData(AuditReport report) {
    this.report = report;
    this.rules = report.ruleIndex();
  }

  static String of(AuditReport report) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = JsonOutput.open(out, 0)) {
      new ExplorerData(report).write(json);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("rules");
    for (RuleInfo rule : report.rules()) {
      rule(json, rule);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("sources");
    for (Source source : report.sources()) {
      json.writeString(Visible.line(source.id()));
    }
    json.writeEndArray();
    json.writeArrayFieldStart("rows");
    Map<String, Integer> sources = new HashMap<>();
    report.sources().forEach(source -> sources.put(source.id(), sources.size()));
    for (Finding finding : report.findings()) {
      row(json, finding, sources.getOrDefault(finding.resource().source(), 0));
    }
    json.writeEndArray();
    texts.write(json, "texts");
    folders.write(json, "folders");
    json.writeEndObject();
  }

  private static void rule(JsonGenerator json, RuleInfo rule) throws IOException {
    json.writeStartArray();
    json.writeString(Visible.line(rule.id()));
    json.writeString(Visible.line(rule.title()));
    json.writeString(Visible.line(rule.area()));
    json.writeString(RulePage.anchor(rule.id()));
    json.writeStartArray();
    for (Map.Entry<String, List<String>> controls : rule.controls().entrySet()) {
      for (String control : controls.getValue()) {
        json.writeString(Visible.line(controls.getKey() + " " + control));
      }
    }
    json.writeEndArray();
    json.writeEndArray();
  }

  private void row(JsonGenerator json, Finding finding, int source) throws IOException {
    String name = Name.of(finding.resource().id());
    int leaf = name.lastIndexOf('/') + 1;
    List<String> segments = List.of(name.split("/", -1));
    String evidence =
        finding.evidence().stream()
            .map(seen -> Visible.line(seen.path() + " = " + seen.value()))
            .collect(Collectors.joining("\n"));
    json.writeStartArray();
    json.writeNumber(rules.position(finding.rule()));
    json.writeString(finding.verdict().label());
    json.writeString(finding.severity().label());
    json.writeNumber(source);
    json.writeNumber(folders.position(name.substring(0, leaf)));
    json.writeString(name.substring(leaf));
    json.writeNumber(shape(Visible.line(finding.at()), segments));
    json.writeNumber(shape(finding.message().isBlank() ? "" : RulePage.seen(finding), segments));
    json.writeNumber(shape(evidence, segments));
    json.writeNumber(shape(Commands.optionByOption(finding.remediation()), segments));
    json.writeNumber(texts.position(finding.waiver().map(ExplorerData::waiver).orElse("")));
    json.writeString(finding.age().map(Finding.Age::label).orElse(""));
    String fingerprint = Visible.line(finding.fingerprint());
    json.writeString(fingerprint.substring(0, Math.min(LINK, fingerprint.length())));
    json.writeEndArray();
  }

  private static String waiver(Waiver waiver) {
    return Visible.line(
        "%s, until %s: %s".formatted(waiver.owner(), waiver.expires(), waiver.justification()));
  }

  private int shape(String text, List<String> segments) {
    List<Integer> longestFirst = new ArrayList<>();
    for (int i = 0; i < Math.min(MARKS, segments.size()); i++) {
      if (segments.get(i).length() >= SHORTEST_MARKED) {
        longestFirst.add(i);
      }
    }
    longestFirst.sort(Comparator.comparing(i -> -segments.get(i).length()));
    String shape = text;
    for (int i : longestFirst) {
      shape = shape.replace(segments.get(i), Character.toString((char) (FIRST_MARK + i)));
    }
    return texts.position(shape);
  }

  /** Texts that are kept once; the empty text is the first. */
  private static final class Table {
    private final Map<String, Integer> positions = new LinkedHashMap<>(Map.of("", 0));

    int position(String text) {
      return positions.computeIfAbsent(text, any -> positions.size());
    }

    void write(JsonGenerator json, String name) throws IOException {
      json.writeArrayFieldStart(name);
      for (String text : positions.keySet()) {
        json.writeString(text);
      }
      json.writeEndArray();
    }
  }
}
