package dev.assay.rego.builtin;

import static dev.assay.rego.builtin.Signature.builtin;

import dev.assay.rego.builtin.Builtin.Call;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoNumber;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code time.*}. A time is a number of nanoseconds since 1970, or an array of it, the name of a
 * time zone and a layout. The zone {@code Local} is UTC: an audit does not depend on where it runs.
 */
final class TimeBuiltins {
  private static final String TIME = "number|[number, string]";
  private static final long NANOS = 1_000_000_000L;
  private static final String OUT_OF_RANGE = "time outside of valid range";

  private static final String RFC3339 = "2006-01-02T15:04:05Z07:00";
  private static final String RFC3339_NANO = "2006-01-02T15:04:05.999999999Z07:00";

  /** The layouts that Go has names for. */
  private static final Map<String, String> LAYOUTS =
      Map.of(
          "ANSIC", "Mon Jan _2 15:04:05 2006",
          "UnixDate", "Mon Jan _2 15:04:05 MST 2006",
          "RubyDate", "Mon Jan 02 15:04:05 -0700 2006",
          "RFC822", "02 Jan 06 15:04 MST",
          "RFC822Z", "02 Jan 06 15:04 -0700",
          "RFC850", "Monday, 02-Jan-06 15:04:05 MST",
          "RFC1123", "Mon, 02 Jan 2006 15:04:05 MST",
          "RFC1123Z", "Mon, 02 Jan 2006 15:04:05 -0700",
          "RFC3339", RFC3339,
          "RFC3339Nano", RFC3339_NANO);

  private static final Pattern DURATION =
      Pattern.compile("([0-9]*)(\\.[0-9]*)?(ns|us|µs|μs|ms|s|m|h|d|w|y)");

  /** Of a duration in nanoseconds, and of what is left of a fraction of a year. */
  private static final int MOST_DIGITS = 20;

  private static final Map<String, Long> UNITS =
      Map.ofEntries(
          Map.entry("ns", 1L),
          Map.entry("us", 1_000L),
          Map.entry("µs", 1_000L),
          Map.entry("μs", 1_000L),
          Map.entry("ms", 1_000_000L),
          Map.entry("s", NANOS),
          Map.entry("m", 60 * NANOS),
          Map.entry("h", 3600 * NANOS),
          Map.entry("d", 24 * 3600 * NANOS),
          Map.entry("w", 7 * 24 * 3600 * NANOS),
          Map.entry("y", 365 * 24 * 3600 * NANOS));

  private TimeBuiltins() {}

