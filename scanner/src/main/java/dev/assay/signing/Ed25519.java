package dev.assay.signing;

import dev.assay.input.InputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;

/**
 * Signs and verifies as RFC 8032 has it. Keys are PEM as {@code openssl genpkey -algorithm ed25519}
 * and {@code openssl pkey -pubout} write them; of a public key the Base64 in the middle is enough.
 */
public final class Ed25519 {
  private static final String NAME = "Ed25519";

  private Ed25519() {}

  /** A public key; empty if the text is none. */
  public static Optional<PublicKey> publicKey(String text) {
    try {
      byte[] encoded = Base64.getDecoder().decode(body(text));
      return Optional.of(
          KeyFactory.getInstance(NAME).generatePublic(new X509EncodedKeySpec(encoded)));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return Optional.empty(); // it is not our business why a text is no key
    }
  }

  /**
   * A private key from a file.
   *
   * @throws InputException if the file holds none; the message never quotes it
   */
  public static PrivateKey privateKey(Path file) throws InputException {
    try {
      byte[] encoded =
          Base64.getDecoder().decode(body(Files.readString(file, StandardCharsets.US_ASCII)));
      return KeyFactory.getInstance(NAME).generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (IOException e) {
      throw new InputException(file + ": the key cannot be read", e);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new InputException(
          file + ": no Ed25519 private key; make one with openssl genpkey -algorithm ed25519", e);
    }
  }

  private static String body(String pem) {
    return pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
  }

  public static String sign(PrivateKey key, byte[] message) {
    try {
      Signature signature = Signature.getInstance(NAME);
      signature.initSign(key);
      signature.update(message);
      return Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java 17 has Ed25519", e);
    }
  }

  /** Whether the Base64 is that key's signature of the message. */
  public static boolean verifies(PublicKey key, byte[] message, String base64) {
    try {
      Signature signature = Signature.getInstance(NAME);
      signature.initVerify(key);
      signature.update(message);
      return signature.verify(Base64.getDecoder().decode(base64.strip()));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false; // a damaged signature is a wrong one
    }
  }
}
