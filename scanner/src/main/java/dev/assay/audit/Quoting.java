package dev.assay.audit;

import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names as they may stand in a command that somebody copies. Whatever a hostile name holds, it
 * stays one word on one line: a line break would end a comment in the template. Empty where a
 * language has no such form.
 */
enum Quoting {
  /** {@code "name"}; {@code U&"…"} with escapes where a character would break or turn the line. */
  SQL_IDENTIFIER {
    @Override
    Optional<String> quote(String text) {
      if (text.isEmpty() || text.indexOf('\0') >= 0) {
        return Optional.empty();
      }
      String doubled = text.replace("\"", "\"\"");
      return Optional.of(
          unseen(text) ? "U&\"" + escaped(doubled, "\\") + '"' : '"' + doubled + '"');
    }
  },

  /** {@code 'text'}; {@code E'…'} with escapes where it holds a backslash or such a character. */
  SQL_LITERAL {
    @Override
    Optional<String> quote(String text) {
      if (text.indexOf('\0') >= 0) {
        return Optional.empty();
      }
      String doubled = text.replace("'", "''");
      return Optional.of(
          text.indexOf('\\') >= 0 || unseen(text)
              ? "E'" + escaped(doubled, "\\u") + '\''
              : '\'' + doubled + '\'');
    }
  },

  /** A bare word if it is harmless, else {@code 'text'}, as POSIX shells read it. */
  SHELL {
    @Override
    Optional<String> quote(String text) {
      if (WORD.matcher(text).matches()) {
        return Optional.of(text);
      }
      return text.startsWith("-") || unseen(text)
          ? Optional.empty()
          : Optional.of("'" + text.replace("'", "'\\''") + "'");
    }
  };

  /** Line breaks, other controls, and what changes the direction or hides: all but plain spaces. */
  private static final Pattern UNSEEN = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_./:=@%+,][A-Za-z0-9_./:=@%+,-]*");

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  abstract Optional<String> quote(String text);

  private static boolean unseen(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~') {
        return UNSEEN.matcher(text).find();
      }
    }
    return false;
  }

  private static String escaped(String text, String prefix) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        escaped.append("\\\\");
      } else if (Character.isSurrogate(c) || UNSEEN.matcher(String.valueOf(c)).matches()) {
        escaped.append(prefix).append(HEX.toHexDigits(c));
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }
}
