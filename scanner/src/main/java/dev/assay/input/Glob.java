package dev.assay.input;

import java.util.Objects;

/**
 * A pattern of resource names: {@code *} stands for any characters but a slash, {@code **} for any
 * characters, {@code ?} for one that is no slash. Names hold none of these: what is odd in them is
 * percent-encoded.
 */
public final class Glob {
  private final String text;
  private final String prefix;
  private final String suffix;

  public Glob(String text) {
    this.text = text;
    int first = text.length();
    int last = -1;
    for (int i = 0; i < text.length(); i++) {
      if (isWild(text.charAt(i))) {
        first = Math.min(first, i);
        last = i;
      }
    }
    this.prefix = text.substring(0, first);
    this.suffix = last < 0 ? "" : text.substring(last + 1);
  }

  private static boolean isWild(char c) {
    return c == '*' || c == '?';
  }

  /** What every name that matches begins with; the whole text where nothing is left open. */
  public String prefix() {
    return prefix;
  }

  /** What every name that matches ends with, behind what is left open. */
  public String suffix() {
    return suffix;
  }

  /** Whether one name alone matches. */
  public boolean isExact() {
    return prefix.length() == text.length();
  }

  /** Takes time with the product of the lengths at worst, whatever the pattern. */
  public boolean matches(String name) {
    if (isExact()) {
      return text.equals(name);
    }
    // Which beginnings of the name the pattern read so far matches.
    boolean[] at = new boolean[name.length() + 1];
    at[0] = true;
    for (int p = 0; p < text.length(); p++) {
      char c = text.charAt(p);
      if (c == '*') {
        boolean deep = p + 1 < text.length() && text.charAt(p + 1) == '*';
        p += deep ? 1 : 0;
        for (int i = 1; i <= name.length(); i++) {
          at[i] |= at[i - 1] && (deep || name.charAt(i - 1) != '/');
        }
      } else {
        for (int i = name.length(); i > 0; i--) {
          char other = name.charAt(i - 1);
          at[i] = at[i - 1] && (c == '?' ? other != '/' : c == other);
        }
        at[0] = false;
      }
    }
    return at[name.length()];
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Glob other && text.equals(other.text);
  }

  @Override
  public int hashCode() {
    return Objects.hash(text);
  }

  @Override
  public String toString() {
    return text;
  }
}
