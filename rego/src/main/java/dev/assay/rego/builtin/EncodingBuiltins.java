package dev.assay.rego.builtin;

import static dev.assay.rego.builtin.Signature.builtin;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.assay.rego.builtin.Builtin.Call;
import dev.assay.rego.value.GoJson;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoBoolean;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import dev.assay.rego.value.Watched;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Text as Base64, hexadecimal and URL query; digests of text. */
final class EncodingBuiltins {
  private EncodingBuiltins() {}

  static List<Builtin> builtins() {
    return List.of(
        text("base64.encode", s -> encoded(s, Base64.getEncoder())),
        text("base64.decode", s -> utf8(base64(s, Base64.getDecoder()))),
        builtin("base64.is_valid(string) boolean", EncodingBuiltins::isBase64),
        text("base64url.encode", s -> encoded(s, Base64.getUrlEncoder())),
        text("base64url.encode_no_pad", s -> encoded(s, Base64.getUrlEncoder().withoutPadding())),
        text("base64url.decode", s -> utf8(base64(padded(s), Base64.getUrlDecoder()))),
        text("hex.encode", s -> HexFormat.of().formatHex(s.getBytes(UTF_8))),
        text("hex.decode", s -> utf8(hex(s))),
        text("urlquery.encode", UrlQuery::escape),
        text("urlquery.decode", UrlQuery::unescape),
        builtin(
            "urlquery.encode_object({[string]: string|array[string]|set[string]}) string",
            EncodingBuiltins::encodeQuery),
        builtin(
            "urlquery.decode_object(string) {[string]: array[string]}",
            EncodingBuiltins::decodeQuery),
        digest("crypto.md5", "MD5"),
        digest("crypto.sha1", "SHA-1"),
        digest("crypto.sha256", "SHA-256"),
        hmac("crypto.hmac.md5", "HmacMD5"),
        hmac("crypto.hmac.sha1", "HmacSHA1"),
        hmac("crypto.hmac.sha256", "HmacSHA256"),
        hmac("crypto.hmac.sha512", "HmacSHA512"),
        builtin(
            "crypto.hmac.equal(string, string) boolean",
            (c, a) ->
                RegoBoolean.of(
                    MessageDigest.isEqual(
                        Operands.string(a, 0).getBytes(UTF_8),
                        Operands.string(a, 1).getBytes(UTF_8)))));
  }

  private interface Coding {
    String apply(String text) throws BuiltinException;
  }

  private static Builtin text(String name, Coding coding) {
    return builtin(
        name + "(string) string",
        (c, a) -> {
          String text = Operands.string(a, 0);
          c.step(text.length() / 16);
          c.text(text.length());
          return RegoString.of(coding.apply(text));
        });
  }

  private static String utf8(byte[] bytes) {
    return new String(bytes, UTF_8);
  }

  /**
   * Bytes that are encoded between looks at the watch: none of the pieces but the last is padded.
   */
  private static final int ENCODED = 3 << 12;

