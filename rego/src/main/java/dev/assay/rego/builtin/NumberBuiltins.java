package dev.assay.rego.builtin;

import static dev.assay.rego.builtin.Signature.builtin;

import dev.assay.rego.builtin.Builtin.Call;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoNumber;
import dev.assay.rego.value.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/** Ranges, random numbers, bits, and amounts with units. */
final class NumberBuiltins {
  /** As OPA, whose "milli" is the binary fraction next to 0.001. */
  private static final BigDecimal MILLI =
      new BigDecimal("0.001000000000000000020816681711721685132943093776702880859375");

  private static final int LARGEST_SHIFT = 30_000;

  private static final Map<String, Long> BYTES =
      Map.ofEntries(
          Map.entry("", 1L),
          Map.entry("k", 1_000L),
          Map.entry("m", 1_000_000L),
          Map.entry("g", 1_000_000_000L),
          Map.entry("t", 1_000_000_000_000L),
          Map.entry("p", 1_000_000_000_000_000L),
          Map.entry("e", 1_000_000_000_000_000_000L),
          Map.entry("ki", 1L << 10),
          Map.entry("mi", 1L << 20),
          Map.entry("gi", 1L << 30),
          Map.entry("ti", 1L << 40),
          Map.entry("pi", 1L << 50),
          Map.entry("ei", 1L << 60));

  private NumberBuiltins() {}

  private record RandomKey(String key, int bound) {}

  static List<Builtin> builtins() {
    return List.of(
        builtin(
            "numbers.range(number, number) array[number]", (c, a) -> range(c, a, BigInteger.ONE)),
        builtin(
            "numbers.range_step(number, number, number) array[number]",
            (c, a) -> {
              BigInteger step = Operands.bigInteger(a, 2);
              if (step.signum() <= 0) {
                throw new BuiltinException("numbers.range_step: step must be a positive integer");
              }
              return range(c, a, step);
            }),
        builtin("rand.intn(string, number) number", NumberBuiltins::random),
        builtin("bits.and(number, number) number", (c, a) -> of(integer(a, 0).and(integer(a, 1)))),
        builtin("bits.or(number, number) number", (c, a) -> of(integer(a, 0).or(integer(a, 1)))),
        builtin("bits.xor(number, number) number", (c, a) -> of(integer(a, 0).xor(integer(a, 1)))),
        builtin("bits.negate(number) number", (c, a) -> of(integer(a, 0).not())),
        builtin("bits.lsh(number, number) number", (c, a) -> of(integer(a, 0).shiftLeft(shift(a)))),
        builtin("bits.rsh(number, number) number", (c, a) -> shiftRight(integer(a, 0), shiftOf(a))),
        builtin("units.parse(string) number", NumberBuiltins::amount),
        builtin("units.parse_bytes(string) number", NumberBuiltins::bytes));
  }

  private static BigInteger integer(Value[] args, int i) throws BuiltinException {
    return Operands.bigInteger(args, i);
  }

  private static RegoNumber of(BigInteger i) throws BuiltinException {
    return ArithmeticBuiltins.of(i);
  }

  private static Value range(Call call, Value[] args, BigInteger step) throws BuiltinException {
    BigInteger from = integer(args, 0);
    BigInteger to = integer(args, 1);
    BigInteger stride = from.compareTo(to) <= 0 ? step : step.negate();
    BigInteger last = to.subtract(from).divide(stride);
    long count = last.bitLength() < 63 ? last.longValue() : Long.MAX_VALUE;
    call.grow(count);
    call.items(count);
    if (from.bitLength() < 62 && to.bitLength() < 62 && last.bitLength() < 24) {
      return range(call, from.longValue(), to.longValue(), stride.longValue());
    }
    List<Value> numbers = new ArrayList<>();
    for (BigInteger i = from; i.subtract(to).signum() * stride.signum() <= 0; i = i.add(stride)) {
      call.step(1);
      numbers.add(of(i));
    }
    return RegoArray.of(numbers);
  }

  private static Value range(Call call, long from, long to, long stride) {
    long last = (to - from) / stride;
    Value[] numbers = new Value[(int) last + 1];
    for (int i = 0; i <= last; i++) {
      call.step(1);
      numbers[i] = RegoNumber.of(from + i * stride);
    }
    return RegoArray.owning(numbers);
  }

  /** Decided by the key and the evaluation's time, so that an audit can be repeated. */
  private static Value random(Call call, Value[] args) throws BuiltinException {
    String key = Operands.string(args, 0);
    int bound = Math.abs(Math.max(Operands.integer(args, 1), -Integer.MAX_VALUE));
    if (bound == 0) {
      return RegoNumber.of(0);
    }
    long seed = call.nowNanos() * 31 + key.hashCode();
    return call.memo(
        new RandomKey(key, bound), () -> RegoNumber.of(new SplittableRandom(seed).nextInt(bound)));
  }

