package dev.assay.rego.builtin;

import static dev.assay.rego.builtin.Signature.builtin;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.assay.rego.builtin.Builtin.Call;
import dev.assay.rego.value.RegoNumber;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** UUIDs by RFC 4122. */
final class UuidBuiltins {
  private static final Pattern UUID_TEXT =
      Pattern.compile(
          "(?:urn:uuid:)?([0-9a-f]{8})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{12})",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern BARE = Pattern.compile("[0-9a-fA-F]{32}");

  /** From 1582-10-15, where the clock of UUIDs begins, to 1970-01-01, in units of 100 ns. */
  private static final long EPOCH = 122_192_928_000_000_000L;

  private UuidBuiltins() {}

  static List<Builtin> builtins() {
    return List.of(
        builtin("uuid.rfc4122(string) string", (c, a) -> RegoString.of(generated(c, a[0]))),
        builtin("uuid.parse(string) {[string]: any}", (c, a) -> parse(Operands.string(a, 0))));
  }

  /** A version 4 UUID decided by the key and the evaluation's time: an audit can be repeated. */
  private static String generated(Call call, Value key) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest((call.nowNanos() + " " + key).getBytes(UTF_8));
      ByteBuffer bits = ByteBuffer.wrap(hash);
      long high = (bits.getLong() & ~0xF000L) | 0x4000L;
      long low = (bits.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
      return new UUID(high, low).toString();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static @Nullable Value parse(String text) {
    String hex = digits(text);
    if (hex == null) {
      return null;
    }
    byte[] bytes = HexFormat.of().parseHex(hex);
    int version = (bytes[6] & 0xF0) >> 4;
    RegoObject.Builder result = new RegoObject.Builder();
    result.put("version", RegoNumber.of(version));
    result.put("variant", variant(bytes[8] & 0xFF));
    if (version == 1 || version == 2) {
      ByteBuffer fields = ByteBuffer.wrap(bytes);
      long low = fields.getInt(0) & 0xFFFF_FFFFL;
      long mid = fields.getShort(4) & 0xFFFFL;
      long high = fields.getShort(6) & 0x0FFFL;
      long time = low | mid << 32 | high << 48;
      result.put("time", RegoNumber.of((time - EPOCH) * 100));
      result.put("nodeid", HexFormat.ofDelimiter("-").formatHex(bytes, 10, 16));
      result.put("macvariables", macVariables(bytes[10]));
      result.put("clocksequence", RegoNumber.of(fields.getShort(8) & 0x3FFFL));
      if (version == 2) {
        result.put("id", RegoNumber.of(low));
        result.put("domain", domain(bytes[9] & 0xFF));
      }
    }
    return result.build();
  }

  private static @Nullable String digits(String text) {
    // As Go's reader, which does not look at what the braces are.
    String inner = text.length() == 38 ? text.substring(1, 37) : text;
    Matcher grouped = UUID_TEXT.matcher(inner);
    if (grouped.matches()) {
      return grouped.replaceFirst("$1$2$3$4$5");
    }
    return BARE.matcher(text).matches() ? text : null;
  }

  private static String variant(int b) {
    if ((b & 0xC0) == 0x80) {
      return "RFC4122";
    }
    return (b & 0xE0) == 0xC0 ? "Microsoft" : (b & 0xE0) == 0xE0 ? "Future" : "Reserved";
  }

  private static String macVariables(byte b) {
    return ((b & 2) != 0 ? "local:" : "global:") + ((b & 1) != 0 ? "multicast" : "unicast");
  }

  private static String domain(int d) {
    return switch (d) {
      case 0 -> "Person";
      case 1 -> "Group";
      case 2 -> "Org";
      default -> "Domain" + d;
    };
  }
}
