package dev.assay.rego.builtin;

import dev.assay.rego.value.RegoBoolean;
import dev.assay.rego.value.RegoNull;
import dev.assay.rego.value.RegoNumber;
import dev.assay.rego.value.Value;
import dev.assay.rego.value.Watched;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What plain scalars of YAML mean, with the types that OPA's YAML library gives to them: YAML 1.2,
 * but for the octal {@code 0755} and digits grouped by underscores; timestamps are strings.
 */
final class YamlScalar {
  private static final Set<String> TRUE = Set.of("true", "True", "TRUE");
  private static final Set<String> FALSE = Set.of("false", "False", "FALSE");

  /** Booleans of YAML 1.1, written in quotes for readers of that age. */
  private static final Set<String> OLD_BOOLEANS =
      Set.of(
          "y", "Y", "yes", "Yes", "YES", "on", "On", "ON", "n", "N", "no", "No", "NO", "off", "Off",
          "OFF");

  private static final Set<String> NULL = Set.of("", "~", "null", "Null", "NULL");
  private static final Pattern SPECIAL_NUMBER =
      Pattern.compile("[+-]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN)");
  private static final Pattern FLOAT =
      Pattern.compile("[-+]?(?:\\.[0-9]+|[0-9]+(?:\\.[0-9]*)?)(?:[eE][-+]?[0-9]{1,4})?");
  private static final Pattern INTEGER =
      Pattern.compile("[-+]?(?:0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|0|[1-9][0-9]*)");

  /** More digits than this no integer of 64 bits has, unless it begins with many zeros. */
  private static final int LONGEST_INTEGER = 1000;

  private static final Pattern BASE_60 =
      Pattern.compile("[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])++(?:\\.[0-9_]*)?");
  private static final List<GoLayout> TIMESTAMPS =
      List.of(
          new GoLayout("2006-1-2T15:4:5.999999999Z07:00"),
          new GoLayout("2006-1-2t15:4:5.999999999Z07:00"),
          new GoLayout("2006-1-2 15:4:5.999999999"),
          new GoLayout("2006-1-2"));
  private static final Pattern YEAR = Pattern.compile("[0-9]{4}-.{1,32}");

  private YamlScalar() {}

  /** What a plain scalar means, if it is not the string of its text. */
  static @Nullable Value resolve(String text) throws BuiltinException {
    if (NULL.contains(text)) {
      return RegoNull.NULL;
    }
    if (TRUE.contains(text) || FALSE.contains(text)) {
      return RegoBoolean.of(TRUE.contains(text));
    }
    if (SPECIAL_NUMBER.matcher(new Looked(text)).matches()) {
      String name = text.equalsIgnoreCase(".nan") ? "NaN" : "Inf";
      String sign = name.equals("NaN") ? "" : text.startsWith("-") ? "-" : "+";
      throw new BuiltinException("json: unsupported value: " + sign + name);
    }
    String digits = text.replace("_", "");
    if (digits.isEmpty() || "+-.0123456789".indexOf(text.charAt(0)) < 0) {
      return null;
    }
    if (INTEGER.matcher(new Looked(digits)).matches()) {
      Value integer = digits.length() <= LONGEST_INTEGER ? integer(digits) : null;
      if (integer != null) {
        return integer;
      }
    }
    if (!FLOAT.matcher(new Looked(digits)).matches()) {
      return null;
    }
    double d = Double.parseDouble(digits);
    return Double.isInfinite(d) ? null : number(d);
  }

  /** An integer of 64 bits; {@code null} for larger ones, which are decimals or text. */
  private static @Nullable Value integer(String text) {
    boolean negative = text.startsWith("-");
    String digits = text.replaceFirst("^[-+]", "");
    int base = 10;
    if (digits.length() > 1 && digits.startsWith("0")) {
      char kind = Character.toLowerCase(digits.charAt(1));
      base = kind == 'x' ? 16 : kind == 'b' ? 2 : 8;
      digits = digits.substring(kind == 'x' || kind == 'b' || kind == 'o' ? 2 : 1);
    }
    BigInteger value = new BigInteger(digits, base);
    value = negative ? value.negate() : value;
    return value.bitLength() <= 63 || (value.signum() > 0 && value.bitLength() == 64)
        ? RegoNumber.of(new BigDecimal(value))
        : null;
  }

  /** As Go's JSON writes it: with an exponent where that is large or small. */
  private static Value number(double d) {
    BigDecimal shortest = GoFloat.shortest(d);
    int exponent = shortest.precision() - shortest.scale() - 1;
    if (shortest.signum() != 0 && (exponent < -6 || exponent >= 21)) {
      return RegoNumber.parse(GoFloat.format(d, 'e', GoFloat.SHORTEST).replace("e-0", "e-"));
    }
    return RegoNumber.of(shortest.scale() < 0 ? shortest.setScale(0) : shortest);
  }

  /** Whether the plain text would be read as something other than a string. */
  static boolean needsQuotes(String text) {
    try {
      return resolve(text) != null
          || OLD_BOOLEANS.contains(text)
          || BASE_60.matcher(new Looked(text)).matches()
          || isTimestamp(text);
    } catch (BuiltinException specialNumber) {
      return true;
    }
  }

  private static boolean isTimestamp(String text) {
    return YEAR.matcher(new Looked(text)).matches()
        && TIMESTAMPS.stream()
            .anyMatch(
                layout -> {
                  try {
                    layout.parse(text);
                    return true;
                  } catch (BuiltinException otherText) {
                    return false;
                  }
                });
  }

  /** A text that is matched: where it is long, the matching can be ended. */
  record Looked(String text) implements CharSequence {
    @Override
    public char charAt(int i) {
      Watched.look(i);
      return text.charAt(i);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int from, int to) {
      return text.subSequence(from, to);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
