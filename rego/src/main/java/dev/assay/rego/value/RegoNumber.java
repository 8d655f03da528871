package dev.assay.rego.value;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A number of any size and precision. Numbers that fit are held as a {@code long}; all others as
 * the decimal they were written as.
 */
public final class RegoNumber implements Value {
  private static final RegoNumber[] SMALL = new RegoNumber[1280];

  static {
    for (int i = 0; i < SMALL.length; i++) {
      SMALL[i] = new RegoNumber(i - 256, null);
    }
  }

  private final long integer;
  private final @Nullable BigDecimal decimal;

  private RegoNumber(long integer, @Nullable BigDecimal decimal) {
    this.integer = integer;
    this.decimal = decimal;
  }

  public static RegoNumber of(long value) {
    return value >= -256 && value < 1024 ? SMALL[(int) value + 256] : new RegoNumber(value, null);
  }

  /**
   * An integral decimal written without a fraction or exponent becomes a {@code long} if it fits.
   */
  public static RegoNumber of(BigDecimal value) {
    if (value.scale() == 0 && value.precision() <= 19) {
      try {
        return of(value.longValueExact());
      } catch (ArithmeticException tooLarge) {
        return new RegoNumber(0, value);
      }
    }
    return new RegoNumber(0, value);
  }

  /**
   * The number that a JSON text writes.
   *
   * @throws NumberFormatException if the text is not a JSON number
   */
  public static RegoNumber parse(String text) {
    return of(new BigDecimal(text));
  }

  /** Whether {@link #longValue} is exact without rounding: the fast path of arithmetic. */
  public boolean isLong() {
    return decimal == null;
  }

  /** Whether the number has no fractional part, however it is written ({@code 1.0} has none). */
  public boolean isInteger() {
    return decimal == null || decimal.signum() == 0 || decimal.stripTrailingZeros().scale() <= 0;
  }

  /** The value truncated to a {@code long}; exact if {@link #isLong}. */
  public long longValue() {
    return decimal == null ? integer : decimal.longValue();
  }

  public double doubleValue() {
    return decimal == null ? (double) integer : decimal.doubleValue();
  }

  public BigDecimal decimal() {
    return decimal == null ? BigDecimal.valueOf(integer) : decimal;
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
    return decimal == null && that.decimal == null
        ? Long.compare(integer, that.integer)
        : decimal().compareTo(that.decimal());
  }

  @Override
  public boolean equals(Object o) {
    return this == o || (o instanceof RegoNumber that && compareTo(that) == 0);
  }

  @Override
  public int hashCode() {
    return decimal == null
        ? Double.hashCode((double) integer)
        : Double.hashCode(decimal.doubleValue());
  }

  /** As JSON writes it. */
  @Override
  public String toString() {
    return ValueText.of(this);
  }
}
