package dev.assay.rego.builtin;

import dev.assay.rego.builtin.Builtin.Call;
import dev.assay.rego.value.RegoNumber;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import dev.assay.rego.value.ValueText;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * {@code sprintf}: Go's {@code fmt.Sprintf} (https://pkg.go.dev/fmt), its messages for wrong verbs
 * and arguments included. As in OPA an argument is an integer, a floating-point number or a string;
 * all other values are formatted as the string of their Rego syntax.
 *
 * <p>One object formats once.
 */
final class GoFormat {
  private static final int WIDEST = 1_000_000;
  private static final int ABSENT = -1;

  private final Call call;
  private final List<Object> args;
  private final StringBuilder out = new StringBuilder();
  private int counted;

  private String format = "";
  private int at;
  private int arg;
  private boolean reordered;
  private boolean goodIndex;
  private boolean afterIndex;

  private boolean sharp;
  private boolean zero;
  private boolean plus;
  private boolean minus;
  private boolean space;
  private int width;
  private int precision;

  GoFormat(Call call, List<Value> args) {
    this.call = call;
    this.args = new ArrayList<>(args.size());
    for (Value arg : args) {
      this.args.add(argument(call, arg));
    }
  }

  /** A {@code Long}, {@code BigInteger}, {@code Double} or {@code String}, as Go sees the value. */
  private static Object argument(Call call, Value value) {
    if (value instanceof RegoString s) {
      return s.value();
    }
    if (!(value instanceof RegoNumber n)) {
      return ValueText.of(value, call);
    }
    if (n.isLong()) {
      return n.longValue();
    }
    if (n.decimal().scale() == 0) {
      return n.decimal().toBigInteger();
    }
    double d = n.doubleValue();
    return Double.isInfinite(d) ? (Object) n.toString() : (Object) d;
  }

  String format(String text) {
    format = text;
    while (at < format.length()) {
      int percent = format.indexOf('%', at);
      int end = percent < 0 ? format.length() : percent;
      out.append(format, at, end);
      at = end + 1;
      if (percent >= 0) {
        directive();
      }
      call.step(1 + out.length() / 64);
      call.grow(Math.max(0, out.length() - counted) / 8);
      call.text(out.length());
      counted = Math.max(counted, out.length());
    }
    if (!reordered && arg < args.size()) {
      flags("");
      out.append("%!(EXTRA ");
      for (int i = arg; i < args.size(); i++) {
        out.append(i == arg ? "" : ", ").append(typeOf(args.get(i))).append('=');
        print(args.get(i), 'v');
      }
      out.append(')');
    }
    return out.toString();
  }

  /** What follows a percent sign: flags, width, precision, verb. */
  private void directive() {
    int start = at;
    while (at < format.length() && "#0+- ".indexOf(format.charAt(at)) >= 0) {
      at++;
    }
    flags(format.substring(start, at));
    goodIndex = true;
    afterIndex = false;
    argumentIndex();
    widthOf();
    precisionOf();
    if (!afterIndex) {
      argumentIndex();
    }
    if (at >= format.length()) {
      out.append("%!(NOVERB)");
      return;
    }
    int verb = format.codePointAt(at);
    at += Character.charCount(verb);
    if (verb == '%') {
      out.append('%');
    } else if (!goodIndex) {
      out.append("%!").appendCodePoint(verb).append("(BADINDEX)");
    } else if (arg >= args.size()) {
      out.append("%!").appendCodePoint(verb).append("(MISSING)");
    } else {
      print(args.get(arg++), verb);
    }
  }

  private void flags(String written) {
    sharp = written.indexOf('#') >= 0;
    zero = written.indexOf('0') >= 0;
    plus = written.indexOf('+') >= 0;
    minus = written.indexOf('-') >= 0;
    space = written.indexOf(' ') >= 0;
    width = ABSENT;
    precision = ABSENT;
  }

  /** An explicit {@code [n]}, from 1. */
  private void argumentIndex() {
    if (at >= format.length() || format.charAt(at) != '[') {
      return;
    }
    reordered = true;
    int close = format.indexOf(']', at);
    if (close < 0) {
      goodIndex = false;
      at++;
      return;
    }
    String number = format.substring(at + 1, close);
    at = close + 1;
    boolean valid = number.matches("[0-9]{1,7}");
    int index = valid ? Integer.parseInt(number) - 1 : -1;
    if (index < 0 || index >= args.size()) {
      goodIndex = false;
    } else {
      arg = index;
    }
    afterIndex = valid;
  }

