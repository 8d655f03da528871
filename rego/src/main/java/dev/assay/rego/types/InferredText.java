package dev.assay.rego.types;

import dev.assay.rego.value.RegoString;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Inferred types as OPA writes them: {@code object<a: string>[any: any]}; unknown is {@code ???}.
 */
final class InferredText {
  private InferredText() {}

  static String of(Inferred type) {
    if (type instanceof Inferred.Scalar s) {
      return s.kind().typeName();
    } else if (type instanceof Inferred.Members s) {
      return "set[" + of(s.of()) + "]";
    } else if (type instanceof Inferred.Either e) {
      return e.options().isEmpty()
          ? "any"
          : e.options().stream()
              .map(InferredText::of)
              .sorted()
              .collect(Collectors.joining(", ", "any<", ">"));
    } else if (type instanceof Inferred.Items a) {
      return "array"
          + (a.first().isEmpty() ? "" : "<" + list(a.first()) + ">")
          + (a.rest() == Inferred.UNKNOWN ? "" : "[" + of(a.rest()) + "]");
    } else if (type instanceof Inferred.Entries o) {
      List<String> known = new ArrayList<>();
      o.known()
          .forEach(
              (key, t) ->
                  known.add(
                      (key instanceof RegoString s ? s.value() : key.toString()) + ": " + of(t)));
      return "object"
          + (known.isEmpty() ? "" : "<" + String.join(", ", known) + ">")
          + (o.open() ? "[" + of(o.keys()) + ": " + of(o.values()) + "]" : "");
    } else if (type instanceof Inferred.Function f) {
      return "(" + list(f.parameters()) + ") => " + of(f.result());
    }
    return "???";
  }

  static String list(List<Inferred> types) {
    return String.join(", ", types.stream().map(InferredText::of).toList());
  }
}
