package dev.assay.rego.builtin;

import static dev.assay.rego.builtin.Signature.builtin;

import dev.assay.rego.value.RegoNumber;
import dev.assay.rego.value.RegoSet;
import dev.assay.rego.value.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;

/**
 * Numbers. Integers are exact at any size; numbers with a fraction are computed in 64 bits and
 * written as the shortest decimal, as OPA does.
 */
final class ArithmeticBuiltins {
  private ArithmeticBuiltins() {}

  static List<Builtin> builtins() {
    return List.of(
        builtin("plus(number, number) number", (c, a) -> add(number(a, 0), number(a, 1))),
        builtin(
            "minus(number|set[any], number|set[any]) number|set[any]", ArithmeticBuiltins::minus),
        builtin("mul(number, number) number", (c, a) -> multiply(number(a, 0), number(a, 1))),
        builtin("div(number, number) number", (c, a) -> divide(number(a, 0), number(a, 1))),
        builtin("rem(number, number) number", (c, a) -> remainder(number(a, 0), number(a, 1))),
        builtin("abs(number) number", (c, a) -> abs(number(a, 0))),
        builtin("round(number) number", (c, a) -> integral(number(a, 0), RoundingMode.HALF_UP)),
        builtin("ceil(number) number", (c, a) -> integral(number(a, 0), RoundingMode.CEILING)),
        builtin("floor(number) number", (c, a) -> integral(number(a, 0), RoundingMode.FLOOR)));
  }

  private static RegoNumber number(Value[] args, int i) throws BuiltinException {
    return Operands.number(args, i);
  }

  static RegoNumber add(RegoNumber a, RegoNumber b) throws BuiltinException {
    if (a.isLong() && b.isLong()) {
      long x = a.longValue();
      long y = b.longValue();
      long sum = x + y;
      if (((x ^ sum) & (y ^ sum)) >= 0) {
        return RegoNumber.of(sum);
      }
    }
    if (a.isInteger() && b.isInteger()) {
      return of(integer(a).add(integer(b)));
    }
    return of(wide(a).plus(wide(b)));
  }

  private static Value minus(Builtin.Call call, Value[] args) throws BuiltinException {
    boolean numberFirst = args[0] instanceof RegoNumber;
    if (args[0] instanceof RegoNumber a && args[1] instanceof RegoNumber b) {
      return subtract(a, b);
    }
    if (args[0] instanceof RegoSet a && args[1] instanceof RegoSet b) {
      return SetBuiltins.difference(call, a, b);
    }
    if (!numberFirst && !(args[0] instanceof RegoSet)) {
      throw Operands.wrongType(0, args[0], "number", "set");
    }
    throw Operands.wrongType(1, args[1], args[1] instanceof RegoNumber ? "set" : "number");
  }

  private static RegoNumber subtract(RegoNumber a, RegoNumber b) throws BuiltinException {
    if (a.isLong() && b.isLong() && b.longValue() != Long.MIN_VALUE) {
      return add(a, RegoNumber.of(-b.longValue()));
    }
    if (a.isInteger() && b.isInteger()) {
      return of(integer(a).subtract(integer(b)));
    }
    return of(wide(a).plus(wide(b).negate()));
  }

  static RegoNumber multiply(RegoNumber a, RegoNumber b) throws BuiltinException {
    if (a.isLong() && b.isLong()) {
      long x = a.longValue();
      long y = b.longValue();
      long high = Math.multiplyHigh(x, y);
      long low = x * y;
      if (high == low >> 63) {
        return RegoNumber.of(low);
      }
    }
    if (a.isInteger() && b.isInteger()) {
      return of(integer(a).multiply(integer(b)));
    }
    return of(wide(a).times(wide(b)));
  }

  private static RegoNumber divide(RegoNumber a, RegoNumber b) throws BuiltinException {
    if (b.isLong() ? b.longValue() == 0 : b.decimal().signum() == 0) {
      throw new BuiltinException("divide by zero");
    }
    if (a.isLong() && b.isLong() && RegoNumber.dividesApart(a.longValue(), b.longValue())) {
      long dividend = a.longValue();
      long divisor = b.longValue();
      return RegoNumber.quotient(
          dividend, divisor, () -> WideFloat.quotient(dividend, divisor).shortest());
    }
    if (a.isInteger() && b.isInteger()) {
      BigInteger[] parts = integer(a).divideAndRemainder(integer(b));
      if (parts[1].signum() == 0) {
        return of(parts[0]);
      }
    }
    return of(wide(a).dividedBy(wide(b)));
  }

  private static RegoNumber remainder(RegoNumber a, RegoNumber b) throws BuiltinException {
    if (!a.isInteger() || !b.isInteger()) {
      throw new BuiltinException("modulo on floating-point number");
    }
    if (b.decimal().signum() == 0) {
      throw new BuiltinException("modulo by zero");
    }
    return a.isLong() && b.isLong()
        ? RegoNumber.of(a.longValue() % b.longValue())
        : of(integer(a).remainder(integer(b)));
  }

  private static RegoNumber abs(RegoNumber n) throws BuiltinException {
    if (n.isInteger()) {
      return of(integer(n).abs());
    }
    return of(WideFloat.of(bounded(n.decimal().abs())));
  }

  private static RegoNumber integral(RegoNumber n, RoundingMode mode) throws BuiltinException {
    if (!n.isLong() && !n.isQuotient()) {
      bounded(n.decimal());
    }
    return n.rounded(mode);
  }

  static RegoNumber of(BigInteger i) throws BuiltinException {
    return RegoNumber.of(bounded(new BigDecimal(i)));
  }

  private static RegoNumber of(WideFloat f) throws BuiltinException {
    return RegoNumber.of(f.shortest());
  }

  private static BigInteger integer(RegoNumber n) throws BuiltinException {
    return bounded(n.decimal()).toBigIntegerExact();
  }

  private static WideFloat wide(RegoNumber n) throws BuiltinException {
    return WideFloat.of(bounded(n.decimal()));
  }

  /** Refuses numbers like {@code 1e999999999}, which would take all memory to compute with. */
  static BigDecimal bounded(BigDecimal d) throws BuiltinException {
    if (Math.abs((long) d.precision() - d.scale()) > 10_000 || d.precision() > 20_000) {
      throw new BuiltinException("number is out of the range of arithmetic");
    }
    return d;
  }
}
