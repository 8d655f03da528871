package dev.assay.collect.postgresql;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
  private static final Pattern COLUMN = Pattern.compile("\\{(\\w+)}");
  private static final String PLAIN =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.~:(),$-";

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
   * @return null if the row lacks one of its columns
   */
  @Nullable String fill(FactQuery.Scope scope, String template, Map<String, String> row) {
    if (template.isEmpty()) {
      return scope(scope);
    }
    StringBuilder id = new StringBuilder(scope(scope)).append('/');
    Matcher m = COLUMN.matcher(template);
    while (m.find()) {
      String value = row.get(m.group(1));
      if (value == null) {
        return null;
      }
      m.appendReplacement(id, Matcher.quoteReplacement(encode(value)));
    }
    return m.appendTail(id).toString();
  }

  static String encode(String name) {
    if (name.isEmpty()) {
      return "-";
    }
    if (name.equals("-")) {
      return "%2D";
    }
    StringBuilder out = new StringBuilder();
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if (PLAIN.indexOf(c) >= 0) {
        out.append(c);
      } else {
        out.append('%').append("%02X".formatted((int) c));
      }
    }
    return out.toString();
  }
}
