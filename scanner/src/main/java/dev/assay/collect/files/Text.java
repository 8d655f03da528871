package dev.assay.collect.files;

import dev.assay.input.InputException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** A file's bytes as text: UTF-8, or the UTF-16 that PowerShell's {@code >} writes. */
final class Text {
  private static final int ZIP = 'P' << 24 | 'K' << 16 | 3 << 8 | 4;

  private Text() {}

  /**
   * Decodes without a byte order mark.
   *
   * @throws InputException if the bytes are no text
   */
  static String of(String file, byte[] bytes) throws InputException {
    if (bytes.length > 4 && ByteBuffer.wrap(bytes).getInt() == ZIP) {
      throw new InputException(
          file
              + ": a plan as terraform plan -out writes it; terraform show -json "
              + file
              + " > plan.json, and --from plan.json");
    }
    Charset charset = charset(bytes);
    try {
      String text =
          charset
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString();
      return text.startsWith("\ufeff") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new InputException(file + ": not " + charset + " text", e);
    }
  }

  /** By the byte order mark, else by where the zeros are: all that is read begins with ASCII. */
  private static Charset charset(byte[] bytes) {
    if (bytes.length < 2) {
      return StandardCharsets.UTF_8;
    }
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    if ((first == 0xfe && second == 0xff) || (first == 0 && second != 0)) {
      return StandardCharsets.UTF_16BE;
    }
    if ((first == 0xff && second == 0xfe) || (first != 0 && second == 0)) {
      return StandardCharsets.UTF_16LE;
    }
    return StandardCharsets.UTF_8;
  }
}
