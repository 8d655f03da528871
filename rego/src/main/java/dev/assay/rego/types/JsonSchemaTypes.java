package dev.assay.rego.types;

import dev.assay.rego.builtin.Type;
import dev.assay.rego.value.Json;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoBoolean;
import dev.assay.rego.value.RegoNumber;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Types from JSON Schema (2020-12): {@code type}, {@code properties}, {@code items}, {@code
 * prefixItems}, {@code additionalProperties}, {@code enum}, {@code const}, {@code anyOf}, {@code
 * oneOf}, {@code allOf} and local {@code $ref}; other keywords say nothing about the type. An
 * object with {@code properties} has no other keys unless {@code additionalProperties} says so, so
 * that a mistyped path is found.
 */
public final class JsonSchemaTypes {
  private final Value root;

  /** References that are being followed: a schema that contains itself ends in "any". */
  private final Set<String> open = new HashSet<>();

  private JsonSchemaTypes(Value root) {
    this.root = root;
  }

  /**
   * The type of the values that a schema allows.
   *
   * @throws IllegalArgumentException if a reference leads nowhere
   */
  public static Type typeOf(Value schema) {
    return new JsonSchemaTypes(schema).type(schema);
  }

  private Type type(Value schema) {
    if (!(schema instanceof RegoObject s)) {
      return Type.ANY;
    }
    if (s.get("$ref") instanceof RegoString reference) {
      return referenced(reference.value());
    }
    if (s.get("const") != null) {
      return Shape.of(Objects.requireNonNull(s.get("const")));
    }
    if (s.get("enum") instanceof RegoArray allowed) {
      return Shape.union(allowed.asList().stream().map(Shape::of).toList());
    }
    List<Type> options = new ArrayList<>();
    for (String keyword : List.of("anyOf", "oneOf")) {
      if (s.get(keyword) instanceof RegoArray list) {
        list.forEach(option -> options.add(type(option)));
      }
    }
    if (!options.isEmpty()) {
      return Shape.union(options);
    }
    if (s.get("allOf") instanceof RegoArray list) {
      List<Type> parts = new ArrayList<>();
      list.forEach(part -> parts.add(type(part)));
      if (s.get("properties") != null) {
        parts.add(object(s));
      }
      return Shape.merged(parts);
    }
    Value named = s.get("type");
    if (named instanceof RegoArray several) {
      List<Type> each = new ArrayList<>();
      several.forEach(name -> each.add(named(name, s)));
      return Shape.union(each);
    }
    if (named != null) {
      return named(named, s);
    }
    return s.get("properties") != null ? object(s) : s.get("items") != null ? array(s) : Type.ANY;
  }

  private Type named(Value name, RegoObject schema) {
    return switch (name instanceof RegoString s ? s.value() : "") {
      case "null" -> Type.NULL;
      case "boolean" -> Type.BOOLEAN;
      case "integer", "number" -> Type.NUMBER;
      case "string" -> Type.STRING;
      case "array" -> array(schema);
      case "object" -> object(schema);
      default -> Type.ANY;
    };
  }

  private Type array(RegoObject schema) {
    List<Type> first = new ArrayList<>();
    if (schema.get("prefixItems") instanceof RegoArray items) {
      items.forEach(item -> first.add(type(item)));
    }
    Value items = schema.get("items");
    return new Type.ArrayOf(
        first, items == RegoBoolean.FALSE ? null : items == null ? Type.ANY : type(items));
  }

  private Type object(RegoObject schema) {
    Shape.ObjectBuilder object = new Shape.ObjectBuilder();
    RegoObject properties = schema.get("properties") instanceof RegoObject p ? p : RegoObject.EMPTY;
    properties.forEach((name, property) -> object.put(name, Type.STRING, type(property)));
    Value others = schema.get("additionalProperties");
    boolean open = others == null ? properties.size() == 0 : others != RegoBoolean.FALSE;
    if (open) {
      object.put(null, Type.STRING, others instanceof RegoObject ? type(others) : Type.ANY);
    }
    return object.build();
  }

  private Type referenced(String reference) {
    if (!open.add(reference)) {
      return Type.ANY;
    }
    Value found = root;
    for (String part : reference.replaceFirst("^#/?", "").split("/", -1)) {
      if (!part.isEmpty()) {
        String key = part.replace("~1", "/").replace("~0", "~");
        Value next =
            found instanceof RegoObject o
                ? o.get(key)
                : found instanceof RegoArray a && key.matches("[0-9]{1,6}")
                    ? a.get(RegoNumber.of(Long.parseLong(key)))
                    : null;
        if (next == null) {
          throw new IllegalArgumentException(
              "schema reference " + reference + " leads nowhere in " + Json.write(root));
        }
        found = next;
      }
    }
    Type type = type(found);
    open.remove(reference);
    return type;
  }
}
