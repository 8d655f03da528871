package dev.assay.attestation;

import dev.assay.input.Glob;
import dev.assay.signing.Ed25519;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Somebody's word that a control was met.
 *
 * @param place {@code file:line:column}
 * @param id of the control
 * @param scope a resource and all below it, or a pattern
 * @param uri where the evidence is
 * @param sha256 of the evidence, in hex
 */
record Attestation(
    String place,
    String id,
    String scope,
    LocalDate performedOn,
    String by,
    String uri,
    String sha256,
    LocalDate expires,
    Optional<Signed> signature) {

  /**
   * A signature of {@link #record}.
   *
   * @param key the name of the key in the configuration
   */
  record Signed(String key, String value) {}

  /** What is signed: the fields in this order, one a line. */
  byte[] record() {
    List<String> lines =
        List.of(
            "id: " + id,
            "scope: " + scope,
            "performed_on: " + performedOn,
            "by: " + by,
            "evidence.uri: " + uri,
            "evidence.sha256: " + sha256,
            "expires: " + expires);
    return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  boolean covers(String resource) {
    Glob glob = new Glob(scope);
    if (!glob.isExact()) {
      return glob.matches(resource);
    }
    String prefix = scope.startsWith("projects/") ? "/" + scope : scope;
    int at = resource.indexOf(prefix);
    int end = at + prefix.length();
    boolean whole = end == resource.length() || (at >= 0 && resource.charAt(end) == '/');
    return at >= 0 && whole && (at == 0 || scope.startsWith("projects/"));
  }

  /** Why it does not count at that time; empty if it does. */
  Optional<String> objection(Instant time, Optional<Integer> maxAgeDays) {
    LocalDate today = LocalDate.ofInstant(time, ZoneOffset.UTC);
    if (performedOn.isAfter(today)) {
      return Optional.of("it is dated " + performedOn + ", which is to come");
    }
    if (expires.isBefore(today)) {
      return Optional.of("it expired on " + expires);
    }
    LocalDate last = maxAgeDays.map(performedOn::plusDays).orElse(expires);
    return last.isBefore(today)
        ? Optional.of(
            "it is of %s, and counts for %d days".formatted(performedOn, maxAgeDays.orElse(0)))
        : Optional.empty();
  }

  /** What is wrong with its signature; empty if it is right, or there is none and none is asked. */
  Optional<String> forged(Map<String, PublicKey> keys, boolean asked) {
    if (signature.isEmpty()) {
      return asked ? Optional.of("it is not signed") : Optional.empty();
    }
    PublicKey key = keys.get(signature.get().key());
    if (key == null) {
      return Optional.of("its key " + signature.get().key() + " is not among the trusted ones");
    }
    return Ed25519.verifies(key, record(), signature.get().value())
        ? Optional.empty()
        : Optional.of("its signature by " + signature.get().key() + " is wrong");
  }
}
