package dev.assay.rego.builtin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a built-in function's declaration, {@code name(type, …) result}.
 *
 * <p>Types are {@code any}, {@code null}, {@code boolean}, {@code number}, {@code string}, {@code
 * array[T]}, {@code set[T]}, {@code [T, T]} for an array item by item, {@code {name: T, [K]: V}}
 * for an object with known and other keys, and {@code T|T}.
 */
final class Signature {
  private final String text;
  private int at;

  private Signature(String text) {
    this.text = text;
  }

  /** A function whose equal arguments give equal results within one evaluation. */
  static Builtin builtin(String declaration, Builtin.Function function) {
    return new Signature(declaration).read(true, function);
  }

  /** A function that is called for what it does, not only for its result. */
  static Builtin effect(String declaration, Builtin.Function function) {
    return new Signature(declaration).read(false, function);
  }

  private Builtin read(boolean pure, Builtin.Function function) {
    int open = text.indexOf('(');
    String name = text.substring(0, open);
    at = open;
    List<Type> parameters = list(')');
    Type result = type();
    if (at != text.length()) {
      throw wrong();
    }
    return new Builtin(
        name,
        parameters,
        result,
        pure,
        (call, arguments) -> {
          try {
            return function.call(call, arguments);
          } catch (BuiltinException e) {
            throw e.in(name);
          }
        });
  }

  /** Types between brackets, the cursor being on the opening one. */
  private List<Type> list(char close) {
    at++;
    List<Type> types = new ArrayList<>();
    while (!take(close)) {
      types.add(type());
      take(',');
    }
    return types;
  }

  private Type type() {
    List<Type> options = new ArrayList<>();
    do {
      options.add(option());
    } while (take('|'));
    return options.size() == 1 ? options.get(0) : new Type.Union(options);
  }

  private Type option() {
    spaces();
    if (text.charAt(at) == '[') {
      return new Type.ArrayOf(list(']'), null);
    }
    if (text.charAt(at) == '{') {
      return object();
    }
    String word = word();
    return switch (word) {
      case "any" -> Type.ANY;
      case "null" -> Type.NULL;
      case "boolean" -> Type.BOOLEAN;
      case "number" -> Type.NUMBER;
      case "string" -> Type.STRING;
      case "array" -> Type.array(list(']').get(0));
      case "set" -> Type.set(list(']').get(0));
      default -> throw wrong();
    };
  }

  private Type object() {
    at++;
    Map<String, Type> properties = new LinkedHashMap<>();
    Type keys = null;
    Type values = null;
    while (!take('}')) {
      if (text.charAt(at) == '[') {
        keys = list(']').get(0);
        values = afterColon();
      } else {
        properties.put(word(), afterColon());
      }
      take(',');
    }
    return new Type.ObjectOf(properties, keys, values);
  }

  private Type afterColon() {
    if (!take(':')) {
      throw wrong();
    }
    return type();
  }

  private String word() {
    int start = at;
    while (at < text.length() && Character.isLetter(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at);
  }

  private boolean take(char c) {
    spaces();
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      spaces();
      return true;
    }
    return false;
  }

  private void spaces() {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
  }

  private IllegalArgumentException wrong() {
    return new IllegalArgumentException("declaration of a built-in, at " + at + ": " + text);
  }
}
