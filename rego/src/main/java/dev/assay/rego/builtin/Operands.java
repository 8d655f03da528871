package dev.assay.rego.builtin;

import dev.assay.rego.builtin.BuiltinException.Code;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoNumber;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoSet;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes a function's arguments as what they must be, or says in OPA's words what is wrong with
 * them. Positions count from 0 here and from 1 in messages.
 */
final class Operands {
  private Operands() {}

  static String string(Value[] args, int i) throws BuiltinException {
    if (args[i] instanceof RegoString s) {
      return s.value();
    }
    throw wrongType(i, args[i], "string");
  }

  static RegoNumber number(Value[] args, int i) throws BuiltinException {
    if (args[i] instanceof RegoNumber n) {
      return n;
    }
    throw wrongType(i, args[i], "number");
  }

  /** An integer; those beyond {@code int} are cut to its range. */
  static int integer(Value[] args, int i) throws BuiltinException {
    RegoNumber n = number(args, i);
    if (n.isLong()) {
      return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, n.longValue()));
    }
    throw wrong(i, "must be integer number but got floating-point number");
  }

  /** An integer of any size, however it is written: {@code 1e3} is one. */
  static BigInteger bigInteger(Value[] args, int i) throws BuiltinException {
    if (!(args[i] instanceof RegoNumber n)) {
      throw wrongType(i, args[i], "integer");
    }
    if (!n.isInteger()) {
      throw wrong(i, "must be integer number but got floating-point number");
    }
    return ArithmeticBuiltins.bounded(n.decimal()).toBigIntegerExact();
  }

  static RegoArray array(Value[] args, int i) throws BuiltinException {
    if (args[i] instanceof RegoArray a) {
      return a;
    }
    throw wrongType(i, args[i], "array");
  }

  static RegoSet set(Value[] args, int i) throws BuiltinException {
    if (args[i] instanceof RegoSet s) {
      return s;
    }
    throw wrongType(i, args[i], "set");
  }

  static RegoObject object(Value[] args, int i) throws BuiltinException {
    if (args[i] instanceof RegoObject o) {
      return o;
    }
    throw wrongType(i, args[i], "object");
  }

  /** The items of an array or a set. */
  static List<Value> items(Value[] args, int i) throws BuiltinException {
    List<Value> items = itemsOf(args[i]);
    if (items == null) {
      throw wrongType(i, args[i], "set", "array");
    }
    return items;
  }

  static @Nullable List<Value> itemsOf(Value value) {
    if (value instanceof RegoArray a) {
      return a.asList();
    }
    return value instanceof RegoSet s ? s.asList() : null;
  }

  /** The strings of an array or a set. */
  static List<String> strings(Value[] args, int i) throws BuiltinException {
    List<Value> items = items(args, i);
    List<String> strings = new ArrayList<>(items.size());
    for (Value item : items) {
      if (!(item instanceof RegoString s)) {
        throw wrongItem(i, args[i], item, "string");
      }
      strings.add(s.value());
    }
    return strings;
  }

  static BuiltinException wrongType(int i, Value got, String... expected) {
    String must =
        expected.length == 1 ? expected[0] : "one of {" + String.join(", ", expected) + "}";
    return wrong(i, "must be " + must + " but got " + got.kind().typeName());
  }

  static BuiltinException wrongItem(int i, Value whole, Value item, String expected) {
    String kind = whole.kind().typeName();
    return wrong(
        i,
        String.format(
            "must be %s of %ss but got %s containing %s",
            kind, expected, kind, item.kind().typeName()));
  }

  static BuiltinException wrong(int i, String what) {
    return new BuiltinException(Code.TYPE, "operand " + (i + 1) + " " + what);
  }
}
