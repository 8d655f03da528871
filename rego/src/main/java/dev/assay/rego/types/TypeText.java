package dev.assay.rego.types;

import dev.assay.rego.builtin.Type;
import java.util.ArrayList;
import java.util.List;

/** Types as OPA writes them: {@code object<a: string>[any: any]}, {@code any<number, string>}. */
final class TypeText {
  private TypeText() {}

  static String of(Type type) {
    if (type instanceof Type.Scalar s) {
      return s.kind().typeName();
    } else if (type instanceof Type.SetOf s) {
      return "set[" + of(s.items()) + "]";
    } else if (type instanceof Type.Union u) {
      return "any<" + list(u.options()) + ">";
    } else if (type instanceof Type.ArrayOf a) {
      return "array"
          + (a.first().isEmpty() ? "" : "<" + list(a.first()) + ">")
          + (a.rest() == null ? "" : "[" + of(a.rest()) + "]");
    } else if (type instanceof Type.ObjectOf o) {
      List<String> properties = new ArrayList<>();
      o.properties().forEach((name, t) -> properties.add(name + ": " + of(t)));
      return "object"
          + (properties.isEmpty() ? "" : "<" + String.join(", ", properties) + ">")
          + (o.keys() == null || o.values() == null
              ? ""
              : "[" + of(o.keys()) + ": " + of(o.values()) + "]");
    }
    return "any";
  }

  static String list(List<Type> types) {
    return String.join(", ", types.stream().map(TypeText::of).toList());
  }
}