  private static BigInteger shiftOf(Value[] args) throws BuiltinException {
    BigInteger shift = integer(args, 1);
    if (shift.signum() < 0) {
      throw Operands.wrong(1, "must be an unsigned integer number but got a negative integer");
    }
    return shift;
  }

  private static RegoNumber shiftRight(BigInteger i, BigInteger shift) throws BuiltinException {
    return of(i.shiftRight(shift.min(BigInteger.valueOf(i.bitLength())).intValue()));
  }

  private static int shift(Value[] args) throws BuiltinException {
    BigInteger shift = shiftOf(args);
    if (shift.bitLength() > 31 || shift.intValue() > LARGEST_SHIFT) {
      throw new BuiltinException("shift is too large");
    }
    return shift.intValue();
  }

  /** A number and what follows it, e.g. {@code 10.5} and {@code Gi}. */
  private record Amount(String number, String unit) {
    static Amount of(String text, String what) throws BuiltinException {
      if (text.indexOf(' ') >= 0) {
        throw new BuiltinException(what + "spaces not allowed in resource strings");
      }
      int end = 0;
      while (end < text.length() && isNumberPart(text, end)) {
        boolean signed = isExponent(text.charAt(end)) && isSign(text, end + 1);
        end += signed ? 2 : 1;
      }
      return new Amount(text.substring(0, end), text.substring(end));
    }

    private static boolean isExponent(char c) {
      return c == 'e' || c == 'E';
    }

    private static boolean isSign(String text, int at) {
      return at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-');
    }

    private static boolean isDigit(String text, int at) {
      return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    private static boolean isNumberPart(String text, int at) {
      return isExponent(text.charAt(at))
          ? isDigit(text, at + 1) || isSign(text, at + 1)
          : isDigit(text, at) || text.charAt(at) == '.' || isSign(text, at);
    }

    BigDecimal value(String missing, String wrong) throws BuiltinException {
      if (number.isEmpty()) {
        throw new BuiltinException(missing);
      }
      if (number.matches(".*[eE][+-]?[0-9]{7,}.*")) {
        throw new BuiltinException(
            missing.substring(0, missing.indexOf(' ')) + " exponent too large");
      }
      try {
        return ArithmeticBuiltins.bounded(new BigDecimal(number));
      } catch (NumberFormatException e) {
        throw new BuiltinException(wrong);
      }
    }
  }

  /** Powers of ten and of two; the case of the first letter tells milli from mega. */
  private static Value amount(Call call, Value[] args) throws BuiltinException {
    String what = "units.parse: ";
    Amount amount = Amount.of(Operands.string(args, 0).replace("\"", ""), what);
    BigDecimal number =
        amount.value(what + "no amount provided", what + "could not parse amount to a number");
    String unit = amount.unit();
    String lower = unit.toLowerCase(Locale.ROOT);
    Long factor = unit.equals("m") ? null : BYTES.get(lower);
    if (factor == null && !unit.equals("m")) {
      throw new BuiltinException(what + "unit " + firstKept(unit, lower) + " not recognized");
    }
    BigDecimal result = number.multiply(factor == null ? MILLI : BigDecimal.valueOf(factor));
    return RegoNumber.of(
        result.signum() == 0 || result.stripTrailingZeros().scale() <= 0
            ? result.setScale(0, RoundingMode.UNNECESSARY)
            : result.setScale(10, RoundingMode.HALF_UP));
  }

  private static String firstKept(String unit, String lower) {
    return unit.isEmpty() ? unit : unit.charAt(0) + lower.substring(1);
  }

  private static Value bytes(Call call, Value[] args) throws BuiltinException {
    String what = "units.parse_bytes: ";
    String text = Operands.string(args, 0).toLowerCase(Locale.ROOT).replace("\"", "");
    Amount amount = Amount.of(text, what);
    BigDecimal number =
        amount.value(
            what + "no byte amount provided", what + "could not parse byte amount to a number");
    String unit = amount.unit();
    String known =
        unit.endsWith("b") && unit.length() > 1 ? unit.substring(0, unit.length() - 1) : unit;
    Long factor = BYTES.get(known);
    if (factor == null) {
      throw new BuiltinException(what + "byte unit " + unit + " not recognized");
    }
    WideFloat total = WideFloat.of(number).times(WideFloat.of(BigDecimal.valueOf(factor)));
    return of(total.exact().setScale(0, RoundingMode.DOWN).toBigInteger());
  }
}
