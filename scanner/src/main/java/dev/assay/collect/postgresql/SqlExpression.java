package dev.assay.collect.postgresql;

/**
 * The text of an SQL expression with every constant replaced by {@code ?}: a policy or a predicate
 * may name customers, tokens, limits. Identifiers stay, quoted ones too, whatever quotes are inside
 * them.
 */
final class SqlExpression {
  private static final int LONGEST = 300;

  private final String text;
  private final StringBuilder out = new StringBuilder();
  private int at;

  private SqlExpression(String text) {
    this.text = text;
  }

  /** Cut after redaction, never before: half a literal would not look like one. */
  static String withoutConstants(String text) {
    StringBuilder all = new SqlExpression(text).redact();
    return all.codePointCount(0, all.length()) <= LONGEST
        ? all.toString()
        : all.substring(0, all.offsetByCodePoints(0, LONGEST)) + "…";
  }

  private StringBuilder redact() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\'') {
        constant(false);
      } else if (c == '"') {
        copyThrough(end(at + 1, '"', false));
      } else if (c == '$' && dollarTag() > 0) {
        String tag = text.substring(at, at + dollarTag());
        int close = text.indexOf(tag, at + tag.length());
        out.append('?');
        at = close < 0 ? text.length() : close + tag.length();
      } else if (isDigit(c) || (c == '.' && digitAt(at + 1))) {
        number();
      } else if (isWord(c)) {
        word();
      } else {
        out.append(c);
        at++;
      }
    }
    return out;
  }

  /** A keyword or identifier; or the prefix of a constant: E'', B'', X'', N'', U&''. */
  private void word() {
    int end = at;
    while (wordGoesOn(end) || (end < text.length() && text.charAt(end) == '$')) {
      end++;
    }
    String word = text.substring(at, end);
    boolean single = word.length() == 1;
    if (single && end < text.length() && text.charAt(end) == '\'' && "eEbBxXnN".contains(word)) {
      at = end;
      constant("eE".contains(word));
    } else if (single && "uU".contains(word) && text.startsWith("&'", end)) {
      at = end + 1;
      constant(false);
    } else {
      copyThrough(end);
    }
  }

  private void constant(boolean backslashes) {
    out.append('?');
    at = end(at + 1, '\'', backslashes);
  }

  private void number() {
    while (at < text.length()) {
      char c = text.charAt(at);
      boolean exponentSign =
          (c == '+' || c == '-') && "eE".indexOf(text.charAt(at - 1)) >= 0 && digitAt(at + 1);
      if (!isDigit(c) && !isWord(c) && c != '.' && !exponentSign) {
        break;
      }
      at++;
    }
    out.append('?');
  }

  /** Where what is quoted ends, its closing quote included; a quote is doubled to stand inside. */
  private int end(int from, char quote, boolean backslashes) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (backslashes && c == '\\') {
        i++;
      } else if (c == quote) {
        if (i + 1 < text.length() && text.charAt(i + 1) == quote) {
          i++;
        } else {
          return i + 1;
        }
      }
    }
    return text.length();
  }

  /** The length of {@code $tag$} here; 0 if there is none. */
  private int dollarTag() {
    int end = at + 1;
    while (wordGoesOn(end) && !(end == at + 1 && digitAt(end))) {
      end++;
    }
    return end < text.length() && text.charAt(end) == '$' ? end + 1 - at : 0;
  }

  private void copyThrough(int end) {
    out.append(text, at, end);
    at = end;
  }

  private boolean digitAt(int i) {
    return i < text.length() && isDigit(text.charAt(i));
  }

  private boolean wordGoesOn(int i) {
    return i < text.length() && (isWord(text.charAt(i)) || isDigit(text.charAt(i)));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isWord(char c) {
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
  }
}
