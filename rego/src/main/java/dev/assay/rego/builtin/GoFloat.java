package dev.assay.rego.builtin;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Floating-point numbers as Go's {@code strconv.FormatFloat} writes them. */
final class GoFloat {
  /** Asks for the fewest digits that read back as the same number. */
  static final int SHORTEST = -1;

  private GoFloat() {}

  /**
   * @param verb one of {@code e E f g G b x X}
   * @param precision digits after the point for {@code e f x}, significant ones for {@code g}
   */
  static String format(double d, char verb, int precision) {
    if (Double.isNaN(d) || Double.isInfinite(d)) {
      return Double.isNaN(d) ? "NaN" : d > 0 ? "+Inf" : "-Inf";
    }
    String sign = d < 0 || (d == 0 && 1 / d < 0) ? "-" : "";
    double positive = Math.abs(d);
    return sign
        + switch (verb) {
          case 'e' -> scientific(positive, precision);
          case 'E' -> scientific(positive, precision).toUpperCase(Locale.ROOT);
          case 'f' -> plain(positive, precision);
          case 'g' -> general(positive, precision);
          case 'G' -> general(positive, precision).toUpperCase(Locale.ROOT);
          case 'b' -> binary(positive);
          case 'x' -> hexadecimal(positive, precision);
          case 'X' -> hexadecimal(positive, precision).toUpperCase(Locale.ROOT);
          default -> throw new IllegalArgumentException("verb " + verb);
        };
  }

  /** The decimal with the fewest digits that reads back as the same number. */
  static BigDecimal shortest(double d) {
    BigDecimal exact = new BigDecimal(d);
    int few = 1;
    int enough = 17;
    while (few < enough) {
      int digits = (few + enough) / 2;
      if (rounded(exact, digits).doubleValue() == d) {
        enough = digits;
      } else {
        few = digits + 1;
      }
    }
    return rounded(exact, enough);
  }

  private static BigDecimal rounded(BigDecimal d, int digits) {
    BigDecimal r = d.round(new MathContext(digits, RoundingMode.HALF_EVEN));
    return r.signum() == 0 ? BigDecimal.ZERO : r.stripTrailingZeros();
  }

  private static String plain(double d, int precision) {
    if (precision == SHORTEST) {
      BigDecimal s = shortest(d);
      return s.setScale(Math.max(0, s.scale()), RoundingMode.UNNECESSARY).toPlainString();
    }
    return new BigDecimal(d).setScale(precision, RoundingMode.HALF_EVEN).toPlainString();
  }

  private static String scientific(double d, int precision) {
    BigDecimal s = precision == SHORTEST ? shortest(d) : rounded(new BigDecimal(d), precision + 1);
    return scientific(s, precision == SHORTEST ? s.precision() - 1 : precision);
  }

  private static String scientific(BigDecimal d, int fraction) {
    String digits = d.unscaledValue().toString();
    int exponent = d.signum() == 0 ? 0 : d.precision() - d.scale() - 1;
    StringBuilder out = new StringBuilder().append(digits.charAt(0));
    if (fraction > 0) {
      out.append('.').append(digits, 1, Math.min(digits.length(), fraction + 1));
      out.append("0".repeat(Math.max(0, fraction + 1 - digits.length())));
    }
    return out.append('e').append(exponent(exponent)).toString();
  }

  private static String exponent(int e) {
    int positive = Math.abs(e);
    return (e < 0 ? "-" : "+") + (positive < 10 ? "0" : "") + positive;
  }

  private static String general(double d, int precision) {
    boolean few = precision == SHORTEST;
    int wanted = Math.max(precision, 1);
    BigDecimal s = few ? shortest(d) : rounded(new BigDecimal(d), wanted);
    int digits = s.signum() == 0 ? 1 : s.precision();
    int point = s.signum() == 0 ? 1 : s.precision() - s.scale();
    int limit = few ? 6 : wanted > digits && digits >= point ? digits : wanted;
    if (point - 1 < -4 || point - 1 >= limit) {
      return scientific(s, digits - 1);
    }
    return s.setScale(Math.max(0, s.scale()), RoundingMode.UNNECESSARY).toPlainString();
  }

  private static String binary(double d) {
    long bits = Double.doubleToRawLongBits(d);
    int exponent = (int) (bits >> 52) & 0x7FF;
    long mantissa = bits & ((1L << 52) - 1);
    BigInteger m = BigInteger.valueOf(exponent == 0 ? mantissa : mantissa | (1L << 52));
    int e = Math.max(exponent, 1) - 1075;
    return m + "p" + (e < 0 ? "" : "+") + e;
  }

  private static String hexadecimal(double d, int precision) {
    if (d == 0) {
      return "0x0" + (precision > 0 ? "." + "0".repeat(precision) : "") + "p+00";
    }
    int exponent = Math.getExponent(d);
    BigDecimal scaled = new BigDecimal(d).multiply(power(-Math.max(exponent, -1022)));
    while (scaled.compareTo(BigDecimal.ONE) < 0) {
      scaled = scaled.multiply(BigDecimal.valueOf(2));
      exponent--;
    }
    int digits = precision == SHORTEST ? 13 : precision;
    BigInteger m =
        scaled
            .multiply(new BigDecimal(BigInteger.ONE.shiftLeft(4 * digits)))
            .setScale(0, RoundingMode.HALF_EVEN)
            .toBigInteger();
    if (m.bitLength() > 4 * digits + 1) {
      m = m.shiftRight(1);
      exponent++;
    }
    String hex = m.toString(16);
    String fraction = hex.substring(1);
    if (precision == SHORTEST) {
      fraction = fraction.replaceFirst("0+$", "");
    }
    return "0x"
        + hex.charAt(0)
        + (fraction.isEmpty() ? "" : "." + fraction)
        + "p"
        + exponent(exponent);
  }

  private static BigDecimal power(int e) {
    return e >= 0
        ? new BigDecimal(BigInteger.ONE.shiftLeft(e))
        : BigDecimal.ONE.divide(new BigDecimal(BigInteger.ONE.shiftLeft(-e)));
  }
}
