package dev.assay.rulepack;

import dev.assay.input.InputException;
import dev.assay.input.Nearest;
import dev.assay.input.YamlNode;
import dev.assay.rego.value.Value;
import dev.assay.report.RuleInfo;
import dev.assay.report.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The METADATA block above a rule's package, read strictly: what is missing, misspelt or unknown is
 * an error with its place.
 */
record RuleHeader(
    RuleInfo info,
    Confidence confidence,
    List<String> needs,
    Map<String, Parameter> parameters,
    List<String> seeds,
    List<String> aliases,
    String deprecated,
    String managed,
    String idPlace) {

  private static final Set<String> KEYS =
      Set.of(
          "scope",
          "title",
          "description",
          "related_resources",
          "authors",
          "organizations",
          "custom");
  private static final Set<String> CUSTOM =
      Set.of(
          "id",
          "severity",
          "confidence",
          "resource",
          "needs",
          "parameters",
          "controls",
          "seeds",
          "remediation",
          "aliases",
          "deprecated",
          "managed");
  private static final Set<String> PARAMETER = Set.of("default", "type", "description");
  private static final Pattern ID = Pattern.compile("[A-Z][A-Z0-9]*(-[A-Z0-9]+)+");
  private static final Pattern LINK = Pattern.compile("https?://[^\\s]+");

  /**
   * @param text of the whole file
   * @param line of {@code # METADATA}, from 1
   * @param name the rule's folder below the pack
   * @param kinds those that have a schema
   */
  static RuleHeader read(String file, String text, int line, String name, SortedSet<String> kinds)
      throws InputException {
    YamlNode root =
        YamlNode.parse(file, yaml(text, line))
            .orElseThrow(() -> new InputException(file + ":" + line + ":1: METADATA is empty"));
    Map<String, YamlNode> top = root.mapping(KEYS);
    YamlNode customNode = required(root, top, "custom");
    Map<String, YamlNode> custom = customNode.mapping(CUSTOM);
    YamlNode id = required(customNode, custom, "id");
    if (!ID.matcher(id.string()).matches()) {
      throw id.error("id \"" + id.string() + "\": use capitals, like GC-BKP-001 or ACME-001");
    }
    YamlNode resource = required(customNode, custom, "resource");
    String kind = kind(resource, kinds);
    List<String> needs = new ArrayList<>(List.of(kind));
    if (custom.containsKey("needs")) {
      for (YamlNode need : custom.get("needs").list()) {
        if (!isFieldOf(need.string(), kinds) && kind(need, kinds).equals(kind)) {
          continue;
        }
        needs.add(need.string());
      }
    }
    Map<String, Parameter> parameters = parameters(custom.get("parameters"));
    Map<String, String> defaults = new TreeMap<>();
    parameters.forEach((key, p) -> defaults.put(key, p.value().toString()));
    RuleInfo info =
        new RuleInfo(
            id.string(),
            name,
            oneLine(required(root, top, "title")),
            text(required(root, top, "description")),
            severity(required(customNode, custom, "severity")),
            kind,
            links(top.get("related_resources")),
            controls(custom.get("controls")),
            remediation(required(customNode, custom, "remediation")),
            defaults);
    return new RuleHeader(
        info,
        confidence(custom.get("confidence")),
        needs,
        parameters,
        strings(custom.get("seeds")),
        strings(custom.get("aliases")),
        custom.containsKey("deprecated") ? text(custom.get("deprecated")) : "",
        custom.containsKey("managed") ? oneLine(custom.get("managed")) : "",
        id.place());
  }

  /** The comment's text as YAML on the same lines and columns. */
  private static String yaml(String text, int line) {
    List<String> lines = text.lines().toList();
    StringBuilder yaml = new StringBuilder("\n".repeat(line));
    for (int i = line; i < lines.size() && lines.get(i).startsWith("#"); i++) {
      yaml.append(' ').append(lines.get(i), 1, lines.get(i).length()).append('\n');
    }
    return yaml.toString();
  }

  private static YamlNode required(YamlNode in, Map<String, YamlNode> entries, String key)
      throws InputException {
    YamlNode node = entries.get(key);
    if (node == null) {
      throw in.error("\"" + key + "\" is missing");
    }
    return node;
  }

  private static String text(YamlNode node) throws InputException {
    String text = node.string().strip();
    if (text.isEmpty()) {
      throw node.error("expected a text");
    }
    return text;
  }

  private static String oneLine(YamlNode node) throws InputException {
    String text = text(node);
    if (text.contains("\n") || text.length() > 120) {
      throw node.error("expected one line of at most 120 characters");
    }
    return text;
  }

  private static String kind(YamlNode node, SortedSet<String> kinds) throws InputException {
    String kind = node.string();
    if (!kinds.contains(kind)) {
      throw node.error(
          "there is no schema/"
              + kind
              + ".json"
              + Nearest.to(kind, kinds).map(k -> ": did you mean \"" + k + "\"?").orElse(""));
    }
    return kind;
  }

  /** {@code KIND.field}: the kind of the gaps that tell of a hidden field. */
  private static boolean isFieldOf(String need, SortedSet<String> kinds) {
    return kinds.contains(need.substring(0, Math.max(0, need.lastIndexOf('.'))));
  }

  private static Severity severity(YamlNode node) throws InputException {
    String label = node.string();
    return Severity.of(label)
        .orElseThrow(
            () ->
                node.error("severity \"" + label + "\": use info, low, medium, high or critical"));
  }

  private static Confidence confidence(@Nullable YamlNode node) throws InputException {
    if (node == null) {
      return Confidence.HIGH;
    }
    String label = node.string();
    return Confidence.of(label)
        .orElseThrow(() -> node.error("confidence \"" + label + "\": use low, medium or high"));
  }

  private static Map<String, Parameter> parameters(@Nullable YamlNode node) throws InputException {
    Map<String, Parameter> parameters = new LinkedHashMap<>();
    if (node != null) {
      for (Map.Entry<String, YamlNode> entry : node.mapping().entrySet()) {
        Map<String, YamlNode> keys = entry.getValue().mapping(PARAMETER);
        YamlNode typeNode = required(entry.getValue(), keys, "type");
        String label = typeNode.string();
        Optional<Parameter.Type> type = Parameter.Type.of(label);
        if (type.isEmpty()) {
          List<String> types =
              Arrays.stream(Parameter.Type.values()).map(Parameter.Type::label).toList();
          throw typeNode.error("unknown type \"" + label + "\"" + Nearest.hint(label, types));
        }
        YamlNode valueNode = required(entry.getValue(), keys, "default");
        Value value = valueNode.value();
        if (!type.get().holds(value)) {
          throw valueNode.error("the default should be " + type.get().words());
        }
        String description = text(required(entry.getValue(), keys, "description"));
        parameters.put(
            entry.getKey(), new Parameter(entry.getKey(), type.get(), value, description));
      }
    }
    return parameters;
  }

  private static Map<String, List<String>> controls(@Nullable YamlNode node) throws InputException {
    Map<String, List<String>> controls = new TreeMap<>();
    if (node != null) {
      for (Map.Entry<String, YamlNode> entry : node.mapping().entrySet()) {
        controls.put(entry.getKey(), entry.getValue().strings());
      }
    }
    return controls;
  }

  private static List<String> links(@Nullable YamlNode node) throws InputException {
    List<String> links = new ArrayList<>();
    if (node != null) {
      for (YamlNode item : node.list()) {
        YamlNode ref =
            item.isScalar() ? item : item.mapping(Set.of("ref", "description")).get("ref");
        if (ref == null || !LINK.matcher(ref.string()).matches()) {
          throw item.error("expected an absolute URL (https://…)");
        }
        links.add(ref.string());
      }
    }
    return links;
  }

  private static String remediation(YamlNode node) throws InputException {
    String text = text(node);
    Optional<String> mistake = Placeholder.mistakeIn(text);
    if (mistake.isPresent()) {
      throw node.error(mistake.get());
    }
    return text;
  }

  private static List<String> strings(@Nullable YamlNode node) throws InputException {
    return node == null ? List.of() : node.strings();
  }
}
