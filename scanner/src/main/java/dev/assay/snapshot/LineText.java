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
      bytes[size++] = (byte) (0xf0 | (point >> 18));
      bytes[size++] = more(point >> 12);
      bytes[size++] = more(point >> 6);
      bytes[size++] = more(point);
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
      bytes[size++] = (byte) (0xc0 | (c >> 6));
      bytes[size++] = more(c);
    } else {
      bytes[size++] = (byte) (0xe0 | (c >> 12));
      bytes[size++] = more(c >> 6);
      bytes[size++] = more(c);
    }
  }

  /** A byte that goes on with a character, of its last six bits. */
  private static byte more(int bits) {
    return (byte) (0x80 | (bits & 0x3f));
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
