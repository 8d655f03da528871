package dev.assay.rego.builtin;

import dev.assay.rego.value.Value.Kind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What values a place can hold, as far as it is known before evaluation. */
public sealed interface Type {
  Type ANY = new Any();
  Type NULL = new Scalar(Kind.NULL);
  Type BOOLEAN = new Scalar(Kind.BOOLEAN);
  Type NUMBER = new Scalar(Kind.NUMBER);
  Type STRING = new Scalar(Kind.STRING);

  /** Every value. */
  record Any() implements Type {}

  /** Null, a boolean, a number or a string. */
  record Scalar(Kind kind) implements Type {}

  /**
   * @param first the types of the first items, where they are known one by one
   * @param rest the type of all further items; {@code null} if there are none
   */
  record ArrayOf(List<Type> first, @Nullable Type rest) implements Type {}

  record SetOf(Type items) implements Type {}

  /**
   * @param properties the types of known keys
   * @param keys the type of all other keys; {@code null} if there are none
   * @param values the type of the values of all other keys
   */
  record ObjectOf(Map<String, Type> properties, @Nullable Type keys, @Nullable Type values)
      implements Type {}

  /** One of several types. */
  record Union(List<Type> options) implements Type {}

  static Type array(Type items) {
    return new ArrayOf(List.of(), items);
  }

  static Type set(Type items) {
    return new SetOf(items);
  }

  static Type object(Type keys, Type values) {
    return new ObjectOf(Map.of(), keys, values);
  }

  static Type union(Type... options) {
    return new Union(List.of(options));
  }
}
