package dev.assay.rego.builtin;

import com.google.re2j.Pattern;
import dev.assay.rego.builtin.Builtin.Call;
import dev.assay.rego.value.GoJson;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoBoolean;
import dev.assay.rego.value.RegoNumber;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Validates values by JSON Schema of the drafts 4 to 7, with the findings that OPA reports: theirs
 * are of gojsonschema, of the same texts and codes. References lead within the schema only.
 */
final class JsonSchema {
  /** A way in which the value does not match. */
  record Finding(String type, String field, String description) {
    Value toValue() {
      return new RegoObject.Builder()
          .put("type", type)
          .put("field", field)
          .put("desc", description)
          .put("error", field + ": " + description)
          .build();
    }
  }

  /** Findings about one value, and how much of it matched: the best of alternatives is shown. */
  private static final class Outcome {
    private final List<Finding> findings = new ArrayList<>();
    private int score;

    boolean valid() {
      return findings.isEmpty();
    }

    void merge(Outcome other) {
      findings.addAll(other.findings);
      score += other.score;
    }
  }

  private final Call call;
  private final Value root;
  private final Map<String, Value> references = new HashMap<>();

  JsonSchema(Call call, Value root) throws BuiltinException {
    this.call = call;
    this.root = root;
    if (!(root instanceof RegoObject || root instanceof RegoBoolean)) {
      throw new BuiltinException("schema is invalid");
    }
    new SchemaCheck(this::resolve).check(root);
  }

  List<Finding> validate(Value value) throws BuiltinException {
    return run(root, value, "(Root)").findings;
  }

  /** The schema that a reference like {@code #/definitions/port} names. */
  private Value resolve(String reference) throws BuiltinException {
    Value known = references.get(reference);
    if (known != null) {
      return known;
    }
    if (!reference.startsWith("#")) {
      throw new BuiltinException("reference outside of the schema: " + reference);
    }
    Value found = root;
    String pointer = UrlQuery.unescape(reference.substring(1), false);
    for (Value key : PathTree.parse(RegoString.of(pointer))) {
      Value index =
          found instanceof RegoArray && key.toString().matches("\"[0-9]{1,6}\"")
              ? RegoNumber.of(Long.parseLong(((RegoString) key).value()))
              : key;
      found = ObjectBuiltins.child(found, index);
      if (found == null) {
        throw new BuiltinException("Object has no key '" + text(key) + "'");
      }
    }
    references.put(reference, found);
    return found;
  }

  private Outcome run(Value schema, Value value, String at) throws BuiltinException {
    Outcome outcome = new Outcome();
    run(schema, value, at, outcome);
    return outcome;
  }

  private void run(Value schema, Value value, String at, Outcome to) throws BuiltinException {
    call.step(1);
    if (schema instanceof RegoBoolean b) {
      if (!b.value()) {
        add(to, "false", at, "False always fails validation");
      }
      return;
    }
    if (!(schema instanceof RegoObject s)) {
      return;
    }
    if (s.get("$ref") instanceof RegoString reference) {
      run(resolve(reference.value()), value, at, to);
      return;
    }
    Value types = s.get("type");
    if (types != null && !isOf(types, value)) {
      add(
          to,
          "invalid_type",
          at,
          "Invalid type. Expected: " + typesText(types) + ", given: " + typeOf(value));
      return;
    }
    combined(s, value, at, to);
    if (value instanceof RegoArray a) {
      array(s, a, at, to);
    } else if (value instanceof RegoObject o) {
      object(s, o, at, to);
    } else if (value instanceof RegoNumber n) {
      number(s, n.decimal(), at, to);
    }
    common(s, value, at, to);
    if (value instanceof RegoString text) {
      string(s, text.value(), at, to);
    }
    if (value instanceof RegoObject o && s.get("properties") instanceof RegoObject properties) {
      for (Value name : properties.keys()) {
        Value inner = o.get(name);
        if (inner != null) {
          run(child(properties, name), inner, at + "." + text(name), to);
        }
      }
    }
    to.score++;
  }

