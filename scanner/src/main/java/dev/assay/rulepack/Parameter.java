package dev.assay.rulepack;

import dev.assay.rego.value.Json;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoBoolean;
import dev.assay.rego.value.RegoNumber;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What a user may set of a rule.
 *
 * @param value the default
 */
public record Parameter(String name, Type type, Value value, String description) {

  /** What values a parameter takes. */
  public enum Type {
    BOOLEAN("true or false"),
    INTEGER("a whole number"),
    NUMBER("a number"),
    STRING("a text"),
    ARRAY("a list, as JSON or separated by commas"),
    OBJECT("a JSON object");

    private final String words;

    Type(String words) {
      this.words = words;
    }

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Type> of(String label) {
      return Arrays.stream(values()).filter(t -> t.label().equals(label)).findFirst();
    }

    boolean holds(Value value) {
      return switch (this) {
        case BOOLEAN -> value instanceof RegoBoolean;
        case INTEGER -> value instanceof RegoNumber n && n.isInteger();
        case NUMBER -> value instanceof RegoNumber;
        case STRING -> value instanceof RegoString;
        case ARRAY -> value instanceof RegoArray;
        case OBJECT -> value instanceof RegoObject;
      };
    }

    /** For an error message: what to write. */
    String words() {
      return words;
    }
  }

  /** The value that a text stands for on a command line; empty if it is none of the type's. */
  Optional<Value> parse(String text) {
    Value value;
    try {
      value =
          switch (type) {
            case STRING -> RegoString.of(text);
            case ARRAY -> text.stripLeading().startsWith("[") ? Json.parse(text) : list(text);
            case BOOLEAN, INTEGER, NUMBER, OBJECT -> Json.parse(text);
          };
    } catch (IOException e) {
      return Optional.empty();
    }
    return type.holds(value) ? Optional.of(value) : Optional.empty();
  }

  private static RegoArray list(String text) {
    return text.isBlank()
        ? RegoArray.of()
        : RegoArray.of(
            Arrays.stream(text.split(",", -1))
                .map(item -> (Value) RegoString.of(item.strip()))
                .toList());
  }
}
