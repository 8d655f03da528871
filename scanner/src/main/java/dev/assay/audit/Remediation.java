package dev.assay.audit;

import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoBoolean;
import dev.assay.rego.value.RegoNumber;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import dev.assay.rulepack.Placeholder;
import dev.assay.snapshot.Fact;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A rule's remediation with the names of one resource filled in, quoted as SQL for the kinds {@code
 * postgresql.*} and for a shell otherwise. A placeholder is a field of the data, or a part of the
 * id: the segment after {@code projects} is {@code {{project}}}, and of a PostgreSQL id {@code
 * {{database}}} is the first segment. What is not there, or cannot be quoted, stays a placeholder.
 */
final class Remediation {
  private final List<Placeholder.Part> template;

  private Remediation(List<Placeholder.Part> template) {
    this.template = template;
  }

  static Remediation of(String template) {
    return new Remediation(Placeholder.parts(template));
  }

  /**
   * @param data the fact's data with defaults under it
   */
  String in(Fact fact, RegoObject data) {
    if (template.size() == 1 && template.get(0).placeholder() == null) {
      return template.get(0).text();
    }
    Map<String, String> parts = null;
    boolean sql = fact.kind().startsWith("postgresql.");
    Set<String> unsafe = new LinkedHashSet<>();
    StringBuilder filled = new StringBuilder();
    for (Placeholder.Part part : template) {
      Placeholder placeholder = part.placeholder();
      if (placeholder == null) {
        filled.append(part.text());
        continue;
      }
      Optional<Value> value = placeholder.field().in(data);
      if (value.isEmpty()) {
        parts = parts == null ? partsOf(fact.id()) : parts;
        value = Optional.ofNullable(parts.get(placeholder.name())).map(RegoString::of);
      }
      Optional<String> quoted = value.flatMap(v -> quote(v, sql, placeholder.literal()));
      if (value.isPresent() && quoted.isEmpty()) {
        unsafe.add(placeholder.name());
      }
      filled.append(quoted.orElse(part.text()));
    }
    for (String name : unsafe) {
      int end = filled.length() - 1;
      filled
          .append(end >= 0 && filled.charAt(end) == '\n' ? "" : "\n")
          .append(sql ? "-- " : "# ")
          .append("{{")
          .append(name)
          .append("}} cannot be quoted safely here; see the resource.");
    }
    return filled.toString();
  }

  private static Optional<String> quote(Value value, boolean sql, boolean literal) {
    if (value instanceof RegoNumber || value instanceof RegoBoolean) {
      return Optional.of(value.toString());
    }
    Quoting quoting = literal ? Quoting.SQL_LITERAL : sql ? Quoting.SQL_IDENTIFIER : Quoting.SHELL;
    if (value instanceof RegoString text) {
      return quoting.quote(text.value());
    }
    if (!sql && pairs(value).isPresent()) {
      return pairs(value).flatMap(quoting::quote);
    }
    if (!(value instanceof RegoArray list)) {
      return Optional.empty();
    }
    List<String> items = new ArrayList<>();
    for (Value item : list) {
      Optional<String> quoted = quote(item, sql, literal);
      if (quoted.isEmpty()) {
        return quoted;
      }
      items.add(quoted.get());
    }
    return items.isEmpty() ? Optional.empty() : Optional.of(String.join(sql ? ", " : " ", items));
  }

  /**
   * Flags as gcloud takes them, {@code name=value,name=value}: of a map of texts, or of a list of
   * {@code {name, value}}; empty for anything else.
   */
  private static Optional<String> pairs(Value value) {
    List<String> pairs = new ArrayList<>();
    if (value instanceof RegoObject map) {
      map.forEach(
          (name, v) -> pairs.add(v instanceof RegoString s ? text(name) + "=" + s.value() : ""));
    } else if (value instanceof RegoArray list) {
      for (Value item : list) {
        boolean pair =
            item instanceof RegoObject o
                && o.get("name") instanceof RegoString
                && o.get("value") instanceof RegoString;
        pairs.add(
            pair && item instanceof RegoObject o
                ? text(o.get("name")) + "=" + text(o.get("value"))
                : "");
      }
    } else {
      return Optional.empty();
    }
    return pairs.contains("") ? Optional.empty() : Optional.of(String.join(",", pairs));
  }

  private static String text(@Nullable Value value) {
    return value instanceof RegoString s ? s.value() : String.valueOf(value);
  }

  /** The named parts of an id. */
  static Map<String, String> partsOf(String id) {
    Map<String, String> parts = new TreeMap<>();
    int start = id.indexOf("//");
    String[] segments = (start < 0 ? id : id.substring(start + 2)).split("/", -1);
    if (id.startsWith("postgresql://")) {
      String[] names = {"server", "database", "schema", "relation"};
      for (int i = 0; i < Math.min(segments.length, names.length); i++) {
        if (segments[i].equals("-")) {
          break;
        }
        parts.put(names[i], decoded(segments[i]));
      }
      return parts;
    }
    for (int i = 1; i + 1 < segments.length; i += 2) {
      String plural = segments[i];
      String name = plural.replaceFirst("ies$", "y").replaceFirst("s$", "");
      parts.putIfAbsent(name, segments[i + 1]);
    }
    return parts;
  }

  /** Percent-encoded UTF-8; unlike forms, a plus is a plus. */
  private static String decoded(String segment) {
    return java.net.URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