  private static Value child(RegoObject parent, Value key) {
    return Objects.requireNonNull(parent.get(key));
  }

  private static void add(Outcome to, String type, String at, String description) {
    String field = at.startsWith("(Root).") ? at.substring("(Root).".length()) : at;
    to.findings.add(new Finding(type, field, description));
  }

  private static String text(Value key) {
    return key instanceof RegoString s ? s.value() : key.toString();
  }

  private static boolean isOf(Value types, Value value) {
    for (Value type : types instanceof RegoArray several ? several.asList() : List.of(types)) {
      String name = text(type);
      if (name.equals(typeOf(value)) || (name.equals("number") && value instanceof RegoNumber)) {
        return true;
      }
    }
    return false;
  }

  private static String typeOf(Value value) {
    return value instanceof RegoNumber n && n.isInteger() ? "integer" : value.kind().typeName();
  }

  private static String typesText(Value types) {
    if (!(types instanceof RegoArray several)) {
      return text(types);
    }
    List<String> names = several.asList().stream().map(JsonSchema::text).toList();
    return names.size() == 1 ? names.get(0) : "[" + String.join(",", names) + "]";
  }

  private static List<Value> list(RegoObject schema, String key) {
    return schema.get(key) instanceof RegoArray a ? a.asList() : List.of();
  }

  private void combined(RegoObject s, Value value, String at, Outcome to) throws BuiltinException {
    List<Value> anyOf = list(s, "anyOf");
    if (!anyOf.isEmpty()) {
      Outcome best = best(anyOf, value, at);
      if (best != null) {
        add(to, "number_any_of", at, "Must validate at least one schema (anyOf)");
        to.merge(best);
      }
    }
    List<Value> oneOf = list(s, "oneOf");
    if (!oneOf.isEmpty()) {
      int valid = 0;
      for (Value option : oneOf) {
        valid += run(option, value, at).valid() ? 1 : 0;
      }
      if (valid != 1) {
        add(to, "number_one_of", at, "Must validate one and only one schema (oneOf)");
        Outcome best = valid == 0 ? best(oneOf, value, at) : null;
        if (best != null) {
          to.merge(best);
        }
      }
    }
    boolean all = true;
    for (Value part : list(s, "allOf")) {
      Outcome outcome = run(part, value, at);
      all &= outcome.valid();
      to.merge(outcome);
    }
    if (!all) {
      add(to, "number_all_of", at, "Must validate all the schemas (allOf)");
    }
    Value not = s.get("not");
    if (not != null && run(not, value, at).valid()) {
      add(to, "number_not", at, "Must not validate the schema (not)");
    }
    if (value instanceof RegoObject o && s.get("dependencies") instanceof RegoObject d) {
      dependencies(d, o, at, to);
    }
    condition(s, value, at, to);
    to.score++;
  }

  /** The outcome that matched most; {@code null} if one is valid. */
  private @Nullable Outcome best(List<Value> options, Value value, String at)
      throws BuiltinException {
    Outcome best = null;
    for (Value option : options) {
      Outcome outcome = run(option, value, at);
      if (outcome.valid()) {
        return null;
      }
      if (best == null || outcome.score > best.score) {
        best = outcome;
      }
    }
    return best;
  }

  private void dependencies(RegoObject dependencies, RegoObject value, String at, Outcome to)
      throws BuiltinException {
    for (Value key : dependencies.keys()) {
      if (value.get(key) == null) {
        continue;
      }
      Value dependency = child(dependencies, key);
      if (dependency instanceof RegoArray names) {
        for (Value name : names) {
          if (value.get(name) == null) {
            add(to, "missing_dependency", at, "Has a dependency on " + text(name));
          }
        }
      } else {
        run(dependency, value, at, to);
      }
    }
  }

  private void condition(RegoObject s, Value value, String at, Outcome to) throws BuiltinException {
    Value condition = s.get("if");
    if (condition == null) {
      return;
    }
    boolean holds = run(condition, value, at).valid();
    Value consequence = s.get(holds ? "then" : "else");
    Outcome outcome = consequence == null ? new Outcome() : run(consequence, value, at);
    if (!outcome.valid()) {
      add(
          to,
          holds ? "condition_then" : "condition_else",
          at,
          holds
              ? "Must validate \"then\" as \"if\" was valid"
              : "Must validate \"else\" as \"if\" was not valid");
      to.merge(outcome);
    }
  }

