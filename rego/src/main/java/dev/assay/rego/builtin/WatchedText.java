package dev.assay.rego.builtin;

import com.google.re2j.Pattern;
import dev.assay.rego.builtin.Builtin.Call;

/** A long text to be matched: takes steps while it is read, so that a match can be ended. */
final class WatchedText implements CharSequence {
  /** What is matched soon enough, in instructions of the pattern for each character. */
  private static final int SHORT = 1 << 16;

  /** After how many of them the matching looks whether it must end. */
  private static final int STRIDE = 1 << 12;

  /** For how many characters there is a step: as work the whole text counts already. */
  private static final int CHARACTERS = 64;

  private final String text;
  private final Call call;
  private final int stride;
  private int untilLook;
  private int read;

  private WatchedText(String text, Call call, int stride) {
    this.text = text;
    this.call = call;
    this.stride = stride;
    this.untilLook = stride;
  }

  /** A text to be matched with a pattern: each character may move each of its instructions. */
  static CharSequence of(String text, Pattern pattern, Call call) {
    int size = Math.max(1, pattern.programSize());
    return (long) text.length() * size < SHORT
        ? text
        : new WatchedText(text, call, Math.max(1, STRIDE / size));
  }

  @Override
  public char charAt(int index) {
    if (--untilLook == 0) {
      untilLook = stride;
      read += stride;
      call.step(read / CHARACTERS);
      read %= CHARACTERS;
      call.look();
    }
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.subSequence(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}
