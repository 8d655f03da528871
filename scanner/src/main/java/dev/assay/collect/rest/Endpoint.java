package dev.assay.collect.rest;

import dev.assay.collect.google.GoogleService;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A list that one of Google's REST APIs has, and what becomes of its items. Templates name what is
 * asked for as {@code {project}}, and fields of an item as {@code {.name}}.
 *
 * @param kind of the facts; empty if the list is read only to know what else to ask for
 * @param method by which its calls are counted
 * @param path template
 * @param query templates by parameter
 * @param body template by field, for what is asked by POST
 * @param items the field with the list; empty if the answer is itself the item
 * @param item the field within an item of the list that is the resource; empty if the item is
 * @param detail template of the path that tells an item in full, where the list does not
 * @param choices what {@code {choice}} stands for, each asked for by itself; empty for no choice
 * @param id template
 * @param parent template
 * @param permission that the call needs; a template too
 * @param role the smallest predefined role with it; a template too
 * @param gap what is added to the kind in gaps, so that only rules that need this part know of them
 */
record Endpoint(
    String kind,
    GoogleService service,
    Over over,
    String method,
    String path,
    Map<String, String> query,
    Map<String, String> body,
    String items,
    String item,
    String detail,
    List<String> choices,
    String id,
    String parent,
    String permission,
    String role,
    String gap) {

  private static final Pattern HOLE = Pattern.compile("\\{(\\.?)([A-Za-z.]+)}");

  /** An endpoint of which nothing is unusual but what is said further. */
  static Builder of(
      String kind, GoogleService service, Over over, String method, String path, String items) {
    return new Builder(kind, service, over, method, path, items);
  }

  /** Takes what is unusual of an endpoint. */
  static final class Builder {
    private final String kind;
    private final GoogleService service;
    private final Over over;
    private final String method;
    private final String path;
    private final String items;
    private Map<String, String> query = Map.of();
    private Map<String, String> body = Map.of();
    private String item = "";
    private String detail = "";
    private List<String> choices = List.of();
    private String id;
    private String parent;
    private String permission = "";
    private String role;
    private String gap = "";

    private Builder(
        String kind, GoogleService service, Over over, String method, String path, String items) {
      this.kind = kind;
      this.service = service;
      this.over = over;
      this.method = method;
      this.path = path;
      this.items = items;
      this.id = "//" + service.host() + "/{.name}";
      this.parent = "//cloudresourcemanager.googleapis.com/projects/{project}";
      this.role = service.viewerRole();
    }

    Builder query(Map<String, String> query) {
      this.query = query;
      return this;
    }

    Builder body(Map<String, String> body) {
      this.body = body;
      return this;
    }

    Builder item(String item) {
      this.item = item;
      return this;
    }

    Builder detail(String detail) {
      this.detail = detail;
      return this;
    }

    Builder choices(List<String> choices) {
      this.choices = choices;
      return this;
    }

    Builder id(String id) {
      this.id = id;
      return this;
    }

    Builder parent(String parent) {
      this.parent = parent;
      return this;
    }

    Builder needs(String permission) {
      this.permission = permission;
      return this;
    }

    Builder role(String role) {
      this.role = role;
      return this;
    }

    Builder gap(String gap) {
      this.gap = gap;
      return this;
    }

    Endpoint build() {
      return new Endpoint(
          kind,
          service,
          over,
          method,
          path,
          query,
          body,
          items,
          item,
          detail,
          choices,
          id,
          parent,
          permission,
          role,
          gap);
    }
  }

  /** The kind of its gaps; what rules write in {@code needs}. */
  String gapKind() {
    return kind + gap;
  }

  /** A template with its holes filled; what an item lacks is left empty. */
  static String fill(String template, Map<String, String> names, RegoObject item) {
    Matcher m = HOLE.matcher(template);
    StringBuilder filled = new StringBuilder();
    while (m.find()) {
      String value =
          m.group(1).isEmpty()
              ? Optional.ofNullable(names.get(m.group(2)))
                  .orElseThrow(() -> new IllegalArgumentException(template + ": " + m.group()))
              : text(item, m.group(2));
      m.appendReplacement(filled, Matcher.quoteReplacement(value));
    }
    return m.appendTail(filled).toString();
  }

  /** A field's text, empty if it has none. */
  static String text(RegoObject item, String path) {
    @Nullable Value value = item;
    for (String step : path.split("\\.", -1)) {
      value = value instanceof RegoObject object ? object.get(step) : null;
    }
    return value instanceof RegoString string ? string.value() : "";
  }

  /** A segment of a path. */
  static String segment(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
