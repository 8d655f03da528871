package dev.assay.report.text;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A resource's full name in the forms that reports need. */
public final class ResourceName {
  private static final int LONGEST_SEGMENT = 120;
  private static final String HEX = "0123456789ABCDEF";

  private ResourceName() {}

  /**
   * As a reader would say it, without what all names share: {@code
   * //alloydb.googleapis.com/projects/p/locations/l/clusters/c} becomes {@code p/l/clusters/c},
   * {@code postgresql://host:port/db/public/order%20lines} becomes {@code host:port/db/public/order
   * lines}. For display only: hidden characters are made visible, and the percent encoding is
   * undone.
   */
  public static String brief(String id) {
    if (id.startsWith("postgresql://")) {
      return Visible.line(decoded(id.substring("postgresql://".length())));
    }
    if (!id.startsWith("//")) {
      return Visible.line(id);
    }
    List<String> segments = new ArrayList<>(List.of(id.substring(2).split("/", -1)));
    if (segments.size() > 1) {
      segments.remove(0);
    }
    boolean nested = segments.size() > 2;
    if (nested && segments.get(0).equals("projects")) {
      segments.remove(0);
      if (segments.size() > 2 && segments.get(1).equals("locations")) {
        segments.remove(1);
      }
    }
    return Visible.line(String.join("/", segments));
  }

  /**
   * As a relative URI, for formats that want a file where there is none. Different resources may
   * have the same one; what identifies a resource is its id.
   */
  public static String relativeUri(String id) {
    List<String> segments = new ArrayList<>();
    for (String segment : id.replaceFirst("^([a-z]+)://", "$1/").split("/", -1)) {
      if (!segment.isEmpty()) {
        // A name made of dots would lead out of the folder.
        String safe = segment.matches("\\.+") ? "_" + segment : segment;
        segments.add(encoded(Visible.line(safe, LONGEST_SEGMENT), segments.isEmpty()));
      }
    }
    return segments.isEmpty() ? "unnamed" : String.join("/", segments);
  }

  private static String encoded(String segment, boolean first) {
    StringBuilder uri = new StringBuilder();
    byte[] bytes = segment.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      int b = bytes[i] & 0xFF;
      boolean encodedAlready =
          b == '%' && i + 2 < bytes.length && isHex(bytes[i + 1]) && isHex(bytes[i + 2]);
      // A colon in the first segment would make a scheme of what stands before it.
      boolean plain =
          (b < 0x80 && Character.isLetterOrDigit(b))
              || "-._~@$".indexOf(b) >= 0
              || (b == ':' && !first);
      if (plain || encodedAlready) {
        uri.append((char) b);
      } else {
        uri.append('%').append(HEX.charAt(b >> 4)).append(HEX.charAt(b & 15));
      }
    }
    return uri.toString();
  }

  private static boolean isHex(int b) {
    return Character.digit(b, 16) >= 0;
  }

  /** Without the percent encoding; for a single segment, or for display. */
  public static String decoded(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    byte[] run = new byte[text.length() / 3];
    int i = 0;
    while (i < text.length()) {
      int length = 0;
      while (i + 2 < text.length()
          && text.charAt(i) == '%'
          && isHex(text.charAt(i + 1))
          && isHex(text.charAt(i + 2))) {
        run[length++] = (byte) Integer.parseInt(text.substring(i + 1, i + 3), 16);
        i += 3;
      }
      if (length > 0) {
        out.append(new String(run, 0, length, StandardCharsets.UTF_8));
      } else {
        out.append(text.charAt(i++));
      }
    }
    return out.toString();
  }
}
