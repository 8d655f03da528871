package dev.assay.rego.builtin;

import dev.assay.rego.builtin.Builtin.Call;
import java.io.IOException;
import java.io.StringReader;

/** A text to be parsed: takes steps while it is read, so that parsing can be ended. */
final class WatchedReader extends StringReader {
  private static final int STRIDE = 4096;

  private final Call call;

  WatchedReader(String text, Call call) {
    super(text);
    this.call = call;
  }

  @Override
  public int read(char[] to, int offset, int length) throws IOException {
    call.step(STRIDE / 4);
    return super.read(to, offset, Math.min(length, STRIDE));
  }
}
