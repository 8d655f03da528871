package dev.assay.collect.google;

import com.google.api.FieldBehavior;
import com.google.api.FieldBehaviorProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Duration;
import com.google.protobuf.ListValue;
import com.google.protobuf.Message;
import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Durations;
import com.google.protobuf.util.Timestamps;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoBoolean;
import dev.assay.rego.value.RegoNull;
import dev.assay.rego.value.RegoNumber;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers of Google's gRPC APIs as the JSON trees that its REST APIs would have sent: camelCase
 * names, enums by name, 64-bit integers as strings, durations as {@code "1209600s"}, timestamps as
 * RFC 3339. A scalar without presence that is zero is absent, as in REST.
 *
 * <p>An enum value that this release of the API's messages does not know stays visible as its
 * number. A field that it does not know is not seen: protobuf gives it a number and no name ({@link
 * #isWhole} tells). Fields that are only ever sent to Google (passwords) are left out, whatever an
 * answer holds.
 */
public final class ProtoJson {
  private ProtoJson() {}

  /** The message as REST's JSON. */
  public static RegoObject of(Message message) {
    RegoObject.Builder object = new RegoObject.Builder();
    for (Map.Entry<FieldDescriptor, Object> e : message.getAllFields().entrySet()) {
      FieldDescriptor field = e.getKey();
      if (!isInputOnly(field)) {
        object.put(field.getJsonName(), field(field, e.getValue()));
      }
    }
    return object.build();
  }

  /** Whether nothing came that this release of the API's messages has no name for. */
  public static boolean isWhole(Message message) {
    if (!message.getUnknownFields().asMap().isEmpty()) {
      return false;
    }
    for (Object value : message.getAllFields().values()) {
      for (Object item : value instanceof List<?> list ? list : List.of(value)) {
        if (item instanceof Message part && !isWhole(part)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Whether a field is only ever sent to Google and never comes back. */
  public static boolean isInputOnly(FieldDescriptor field) {
    return field
        .getOptions()
        .getExtension(FieldBehaviorProto.fieldBehavior)
        .contains(FieldBehavior.INPUT_ONLY);
  }

  /**
   * JSON of the same shape whose enums are numbers ({@code $alt=json;enum-encoding=int}), with
   * their names instead. What the descriptor does not know stays as it is.
   */
  public static RegoObject named(RegoObject json, Descriptor type) {
    RegoObject.Builder object = new RegoObject.Builder(json.size());
    json.forEach(
        (key, value) -> {
          FieldDescriptor field = key instanceof RegoString name ? byJsonName(type, name) : null;
          object.put(key, field == null ? value : named(value, field));
        });
    return object.build();
  }

  private static Value named(Value value, FieldDescriptor field) {
    if (value instanceof RegoArray array) {
      List<Value> items = new ArrayList<>(array.size());
      for (Value item : array) {
        items.add(named(item, field));
      }
      return RegoArray.of(items);
    }
    if (field.getJavaType() == FieldDescriptor.JavaType.ENUM
        && value instanceof RegoNumber number
        && number.isInteger()) {
      EnumValueDescriptor known = field.getEnumType().findValueByNumber((int) number.longValue());
      return known == null ? value : RegoString.of(known.getName());
    }
    if (value instanceof RegoObject object
        && field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
        && !field.isMapField()) {
      return named(object, field.getMessageType());
    }
    return value;
  }

  private static @Nullable FieldDescriptor byJsonName(Descriptor type, RegoString name) {
    for (FieldDescriptor field : type.getFields()) {
      if (field.getJsonName().equals(name.value())) {
        return field;
      }
    }
    return null;
  }

  private static Value field(FieldDescriptor field, Object value) {
    if (field.isMapField()) {
      return map((List<?>) value);
    }
    if (field.isRepeated()) {
      List<Value> items = new ArrayList<>();
      for (Object item : (List<?>) value) {
        items.add(single(field, item));
      }
      return RegoArray.of(items);
    }
    return single(field, value);
  }

  private static Value map(List<?> entries) {
    RegoObject.Builder object = new RegoObject.Builder();
    for (Object item : entries) {
      Message entry = (Message) item;
      FieldDescriptor key = entry.getDescriptorForType().findFieldByNumber(1);
      FieldDescriptor value = entry.getDescriptorForType().findFieldByNumber(2);
      object.put(entry.getField(key).toString(), single(value, entry.getField(value)));
    }
    return object.build();
  }

  private static Value single(FieldDescriptor field, Object value) {
    return switch (field.getType()) {
      case BOOL -> RegoBoolean.of((Boolean) value);
      case INT32, SINT32, SFIXED32 -> RegoNumber.of((Integer) value);
      case UINT32, FIXED32 -> RegoNumber.of(Integer.toUnsignedLong((Integer) value));
      case INT64, SINT64, SFIXED64 -> RegoString.of(Long.toString((Long) value));
      case UINT64, FIXED64 -> RegoString.of(Long.toUnsignedString((Long) value));
      case FLOAT -> decimal(Float.toString((Float) value));
      case DOUBLE -> decimal(Double.toString((Double) value));
      case STRING -> RegoString.of((String) value);
      case BYTES ->
          RegoString.of(Base64.getEncoder().encodeToString(((ByteString) value).toByteArray()));
      case ENUM -> enumeration((EnumValueDescriptor) value);
      case MESSAGE, GROUP -> message((Message) value);
    };
  }

  private static Value enumeration(EnumValueDescriptor value) {
    // Protobuf makes a descriptor for a number that it does not know, and gives it no place.
    return value.getIndex() < 0 ? RegoNumber.of(value.getNumber()) : RegoString.of(value.getName());
  }

  private static Value message(Message message) {
    if (message instanceof Timestamp timestamp) {
      return RegoString.of(Timestamps.toString(timestamp));
    }
    if (message instanceof Duration duration) {
      return RegoString.of(Durations.toString(duration));
    }
    if (message instanceof Struct struct) {
      return struct(struct);
    }
    return of(message);
  }

  /** JSON that Google carries inside a message, such as the resource of a Cloud Asset. */
  public static RegoObject struct(Struct struct) {
    RegoObject.Builder object = new RegoObject.Builder(struct.getFieldsCount());
    struct.getFieldsMap().forEach((key, value) -> object.put(key, value(value)));
    return object.build();
  }

  private static Value value(com.google.protobuf.Value value) {
    return switch (value.getKindCase()) {
      case NULL_VALUE, KIND_NOT_SET -> RegoNull.NULL;
      case NUMBER_VALUE -> decimal(Double.toString(value.getNumberValue()));
      case STRING_VALUE -> RegoString.of(value.getStringValue());
      case BOOL_VALUE -> RegoBoolean.of(value.getBoolValue());
      case STRUCT_VALUE -> struct(value.getStructValue());
      case LIST_VALUE -> list(value.getListValue());
    };
  }

  private static Value list(ListValue list) {
    List<Value> items = new ArrayList<>(list.getValuesCount());
    for (com.google.protobuf.Value item : list.getValuesList()) {
      items.add(value(item));
    }
    return RegoArray.of(items);
  }

  /** JSON has no NaN and no infinity: proto JSON writes them as strings. */
  private static Value decimal(String text) {
    char last = text.charAt(text.length() - 1);
    if (last == 'N' || last == 'y') {
      return RegoString.of(text);
    }
    BigDecimal decimal = new BigDecimal(text).stripTrailingZeros();
    return RegoNumber.of(decimal.scale() < 0 ? decimal.setScale(0) : decimal);
  }
}