  private static void common(RegoObject s, Value value, String at, Outcome to) {
    String field = at.startsWith("(Root).") ? at.substring("(Root).".length()) : at;
    Value constant = s.get("const");
    if (constant != null && !constant.equals(value)) {
      add(to, "const", at, field + " does not match: " + GoJson.compact(constant));
    }
    if (s.get("enum") instanceof RegoArray allowed && !allowed.asList().contains(value)) {
      String texts = String.join(", ", allowed.asList().stream().map(GoJson::compact).toList());
      add(to, "enum", at, field + " must be one of the following: " + texts);
    }
    if (s.get("format") instanceof RegoString format
        && value instanceof RegoString text
        && !SchemaFormat.matches(format.value(), text.value())) {
      add(to, "format", at, "Does not match format '" + format.value() + "'");
    }
    to.score++;
  }

  private static @Nullable Long limit(RegoObject schema, String key) {
    return schema.get(key) instanceof RegoNumber n ? (Long) n.longValue() : null;
  }

  private void array(RegoObject s, RegoArray value, String at, Outcome to) throws BuiltinException {
    Value items = s.get("items");
    if (items instanceof RegoArray tuple) {
      for (int i = 0; i < value.size(); i++) {
        Value additional = s.get("additionalItems");
        if (i < tuple.size()) {
          run(tuple.get(i), value.get(i), at + "." + i, to);
        } else if (additional == RegoBoolean.FALSE) {
          add(to, "array_no_additional_items", at, "No additional items allowed on array");
          break;
        } else if (additional != null) {
          run(additional, value.get(i), at + "." + i, to);
        }
      }
    } else if (items != null) {
      for (int i = 0; i < value.size(); i++) {
        run(items, value.get(i), at + "." + i, to);
      }
    }
    Long least = limit(s, "minItems");
    if (least != null && value.size() < least) {
      add(to, "array_min_items", at, "Array must have at least " + least + " items");
    }
    Long most = limit(s, "maxItems");
    if (most != null && value.size() > most) {
      add(to, "array_max_items", at, "Array must have at most " + most + " items");
    }
    if (s.get("uniqueItems") == RegoBoolean.TRUE) {
      Map<Value, Integer> seen = new HashMap<>();
      for (int j = 0; j < value.size(); j++) {
        Integer i = seen.put(value.get(j), j);
        if (i != null) {
          add(to, "unique", at, "array items[" + i + "," + j + "] must be unique");
        }
      }
    }
    Value contains = s.get("contains");
    if (contains != null) {
      contains(contains, value, at, to);
    }
    to.score++;
  }

  private void contains(Value schema, RegoArray value, String at, Outcome to)
      throws BuiltinException {
    Outcome best = null;
    for (int i = 0; i < value.size(); i++) {
      Outcome outcome = run(schema, value.get(i), at + "." + i);
      if (outcome.valid()) {
        return;
      }
      best = best == null || outcome.score > best.score ? outcome : best;
    }
    add(to, "contains", at, "At least one of the items must match");
    if (best != null) {
      to.merge(best);
    }
  }