  static List<Builtin> builtins() {
    return List.of(
        builtin("time.now_ns() number", (c, a) -> RegoNumber.of(c.nowNanos())),
        builtin(
            "time.parse_ns(string, string) number",
            (c, a) -> parse(layout(Operands.string(a, 0)), Operands.string(a, 1))),
        builtin(
            "time.parse_rfc3339_ns(string) number",
            (c, a) -> parse(RFC3339, Operands.string(a, 0))),
        builtin("time.parse_duration_ns(string) number", (c, a) -> duration(Operands.string(a, 0))),
        builtin("time.format(" + TIME + "|[number, string, string]) string", TimeBuiltins::format),
        builtin("time.date(" + TIME + ") [number, number, number]", TimeBuiltins::date),
        builtin("time.clock(" + TIME + ") [number, number, number]", TimeBuiltins::clock),
        builtin(
            "time.weekday(" + TIME + ") string",
            (c, a) ->
                RegoString.of(
                    time(a, 0).getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH))),
        builtin("time.add_date(number, number, number, number) number", TimeBuiltins::addDate),
        builtin(
            "time.diff("
                + TIME
                + ", "
                + TIME
                + ") [number, number, number, number, number, number]",
            (c, a) -> difference(time(a, 0), time(a, 1))));
  }

  private static String layout(String nameOrLayout) {
    return LAYOUTS.getOrDefault(nameOrLayout, nameOrLayout);
  }

  private static Value parse(String layout, String text) throws BuiltinException {
    return nanos(new GoLayout(layout).parse(text));
  }

  private static RegoNumber nanos(ZonedDateTime time) throws BuiltinException {
    try {
      // Towards zero first: the ends of the range are no whole seconds.
      long seconds = time.toEpochSecond();
      long borrowed = seconds < 0 ? 1 : 0;
      return RegoNumber.of(
          Math.addExact(
              Math.multiplyExact(seconds + borrowed, NANOS), time.getNano() - borrowed * NANOS));
    } catch (ArithmeticException e) {
      throw new BuiltinException(OUT_OF_RANGE);
    }
  }

  private static Value duration(String text) throws BuiltinException {
    String signless = text.replaceFirst("^[+-]", "");
    if (signless.equals("0")) {
      return RegoNumber.of(0);
    }
    BigDecimal total = BigDecimal.ZERO;
    Matcher part = DURATION.matcher(signless);
    int at = 0;
    while (at < signless.length()
        && part.region(at, signless.length()).lookingAt()
        && hasDigits(part)) {
      String whole = part.group(1).replaceFirst("^0+", "");
      String fraction = part.group(2) == null ? "." : part.group(2);
      if (whole.length() > MOST_DIGITS) {
        break; // more than a number of 64 bits holds, whatever the unit
      }
      String digits = fraction.substring(0, Math.min(fraction.length(), 2 * MOST_DIGITS));
      BigDecimal number = new BigDecimal("0" + whole + digits + "0");
      Long unit = UNITS.get(part.group(3));
      total =
          total.add(
              number
                  .multiply(BigDecimal.valueOf(java.util.Objects.requireNonNull(unit)))
                  .setScale(0, RoundingMode.DOWN));
      at = part.end();
    }
    if (at < signless.length() || signless.isEmpty() || total.precision() > 19) {
      throw new BuiltinException("time: invalid duration " + GoText.quote(text));
    }
    try {
      return RegoNumber.of((text.startsWith("-") ? total.negate() : total).longValueExact());
    } catch (ArithmeticException e) {
      throw new BuiltinException("time: invalid duration " + GoText.quote(text));
    }
  }

  private static boolean hasDigits(Matcher part) {
    return !part.group(1).isEmpty() || (part.group(2) != null && part.group(2).length() > 1);
  }

  private static ZonedDateTime time(Value[] args, int i) throws BuiltinException {
    Value given = args[i];
    if (given instanceof RegoArray array && array.size() > 0) {
      Value[] parts = array.asList().toArray(new Value[0]);
      if (parts.length > 2) {
        string(parts[2]); // a layout, which must be one also where nothing is laid out
      }
      return time(number(parts[0]), parts.length > 1 ? string(parts[1]) : "");
    }
    if (given instanceof RegoNumber n) {
      return time(n, "");
    }
    throw Operands.wrongType(0, given, "either number (ns) or [number (ns), string (tz)]");
  }

  private static RegoNumber number(Value part) throws BuiltinException {
    return Operands.number(new Value[] {part}, 0);
  }

  private static String string(Value part) throws BuiltinException {
    return Operands.string(new Value[] {part}, 0);
  }

  private static ZonedDateTime time(RegoNumber nanos, String zone) throws BuiltinException {
    try {
      long exact = nanos.isLong() ? nanos.longValue() : nanos.decimal().longValueExact();
      return Instant.ofEpochSecond(Math.floorDiv(exact, NANOS), Math.floorMod(exact, NANOS))
          .atZone(zone(zone));
    } catch (ArithmeticException e) {
      throw new BuiltinException("timestamp too big");
    }
  }

  private static ZoneId zone(String name) throws BuiltinException {
    if (name.isEmpty() || name.equals("UTC") || name.equals("Local")) {
      return ZoneOffset.UTC;
    }
    try {
      if (name.matches("[A-Za-z][A-Za-z0-9_/+-]*")) {
        return ZoneId.of(name);
      }
    } catch (DateTimeException e) {
      throw new BuiltinException("unknown time zone " + name);
    }
    throw new BuiltinException("unknown time zone " + name);
  }

  private static Value format(Call call, Value[] args) throws BuiltinException {
    ZonedDateTime time = time(args, 0);
    String layout = "";
    if (args[0] instanceof RegoArray array && array.size() > 2) {
      layout = string(array.get(2));
    }
    call.step(layout.length());
    return RegoString.of(
        new GoLayout(layout.isEmpty() ? RFC3339_NANO : layout(layout)).format(time));
  }

  private static RegoArray array(long... numbers) {
    Value[] items = new Value[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      items[i] = RegoNumber.of(numbers[i]);
    }
    return RegoArray.of(items);
  }

  private static Value date(Call call, Value[] args) throws BuiltinException {
    ZonedDateTime t = time(args, 0);
    return array(t.getYear(), t.getMonthValue(), t.getDayOfMonth());
  }

  private static Value clock(Call call, Value[] args) throws BuiltinException {
    ZonedDateTime t = time(args, 0);
    return array(t.getHour(), t.getMinute(), t.getSecond());
  }

  /** A day beyond a month's end runs on into the next: October 31 and one month is December 1. */
  private static Value addDate(Call call, Value[] args) throws BuiltinException {
    ZonedDateTime t = time(args, 0);
    int years = Operands.integer(args, 1);
    int months = Operands.integer(args, 2);
    int days = Operands.integer(args, 3);
    try {
      LocalDate date =
          LocalDate.of(t.getYear(), t.getMonthValue(), 1)
              .plusYears(years)
              .plusMonths(months)
              .plusDays(t.getDayOfMonth() - 1L)
              .plusDays(days);
      return nanos(date.atTime(t.toLocalTime()).atZone(t.getZone()));
    } catch (DateTimeException e) {
      throw new BuiltinException(OUT_OF_RANGE);
    }
  }

  /** Years, months, days, hours, minutes and seconds from the earlier to the later time. */
  private static Value difference(ZonedDateTime a, ZonedDateTime b) {
    ZonedDateTime other = b.withZoneSameInstant(a.getZone());
    ZonedDateTime from = a.isAfter(other) ? other : a;
    ZonedDateTime to = a.isAfter(other) ? a : other;
    int[] parts = {
      to.getYear() - from.getYear(),
      to.getMonthValue() - from.getMonthValue(),
      to.getDayOfMonth() - from.getDayOfMonth(),
      to.getHour() - from.getHour(),
      to.getMinute() - from.getMinute(),
      to.getSecond() - from.getSecond()
    };
    int[] whole = {0, 12, YearMonth.from(from).lengthOfMonth(), 24, 60, 60};
    for (int i = parts.length - 1; i > 0; i--) {
      if (parts[i] < 0) {
        parts[i] += whole[i];
        parts[i - 1]--;
      }
    }
    return array(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5]);
  }
}
