package dev.assay.rego.builtin;

import dev.assay.rego.value.Watch;

/**
 * Where a part is in a text. {@link String#indexOf} takes the product of both lengths where a text
 * almost holds a part at each place; for long ones this takes their sum (Knuth, Morris and Pratt).
 */
final class TextSearch {
  /** Products of lengths up to which the platform's search is soon done. */
  private static final long SOON = 1 << 20;

  private static final int STRIDE = 1 << 12;

  private final String text;
  private final String part;
  private final Watch watch;

  /** For each prefix of the part the length of its longest proper suffix that is a prefix, too. */
  private final int[] fallback;

  TextSearch(String text, String part, Watch watch) {
    this.text = text;
    this.part = part;
    this.watch = watch;
    watch.step(text.length() / 64);
    boolean isSoon = part.length() < 16 || (long) text.length() * part.length() <= SOON;
    this.fallback = isSoon || part.length() > text.length() ? new int[0] : fallback();
  }

  /** The first place from a position on; negative if there is none. */
  int from(int position) {
    if (part.length() > text.length() - position) {
      return -1;
    } else if (fallback.length == 0) {
      return text.indexOf(part, position);
    }
    int matched = 0;
    for (int i = position; i < text.length(); i++) {
      if (i % STRIDE == 0) {
        watch.step(STRIDE / 16);
      }
      while (matched > 0 && text.charAt(i) != part.charAt(matched)) {
        matched = fallback[matched - 1];
      }
      matched += text.charAt(i) == part.charAt(matched) ? 1 : 0;
      if (matched == part.length()) {
        return i - matched + 1;
      }
    }
    return -1;
  }

  private int[] fallback() {
    int[] longest = new int[part.length()];
    int matched = 0;
    for (int i = 1; i < longest.length; i++) {
      if (i % STRIDE == 0) {
        watch.step(STRIDE / 16);
      }
      while (matched > 0 && part.charAt(i) != part.charAt(matched)) {
        matched = longest[matched - 1];
      }
      matched += part.charAt(i) == part.charAt(matched) ? 1 : 0;
      longest[i] = matched;
    }
    return longest;
  }
}
