package dev.assay.rego.value;

/**
 * A Rego value: null, a boolean, a number, a string, an array, an object or a set. Values are
 * immutable. Equality and order are OPA's: {@code null < booleans < numbers < strings < arrays <
 * objects < sets}, numbers by their numeric value ({@code 1 == 1.0}), strings by code point. The
 * absence of a value ("undefined") is never a {@code Value}; methods that may be undefined return
 * {@code null}.
 */
public sealed interface Value extends Comparable<Value>
    permits RegoNull, RegoBoolean, RegoNumber, RegoString, RegoArray, RegoObject, RegoSet {

  /** The kinds in the order in which values of different kinds compare. */
  enum Kind {
    NULL,
    BOOLEAN,
    NUMBER,
    STRING,
    ARRAY,
    OBJECT,
    SET;

    /** The name by which {@code type_name} and error messages call this kind. */
    public String typeName() {
      return switch (this) {
        case NULL -> "null";
        case BOOLEAN -> "boolean";
        case NUMBER -> "number";
        case STRING -> "string";
        case ARRAY -> "array";
        case OBJECT -> "object";
        case SET -> "set";
      };
    }
  }

  Kind kind();

  /**
   * How much there is to write of the value: one for each item, entry and eight characters, as
   * often as they occur; {@link Integer#MAX_VALUE} for that and more.
   */
  default int weight() {
    return 1;
  }

  /** False only for the boolean {@code false}: the one defined value that fails an expression. */
  default boolean isTruthy() {
    return this != RegoBoolean.FALSE;
  }
}
