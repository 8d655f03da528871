package dev.assay.workbench;

import dev.assay.rego.ast.Location;
import dev.assay.rego.ast.RegoError;
import dev.assay.rego.value.GoJson;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The answers of {@code opa eval} as it writes them. Keys are in OPA's order, which is not that of
 * an object's keys, so these are put together here; the values within are {@link GoJson}'s.
 */
final class OpaJson {
  private static final String INDENT = "  ";

  private OpaJson() {}

  /**
   * An expression of a query.
   *
   * @param text as written
   */
  record Expression(Value value, String text, Location at) {}

  /** One way in which a query holds. */
  record Row(List<Expression> expressions, RegoObject bindings) {}

  static String result(List<Row> rows) {
    if (rows.isEmpty()) {
      return "{}";
    }
    return object(0, Map.of("result", array(1, rows.stream().map(OpaJson::row).toList())));
  }

  static String errors(List<RegoError> errors) {
    return object(0, Map.of("errors", array(1, errors.stream().map(OpaJson::error).toList())));
  }

  private static String row(Row row) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put(
        "expressions", array(3, row.expressions().stream().map(OpaJson::expression).toList()));
    if (row.bindings().size() > 0) {
      fields.put("bindings", value(3, row.bindings()));
    }
    return object(2, fields);
  }

  private static String expression(Expression expression) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("value", value(5, expression.value()));
    fields.put("text", text(expression.text()));
    fields.put("location", object(5, place(expression.at())));
    return object(4, fields);
  }

  private static String error(RegoError error) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("message", text(error.message()));
    fields.put("code", text(error.code()));
    error
        .at()
        .ifPresent(
            at -> {
              Map<String, String> location = new LinkedHashMap<>();
              location.put("file", text(at.file()));
              location.putAll(place(at));
              fields.put("location", object(3, location));
            });
    return object(2, fields);
  }

  private static Map<String, String> place(Location at) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("row", Integer.toString(at.line()));
    fields.put("col", Integer.toString(at.column()));
    return fields;
  }

  private static String text(String text) {
    return GoJson.compact(RegoString.of(text));
  }

  private static String value(int depth, Value value) {
    return GoJson.pretty(value, INDENT.repeat(depth), INDENT);
  }

  private static String object(int depth, Map<String, String> fields) {
    List<String> items = new ArrayList<>();
    fields.forEach((name, written) -> items.add(text(name) + ": " + written));
    return "{" + lines(depth, items) + "}";
  }

  private static String array(int depth, List<String> items) {
    return "[" + lines(depth, items) + "]";
  }

  private static String lines(int depth, List<String> items) {
    String inner = "\n" + INDENT.repeat(depth + 1);
    return items.stream()
        .collect(Collectors.joining("," + inner, inner, "\n" + INDENT.repeat(depth)));
  }
}
