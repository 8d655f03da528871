package dev.assay.report.html;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;

/**
 * A style, a script or data that stands in the page as it is.
 *
 * @param hash by which the page's content security policy allows it, and nothing else
 */
record Asset(String text, String hash) {
  /** A file beside this class. */
  static Asset file(String name) throws IOException {
    try (InputStream in = Objects.requireNonNull(Asset.class.getResourceAsStream(name), name)) {
      return of(new String(in.readAllBytes(), StandardCharsets.UTF_8).strip());
    }
  }

  static Asset data(String json) {
    return of(json);
  }

  private static Asset of(String text) {
    if (text.contains("</") || text.contains("<!--")) {
      throw new IllegalArgumentException("would end its element early");
    }
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return new Asset(text, "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
