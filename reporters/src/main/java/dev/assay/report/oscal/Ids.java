package dev.assay.report.oscal;

import dev.assay.report.AuditReport;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.UUID;

/** Names for the parts of a report: the same audit gives the same ones. */
final class Ids {
  private static final long VERSION = 0xF000L;
  private static final long VARIANT = 0xC000000000000000L;

  private final String audit;

  Ids(AuditReport report) {
    this.audit = report.snapshotDigest() + " " + report.rulesDigest() + " " + report.asOf() + " ";
  }

  /**
   * A UUID of version 5 (<a href="https://www.rfc-editor.org/rfc/rfc9562#section-5.5">RFC 9562</a>)
   * for this part.
   */
  String uuid(String part) {
    ByteBuffer hash = ByteBuffer.wrap(sha1((audit + part).getBytes(StandardCharsets.UTF_8)));
    long high = (hash.getLong() & ~VERSION) | 0x5000L;
    long low = (hash.getLong() & ~VARIANT) | Long.MIN_VALUE;
    return new UUID(high, low).toString();
  }

  /**
   * A control as OSCAL's tokens allow: {@code AC-6(10)} of NIST's catalogue is {@code ac-6.10}
   * there; others are named with their framework, {@code cis-postgresql-17_4.3}.
   */
  static String control(String framework, String id) {
    if (framework.startsWith("nist-800-53")) {
      return token(id.toLowerCase(Locale.ROOT).replaceFirst("\\((\\d+)\\)", ".$1"));
    }
    return token(framework + "_" + id);
  }

  private static String token(String text) {
    String legal = text.replaceAll("[^\\p{L}\\p{N}._-]", "-");
    return legal.matches("[\\p{L}_].*") ? legal : "_" + legal;
  }

  private static byte[] sha1(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }
}
