package dev.assay.audit;

import dev.assay.rego.value.Json;
import dev.assay.rego.value.RegoBoolean;
import dev.assay.rego.value.RegoNumber;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import dev.assay.report.Finding.Evidence;
import dev.assay.report.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a rule puts into {@code fail}: a text, or an object of {@code message} and perhaps {@code
 * at}, {@code evidence} (an object) and {@code severity}. Anything else is a violation all the
 * same, told as it is.
 */
record Violation(String message, String at, Severity severity) {
  private static final int READABLE = 200;

  static Violation of(Value value, Severity usual) {
    if (!(value instanceof RegoObject object)
        || !(object.get("message") instanceof RegoString message)) {
      return new Violation(text(value), "", usual);
    }
    String told = message.value();
    Severity severity = usual;
    Value label = object.get("severity");
    if (label != null) {
      Optional<Severity> own = Severity.of(text(label));
      severity = own.orElse(usual);
      told += own.isPresent() ? "" : " (The rule gives it the unknown severity " + label + ".)";
    }
    Value at = object.get("at");
    return new Violation(told, at == null ? "" : text(at), severity);
  }

  /** What the rule itself gives as evidence, if it does. */
  static Optional<RegoObject> given(Value value) {
    return value instanceof RegoObject object
            && object.get("message") instanceof RegoString
            && object.get("evidence") instanceof RegoObject given
        ? Optional.of(given)
        : Optional.empty();
  }

  /** What a rule {@link #given gives}, as text. */
  static List<Evidence> evidence(Value given) {
    List<Evidence> evidence = new ArrayList<>();
    if (given instanceof RegoObject object) {
      object.forEach((path, seen) -> evidence.add(evidence(text(path), seen)));
    }
    return evidence;
  }

  /** A value as JSON, cut to a readable length. */
  static Evidence evidence(String path, Value value) {
    String json = json(value);
    if (json.length() > READABLE) {
      int end = Character.isHighSurrogate(json.charAt(READABLE - 1)) ? READABLE - 1 : READABLE;
      json = json.substring(0, end) + "…";
    }
    return new Evidence(path, json);
  }

  /** Most of what is shown is a number, or true or false. */
  private static String json(Value value) {
    if (value instanceof RegoBoolean b) {
      return String.valueOf(b.value());
    }
    return value instanceof RegoNumber n && n.isLong()
        ? String.valueOf(n.longValue())
        : Json.write(value);
  }

  private static String text(Value value) {
    return value instanceof RegoString s ? s.value() : Json.write(value);
  }
}
