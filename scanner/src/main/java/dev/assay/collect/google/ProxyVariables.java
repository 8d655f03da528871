package dev.assay.collect.google;

import dev.assay.input.InputException;
import java.net.Authenticator;
import java.net.PasswordAuthentication;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The proxy that the environment names for HTTPS, as curl and gcloud take it: {@code HTTPS_PROXY}
 * and {@code NO_PROXY}, in small letters too. Java knows properties alone, which all of Google's
 * clients follow, by gRPC, by REST and to log in.
 *
 * <p>Source:
 * https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/net/doc-files/net-properties.html
 */
public final class ProxyVariables {
  private static final String HTTPS_PROXY = "HTTPS_PROXY";
  private static final Pattern PROXY =
      Pattern.compile(
          "(?:http://)?(?:(?<user>[^@/:]*):(?<password>[^@/]*)@)?"
              + "(?<host>[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(?::(?<port>[0-9]{1,5}))?/?");
  private static final List<String> NEVER = List.of("localhost", "127.*", "[::1]");

  private ProxyVariables() {}

  /**
   * Tells Java, unless it was told by its own properties.
   *
   * @throws InputException if the variable is none that can be followed; it may hold a password, so
   *     its value is not told
   */
  public static void apply(Map<String, String> environment) throws InputException {
    Optional<String> proxy = named(environment, HTTPS_PROXY);
    if (proxy.isEmpty() || System.getProperty("https.proxyHost") != null) {
      return;
    }
    Matcher m = PROXY.matcher(proxy.get());
    if (!m.matches() || (m.group("port") != null && Integer.parseInt(m.group("port")) > 65535)) {
      throw new InputException(
          HTTPS_PROXY + ": not a proxy that can be used; write http://HOST:PORT, or unset it");
    }
    String host = m.group("host");
    if (m.group("user") != null) {
      login(host, decoded(m.group("user")), decoded(m.group("password")).toCharArray());
    }
    properties(host, m.group("port"), named(environment, "NO_PROXY").orElse(""))
        .forEach(System::setProperty);
  }

  /** Nobody but this proxy is shown the password. */
  private static void login(String host, String user, char[] password) {
    // Java shows a proxy no password in plain text, but for who says so.
    System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
    Authenticator.setDefault(
        new Authenticator() {
          @Override
          protected @Nullable PasswordAuthentication getPasswordAuthentication() {
            return getRequestorType() == RequestorType.PROXY
                    && host.equalsIgnoreCase(getRequestingHost())
                ? new PasswordAuthentication(user, password)
                : null;
          }
        });
  }

  static Map<String, String> properties(String host, @Nullable String port, String exceptions) {
    return Map.of(
        "https.proxyHost",
        host,
        "https.proxyPort",
        port == null ? "80" : port,
        "http.nonProxyHosts",
        String.join("|", patterns(exceptions)));
  }

  /** {@code example.com} and {@code .example.com} mean what lies below too. */
  private static List<String> patterns(String exceptions) {
    List<String> patterns = new ArrayList<>(NEVER);
    for (String each : exceptions.split("[,\\s]+", -1)) {
      String host = each.replaceFirst(":[0-9]+$", "").replaceFirst("^\\*?\\.", "");
      if (host.equals("*")) {
        patterns.add(host);
      } else if (!host.isEmpty()) {
        patterns.add(host);
        patterns.add("*." + host);
      }
    }
    return patterns;
  }

  private static Optional<String> named(Map<String, String> environment, String name) {
    return Stream.of(name.toLowerCase(Locale.ROOT), name)
        .map(each -> environment.getOrDefault(each, "").strip())
        .filter(value -> !value.isEmpty())
        .findFirst();
  }

  /** What a URL cannot hold is percent-encoded in it. */
  private static String decoded(String part) throws InputException {
    try {
      return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new InputException(HTTPS_PROXY + ": its user or password is not percent-encoded", e);
    }
  }
}
