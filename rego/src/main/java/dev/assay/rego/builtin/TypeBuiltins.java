package dev.assay.rego.builtin;

import static dev.assay.rego.builtin.Signature.builtin;

import dev.assay.rego.ast.RegoException;
import dev.assay.rego.ast.RegoSource;
import dev.assay.rego.parse.Parser;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoBoolean;
import dev.assay.rego.value.RegoNull;
import dev.assay.rego.value.RegoNumber;
import dev.assay.rego.value.RegoSet;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import dev.assay.rego.value.Value.Kind;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Asking for a value's type, and casts. */
final class TypeBuiltins {
  /** What Go's {@code strconv.ParseFloat} takes, hexadecimal and special numbers left out. */
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][+-]?[0-9]{1,6})?");

  private static final Pattern SPECIAL = Pattern.compile("[+-]*(?:inf|infinity|nan)");

  private TypeBuiltins() {}

  static List<Builtin> builtins() {
    return List.of(
        builtin("rego.parse_module(string, string) {[string]: any}", (c, a) -> parsed(a)),
        is("is_null", Kind.NULL),
        is("is_boolean", Kind.BOOLEAN),
        is("is_number", Kind.NUMBER),
        is("is_string", Kind.STRING),
        is("is_array", Kind.ARRAY),
        is("is_object", Kind.OBJECT),
        is("is_set", Kind.SET),
        builtin("type_name(any) string", (c, a) -> RegoString.of(a[0].kind().typeName())),
        builtin("to_number(null|boolean|number|string) number", (c, a) -> toNumber(a[0])),
        builtin("cast_array(any) array[any]", (c, a) -> RegoArray.of(items(a))),
        builtin("cast_set(any) set[any]", (c, a) -> RegoSet.of(items(a))),
        cast("cast_string(any) string", Kind.STRING),
        cast("cast_boolean(any) boolean", Kind.BOOLEAN),
        cast("cast_null(any) null", Kind.NULL),
        cast("cast_object(any) {[any]: any}", Kind.OBJECT));
  }

  private static Builtin is(String name, Kind kind) {
    return builtin(name + "(any) boolean", (c, a) -> RegoBoolean.of(a[0].kind() == kind));
  }

  private static Builtin cast(String declaration, Kind kind) {
    return builtin(
        declaration,
        (c, a) -> {
          if (a[0].kind() == kind) {
            return a[0];
          }
          throw Operands.wrongType(0, a[0], kind.typeName());
        });
  }

  private static List<Value> items(Value[] args) throws BuiltinException {
    List<Value> items = Operands.itemsOf(args[0]);
    if (items == null) {
      throw Operands.wrongType(0, args[0], "array", "set");
    }
    return items;
  }

  private static Value parsed(Value[] a) throws BuiltinException {
    String file = Operands.string(a, 0);
    String text = Operands.string(a, 1);
    try {
      return Parser.tree(new RegoSource(file, text));
    } catch (RegoException e) {
      int count = e.errors().size();
      throw new BuiltinException(
          count + (count == 1 ? " error" : " errors") + " occurred: " + e.getMessage());
    }
  }

  private static Value toNumber(Value v) throws BuiltinException {
    if (v instanceof RegoNumber) {
      return v;
    } else if (v instanceof RegoNull) {
      return RegoNumber.of(0);
    } else if (v instanceof RegoBoolean b) {
      return RegoNumber.of(b.value() ? 1 : 0);
    } else if (v instanceof RegoString s) {
      String text = s.value();
      if (SPECIAL.matcher(text.toLowerCase(Locale.ROOT)).matches()) {
        throw Operands.wrongType(0, v, "valid number string");
      }
      if (!NUMBER.matcher(text).matches()) {
        throw new BuiltinException(
            "strconv.ParseFloat: parsing " + GoText.quote(text) + ": invalid syntax");
      }
      try {
        return RegoNumber.parse(text);
      } catch (NumberFormatException tooLong) {
        throw new BuiltinException("number is out of the range of arithmetic");
      }
    }
    throw Operands.wrongType(0, v, "null", "boolean", "number", "string");
  }
}
