package dev.assay.snapshot;

import java.io.Writer;
import java.util.Arrays;

/**
 * Text that becomes UTF-8 as it is written. Half a surrogate pair, which UTF-8 cannot hold, becomes
 * a question mark: a broken name costs one character, not the file.
 */
final class LineText extends Writer {
  private byte[] bytes = new byte[1024];
  private int size;
  private char high;
  private boolean exact = true;

  /** Whether all of the text is there. */
  boolean isExact() {
    return exact;
  }

  byte[] toByteArray() {
    endPair();
    return Arrays.copyOf(bytes, size);
  }

  @Override
  public void write(char[] text, int from, int length) {
    if (size + length * 3 + 3 > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + length * 3 + 3));
    }
    for (int i = from; i < from + length; i++) {
      char c = text[i];
      if (c < 0x80 && high == 0) {
        bytes[size++] = (byte) c;
      } else {
        encode(c);
      }
    }
  }

  private void encode(char c) {
    if (high != 0 && Character.isLowSurrogate(c)) {
      int point = Character.toCodePoint(high, c);
      high = 0;
      bytes[size++] = (byte) (0xf0 | point >> 18);
      bytes[size++] = (byte) (0x80 | point >> 12 & 0x3f);
      bytes[size++] = (byte) (0x80 | point >> 6 & 0x3f);
      bytes[size++] = (byte) (0x80 | point & 0x3f);
      return;
    }
    endPair();
    if (Character.isHighSurrogate(c)) {
      high = c;
    } else if (Character.isLowSurrogate(c)) {
      bytes[size++] = '?';
      exact = false;
    } else if (c < 0x80) {
      bytes[size++] = (byte) c;
    } else if (c < 0x800) {
      bytes[size++] = (byte) (0xc0 | c >> 6);
      bytes[size++] = (byte) (0x80 | c & 0x3f);
    } else {
      bytes[size++] = (byte) (0xe0 | c >> 12);
      bytes[size++] = (byte) (0x80 | c >> 6 & 0x3f);
      bytes[size++] = (byte) (0x80 | c & 0x3f);
    }
  }

  /** Two halves may come in two pieces; a first one that has no second is a question mark. */
  private void endPair() {
    if (high != 0) {
      high = 0;
      bytes[size++] = '?';
      exact = false;
    }
  }

  @Override
  public void flush() {
    // There is nothing behind it.
  }

  @Override
  public void close() {
    endPair();
  }
}
