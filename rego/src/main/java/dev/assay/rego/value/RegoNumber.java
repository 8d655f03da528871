package dev.assay.rego.value;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.function.Supplier;
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

  /** Integers below are {@code double}s, too. */
  private static final long EXACT = 1L << 53;

  /** Far more than two {@code double}s are off the numbers that they stand for. */
  private static final double MARGIN = 1e-14;

  private final long integer;
  private final @Nullable Written written;

  /** How a number is written that is not held as a {@code long}. */
  private sealed interface Written {
    BigDecimal decimal();

    String text();
  }

  /** A decimal and its text. */
  private record Decimal(BigDecimal decimal, String text) implements Written {}

  /** A quotient that is no integer: its decimal is made when somebody needs to know it. */
  private static final class Quotient implements Written {
    private final long dividend;
    private final long divisor;
    private final Supplier<BigDecimal> making;
    private volatile @Nullable BigDecimal decimal;

    Quotient(long dividend, long divisor, Supplier<BigDecimal> making) {
      this.dividend = dividend;
      this.divisor = divisor;
      this.making = making;
    }

    double near() {
      return (double) dividend / divisor;
    }

    @Override
    public BigDecimal decimal() {
      BigDecimal known = decimal;
      if (known == null) {
        known = making.get();
        decimal = known;
      }
      return known;
    }

    @Override
    public String text() {
      return ValueText.of(decimal());
    }
  }

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
        return new RegoNumber(0, new Decimal(value, text));
      }
    }
    return new RegoNumber(0, new Decimal(value, text));
  }

  /**
   * The quotient of two integers as a decimal, which is made when it is needed: to compare and to
   * round it, it mostly is not.
   *
   * @param decimal near enough to the quotient that no integer below 2^53 lies between them
   * @throws IllegalArgumentException unless both are below 2^53 and the quotient is no integer
   */
  public static RegoNumber quotient(long dividend, long divisor, Supplier<BigDecimal> decimal) {
    if (!dividesApart(dividend, divisor)) {
      throw new IllegalArgumentException(dividend + " / " + divisor);
    }
    return new RegoNumber(0, new Quotient(dividend, divisor, decimal));
  }

  /** Whether there is a {@link #quotient} of the two. */
  public static boolean dividesApart(long dividend, long divisor) {
    return Math.abs(dividend) < EXACT
        && Math.abs(divisor) < EXACT
        && dividend > -EXACT
        && divisor > -EXACT
        && divisor != 0
        && dividend % divisor != 0;
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
        || (written instanceof Decimal d
            && (d.decimal.signum() == 0 || d.decimal.stripTrailingZeros().scale() <= 0));
  }

  /** The value truncated to a {@code long}; exact if {@link #isLong}. */
  public long longValue() {
    return written == null ? integer : written.decimal().longValue();
  }

  public double doubleValue() {
    return written == null ? (double) integer : written.decimal().doubleValue();
  }

  public BigDecimal decimal() {
    return written == null ? BigDecimal.valueOf(integer) : written.decimal();
  }

  /** Whether it is a {@link #quotient}, which no integer is equal to. */
  public boolean isQuotient() {
    return written instanceof Quotient;
  }

  /** Rounded to an integer. */
  public RegoNumber rounded(RoundingMode mode) {
    if (written instanceof Quotient q && mode == RoundingMode.FLOOR) {
      return of(Math.floorDiv(q.dividend, q.divisor));
    } else if (written instanceof Quotient q && mode == RoundingMode.CEILING) {
      return of(Math.floorDiv(q.dividend, q.divisor) + 1);
    }
    return written == null ? this : of(decimal().setScale(0, mode));
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
    if (written == null && that.written == null) {
      return Long.compare(integer, that.integer);
    }
    double near = near();
    double its = that.near();
    double enough = MARGIN * (Math.abs(near) + Math.abs(its));
    if (near - its > enough) {
      return 1;
    } else if (its - near > enough) {
      return -1;
    }
    return decimal().compareTo(that.decimal());
  }

  /** About this; not a number where that takes long. */
  private double near() {
    if (written == null) {
      return (double) integer;
    }
    return written instanceof Quotient q ? q.near() : Double.NaN;
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
    return written == null ? Long.toString(integer) : written.text();
  }
}