  private static String encoded(String text, Base64.Encoder encoder) {
    byte[] bytes = text.getBytes(UTF_8);
    StringBuilder out = new StringBuilder(bytes.length / 3 * 4 + 4);
    for (int at = 0; at < bytes.length; at += ENCODED) {
      Watched.look();
      byte[] piece = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + ENCODED));
      out.append(encoder.encodeToString(piece));
    }
    return out.toString();
  }

  private static byte[] base64(String text, Base64.Decoder decoder) throws BuiltinException {
    boolean isOneLine = text.indexOf('\r') < 0 && text.indexOf('\n') < 0;
    String line = isOneLine ? text : text.replace("\r", "").replace("\n", "");
    Watched.look();
    try {
      if (line.length() % 4 == 0) {
        byte[] bytes = decoder.decode(line);
        Watched.look();
        return bytes;
      }
    } catch (IllegalArgumentException notBase64) {
      throw new BuiltinException("illegal base64 data: " + notBase64.getMessage());
    }
    throw new BuiltinException("illegal base64 data at input byte " + line.length());
  }

  private static Value isBase64(Call call, Value[] args) {
    if (!(args[0] instanceof RegoString s)) {
      return RegoBoolean.FALSE;
    }
    call.step(s.value().length());
    try {
      base64(s.value(), Base64.getDecoder());
      return RegoBoolean.TRUE;
    } catch (BuiltinException e) {
      return RegoBoolean.FALSE;
    }
  }

  private static String padded(String s) throws BuiltinException {
    if (s.endsWith("=")) {
      return s;
    }
    return switch (s.getBytes(UTF_8).length % 4) {
      case 0 -> s;
      case 2 -> s + "==";
      case 3 -> s + "=";
      default -> throw new BuiltinException("illegal base64url string: " + s);
    };
  }

  private static byte[] hex(String s) throws BuiltinException {
    for (int i = 0; i < s.length(); i++) {
      char c = s.charAt(i);
      if (!HexFormat.isHexDigit(c)) {
        throw new BuiltinException(
            "encoding/hex: invalid byte: " + String.format("U+%04X '%c'", (int) c, c));
      }
    }
    if (s.length() % 2 != 0) {
      throw new BuiltinException("encoding/hex: odd length hex string");
    }
    return HexFormat.of().parseHex(s);
  }

  private static Value encodeQuery(Call call, Value[] args) throws BuiltinException {
    RegoObject object = Operands.object(args, 0);
    Map<RegoString, List<String>> query = new TreeMap<>();
    for (Value key : object.keys()) {
      Value value = java.util.Objects.requireNonNull(object.get(key));
      List<String> texts = new ArrayList<>();
      List<Value> items = Operands.itemsOf(value);
      for (Value item : items == null ? List.of(value) : items) {
        if (!(item instanceof RegoString s)) {
          throw Operands.wrong(0, "values must be string, array[string], or set[string]");
        }
        texts.add(s.value());
      }
      query.put(key instanceof RegoString s ? s : RegoString.of(GoJson.compact(key)), texts);
    }
    List<String> pairs = new ArrayList<>();
    query.forEach(
        (key, texts) ->
            texts.forEach(
                text -> pairs.add(UrlQuery.escape(key.value()) + "=" + UrlQuery.escape(text))));
    call.step(pairs.size());
    return RegoString.of(String.join("&", pairs));
  }

  private static Value decodeQuery(Call call, Value[] args) throws BuiltinException {
    String query = Operands.string(args, 0);
    call.step(query.length());
    Map<String, List<Value>> found = new LinkedHashMap<>();
    for (String pair : query.split("&", -1)) {
      if (pair.indexOf(';') >= 0) {
        throw new BuiltinException("invalid semicolon separator in query");
      }
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String key = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        found
            .computeIfAbsent(UrlQuery.unescape(key), k -> new ArrayList<>())
            .add(RegoString.of(UrlQuery.unescape(value)));
      }
    }
    RegoObject.Builder result = new RegoObject.Builder();
    found.forEach((key, values) -> result.put(key, RegoArray.of(values)));
    return result.build();
  }

  private static Builtin digest(String name, String algorithm) {
    return builtin(
        name + "(string) string",
        (c, a) -> {
          String text = Operands.string(a, 0);
          c.step(text.length() / 16);
          c.text(text.length());
          return RegoString.of(digest(c, algorithm, text));
        });
  }

  private static String digest(Call call, String algorithm, String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      inPieces(call, text, digest::update);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + algorithm, e);
    }
  }

  /** Characters that are digested between looks at the watch. */
  private static final int PIECE = 1 << 12;

  /** Tells the bytes of a text piece by piece, so that the work can be ended in between. */
  private static void inPieces(Call call, String text, Consumer<byte[]> consumer) {
    int end;
    for (int at = 0; at < text.length(); at = end) {
      call.look();
      end = Math.min(text.length(), at + PIECE);
      end += end < text.length() && Character.isHighSurrogate(text.charAt(end - 1)) ? 1 : 0;
      consumer.accept(text.substring(at, end).getBytes(UTF_8));
    }
  }

  private static Builtin hmac(String name, String algorithm) {
    return builtin(
        name + "(string, string) string",
        (c, a) -> {
          String message = Operands.string(a, 0);
          String key = Operands.string(a, 1);
          c.step(message.length() / 16);
          c.text(message.length());
          return RegoString.of(mac(c, algorithm, message, key));
        });
  }

  private static String mac(Call call, String algorithm, String message, String key) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      byte[] bytes = key.getBytes(UTF_8);
      // The platform takes no empty key; one zero byte is padded to the same block.
      mac.init(new SecretKeySpec(bytes.length == 0 ? new byte[1] : bytes, algorithm));
      inPieces(call, message, mac::update);
      return HexFormat.of().formatHex(mac.doFinal());
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + algorithm, e);
    }
  }
}
