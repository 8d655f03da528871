package dev.assay.collect.google;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How Google Cloud is reached.
 *
 * @param endpoints {@code host:port} by {@link GoogleService#key}, where it is not Google's default
 * @param plaintext whether {@code endpoints} are stand-ins that speak without TLS and credentials
 * @param timeout for one call, its retries included
 * @param quotaProject the project that pays for the calls; empty for the one of the credentials
 * @param pace how much is asked
 */
public record GoogleSettings(
    Map<String, String> endpoints,
    boolean plaintext,
    Duration timeout,
    Optional<String> quotaProject,
    Pace pace) {

  public static final GoogleSettings DEFAULT =
      new GoogleSettings(Map.of(), false, Duration.ofSeconds(60), Optional.empty(), Pace.DEFAULT);

  private static final Pattern HOST_PORT =
      Pattern.compile("([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+]):([0-9]{1,5})");
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");

  /**
   * @throws IllegalArgumentException if an endpoint is malformed, or if a token, or an answer that
   *     an audit will trust, would travel where it must not
   */
  public GoogleSettings {
    endpoints = Map.copyOf(endpoints);
    if (timeout.isZero() || timeout.isNegative()) {
      throw new IllegalArgumentException("google timeout " + timeout + ": must be positive");
    }
    for (Map.Entry<String, String> e : endpoints.entrySet()) {
      check("google endpoint " + e.getKey() + " \"" + e.getValue() + "\"", e.getValue(), plaintext);
    }
  }

  private static void check(String what, String endpoint, boolean plaintext) {
    Matcher m = HOST_PORT.matcher(endpoint);
    if (!m.matches()) {
      throw new IllegalArgumentException(what + ": write host:port");
    }
    if (plaintext && !LOOPBACK.matcher(m.group(1)).matches()) {
      throw new IllegalArgumentException(
          what + ": plaintext is for stand-ins on loopback (127.0.0.1, [::1], localhost) only");
    }
    if (!plaintext && !m.group(1).endsWith(".googleapis.com")) {
      throw new IllegalArgumentException(
          what
              + ": credentials go to hosts under googleapis.com only;"
              + " a stand-in on loopback needs plaintext: true");
    }
  }

  /** At the usual pace. */
  public GoogleSettings(
      Map<String, String> endpoints,
      boolean plaintext,
      Duration timeout,
      Optional<String> quotaProject) {
    this(endpoints, plaintext, timeout, quotaProject, Pace.DEFAULT);
  }

  /** Where a service is reached, as {@code host:port}. */
  public String endpoint(GoogleService service) {
    return configured(service).orElse(service.host() + ":443");
  }

  /** Whether a service is a stand-in, which is shown no credentials. */
  boolean standIn(GoogleService service) {
    return plaintext && configured(service).isPresent();
  }

  /**
   * @throws IOException if a service may not be asked
   */
  public void mustReach(GoogleService service) throws IOException {
    if (!reachable(service)) {
      throw new NotConfiguredException(service);
    }
  }

  /** Whether a service may be asked: who names stand-ins means them alone. */
  boolean reachable(GoogleService service) {
    return !plaintext || configured(service).isPresent();
  }

  /** The same, with so many calls at once. */
  public GoogleSettings atOnce(int calls) {
    return new GoogleSettings(endpoints, plaintext, timeout, quotaProject, pace.atOnce(calls));
  }

  private Optional<String> configured(GoogleService service) {
    return Optional.ofNullable(endpoints.get(service.key()))
        .or(
            () ->
                service.isRest()
                    ? Optional.ofNullable(endpoints.get(GoogleService.REST))
                    : Optional.empty());
  }
}
