package dev.assay.collect.google;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code NO_PROXY} means, in Java's words; that a proxy is asked, ProxyTest shows. */
class ProxyVariablesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "''; ''",
        "*; |*",
        "example.com; |example.com|*.example.com",
        ".example.com; |example.com|*.example.com",
        "*.example.com:443; |example.com|*.example.com",
        "a.example, 10.0.0.1; |a.example|*.a.example|10.0.0.1|*.10.0.0.1",
      })
  void whatIsNamedBesideTheProxyIsReachedWithoutIt(String variable, String patterns) {
    assertThat(ProxyVariables.properties("proxy.example", null, variable))
        .containsEntry("https.proxyPort", "80")
        .containsEntry("http.nonProxyHosts", "localhost|127.*|[::1]" + patterns);
  }
}
