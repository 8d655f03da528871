package dev.assay.rego.builtin;

import static dev.assay.rego.builtin.Signature.builtin;

import dev.assay.rego.value.RegoBoolean;
import dev.assay.rego.value.RegoNumber;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.math.BigInteger;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Versions by https://semver.org, which a {@code v} may precede. */
final class SemverBuiltins {
  private static final String IDENTIFIER = "(?:0|[1-9]\\d*|\\d*[A-Za-z-][0-9A-Za-z-]*)";
  private static final Pattern VERSION =
      Pattern.compile(
          "v?(0|[1-9]\\d{0,17})\\.(0|[1-9]\\d{0,17})\\.(0|[1-9]\\d{0,17})"
              + "(?:-("
              + IDENTIFIER
              + "(?:\\."
              + IDENTIFIER
              + ")*))?(?:\\+([0-9A-Za-z.-]+))?");

  private SemverBuiltins() {}

  static List<Builtin> builtins() {
    return List.of(
        builtin(
            "semver.compare(string, string) number",
            (c, a) -> RegoNumber.of(Integer.signum(compare(version(a, 0), version(a, 1))))),
        builtin(
            "semver.is_valid(any) boolean",
            (c, a) ->
                RegoBoolean.of(
                    a[0] instanceof RegoString s && VERSION.matcher(s.value()).matches())));
  }

  private static Matcher version(Value[] args, int i) throws BuiltinException {
    String text = Operands.string(args, i);
    Matcher version = VERSION.matcher(text);
    if (!version.matches()) {
      throw new BuiltinException(
          "operand " + (i + 1) + ": string " + GoText.quote(text) + " is not a valid SemVer");
    }
    return version;
  }

  private static int compare(Matcher a, Matcher b) {
    for (int i = 1; i <= 3; i++) {
      int c = Long.compare(Long.parseLong(a.group(i)), Long.parseLong(b.group(i)));
      if (c != 0) {
        return c;
      }
    }
    if (a.group(4) == null || b.group(4) == null) {
      return Boolean.compare(a.group(4) == null, b.group(4) == null);
    }
    String[] x = a.group(4).split("\\.", -1);
    String[] y = b.group(4).split("\\.", -1);
    for (int i = 0; i < Math.min(x.length, y.length); i++) {
      int c = compareIdentifiers(x[i], y[i]);
      if (c != 0) {
        return c;
      }
    }
    return Integer.compare(x.length, y.length);
  }

  private static int compareIdentifiers(String a, String b) {
    boolean numeric = a.matches("\\d+");
    if (numeric != b.matches("\\d+")) {
      return numeric ? -1 : 1;
    }
    return numeric ? new BigInteger(a).compareTo(new BigInteger(b)) : a.compareTo(b);
  }
}
