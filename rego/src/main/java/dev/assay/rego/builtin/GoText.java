package dev.assay.rego.builtin;

/** Text as Go writes it. */
final class GoText {
  private GoText() {}

  /** As {@code strconv.Quote}: a double-quoted literal with escapes for what cannot be printed. */
  static String quote(String s) {
    return quote(s, false);
  }

  /** As {@code strconv.QuoteToASCII}. */
  static String quoteToAscii(String s) {
    return quote(s, true);
  }

  private static String quote(String s, boolean ascii) {
    StringBuilder out = new StringBuilder(s.length() + 2).append('"');
    s.codePoints().forEach(c -> escape(c, '"', ascii, out));
    return out.append('"').toString();
  }

  /** As {@code strconv.QuoteRune}: a single-quoted literal. */
  static String quoteRune(int c, boolean ascii) {
    StringBuilder out = new StringBuilder().append('\'');
    escape(Character.isValidCodePoint(c) ? c : 0xFFFD, '\'', ascii, out);
    return out.append('\'').toString();
  }

  private static void escape(int c, char quote, boolean ascii, StringBuilder out) {
    if (c == quote || c == '\\') {
      out.append('\\').append((char) c);
      return;
    }
    int named = "\007\b\f\n\r\t\013".indexOf(c);
    if (named >= 0) {
      out.append('\\').append("abfnrtv".charAt(named));
    } else if (isPrintable(c) && (!ascii || c < 0x7F)) {
      out.appendCodePoint(c);
    } else if (c < 0x20 || c == 0x7F) {
      hex("\\x", c, 2, out);
    } else if (c < 0x10000) {
      hex("\\u", c, 4, out);
    } else {
      hex("\\U", c, 8, out);
    }
  }

  private static void hex(String prefix, int c, int digits, StringBuilder out) {
    out.append(prefix);
    for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
      out.append(Character.forDigit((c >> shift) & 15, 16));
    }
  }

  /** As {@code unicode.IsPrint}: letters, marks, numbers, punctuation, symbols, and the space. */
  static boolean isPrintable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> c == ' ';
      default -> true;
    };
  }

  /** As {@code unicode.IsSpace}. */
  static boolean isSpace(int c) {
    return (c >= '\t' && c <= '\r')
        || c == ' '
        || c == 0x85
        || c == 0xA0
        || c == 0x1680
        || (c >= 0x2000 && c <= 0x200A)
        || c == 0x2028
        || c == 0x2029
        || c == 0x202F
        || c == 0x205F
        || c == 0x3000;
  }
}