  private void widthOf() {
    if (take('*')) {
      Integer given = integerArgument();
      if (given == null) {
        out.append("%!(BADWIDTH)");
      } else {
        minus |= given < 0;
        zero &= given >= 0;
        width = Math.abs(given);
      }
      afterIndex = false;
      return;
    }
    width = digits();
    goodIndex &= !(afterIndex && width != ABSENT);
  }

  private void precisionOf() {
    if (!take('.')) {
      return;
    }
    goodIndex &= !afterIndex;
    afterIndex = false;
    argumentIndex();
    if (take('*')) {
      Integer given = integerArgument();
      if (given == null) {
        out.append("%!(BADPREC)");
      } else {
        precision = given < 0 ? ABSENT : given;
        if (given < 0) {
          out.append("%!(BADPREC)");
        }
      }
      afterIndex = false;
      return;
    }
    precision = Math.max(0, digits());
  }

  private boolean take(char c) {
    boolean there = at < format.length() && format.charAt(at) == c;
    at += there ? 1 : 0;
    return there;
  }

  /** A number in the format; one that is too large ends the format, as in Go. */
  private int digits() {
    int start = at;
    int n = 0;
    while (at < format.length() && format.charAt(at) >= '0' && format.charAt(at) <= '9') {
      n = n * 10 + (format.charAt(at) - '0');
      at++;
      if (n > WIDEST) {
        at = format.length();
        return ABSENT;
      }
    }
    return at == start ? ABSENT : n;
  }

  private @Nullable Integer integerArgument() {
    if (arg >= args.size()) {
      return null;
    }
    Object given = args.get(arg++);
    return given instanceof Long n && Math.abs(n) <= WIDEST ? (Integer) n.intValue() : null;
  }

  private void print(Object value, int verb) {
    if (verb == 'T') {
      padString(typeOf(value));
    } else if (value instanceof Long n) {
      integer(n, verb);
    } else if (value instanceof BigInteger n) {
      bigInteger(n, verb);
    } else if (value instanceof Double d) {
      floating(d, verb);
    } else {
      string((String) value, verb);
    }
  }

  private static String typeOf(Object value) {
    return value instanceof Long
        ? "int"
        : value instanceof BigInteger ? "*big.Int" : value instanceof Double ? "float64" : "string";
  }

  private void wrongVerb(Object value, int verb) {
    out.append("%!").appendCodePoint(verb).append('(').append(typeOf(value)).append('=');
    print(value, 'v');
    out.append(')');
  }

  private void integer(long n, int verb) {
    switch (verb) {
      case 'v', 'd' -> digits(n, 10, verb);
      case 'b' -> digits(n, 2, verb);
      case 'o', 'O' -> digits(n, 8, verb);
      case 'x', 'X' -> digits(n, 16, verb);
      case 'c' -> pad(Character.toString(codePoint(n)));
      case 'q' -> pad(GoText.quoteRune(codePoint(n), plus));
      case 'U' -> unicode(n);
      default -> wrongVerb(n, verb);
    }
  }

  private static int codePoint(long n) {
    boolean valid = n >= 0 && n <= 0x10FFFF && !(n >= 0xD800 && n <= 0xDFFF);
    return valid ? (int) n : 0xFFFD;
  }

  private void digits(long n, int base, int verb) {
    boolean padded = zero;
    String digits = Long.toString(n, base);
    digits = n < 0 ? digits.substring(1) : digits;
    if (precision == 0 && n == 0) {
      zero = false;
      pad("");
      zero = padded;
      return;
    }
    int least = Math.max(precision, 0);
    if (precision == ABSENT && zero && !minus && width != ABSENT) {
      least = n < 0 || plus || space ? width - 1 : width;
    }
    digits = "0".repeat(Math.max(0, least - digits.length())) + digits;
    digits = verb == 'X' ? digits.toUpperCase(Locale.ROOT) : digits;
    if (sharp) {
      digits = prefix(base, verb, digits) + digits;
    }
    digits = verb == 'O' ? "0o" + digits : digits;
    zero = false;
    pad(sign(n < 0) + digits);
    zero = padded;
  }

  private static String prefix(int base, int verb, String digits) {
    return switch (base) {
      case 2 -> "0b";
      case 8 -> digits.startsWith("0") ? "" : "0";
      case 16 -> verb == 'X' ? "0X" : "0x";
      default -> "";
    };
  }

  private String sign(boolean negative) {
    return negative ? "-" : plus ? "+" : space ? " " : "";
  }

