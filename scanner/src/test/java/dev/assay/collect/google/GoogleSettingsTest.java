package dev.assay.collect.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GoogleSettingsTest {
  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:8080", "127.8.0.1:1", "localhost:8080", "[::1]:8080"})
  void plaintextIsForLoopback(String endpoint) {
    assertThat(settings(endpoint, true).endpoint(GoogleService.ALLOYDB)).isEqualTo(endpoint);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"10.0.0.1:80", "127.0.0.1.example.com:80", "localhost.example.com:80", "[::]:80"})
  void plaintextIsRefusedElsewhere(String endpoint) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings(endpoint, true))
        .withMessageContaining("google endpoint alloydb \"" + endpoint + "\": plaintext is for");
  }

  @Test
  void credentialsGoToGoogleOnly() {
    assertThat(settings("alloydb-x.p.googleapis.com:443", false).endpoint(GoogleService.ALLOYDB))
        .isEqualTo("alloydb-x.p.googleapis.com:443");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings("alloydb.googleapis.com.example.org:443", false))
        .withMessageContaining("under googleapis.com only");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "http://localhost:80", "localhost:", ":80", "a b:80"})
  void anEndpointIsHostAndPort(String endpoint) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings(endpoint, true))
        .withMessageEndingWith("write host:port");
  }

  @Test
  void withoutEndpointsItIsGoogle() {
    assertThat(GoogleSettings.DEFAULT.endpoint(GoogleService.ASSET))
        .isEqualTo("cloudasset.googleapis.com:443");
  }

  private static GoogleSettings settings(String endpoint, boolean plaintext) {
    return new GoogleSettings(
        Map.of("alloydb", endpoint), plaintext, Duration.ofSeconds(1), Optional.empty());
  }
}
