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
 * @param role the smallest predefined role with it
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

  static Endpoint of(
      String kind, GoogleService service, Over over, String method, String path, String items) {
    return new Endpoint(
        kind,
        service,
        over,
        method,
        path,
        Map.of(),
        Map.of(),
        items,
        "",
        "",
        List.of(),
        "//" + service.host() + "/{.name}",
        "//cloudresourcemanager.googleapis.com/projects/{project}",
        "",
        service.viewerRole(),
        "");
  }

  Endpoint query(Map<String, String> other) {
    return new Endpoint(
        kind,
        service,
        over,
        method,
        path,
        other,
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

  Endpoint body(Map<String, String> other) {
    return new Endpoint(
        kind,
        service,
        over,
        method,
        path,
        query,
        other,
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

  Endpoint item(String other) {
    return new Endpoint(
        kind,
        service,
        over,
        method,
        path,
        query,
        body,
        items,
        other,
        detail,
        choices,
        id,
        parent,
        permission,
        role,
        gap);
  }

  Endpoint detail(String other) {
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
        other,
        choices,
        id,
        parent,
        permission,
        role,
        gap);
  }

  Endpoint choices(List<String> other) {
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
        other,
        id,
        parent,
        permission,
        role,
        gap);
  }

  Endpoint id(String other) {
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
        other,
        parent,
        permission,
        role,
        gap);
  }

  Endpoint parent(String other) {
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
        other,
        permission,
        role,
        gap);
  }

  Endpoint needs(String otherPermission) {
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
        otherPermission,
        role,
        gap);
  }

  Endpoint role(String other) {
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
        other,
        gap);
  }

  Endpoint gap(String other) {
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
        other);
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
