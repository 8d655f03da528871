package dev.assay.report.text;

import java.util.Locale;

/**
 * Makes characters visible that a reader would not see or that would change what is seen: controls,
 * bidirectional overrides, zero-width characters, lone surrogates. U+202E becomes {@code ⟨U+202E⟩}.
 * What comes out is legal in XML 1.0 and in UTF-8.
 */
public final class Visible {
  private Visible() {}

  /** For a name or a message: line breaks and tabs become visible too. */
  public static String line(String text) {
    return visible(text, false);
  }

  /**
   * For a text of several lines: line feeds and tabs stay, carriage returns go with their lines.
   */
  public static String text(String text) {
    return visible(text.replace("\r\n", "\n"), true);
  }

  /** As {@link #line}, with the middle left out of what is longer than this many characters. */
  public static String line(String text, int longest) {
    String line = line(text);
    int length = line.codePointCount(0, line.length());
    if (length <= longest) {
      return line;
    }
    int head = line.offsetByCodePoints(0, longest * 2 / 3);
    int tail = line.offsetByCodePoints(line.length(), -(longest - longest * 2 / 3 - 1));
    return line.substring(0, head) + "…" + line.substring(tail);
  }

  private static String visible(String text, boolean lines) {
    if (isPlain(text, lines) || text.codePoints().noneMatch(c -> isHidden(c, lines))) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              if (isHidden(c, lines)) {
                out.append(String.format(Locale.ROOT, "⟨U+%04X⟩", c));
              } else {
                out.appendCodePoint(c);
              }
            });
    return out.toString();
  }

  /** Nearly every text there is, and the reports are full of texts. */
  private static boolean isPlain(String text, boolean lines) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x7F || (c < 0x20 && !(lines && (c == '\n' || c == '\t')))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isHidden(int c, boolean lines) {
    return (c == '\n' || c == '\t') ? !lines : isHidden(c);
  }

  static boolean isHidden(int c) {
    if (c >= 0x20 && c < 0x7F) {
      return false;
    }
    // Hangul fillers are letters by category, and blank.
    if (c == 0x115F || c == 0x1160 || c == 0x3164 || c == 0xFFA0) {
      return true;
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED ->
          true;
      // Blanks that are not the blank on the keyboard pass for it.
      case Character.SPACE_SEPARATOR -> true;
      default -> false;
    };
  }
}
