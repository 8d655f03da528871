package dev.assay.rego.builtin;

import static dev.assay.rego.builtin.Signature.builtin;

import dev.assay.rego.value.RegoBoolean;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code uri.*}: the parts of a URI, as Go's {@code net/url} tells them apart. */
final class UriBuiltins {
  private static final Pattern USERINFO = Pattern.compile("[A-Za-z0-9._~!$&'()*+,;=:%@-]*");

  /** In a host only what is not ASCII may be escaped. */
  private static final Pattern ASCII_ESCAPE = Pattern.compile("%[0-7][0-9A-Fa-f]");

  private UriBuiltins() {}

  static List<Builtin> builtins() {
    return List.of(
        builtin("uri.parse(string) {[string]: string}", (c, a) -> parse(Operands.string(a, 0))),
        builtin("uri.is_valid(string) boolean", (c, a) -> RegoBoolean.of(isValid(a[0]))));
  }

  private static boolean isValid(Value value) {
    try {
      return value instanceof RegoString s && !s.value().isEmpty() && parse(s.value()).size() >= 0;
    } catch (BuiltinException e) {
      return false;
    }
  }

  private static RegoObject parse(String uri) throws BuiltinException {
    try {
      return partsOf(uri);
    } catch (BuiltinException e) {
      throw new BuiltinException("parse " + GoText.quote(uri) + ": " + e.getMessage());
    }
  }

  private static RegoObject partsOf(String uri) throws BuiltinException {
    if (uri.chars().anyMatch(c -> c < 0x20 || c == 0x7F)) {
      throw new BuiltinException("net/url: invalid control character in URL");
    }
    RegoObject.Builder parts = new RegoObject.Builder();
    int hash = uri.indexOf('#');
    String rest = hash < 0 ? uri : uri.substring(0, hash);
    if (hash >= 0) {
      put(parts, "fragment", UrlQuery.unescape(uri.substring(hash + 1), false));
    }
    int colon = rest.indexOf(':');
    if (colon == 0) {
      throw new BuiltinException("missing protocol scheme");
    }
    boolean schemed = colon > 0 && rest.substring(0, colon).matches("[A-Za-z][A-Za-z0-9+.-]*");
    if (schemed) {
      put(parts, "scheme", rest.substring(0, colon).toLowerCase(Locale.ROOT));
      rest = rest.substring(colon + 1);
    }
    int question = rest.indexOf('?');
    if (question >= 0) {
      put(parts, "raw_query", rest.substring(question + 1));
      rest = rest.substring(0, question);
    }
    if (schemed && !rest.startsWith("/")) {
      return parts.build();
    }
    int firstColon = rest.indexOf(':');
    int firstSlash = rest.indexOf('/');
    if (firstColon >= 0 && (firstSlash < 0 || firstColon < firstSlash)) {
      throw new BuiltinException("first path segment in URL cannot contain colon");
    }
    if (rest.startsWith("//") && (schemed || !rest.startsWith("///"))) {
      int end = rest.indexOf('/', 2);
      authority(rest.substring(2, end < 0 ? rest.length() : end), parts);
      rest = end < 0 ? "" : rest.substring(end);
    }
    if (!rest.isEmpty()) {
      String path = UrlQuery.unescape(rest, false);
      put(parts, "path", path);
      // As OPA: the text is kept only where it is not what the path would be escaped to.
      put(parts, "raw_path", rest.equals(UrlQuery.escapePath(path)) ? path : rest);
    }
    return parts.build();
  }

  private static void authority(String authority, RegoObject.Builder parts)
      throws BuiltinException {
    int at = authority.lastIndexOf('@');
    if (at >= 0 && !USERINFO.matcher(authority.substring(0, at)).matches()) {
      throw new BuiltinException("net/url: invalid userinfo");
    }
    String host = authority.substring(at + 1);
    Matcher escape = ASCII_ESCAPE.matcher(host);
    if (escape.find() && !host.startsWith("[")) {
      throw new BuiltinException("invalid URL escape " + GoText.quote(escape.group()));
    }
    int bracket = host.lastIndexOf(']');
    if (host.startsWith("[") && bracket < 0) {
      throw new BuiltinException("missing ']' in host");
    }
    int colon = host.indexOf(':', Math.max(bracket, 0));
    if (colon >= 0 && !host.substring(colon + 1).matches("[0-9]*")) {
      throw new BuiltinException(
          "invalid port " + GoText.quote(host.substring(colon)) + " after host");
    }
    if (host.matches(".*[\\s<>\"\\\\^`{|}].*")) {
      throw new BuiltinException("invalid character in host name");
    }
    String name = colon < 0 ? host : host.substring(0, colon);
    boolean literal = name.startsWith("[") && name.endsWith("]");
    put(
        parts,
        "hostname",
        UrlQuery.unescape(literal ? name.substring(1, name.length() - 1) : name, false));
    put(parts, "port", colon < 0 ? "" : host.substring(colon + 1));
  }

  private static void put(RegoObject.Builder parts, String name, String value) {
    if (!value.isEmpty()) {
      parts.put(name, value);
    }
  }
}
