package dev.assay.collect.postgresql;

import dev.assay.input.InputException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Reads the three ways to write a connection into parameters by their libpq names: {@code
 * postgresql://user:password@host:port/database?sslmode=…}, {@code jdbc:postgresql://…} and {@code
 * host=… dbname=…}. A message never repeats the text: it may hold a password. Source: <a
 * href="https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING">Connection
 * Strings</a>.
 */
final class ConnectionString {
  static final String FORMS =
      "postgresql://user@host:5432/database, jdbc:postgresql://host:5432/database"
          + " or host=… dbname=…";

  private ConnectionString() {}

  static Map<String, String> parse(String text) throws InputException {
    if (text.startsWith("jdbc:postgresql:")) {
      String rest = text.substring("jdbc:postgresql:".length());
      return rest.startsWith("//") ? url(rest.substring(2)) : url("/" + rest);
    }
    for (String scheme : new String[] {"postgresql://", "postgres://"}) {
      if (text.startsWith(scheme)) {
        return url(text.substring(scheme.length()));
      }
    }
    if (text.contains("=") && !text.contains("://")) {
      return keywords(text);
    }
    throw new InputException("this is no PostgreSQL connection: write " + FORMS);
  }

  private static Map<String, String> url(String rest) throws InputException {
    Map<String, String> found = new LinkedHashMap<>();
    int question = rest.indexOf('?');
    if (question >= 0) {
      for (String pair : rest.substring(question + 1).split("&", -1)) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
          found.put(
              libpqName(decode(pair.substring(0, equals))), decode(pair.substring(equals + 1)));
        } else if (!pair.isEmpty()) {
          throw new InputException("a connection URL's parameters are written name=value");
        }
      }
    }
    String place = question >= 0 ? rest.substring(0, question) : rest;
    int slash = place.indexOf('/', place.lastIndexOf('@') + 1);
    if (slash >= 0) {
      put(found, "dbname", decode(place.substring(slash + 1)));
      place = place.substring(0, slash);
    }
    int at = place.lastIndexOf('@');
    if (at >= 0) {
      String who = place.substring(0, at);
      int colon = who.indexOf(':');
      put(found, "user", decode(colon < 0 ? who : who.substring(0, colon)));
      put(found, "password", colon < 0 ? "" : decode(who.substring(colon + 1)));
      place = place.substring(at + 1);
    }
    int bracket = place.indexOf(']');
    int colon = place.indexOf(':', Math.max(bracket, 0));
    put(found, "port", colon < 0 ? "" : place.substring(colon + 1));
    String host = colon < 0 ? place : place.substring(0, colon);
    put(
        found,
        "host",
        bracket > 0 && host.startsWith("[") ? host.substring(1, bracket) : decode(host));
    return found;
  }

  private static Map<String, String> keywords(String text) throws InputException {
    Map<String, String> found = new LinkedHashMap<>();
    int at = 0;
    while (at < text.length()) {
      if (Character.isWhitespace(text.charAt(at))) {
        at++;
        continue;
      }
      int equals = text.indexOf('=', at);
      if (equals < 0) {
        throw new InputException("a connection string's parameters are written name=value");
      }
      String name = text.substring(at, equals).strip();
      at = equals + 1;
      while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
      boolean quoted = at < text.length() && text.charAt(at) == '\'';
      at += quoted ? 1 : 0;
      StringBuilder value = new StringBuilder();
      while (at < text.length()
          && (quoted ? text.charAt(at) != '\'' : !Character.isWhitespace(text.charAt(at)))) {
        at += text.charAt(at) == '\\' && at + 1 < text.length() ? 1 : 0;
        value.append(text.charAt(at++));
      }
      if (quoted && at++ >= text.length()) {
        throw new InputException("a connection string's quoted value has no closing quote");
      }
      put(found, libpqName(name), value.toString());
    }
    return found;
  }

  private static void put(Map<String, String> found, String name, String value) {
    if (!value.isEmpty()) {
      found.put(name, value);
    }
  }

  /** JDBC's few own names for what libpq has too. */
  private static String libpqName(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "ssl" -> "ssl";
      case "pghost" -> "host";
      case "pgport" -> "port";
      case "pgdbname" -> "dbname";
      case "channelbinding" -> "channel_binding";
      case "gssencmode" -> "gssencmode";
      case "sslnegotiation" -> "sslnegotiation";
      default -> name;
    };
  }

  private static String decode(String text) throws InputException {
    try {
      // In these URLs a plus sign is a plus sign.
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new InputException(
          "a connection URL has a % that begins no escape: write %25 for the sign itself");
    }
  }
}
