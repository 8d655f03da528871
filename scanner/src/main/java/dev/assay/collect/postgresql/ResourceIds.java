package dev.assay.collect.postgresql;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The ids of what is read from one database: {@code postgresql://host:port}, below it {@code /DB}
 * and {@code /-/…} for what belongs to the server. Names are percent-encoded but for {@code
 * [A-Za-z0-9_.~:(),$-]}; a name that is exactly {@code -} becomes {@code %2D}, and {@code -} stands
 * where there is no name.
 *
 * @param server {@code postgresql://host:port}
 * @param database {@code postgresql://host:port/DB}
 */
record ResourceIds(String server, String database) {
  private static final BitSet PLAIN =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.~:(),$-"
          .chars()
          .collect(BitSet::new, BitSet::set, BitSet::or);

  static ResourceIds of(String host, int port, String database) {
    String name = host.toLowerCase(Locale.ROOT);
    String server = "postgresql://" + (name.contains(":") ? "[" + name + "]" : name) + ":" + port;
    return new ResourceIds(server, server + "/" + encode(database));
  }

  String scope(FactQuery.Scope scope) {
    return switch (scope) {
      case SERVER -> server;
      case DATABASE -> database;
    };
  }

  /**
   * Fills a template such as {@code {schema}/{table}/indexes/{name}} from a row.
   *
   * @param row a column's text; null if it has none
   * @return null if the row lacks one of its columns
   */
  @Nullable String fill(
      FactQuery.Scope scope, String template, Function<String, @Nullable String> row) {
    if (template.isEmpty()) {
      return scope(scope);
    }
    StringBuilder id = new StringBuilder(128).append(scope(scope)).append('/');
    int end = 0;
    for (int open = template.indexOf('{'); open >= 0; open = template.indexOf('{', end)) {
      int close = template.indexOf('}', open);
      String value = row.apply(template.substring(open + 1, close));
      if (value == null) {
        return null;
      }
      id.append(template, end, open).append(encode(value));
      end = close + 1;
    }
    return id.append(template, end, template.length()).toString();
  }

  static String encode(String name) {
    if (name.isEmpty()) {
      return "-";
    }
    if (name.equals("-")) {
      return "%2D";
    }
    if (isPlain(name)) {
      return name;
    }
    StringBuilder out = new StringBuilder();
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if (PLAIN.get(c)) {
        out.append(c);
      } else {
        out.append('%').append("%02X".formatted((int) c));
      }
    }
    return out.toString();
  }

  private static boolean isPlain(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!(c >= 'a' && c <= 'z') && !PLAIN.get(c)) {
        return false;
      }
    }
    return true;
  }
}
