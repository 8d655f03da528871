package dev.assay.report.html;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.assay.report.AuditReport;
import dev.assay.report.Finding;
import dev.assay.report.RuleIndex;
import dev.assay.report.RuleInfo;
import dev.assay.report.Severity;
import dev.assay.report.Source;
import dev.assay.report.Terms;
import dev.assay.report.Verdict;
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
import java.util.stream.Stream;

/**
 * The findings for the page's script, small enough and soon enough read for a hundred thousand of
 * them: columns of numbers and one text of all names, and texts that differ by the resource's name
 * only are kept once. In such a text the segments of the name are marks, characters from U+000E on,
 * which no visible text has.
 */
final class ExplorerData {
  private static final char FIRST_MARK = '\u000E';
  private static final int MARKS = 18;
  private static final int SHORTEST_MARKED = 3;

  /** So much of a fingerprint names a finding in a link. */
  private static final int LINK = 16;

  private static final List<Verdict> VERDICTS = List.of(Verdict.values());
  private static final List<Severity> SEVERITIES = Severity.worstFirst();

  private final Table texts = new Table();
  private final Table folders = new Table();
  private final Map<String, int[]> columns = new LinkedHashMap<>();
  private final List<String> leaves = new ArrayList<>();
  private final List<String> links = new ArrayList<>();
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
    labels(json, "verdicts", VERDICTS.stream().map(Verdict::label));
    labels(json, "severities", SEVERITIES.stream().map(Severity::label));
    Map<String, Integer> sources = new HashMap<>();
    report.sources().forEach(source -> sources.put(source.id(), sources.size()));
    List<Finding> findings = report.findings();
    for (int i = 0; i < findings.size(); i++) {
      columns(i, findings.get(i), sources.getOrDefault(findings.get(i).resource().source(), 0));
    }
    json.writeObjectFieldStart("columns");
    for (Map.Entry<String, int[]> column : columns.entrySet()) {
      json.writeFieldName(column.getKey());
      json.writeArray(column.getValue(), 0, findings.size());
    }
    json.writeEndObject();
    json.writeStringField("leaves", String.join("\n", leaves));
    json.writeStringField("links", String.join("\n", links));
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

  private void columns(int i, Finding finding, int source) {
    String name = Name.of(finding.resource().id());
    int leaf = name.lastIndexOf('/') + 1;
    List<String> segments = List.of(name.split("/", -1));
    String evidence =
        finding.evidence().stream()
            .map(seen -> Visible.line(seen.path() + " = " + seen.value()))
            .collect(Collectors.joining("\n"));
    String message = finding.message().isBlank() ? "" : RulePage.seen(finding);
    String fingerprint = Visible.line(finding.fingerprint());
    leaves.add(name.substring(leaf));
    links.add(fingerprint.substring(0, Math.min(LINK, fingerprint.length())));
    column("rule")[i] = rules.position(finding.rule());
    column("verdict")[i] = VERDICTS.indexOf(finding.verdict());
    column("severity")[i] = SEVERITIES.indexOf(finding.severity());
    column("source")[i] = source;
    column("folder")[i] = folders.position(name.substring(0, leaf));
    column("at")[i] = shape(Visible.line(finding.at()), segments);
    column("declared")[i] = texts.position(RulePage.declared(finding));
    column("message")[i] = shape(message, segments);
    column("evidence")[i] = shape(evidence, segments);
    column("fix")[i] = shape(Commands.optionByOption(finding.remediation()), segments);
    column("waiver")[i] = texts.position(finding.waiver().map(ExplorerData::waiver).orElse(""));
    column("terms")[i] = texts.position(terms(finding.terms()));
    column("age")[i] = texts.position(finding.age().map(Finding.Age::label).orElse(""));
  }

  private int[] column(String name) {
    return columns.computeIfAbsent(name, any -> new int[report.findings().size()]);
  }

  private static void labels(JsonGenerator json, String name, Stream<String> labels)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String label : labels.toList()) {
      json.writeString(label);
    }
    json.writeEndArray();
  }

  private static String terms(Terms terms) {
    return Stream.concat(
            Stream.of(terms.whyRegraded()).filter(why -> !why.isEmpty()),
            terms.parameters().stream().map(Terms.Parameter::toString))
        .map(Visible::line)
        .collect(Collectors.joining("\n"));
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
