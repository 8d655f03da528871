package dev.assay.rego.builtin;

import com.google.re2j.PatternSyntaxException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.regex.Pattern;

/** The named formats of strings in JSON Schema; names that are not known match everything. */
final class SchemaFormat {
  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");
  private static final Pattern HOSTNAME =
      Pattern.compile(
          "(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\\.)*"
              + "[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?");
  private static final Pattern UUID =
      Pattern.compile("[a-fA-F0-9]{8}(?:-[a-fA-F0-9]{4}){3}-[a-fA-F0-9]{12}");
  private static final Pattern POINTER = Pattern.compile("(?:/(?:[^~/]|~0|~1)*+)*+");
  private static final Pattern RELATIVE_POINTER =
      Pattern.compile("(?:0|[1-9][0-9]*)(?:#|(?:/(?:[^~/]|~0|~1)*+)*+)");
  private static final Pattern URI_TEMPLATE = Pattern.compile("(?:[^{}]|\\{[^}]*\\})*+");

  private static final List<String> DATES = List.of("2006-01-02");
  private static final List<String> TIMES =
      List.of("2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05");
  private static final List<String> INSTANTS = List.of("2006-01-02", "2006-01-02T15:04:05Z07:00");

  private SchemaFormat() {}

  static boolean matches(String format, String text) {
    return switch (format) {
      case "date" -> isTime(DATES, text);
      case "time" -> isTime(TIMES, "2000-01-01 " + text);
      case "date-time" -> isTime(INSTANTS, text) || isTime(TIMES, "2000-01-01 " + text);
      case "email", "idn-email" -> EMAIL.matcher(text).matches();
      case "hostname" -> text.length() < 256 && HOSTNAME.matcher(text).matches();
      case "ipv4" -> text.indexOf('.') >= 0 && Cidr.parseAddress(text) != null;
      case "ipv6" -> text.indexOf(':') >= 0 && Cidr.parseAddress(text) != null;
      case "uri", "iri" -> isUri(text, true);
      case "uri-reference", "iri-reference" -> isUri(text, false);
      case "uri-template" -> URI_TEMPLATE.matcher(text).matches();
      case "uuid" -> UUID.matcher(text).matches();
      case "regex" -> isRegex(text);
      case "json-pointer" -> POINTER.matcher(text).matches();
      case "relative-json-pointer" -> RELATIVE_POINTER.matcher(text).matches();
      default -> true;
    };
  }

  private static boolean isTime(List<String> layouts, String text) {
    return layouts.stream().anyMatch(layout -> isTime(layout, text));
  }

  private static boolean isTime(String layout, String text) {
    try {
      return new GoLayout(layout).parse(text).getYear() >= 0;
    } catch (BuiltinException e) {
      return false;
    }
  }

  private static boolean isUri(String text, boolean absolute) {
    try {
      return text.indexOf('\\') < 0 && (new URI(text).isAbsolute() || !absolute);
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static boolean isRegex(String text) {
    try {
      com.google.re2j.Pattern.compile(text);
      return true;
    } catch (PatternSyntaxException e) {
      return false;
    }
  }
}