  private void unicode(long n) {
    String hex = Long.toHexString(n).toUpperCase(Locale.ROOT);
    String text = "U+" + "0".repeat(Math.max(0, Math.max(4, precision) - hex.length())) + hex;
    if (sharp && n >= 0 && n <= 0x10FFFF && GoText.isPrintable((int) n)) {
      text += " '" + Character.toString((int) n) + "'";
    }
    boolean padded = zero;
    zero = false;
    pad(text);
    zero = padded;
  }

  /** Integers that do not fit Go's int format themselves, by rules of their own. */
  private void bigInteger(BigInteger n, int verb) {
    int base =
        switch (verb) {
          case 'b' -> 2;
          case 'o', 'O' -> 8;
          case 'd', 's', 'v' -> 10;
          case 'x', 'X' -> 16;
          default -> 0;
        };
    if (base == 0) {
      out.append("%!").appendCodePoint(verb).append("(big.Int=").append(n).append(')');
      return;
    }
    String digits = n.abs().toString(base);
    digits = verb == 'X' ? digits.toUpperCase(Locale.ROOT) : digits;
    String start = sign(n.signum() < 0) + (verb == 'O' ? "0o" : "");
    if (sharp) {
      start += prefix(base, verb, "");
    }
    int zeros = Math.max(0, precision - digits.length());
    int room = Math.max(0, width - start.length() - zeros - digits.length());
    boolean byZeros = zero && !minus && precision == ABSENT;
    out.append(minus || byZeros ? "" : " ".repeat(room));
    out.append(start).append("0".repeat(zeros + (byZeros ? room : 0))).append(digits);
    out.append(minus ? " ".repeat(room) : "");
  }

  private void floating(double d, int verb) {
    int wanted = precision;
    switch (verb) {
      case 'v' -> floating(GoFloat.format(d, 'g', wanted));
      case 'b', 'g', 'G', 'x', 'X' -> floating(GoFloat.format(d, (char) verb, wanted));
      case 'e', 'E' -> floating(GoFloat.format(d, (char) verb, wanted == ABSENT ? 6 : wanted));
      case 'f', 'F' -> floating(GoFloat.format(d, 'f', wanted == ABSENT ? 6 : wanted));
      default -> wrongVerb(d, verb);
    }
  }

  private void floating(String number) {
    boolean negative = number.startsWith("-");
    String digits = negative ? number.substring(1) : number;
    String sign = sign(negative);
    if (zero && !minus && !sign.isEmpty() && width > sign.length() + digits.length()) {
      out.append(sign).append("0".repeat(width - sign.length() - digits.length())).append(digits);
    } else {
      pad(sign + digits);
    }
  }

  private void string(String s, int verb) {
    switch (verb) {
      case 'v' -> {
        if (sharp) {
          quoted(s, false);
        } else {
          padString(s);
        }
      }
      case 's' -> padString(s);
      case 'q' -> quoted(s, sharp);
      case 'x' -> pad(hex(s));
      case 'X' -> pad(hex(s).toUpperCase(Locale.ROOT));
      default -> wrongVerb(s, verb);
    }
  }

  private String cut(String s) {
    return precision == ABSENT || s.codePointCount(0, s.length()) <= precision
        ? s
        : s.substring(0, s.offsetByCodePoints(0, precision));
  }

  private void padString(String s) {
    pad(cut(s));
  }

  private void quoted(String s, boolean raw) {
    String text = cut(s);
    boolean plain =
        text.codePoints().allMatch(c -> c != '`' && c != 0xFEFF && (c == '\t' || c >= 0x20))
            && text.indexOf(0x7F) < 0;
    if (raw && plain) {
      pad("`" + text + "`");
    } else {
      pad(plus ? GoText.quoteToAscii(text) : GoText.quote(text));
    }
  }

  private String hex(String s) {
    byte[] bytes = s.getBytes(StandardCharsets.UTF_8);
    int n = precision == ABSENT ? bytes.length : Math.min(precision, bytes.length);
    StringBuilder hex = new StringBuilder();
    for (int i = 0; i < n; i++) {
      hex.append(space && i > 0 ? " " : "").append(sharp && (space || i == 0) ? "0x" : "");
      hex.append(Character.forDigit((bytes[i] >> 4) & 15, 16));
      hex.append(Character.forDigit(bytes[i] & 15, 16));
    }
    return hex.toString();
  }

  private void pad(String text) {
    int room = Math.max(0, width - text.codePointCount(0, text.length()));
    out.append(minus ? "" : (zero ? "0" : " ").repeat(room)).append(text);
    out.append(minus ? " ".repeat(room) : "");
  }
}
