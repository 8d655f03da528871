package dev.assay.rego.builtin;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * A binary number of 64 significant bits, {@code mantissa * 2^exponent}: the precision in which OPA
 * computes with fractions, needed to arrive at the digits at which OPA arrives.
 */
record WideFloat(BigInteger mantissa, int exponent) {
  private static final int BITS = 64;

  /** How many decimal digits are almost as many as {@value #BITS} bits. */
  private static final int LIKELY = 18;

  /** The nearest to a decimal. */
  static WideFloat of(BigDecimal d) {
    return d.scale() <= 0
        ? nearest(d.toBigIntegerExact(), BigInteger.ONE)
        : nearest(d.unscaledValue(), BigInteger.TEN.pow(d.scale()));
  }

  /** The nearest to the quotient of two integers of fewer than {@value #BITS} bits. */
  static WideFloat quotient(long dividend, long divisor) {
    return nearest(BigInteger.valueOf(dividend), BigInteger.valueOf(divisor));
  }

  WideFloat plus(WideFloat other) {
    int e = Math.min(exponent, other.exponent);
    BigInteger sum =
        mantissa.shiftLeft(exponent - e).add(other.mantissa.shiftLeft(other.exponent - e));
    return rounded(sum, e, false);
  }

  WideFloat negate() {
    return new WideFloat(mantissa.negate(), exponent);
  }

  WideFloat times(WideFloat other) {
    return rounded(mantissa.multiply(other.mantissa), exponent + other.exponent, false);
  }

  WideFloat dividedBy(WideFloat other) {
    WideFloat quotient = nearest(mantissa, other.mantissa);
    return new WideFloat(quotient.mantissa, quotient.exponent + exponent - other.exponent);
  }

  /** The quotient of two integers, rounded to the nearest, ties to even. */
  private static WideFloat nearest(BigInteger dividend, BigInteger divisor) {
    int shift = Math.max(0, BITS + 2 - (dividend.bitLength() - divisor.bitLength()));
    BigInteger[] parts = dividend.abs().shiftLeft(shift).divideAndRemainder(divisor.abs());
    WideFloat result = rounded(parts[0], -shift, parts[1].signum() != 0);
    return dividend.signum() * divisor.signum() < 0 ? result.negate() : result;
  }

  /**
   * @param more whether the exact number is a little farther from zero than {@code m * 2^e}
   */
  private static WideFloat rounded(BigInteger m, int e, boolean more) {
    BigInteger positive = m.abs();
    int extra = positive.bitLength() - BITS;
    if (extra <= 0) {
      return new WideFloat(m, e);
    }
    BigInteger kept = positive.shiftRight(extra);
    if (positive.testBit(extra - 1)) {
      boolean tie = !more && positive.getLowestSetBit() == extra - 1;
      if (!tie || kept.testBit(0)) {
        kept = kept.add(BigInteger.ONE);
      }
    }
    return new WideFloat(m.signum() < 0 ? kept.negate() : kept, e + extra);
  }

  BigDecimal exact() {
    return exponent >= 0
        ? new BigDecimal(mantissa.shiftLeft(exponent))
        : new BigDecimal(mantissa.multiply(BigInteger.valueOf(5).pow(-exponent)), -exponent);
  }

  /**
   * The shortest decimal whose nearest number of 64 bits is this one; integers without exponent.
   */
  BigDecimal shortest() {
    BigDecimal exact = exact();
    if (exact.signum() == 0) {
      return BigDecimal.ZERO;
    }
    if (exact.stripTrailingZeros().scale() <= 0) {
      return exact.setScale(0, RoundingMode.UNNECESSARY);
    }
    BigDecimal half = halfStep();
    int few = 1;
    int enough = 21;
    // Quotients mostly need nearly all their digits, so that is where the search begins.
    for (int digits = LIKELY; few < enough; digits = (few + enough) / 2) {
      if (isThis(exact.round(new MathContext(digits, RoundingMode.HALF_EVEN)), exact, half)) {
        enough = digits;
      } else {
        few = digits + 1;
      }
    }
    BigDecimal found = exact.round(new MathContext(enough, RoundingMode.HALF_EVEN));
    return found.stripTrailingZeros();
  }

  /** Half the distance to the next number of 64 bits; zero where the two sides differ. */
  private BigDecimal halfStep() {
    return mantissa.bitLength() == BITS && mantissa.bitCount() > 1
        ? new WideFloat(BigInteger.ONE, exponent - 1).exact()
        : BigDecimal.ZERO;
  }

  private static boolean isThis(BigDecimal candidate, BigDecimal exact, BigDecimal half) {
    int c = candidate.subtract(exact).abs().compareTo(half);
    return (half.signum() == 0 || c == 0) ? of(candidate).exact().compareTo(exact) == 0 : c < 0;
  }
}
