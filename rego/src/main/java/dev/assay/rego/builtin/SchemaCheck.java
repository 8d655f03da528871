package dev.assay.rego.builtin;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoBoolean;
import dev.assay.rego.value.RegoNumber;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import dev.assay.rego.value.Value.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Whether a value is a JSON Schema: its keywords have values that they can have. */
final class SchemaCheck {
  /** Finds the schema that a reference names. */
  interface References {
    Value resolve(String reference) throws BuiltinException;
  }

  private static final List<String> TYPES =
      List.of("array", "boolean", "integer", "number", "null", "object", "string");
  private static final List<String> SCHEMAS =
      List.of(
          "additionalItems",
          "additionalProperties",
          "contains",
          "else",
          "if",
          "not",
          "propertyNames",
          "then");
  private static final List<String> MAPS =
      List.of("definitions", "patternProperties", "properties");
  private static final List<String> LISTS = List.of("allOf", "anyOf", "oneOf");
  private static final List<String> COUNTS =
      List.of("maxItems", "maxLength", "maxProperties", "minItems", "minLength", "minProperties");

  private final References references;
  private final Set<String> followed = new HashSet<>();

  SchemaCheck(References references) {
    this.references = references;
  }

  void check(Value schema) throws BuiltinException {
    if (schema instanceof RegoBoolean) {
      return;
    }
    if (!(schema instanceof RegoObject s)) {
      throw new BuiltinException("Expected: schema, given: Invalid JSON");
    }
    for (String keyword :
        List.of("$ref", "$schema", "$id", "id", "title", "description", "format")) {
      require(s, keyword, Kind.STRING, keyword + " must be of type string");
    }
    if (s.get("$ref") instanceof RegoString reference) {
      if (followed.add(reference.value())) {
        check(references.resolve(reference.value()));
      }
      return;
    }
    types(s);
    for (String keyword : MAPS) {
      String shown = keyword.equals("properties") ? "Properties" : keyword;
      require(s, keyword, Kind.OBJECT, shown + " must be of type object");
      if (s.get(keyword) instanceof RegoObject map) {
        for (Value name : map.keys()) {
          check(Objects.requireNonNull(map.get(name)));
        }
      }
    }
    for (String keyword : SCHEMAS) {
      Value inner = s.get(keyword);
      if (inner != null) {
        check(inner);
      }
    }
    for (String keyword : LISTS) {
      require(s, keyword, Kind.ARRAY, keyword + " must be of an array");
      if (s.get(keyword) instanceof RegoArray list) {
        for (Value inner : list) {
          check(inner);
        }
      }
    }
    Value items = s.get("items");
    if (items instanceof RegoArray tuple) {
      for (Value inner : tuple) {
        check(inner);
      }
    } else if (items != null) {
      check(items);
    }
    limits(s);
  }

  private static void require(RegoObject s, String keyword, Kind kind, String otherwise)
      throws BuiltinException {
    Value value = s.get(keyword);
    if (value != null && value.kind() != kind) {
      throw new BuiltinException(otherwise);
    }
  }

  private static void types(RegoObject s) throws BuiltinException {
    Value given = s.get("type");
    if (given == null) {
      return;
    }
    Set<String> seen = new HashSet<>();
    for (Value type : given instanceof RegoArray several ? several.asList() : List.of(given)) {
      if (!(type instanceof RegoString name)) {
        throw new BuiltinException("Invalid type. Expected: type, given: string/Array Of Strings");
      }
      if (!TYPES.contains(name.value())) {
        throw new BuiltinException(
            "has a primitive type that is NOT VALID -- given: /"
                + name.value()
                + "/ Expected valid values are:["
                + String.join(" ", TYPES)
                + "]");
      }
      if (!seen.add(name.value())) {
        throw new BuiltinException(name.value() + " type is duplicated");
      }
    }
  }

  private static void limits(RegoObject s) throws BuiltinException {
    for (String keyword : COUNTS) {
      Value value = s.get(keyword);
      if (value != null) {
        if (!(value instanceof RegoNumber n) || !n.isInteger()) {
          throw new BuiltinException(keyword + " must be of an integer");
        }
        if (n.decimal().signum() < 0) {
          throw new BuiltinException(keyword + " must be greater than or equal to 0");
        }
      }
    }
    for (String keyword : List.of("minimum", "maximum")) {
      require(s, keyword, Kind.NUMBER, keyword + " must be of a Number");
    }
    require(s, "multipleOf", Kind.NUMBER, "Invalid type. Expected: number, given: multipleOf");
    if (s.get("multipleOf") instanceof RegoNumber n && n.decimal().signum() <= 0) {
      throw new BuiltinException("multipleOf must be strictly greater than 0");
    }
    require(s, "uniqueItems", Kind.BOOLEAN, "uniqueItems must be of a boolean");
    require(s, "required", Kind.ARRAY, "required must be of an array");
    if (s.get("required") instanceof RegoArray required) {
      for (Value name : required) {
        if (!(name instanceof RegoString)) {
          throw new BuiltinException("required items must be string");
        }
      }
    }
    require(s, "enum", Kind.ARRAY, "enum must be of an array");
    require(s, "pattern", Kind.STRING, "pattern must be of a string");
    if (s.get("pattern") instanceof RegoString pattern) {
      try {
        Pattern.compile(pattern.value());
      } catch (PatternSyntaxException e) {
        throw new BuiltinException("pattern must be a valid regex");
      }
    }
  }
}
