package dev.assay.engine;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * A bundle as {@code opa build -t wasm} writes it: a tar archive, in gzip, of which only {@code
 * policy.wasm} is read.
 */
final class WasmBundle {
  private static final int BLOCK = 512;
  private static final int SIZE_AT = 124;
  private static final int SIZE_LENGTH = 12;
  private static final int NAME_LENGTH = 100;
  private static final int LARGEST = 256 << 20;

  private WasmBundle() {}

  /**
   * @throws EngineException if there is none, or it holds no compiled policy
   */
  static byte[] policy(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return policy(new DataInputStream(new GZIPInputStream(in)));
    } catch (EOFException e) {
      throw new EngineException(
          file + ": holds no policy.wasm: make it by opa build -t wasm, as assay rules export says",
          e);
    } catch (IOException e) {
      throw new EngineException(file + ": no bundle that can be read: " + e.getMessage(), e);
    }
  }

  private static byte[] policy(DataInputStream tar) throws IOException {
    byte[] header = new byte[BLOCK];
    while (true) {
      tar.readFully(header);
      String name = text(header, 0, NAME_LENGTH);
      int size = size(header);
      byte[] content = new byte[size];
      tar.readFully(content);
      if (name.equals("/policy.wasm") || name.equals("policy.wasm")) {
        return content;
      }
      tar.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
    }
  }

  private static int size(byte[] header) throws IOException {
    String octal = text(header, SIZE_AT, SIZE_LENGTH).strip();
    try {
      int size = octal.isEmpty() ? 0 : Integer.parseInt(octal, 8);
      if (size <= LARGEST) {
        return size;
      }
    } catch (NumberFormatException e) {
      throw new IOException("not a tar archive", e);
    }
    throw new IOException("a file of more than " + (LARGEST >> 20) + " MB");
  }

  private static String text(byte[] header, int at, int length) throws IOException {
    byte[] field = new ByteArrayInputStream(header, at, length).readAllBytes();
    String text = new String(field, StandardCharsets.UTF_8);
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }
}
