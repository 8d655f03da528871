package dev.assay.rego.builtin;

import static dev.assay.rego.builtin.Signature.builtin;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.assay.rego.builtin.Builtin.Call;
import dev.assay.rego.value.GoJson;
import dev.assay.rego.value.Json;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoBoolean;
import dev.assay.rego.value.RegoNull;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** {@code json.*}: text, paths and patches. */
final class JsonBuiltins {
  private JsonBuiltins() {}

  static List<Builtin> builtins() {
    return List.of(
        builtin("json.marshal(any) string", (c, a) -> text(c, GoJson.compact(a[0], c))),
        builtin(
            "json.marshal_with_options(any, {pretty: boolean, indent: string, prefix: string,"
                + " [string]: any}) string",
            JsonBuiltins::marshalWithOptions),
        builtin("json.unmarshal(string) any", JsonBuiltins::unmarshal),
        builtin("json.is_valid(string) boolean", (c, a) -> RegoBoolean.of(isValid(c, a[0]))),
        builtin(
            "json.filter({[any]: any}, array[string|array[any]]|set[string|array[any]]) any",
            (c, a) -> {
              Value object = Operands.object(a, 0);
              return PathTree.of(c, a, 1).keep(c, object);
            }),
        builtin(
            "json.remove({[any]: any}, array[string|array[any]]|set[string|array[any]]) any",
            (c, a) -> {
              Value object = Operands.object(a, 0);
              return PathTree.of(c, a, 1).remove(c, object);
            }),
        builtin(
            "json.patch(any, array[{op: string, path: any, [any]: any}]) any",
            (c, a) -> JsonPatch.apply(c, a[0], Operands.array(a, 1))),
        builtin(
            "json.match_schema(string|{[any]: any}, string|{[any]: any}) "
                + "[boolean, array[{desc: string, error: string, field: string, type: string}]]",
            JsonBuiltins::matchSchema),
        builtin(
            "json.verify_schema(string|{[any]: any}) [boolean, null|string]",
            JsonBuiltins::verifySchema),
        builtin("yaml.marshal(any) string", (c, a) -> text(c, YamlText.write(c, a[0]))),
        builtin("yaml.unmarshal(string) any", (c, a) -> YamlText.parse(c, Operands.string(a, 0))),
        builtin("yaml.is_valid(string) boolean", (c, a) -> RegoBoolean.of(isYaml(c, a[0]))));
  }

  private static RegoString text(Call call, String text) {
    call.step(text.length());
    return RegoString.of(text);
  }

  private static Value marshalWithOptions(Call call, Value[] args) throws BuiltinException {
    var options = Operands.object(args, 1);
    String indent = "\t";
    String prefix = "";
    boolean implied = false;
    RegoBoolean pretty = null;
    for (Value key : options.keys()) {
      Value option = Objects.requireNonNull(options.get(key));
      String name = key instanceof RegoString s ? s.value() : key.toString();
      switch (name) {
        case "prefix", "indent" -> {
          if (!(option instanceof RegoString text)) {
            throw Operands.wrong(1, "key \"" + name + "\" failed cast to string");
          }
          implied = true;
          prefix = name.equals("prefix") ? text.value() : prefix;
          indent = name.equals("indent") ? text.value() : indent;
        }
        case "pretty" -> {
          if (!(option instanceof RegoBoolean given)) {
            throw Operands.wrong(1, "key \"" + name + "\" failed cast to bool");
          }
          pretty = given;
        }
        default -> throw Operands.wrong(1, "object contained unknown key \"" + name + "\"");
      }
    }
    return text(
        call,
        (pretty == null ? implied : pretty.value())
            ? prefix + GoJson.pretty(args[0], prefix, indent, call)
            : GoJson.compact(args[0], call));
  }

  static Value unmarshal(Call call, Value[] args) throws BuiltinException {
    String text = Operands.string(args, 0);
    call.step(text.length());
    try {
      return new Json().read(new WatchedReader(text, call));
    } catch (JsonProcessingException e) {
      throw new BuiltinException(e.getOriginalMessage());
    } catch (IOException e) {
      throw new BuiltinException(String.valueOf(e.getMessage()));
    }
  }

  private static boolean isValid(Call call, Value value) {
    if (!(value instanceof RegoString s)) {
      return false;
    }
    call.step(s.value().length());
    try {
      new Json().read(new WatchedReader(s.value(), call));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isYaml(Call call, Value value) {
    try {
      if (value instanceof RegoString s) {
        YamlText.parse(call, s.value());
        return true;
      }
      return false;
    } catch (BuiltinException e) {
      return false;
    }
  }

  /** An object or array, or the JSON text of any value. */
  private static Value document(Value given) throws BuiltinException {
    if (given instanceof RegoString text) {
      try {
        return Json.parse(text.value());
      } catch (IOException e) {
        throw new BuiltinException("invalid JSON string");
      }
    }
    if (given instanceof RegoObject || given instanceof RegoArray) {
      return given;
    }
    throw new BuiltinException("wrong type, expected string or object");
  }

  private static Value matchSchema(Call call, Value[] args) throws BuiltinException {
    Value document = document(args[0]);
    List<Value> findings = new ArrayList<>();
    for (JsonSchema.Finding finding : new JsonSchema(call, document(args[1])).validate(document)) {
      findings.add(finding.toValue());
    }
    return RegoArray.of(RegoBoolean.of(findings.isEmpty()), RegoArray.of(findings));
  }

  private static Value verifySchema(Call call, Value[] args) {
    try {
      new JsonSchema(call, document(args[0]));
      return RegoArray.of(RegoBoolean.TRUE, RegoNull.NULL);
    } catch (BuiltinException e) {
      return RegoArray.of(RegoBoolean.FALSE, RegoString.of("jsonschema: " + e.getMessage()));
    }
  }
}
