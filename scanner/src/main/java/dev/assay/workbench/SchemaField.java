package dev.assay.workbench;

import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoBoolean;
import dev.assay.rego.value.RegoNumber;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A single value that a kind's data may hold.
 *
 * @param path names separated by dots
 * @param examples two values that differ
 * @param hasDefault whether the audit fills it in where it is absent
 */
record SchemaField(String path, List<Value> examples, boolean hasDefault) {
  SchemaField {
    examples = List.copyOf(examples);
  }

  /** The fields of a schema that can be written with dots; what is easiest to judge comes first. */
  static List<SchemaField> of(RegoObject schema) {
    List<SchemaField> fields = new ArrayList<>();
    collect(schema, "", false, fields);
    fields.sort(
        Comparator.comparing(SchemaField::hasDefault)
            .thenComparing(f -> !(f.examples().get(0) instanceof RegoBoolean))
            .thenComparing(f -> f.path().chars().filter(c -> c == '.').count())
            .thenComparing(SchemaField::path));
    return fields;
  }

  private static void collect(
      RegoObject schema, String prefix, boolean defaulted, List<SchemaField> fields) {
    if (!(schema.get("properties") instanceof RegoObject properties)) {
      return;
    }
    properties.forEach(
        (key, property) -> {
          if (key instanceof RegoString name
              && name.value().matches("[A-Za-z_][A-Za-z0-9_]*")
              && property instanceof RegoObject p) {
            String path = prefix + name.value();
            boolean filled = defaulted || p.get("default") != null;
            List<Value> examples = examples(p);
            if (!examples.isEmpty()) {
              fields.add(new SchemaField(path, examples, filled));
            }
            collect(p, path + ".", filled, fields);
          }
        });
  }

  private static List<Value> examples(RegoObject property) {
    if (property.get("enum") instanceof RegoArray values && values.size() > 1) {
      return values.asList().subList(0, 2);
    }
    return switch (property.get("type") instanceof RegoString type ? type.value() : "") {
      case "boolean" -> List.of(RegoBoolean.TRUE, RegoBoolean.FALSE);
      case "string" -> Stream.of("bad", "good").<Value>map(RegoString::of).toList();
      case "integer", "number" -> List.of(RegoNumber.of(0), RegoNumber.of(1));
      default -> List.of();
    };
  }

  /** An object with this field only, in JSON, which is YAML too. */
  String with(Value value) {
    String[] names = path.split("\\.", -1);
    String object = value.toString();
    for (int i = names.length - 1; i >= 0; i--) {
      object = "{" + names[i] + ": " + object + "}";
    }
    return object;
  }
}
