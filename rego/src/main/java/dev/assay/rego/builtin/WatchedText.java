package dev.assay.rego.builtin;

import dev.assay.rego.builtin.Builtin.Call;

/** A long text to be matched: takes steps while it is read, so that a match can be ended. */
final class WatchedText implements CharSequence {
  /** Shorter texts are matched soon enough. */
  private static final int LONG = 1 << 13;

  private static final int STRIDE = 1 << 12;

  /** What reading so many characters counts: as work it counts already. */
  private static final int STEPS = 64;

  private final String text;
  private final Call call;
  private int untilStep = STRIDE;

  private WatchedText(String text, Call call) {
    this.text = text;
    this.call = call;
  }

  static CharSequence of(String text, Call call) {
    return text.length() < LONG ? text : new WatchedText(text, call);
  }

  @Override
  public char charAt(int index) {
    if (--untilStep == 0) {
      untilStep = STRIDE;
      call.step(STEPS);
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
