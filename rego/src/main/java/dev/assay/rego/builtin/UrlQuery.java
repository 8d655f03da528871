package dev.assay.rego.builtin;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.assay.rego.value.Watched;
import java.io.ByteArrayOutputStream;
import java.util.Locale;

/** The parts of a URL's query, escaped as Go's {@code net/url} does. */
final class UrlQuery {
  private UrlQuery() {}

  /** As {@code url.QueryEscape}: a space becomes a plus sign. */
  static String escape(String text) {
    return escape(text, "", true);
  }

  /** As Go escapes the path of a URL. */
  static String escapePath(String text) {
    return escape(text, "$&+,/:;=@", false);
  }

  private static String escape(String text, String alsoPlain, boolean plusForSpace) {
    StringBuilder out = new StringBuilder();
    int turns = 0;
    for (byte b : text.getBytes(UTF_8)) {
      Watched.look(turns++);
      char c = (char) (b & 0xFF);
      if (isUnreserved(c) || alsoPlain.indexOf(c) >= 0) {
        out.append(c);
      } else if (c == ' ' && plusForSpace) {
        out.append('+');
      } else {
        String hex = Integer.toHexString(c).toUpperCase(Locale.ROOT);
        out.append(c < 16 ? "%0" : "%").append(hex);
      }
    }
    return out.toString();
  }

  private static boolean isUnreserved(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "-_.~".indexOf(c) >= 0;
  }

  /** As {@code url.QueryUnescape}. */
  static String unescape(String text) throws BuiltinException {
    return unescape(text, true);
  }

  static String unescape(String text, boolean plusIsSpace) throws BuiltinException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] bytes = text.getBytes(UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      Watched.look(i);
      if (bytes[i] == '%') {
        int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
        int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
        if (high < 0 || low < 0) {
          String wrong = new String(bytes, i, Math.min(3, bytes.length - i), UTF_8);
          throw new BuiltinException("invalid URL escape " + GoText.quote(wrong));
        }
        out.write(high * 16 + low);
        i += 2;
      } else {
        out.write(plusIsSpace && bytes[i] == '+' ? ' ' : bytes[i]);
      }
    }
    return out.toString(UTF_8);
  }
}
