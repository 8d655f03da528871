package dev.assay.snapshot;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoBoolean;
import dev.assay.rego.value.RegoNull;
import dev.assay.rego.value.RegoNumber;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON into values that share what they have in common: every key, and short texts that come
 * again and again (owners, states, types). A hundred thousand indexes have thirty keys between
 * them.
 */
final class ValuePool {
  private static final int SHORT = 64;
  private static final int MOST = 100_000;

  private final Map<String, RegoString> strings = new HashMap<>();
  private final Map<String, RegoString> keys = new HashMap<>();

  /** The value at the parser's current token; leaves the parser at the value's last token. */
  Value read(JsonParser json) throws IOException {
    JsonToken token = json.currentToken();
    return switch (token) {
      case START_OBJECT -> object(json);
      case START_ARRAY -> array(json);
      case VALUE_STRING -> text(json.getText());
      case VALUE_NUMBER_INT ->
          json.getNumberType() == JsonParser.NumberType.BIG_INTEGER
              ? RegoNumber.of(json.getDecimalValue())
              : RegoNumber.of(json.getLongValue());
      case VALUE_NUMBER_FLOAT -> RegoNumber.of(json.getDecimalValue());
      case VALUE_TRUE -> RegoBoolean.TRUE;
      case VALUE_FALSE -> RegoBoolean.FALSE;
      case VALUE_NULL -> RegoNull.NULL;
      default -> throw new IllegalStateException("no value begins with " + token);
    };
  }

  /** A text of few different values, e.g. a kind or a parent's id. */
  String shared(String text) {
    return keys.computeIfAbsent(text, RegoString::of).value();
  }

  private RegoString text(String text) {
    if (text.length() > SHORT) {
      return RegoString.of(text);
    }
    RegoString known = strings.get(text);
    if (known == null) {
      known = RegoString.of(text);
      if (strings.size() < MOST) {
        strings.put(text, known);
      }
    }
    return known;
  }

  private RegoObject object(JsonParser json) throws IOException {
    List<RegoString> names = new ArrayList<>();
    List<Value> values = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      names.add(keys.computeIfAbsent(json.currentName(), RegoString::of));
      json.nextToken();
      values.add(read(json));
    }
    RegoObject.Builder builder = new RegoObject.Builder(names.size());
    for (int i = 0; i < names.size(); i++) {
      builder.put(names.get(i), values.get(i));
    }
    return builder.build();
  }

  private RegoArray array(JsonParser json) throws IOException {
    List<Value> items = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      items.add(read(json));
    }
    return RegoArray.of(items);
  }
}
