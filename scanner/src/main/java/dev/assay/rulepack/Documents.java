package dev.assay.rulepack;

import dev.assay.rego.builtin.Type;
import dev.assay.rego.types.JsonSchemaTypes;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The types of what a rule is given: {@code input} with a resource of its kind and its parameters,
 * and {@code data.estate} with the resources of every kind.
 */
final class Documents {
  private final Map<String, Type> resources = new HashMap<>();
  private final Type estate;

  /**
   * @throws IllegalArgumentException if a schema refers to what is not there
   */
  Documents(Schemas schemas) {
    Map<String, Type> byKind = new HashMap<>();
    for (String kind : schemas.kinds()) {
      Type resource = resource(schemas.of(kind).map(JsonSchemaTypes::typeOf).orElse(Type.ANY));
      resources.put(kind, resource);
      byKind.put(kind, Type.array(resource));
    }
    Type some = resource(Type.ANY);
    estate =
        record(
            Map.of(
                "by_kind",
                record(byKind),
                "by_id",
                Type.object(Type.STRING, some),
                "children",
                Type.object(Type.STRING, Type.array(some))));
  }

  /** By the path of the document. */
  Map<String, Type> of(RuleHeader header) {
    Map<String, Type> parameters = new HashMap<>();
    header.parameters().forEach((name, p) -> parameters.put(name, type(p)));
    Type resource = resources.getOrDefault(header.info().kind(), Type.ANY);
    return Map.of(
        "input",
        record(Map.of("resource", resource, "parameters", record(parameters))),
        "data.estate",
        estate);
  }

  private static Type resource(Type data) {
    return record(
        Map.of(
            "kind", Type.STRING,
            "id", Type.STRING,
            "parent", Type.STRING,
            "source", Type.STRING,
            "data", data));
  }

  private static Type record(Map<String, Type> fields) {
    @Nullable Type none = null;
    return new Type.ObjectOf(fields, none, none);
  }

  private static Type type(Parameter parameter) {
    return switch (parameter.type()) {
      case BOOLEAN -> Type.BOOLEAN;
      case INTEGER, NUMBER -> Type.NUMBER;
      case STRING -> Type.STRING;
      case ARRAY -> Type.array(Type.ANY);
      case OBJECT -> Type.object(Type.STRING, Type.ANY);
    };
  }
}
