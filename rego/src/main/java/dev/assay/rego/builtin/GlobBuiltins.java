package dev.assay.rego.builtin;

import static dev.assay.rego.builtin.Signature.builtin;

import com.google.re2j.Pattern;
import dev.assay.rego.builtin.Builtin.Call;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoBoolean;
import dev.assay.rego.value.RegoNull;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.util.List;

/**
 * {@code glob.*}, of the syntax of gobwas/glob: {@code *} and {@code ?} stop at delimiters, {@code
 * **} does not; {@code [a-z]}, {@code [!abc]}, {@code {one,two}}, backslash.
 */
final class GlobBuiltins {
  private static final String SPECIAL = "*?\\[]{}";

  private GlobBuiltins() {}

  static List<Builtin> builtins() {
    return List.of(
        builtin("glob.match(string, null|array[string], string) boolean", GlobBuiltins::match),
        builtin("glob.quote_meta(string) string", (c, a) -> quote(Operands.string(a, 0))));
  }

  private static Value quote(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      out.append(SPECIAL.indexOf(c) >= 0 ? "\\" : "").append(c);
    }
    return RegoString.of(out.toString());
  }

  private static Value match(Call call, Value[] args) throws BuiltinException {
    String glob = Operands.string(args, 0);
    String delimiters = delimiters(args);
    String text = Operands.string(args, 2);
    call.step(text.length());
    Pattern pattern = RegexBuiltins.compile(call, new Translation(glob, delimiters).regex());
    return RegoBoolean.of(pattern.matcher(WatchedText.of(text, pattern, call)).matches());
  }

  /** An empty array stands for the dot, null for no delimiters at all. */
  private static String delimiters(Value[] args) throws BuiltinException {
    if (args[1] instanceof RegoNull) {
      return "";
    }
    if (!(args[1] instanceof RegoArray array)) {
      throw Operands.wrongType(1, args[1], "array", "null");
    }
    StringBuilder delimiters = new StringBuilder();
    for (Value item : array) {
      if (!(item instanceof RegoString s)) {
        throw Operands.wrongItem(1, array, item, "string");
      }
      if (s.value().codePointCount(0, s.value().length()) != 1) {
        throw Operands.wrongItem(1, array, item, "rune");
      }
      delimiters.append(s.value());
    }
    return delimiters.length() == 0 ? "." : delimiters.toString();
  }

  /** A glob as a regular expression. */
  private static final class Translation {
    private final String glob;
    private final String inner;
    private final StringBuilder out = new StringBuilder("(?s)");
    private int at;
    private int depth;

    Translation(String glob, String delimiters) {
      this.glob = glob;
      this.inner =
          delimiters.isEmpty() ? "." : "[^" + Pattern.quote(delimiters).replace("-", "\\-") + "]";
    }

    String regex() throws BuiltinException {
      while (at < glob.length()) {
        char c = glob.charAt(at++);
        switch (c) {
          case '*' -> {
            boolean all = at < glob.length() && glob.charAt(at) == '*';
            at += all ? 1 : 0;
            out.append(all ? ".*" : inner + "*");
          }
          case '?' -> out.append(inner);
          case '[' -> range();
          case '{' -> {
            depth++;
            out.append("(?:");
          }
          case '}' -> close();
          case ',' -> out.append(depth > 0 ? "|" : ",");
          case '\\' -> literal();
          default -> {
            at--;
            literal();
          }
        }
      }
      if (depth > 0) {
        throw new BuiltinException("unexpected end of input: " + glob);
      }
      return out.toString();
    }

    private void close() {
      if (depth > 0) {
        depth--;
        out.append(')');
      } else {
        out.append("\\}");
      }
    }

    private void literal() {
      if (at < glob.length()) {
        out.append(Pattern.quote(Character.toString(next())));
      }
    }

    private int next() {
      int c = glob.codePointAt(at);
      at += Character.charCount(c);
      return c;
    }

    /** One range, or a list of characters. */
    private void range() throws BuiltinException {
      out.append('[');
      if (at < glob.length() && glob.charAt(at) == '!') {
        at++;
        out.append('^');
      }
      int start = at;
      if (at + 2 < glob.length() && glob.charAt(glob.offsetByCodePoints(at, 1)) == '-') {
        int low = next();
        at++;
        int high = next();
        if (high < low) {
          throw new BuiltinException("hi character should be greater than lo: " + glob);
        }
        out.append(inClass(low)).append('-').append(inClass(high));
      } else {
        while (at < glob.length() && glob.charAt(at) != ']') {
          at += glob.charAt(at) == '\\' && at + 1 < glob.length() ? 1 : 0;
          out.append(inClass(next()));
        }
      }
      if (at >= glob.length() || glob.charAt(at) != ']' || at == start) {
        throw new BuiltinException("expected close range character: " + glob);
      }
      at++;
      out.append(']');
    }

    private static String inClass(int c) {
      String s = Character.toString(c);
      return "\\]^[-&~".contains(s) ? "\\" + s : s;
    }
  }
}