  private void object(RegoObject s, RegoObject value, String at, Outcome to)
      throws BuiltinException {
    Long least = limit(s, "minProperties");
    if (least != null && value.size() < least) {
      add(to, "array_min_properties", at, "Must have at least " + least + " properties");
    }
    Long most = limit(s, "maxProperties");
    if (most != null && value.size() > most) {
      add(to, "array_max_properties", at, "Must have at most " + most + " properties");
    }
    for (Value name : list(s, "required")) {
      if (value.get(name) == null) {
        add(to, "required", at, text(name) + " is required");
      } else {
        to.score++;
      }
    }
    RegoObject properties = s.get("properties") instanceof RegoObject p ? p : RegoObject.EMPTY;
    Value additional = s.get("additionalProperties");
    for (Value name : value.keys()) {
      Value inner = child(value, name);
      boolean described = patterns(s, name, inner, at, to) || properties.get(name) != null;
      if (!described && additional == RegoBoolean.FALSE) {
        add(
            to,
            "additional_property_not_allowed",
            at,
            "Additional property " + text(name) + " is not allowed");
      } else if (!described && additional != null) {
        run(additional, inner, at + "." + text(name), to);
      }
    }
    Value names = s.get("propertyNames");
    if (names != null) {
      for (Value name : value.keys()) {
        Outcome outcome = run(names, name, at);
        if (!outcome.valid()) {
          add(
              to,
              "invalid_property_name",
              at,
              "Property name of \"" + text(name) + "\" does not match");
          to.merge(outcome);
        }
      }
    }
    to.score++;
  }

  private boolean patterns(RegoObject s, Value name, Value inner, String at, Outcome to)
      throws BuiltinException {
    boolean matched = false;
    if (s.get("patternProperties") instanceof RegoObject patterns) {
      for (Value pattern : patterns.keys()) {
        if (pattern(text(pattern)).matcher(text(name)).find()) {
          matched = true;
          run(child(patterns, pattern), inner, at + "." + text(name), to);
        }
      }
    }
    return matched;
  }

  private Pattern pattern(String regex) throws BuiltinException {
    return RegexBuiltins.compile(call, regex);
  }

  private void string(RegoObject s, String value, String at, Outcome to) throws BuiltinException {
    int length = value.codePointCount(0, value.length());
    Long least = limit(s, "minLength");
    if (least != null && length < least) {
      add(to, "string_gte", at, "String length must be greater than or equal to " + least);
    }
    Long most = limit(s, "maxLength");
    if (most != null && length > most) {
      add(to, "string_lte", at, "String length must be less than or equal to " + most);
    }
    if (s.get("pattern") instanceof RegoString regex
        && !pattern(regex.value()).matcher(value).find()) {
      add(to, "pattern", at, "Does not match pattern '" + regex.value() + "'");
    }
    to.score++;
  }

  private static void number(RegoObject s, BigDecimal value, String at, Outcome to)
      throws BuiltinException {
    if (s.get("multipleOf") instanceof RegoNumber m
        && ArithmeticBuiltins.bounded(value).remainder(m.decimal()).signum() != 0) {
      add(to, "multiple_of", at, "Must be a multiple of " + m);
    }
    // In draft 4 the exclusive limits are booleans that change the meaning of the others.
    if (s.get("maximum") instanceof RegoNumber n) {
      boolean exclusive = s.get("exclusiveMaximum") == RegoBoolean.TRUE;
      upper(n, exclusive, value, at, to);
    }
    if (s.get("exclusiveMaximum") instanceof RegoNumber n) {
      upper(n, true, value, at, to);
    }
    if (s.get("minimum") instanceof RegoNumber n) {
      boolean exclusive = s.get("exclusiveMinimum") == RegoBoolean.TRUE;
      lower(n, exclusive, value, at, to);
    }
    if (s.get("exclusiveMinimum") instanceof RegoNumber n) {
      lower(n, true, value, at, to);
    }
    to.score++;
  }

  private static void upper(
      RegoNumber limit, boolean exclusive, BigDecimal value, String at, Outcome to) {
    int c = value.compareTo(limit.decimal());
    if (exclusive && c >= 0) {
      add(to, "number_lt", at, "Must be less than " + limit);
    } else if (!exclusive && c > 0) {
      add(to, "number_lte", at, "Must be less than or equal to " + limit);
    }
  }

  private static void lower(
      RegoNumber limit, boolean exclusive, BigDecimal value, String at, Outcome to) {
    int c = value.compareTo(limit.decimal());
    if (exclusive && c <= 0) {
      add(to, "number_gt", at, "Must be greater than " + limit);
    } else if (!exclusive && c < 0) {
      add(to, "number_gte", at, "Must be greater than or equal to " + limit);
    }
  }
}
