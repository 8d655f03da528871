package dev.assay.collect.google;

import com.google.api.FieldBehavior;
import com.google.api.FieldBehaviorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoBoolean;
import dev.assay.rego.value.RegoNumber;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Makes the JSON Schema of a kind from the descriptor of Google's message: names and types as REST
 * writes them, and for each field that may be absent what its absence means.
 */
final class KindSchema {
  private static final RegoObject TIMESTAMP =
      new RegoObject.Builder().put("type", "string").put("format", "date-time").build();
  private static final RegoObject DURATION =
      new RegoObject.Builder()
          .put("type", "string")
          .put("pattern", "^-?[0-9]+(\\.[0-9]{1,9})?s$")
          .build();

  private final Map<String, Map<String, Object>> documented;
  private final Set<String> used = new TreeSet<>();

  KindSchema() throws IOException {
    try (InputStream in = KindSchema.class.getResourceAsStream("defaults.yaml")) {
      documented = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
    }
  }

  /** The documented defaults that no field has taken: mistyped, or of a field that is gone. */
  Set<String> unused() {
    Set<String> unused = new TreeSet<>(documented.keySet());
    unused.removeAll(used);
    return unused;
  }

  RegoObject of(String kind, String description, Descriptor message, RegoObject more) {
    RegoObject.Builder properties = new RegoObject.Builder().putAll(properties(message));
    properties.putAll(more);
    return new RegoObject.Builder()
        .put("$schema", "https://json-schema.org/draft/2020-12/schema")
        .put("title", kind)
        .put("description", description)
        .put("type", "object")
        .put("properties", properties.build())
        .build();
  }

  private RegoObject properties(Descriptor message) {
    RegoObject.Builder properties = new RegoObject.Builder();
    for (FieldDescriptor field : message.getFields()) {
      if (!ProtoJson.isInputOnly(field)) {
        properties.put(field.getJsonName(), property(field));
      }
    }
    return properties.build();
  }

  private RegoObject property(FieldDescriptor field) {
    StringBuilder description = new StringBuilder(field.getFullName());
    if (has(field, FieldBehavior.OUTPUT_ONLY)) {
      description.append("; written by Google only");
    }
    if (field.getOptions().getDeprecated()) {
      description.append("; deprecated");
    }
    String key = field.getContainingType().getName() + "." + field.getName();
    Map<String, Object> entry = documented.get(key);
    Value absent = entry == null ? zero(field) : value(entry.get("means"));
    if (entry != null) {
      used.add(key);
      description.append("; default: ").append(entry.get("source"));
    }
    RegoObject.Builder property =
        new RegoObject.Builder()
            .putAll(
                field.isMapField() ? map(field) : field.isRepeated() ? list(field) : type(field))
            .put("description", description.toString());
    if (absent != null) {
      property.put("default", absent);
    }
    return property.build();
  }

  private RegoObject map(FieldDescriptor field) {
    return new RegoObject.Builder()
        .put("type", "object")
        .put("additionalProperties", type(field.getMessageType().findFieldByNumber(2)))
        .build();
  }

  private RegoObject list(FieldDescriptor field) {
    return new RegoObject.Builder().put("type", "array").put("items", type(field)).build();
  }

  private RegoObject type(FieldDescriptor field) {
    return switch (field.getType()) {
      case BOOL -> RegoObject.of("type", RegoString.of("boolean"));
      case INT32, SINT32, SFIXED32, UINT32, FIXED32 ->
          RegoObject.of("type", RegoString.of("integer"));
      case FLOAT, DOUBLE -> RegoObject.of("type", RegoString.of("number"));
      case INT64, SINT64, SFIXED64, UINT64, FIXED64 ->
          new RegoObject.Builder().put("type", "string").put("pattern", "^-?[0-9]+$").build();
      case STRING, BYTES -> RegoObject.of("type", RegoString.of("string"));
      case ENUM -> enumeration(field);
      case MESSAGE, GROUP -> message(field.getMessageType());
    };
  }

  private static RegoObject enumeration(FieldDescriptor field) {
    List<Value> names = new ArrayList<>();
    for (EnumValueDescriptor value : field.getEnumType().getValues()) {
      names.add(RegoString.of(value.getName()));
    }
    return new RegoObject.Builder().put("type", "string").put("enum", RegoArray.of(names)).build();
  }

  private RegoObject message(Descriptor message) {
    return switch (message.getFullName()) {
      case "google.protobuf.Timestamp" -> TIMESTAMP;
      case "google.protobuf.Duration" -> DURATION;
      default ->
          new RegoObject.Builder()
              .put("type", "object")
              .put("properties", properties(message))
              .build();
    };
  }

  /** What REST leaves out because it is zero. Enums have no meaning in their zero. */
  private static @Nullable Value zero(FieldDescriptor field) {
    boolean reported = has(field, FieldBehavior.OUTPUT_ONLY) || has(field, FieldBehavior.REQUIRED);
    if (reported || field.hasPresence()) {
      return null;
    }
    if (field.isMapField()) {
      return RegoObject.EMPTY;
    }
    if (field.isRepeated()) {
      return RegoArray.of();
    }
    return switch (field.getJavaType()) {
      case BOOLEAN -> RegoBoolean.FALSE;
      case INT, FLOAT, DOUBLE -> RegoNumber.of(0);
      case LONG -> RegoString.of("0");
      case STRING, BYTE_STRING -> RegoString.of("");
      case ENUM, MESSAGE -> null;
    };
  }

  private static boolean has(FieldDescriptor field, FieldBehavior behavior) {
    return field.getOptions().getExtension(FieldBehaviorProto.fieldBehavior).contains(behavior);
  }

  private static Value value(@Nullable Object yaml) {
    if (yaml instanceof Boolean b) {
      return RegoBoolean.of(b);
    }
    if (yaml instanceof Integer i) {
      return RegoNumber.of(i);
    }
    if (yaml instanceof String s) {
      return RegoString.of(s);
    }
    if (yaml instanceof List<?> list) {
      List<Value> items = new ArrayList<>();
      list.forEach(item -> items.add(value(item)));
      return RegoArray.of(items);
    }
    if (yaml instanceof Map<?, ?> map) {
      RegoObject.Builder object = new RegoObject.Builder();
      map.forEach((key, item) -> object.put(String.valueOf(key), value(item)));
      return object.build();
    }
    throw new IllegalArgumentException("defaults.yaml: no default is written as " + yaml);
  }
}
