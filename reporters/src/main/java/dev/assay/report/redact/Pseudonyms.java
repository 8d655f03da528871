package dev.assay.report.redact;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One pseudonym for each name: fifty bits of HMAC-SHA-256, so that nobody without the key can find
 * a name by trying. A pseudonym is a word that SQL, shells and host names take as it is.
 */
final class Pseudonyms {
  private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";
  private static final int LENGTH = 10;

  private final Mac mac;
  private final Map<String, String> known = new HashMap<>();

  Pseudonyms(String key) {
    try {
      mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  String of(String name) {
    return known.computeIfAbsent(name, this::make);
  }

  /** In place of a digest: as long, in hex. */
  String digest(String digest) {
    return HexFormat.of().formatHex(sealed(digest));
  }

  private String make(String name) {
    byte[] sealed = sealed(name);
    StringBuilder out = new StringBuilder("n");
    for (int i = 0; i < LENGTH; i++) {
      out.append(LETTERS.charAt(sealed[i] & 31));
    }
    return out.toString();
  }

  private byte[] sealed(String text) {
    return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
  }
}
