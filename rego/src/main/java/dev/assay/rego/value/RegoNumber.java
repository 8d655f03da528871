package dev.assay.rego.value;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A number of any size and precision. Numbers that fit are held as a {@code long}; all others as
 * the decimal they were written as, and with that text.
 */
public final class RegoNumber implements Value {
  private static final RegoNumber[] SMALL = new RegoNumber[1280];

  static {
    for (int i = 0; i < SMALL.length; i++) {
      SMALL[i] = new RegoNumber(i - 256, null);
    }
  }

  private static final Pattern JSON =
      Pattern.compile("-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][-+]?[0-9]+)?");

  /** Reading takes time with the square of the length. */
  private static final int LONGEST = 10_000;

  private final long integer;
  private final @Nullable Written written;

  /** A decimal and its text. */
  private record Written(BigDecimal decimal, String text) {}

  private RegoNumber(long integer, @Nullable Written written) {
    this.integer = integer;
    this.written = written;
  }

  public static RegoNumber of(long value) {
    return value >= -256 && value < 1024 ? SMALL[(int) value + 256] : new RegoNumber(value, null);
  }

  /**
   * An integral decimal written without a fraction or exponent becomes a {@code long} if it fits.
   */
  public static RegoNumber of(BigDecimal value) {
    return of(value, ValueText.of(value));
  }

  private static RegoNumber of(BigDecimal value, String text) {
    if (value.scale() == 0 && value.precision() <= 19) {
      try {
        return of(value.longValueExact());
      } catch (ArithmeticException tooLarge) {
        return new RegoNumber(0, new Written(value, text));
      }
    }
    return new RegoNumber(0, new Written(value, text));
  }

  /**
   * The number that a JSON text writes; it will be written again as it was.
   *
   * @throws NumberFormatException if the text is not a JSON number
   */
  public static RegoNumber parse(String text) {
    if (text.length() > LONGEST) {
      throw new NumberFormatException("a number of more than " + LONGEST + " characters");
    }
    BigDecimal decimal = new BigDecimal(text);
    return JSON.matcher(text).matches() ? of(decimal, text) : of(decimal);
  }

  /** Whether {@link #longValue} is exact without rounding: the fast path of arithmetic. */
  public boolean isLong() {
    return written == null;
  }

  /** Whether the number has no fractional part, however it is written ({@code 1.0} has none). */
  public boolean isInteger() {
    return written == null
        || written.decimal.signum() == 0
        || written.decimal.stripTrailingZeros().scale() <= 0;
  }

  /** The value truncated to a {@code long}; exact if {@link #isLong}. */
  public long longValue() {
    return written == null ? integer : written.decimal.longValue();
  }

  public double doubleValue() {
    return written == null ? (double) integer : written.decimal.doubleValue();
  }

  public BigDecimal decimal() {
    return written == null ? BigDecimal.valueOf(integer) : written.decimal;
  }

  @Override
  public Kind kind() {
    return Kind.NUMBER;
  }

  @Override
  public int compareTo(Value other) {
    if (!(other instanceof RegoNumber that)) {
      return kind().compareTo(other.kind());
    }
    return written == null && that.written == null
        ? Long.compare(integer, that.integer)
        : decimal().compareTo(that.decimal());
  }

  @Override
  public boolean equals(Object o) {
    return this == o || (o instanceof RegoNumber that && compareTo(that) == 0);
  }

  @Override
  public int hashCode() {
    return Double.hashCode(doubleValue());
  }

  /** As JSON writes it. */
  @Override
  public String toString() {
    return written == null ? Long.toString(integer) : written.text;
  }
}
