package dev.assay.engine;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.assay.rego.eval.Limits;
import dev.assay.rego.value.RegoObject;
import dev.assay.rulepack.PackText;
import dev.assay.rulepack.RulePack;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Engines that cannot be used are told in one line before anything is judged. */
class EnginesTest {
  private static final RulePack PACK = new PackText().load();
  private static final Limits LIMITS = Limits.none(Instant.EPOCH);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "opal | use assay, opa=URL or wasm=FILE",
        "opa=127.0.0.1:8181 | write opa=http://127.0.0.1:8181",
        "opa=file:///etc | write opa=http",
        "opa=http://opa.example:8181 | would travel in plaintext",
        "opa=http://127.0.0.1.example | would travel in plaintext",
        "opa=https://me:secret@opa.example | a token goes into ASSAY_OPA_TOKEN",
        "opa=http://a b | write opa=http",
      })
  void whatIsNoEngineIsRefused(String name, String message) {
    assertThatThrownBy(() -> Engines.named(name, Map.of()))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("secret");
  }

  @Test
  void aServerThatDoesNotAnswerIsNamed() {
    try (Engine engine = Engines.named("opa=http://127.0.0.1:1", Map.of())) {
      assertThatThrownBy(() -> engine.open(PACK, RegoObject.EMPTY, LIMITS))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("OPA at http://127.0.0.1:1/ does not answer")
          .hasMessageContaining("opa run --server");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "404 | no page here | status 404",
        "401 | {\"code\":\"unauthorized\",\"message\":\"request rejected\"} | request rejected",
        "200 | <html>hello</html> | cannot be asked what it holds",
        "302 | - | status 302",
      })
  void aServerThatIsNoOpaOrRefusesIsTold(int status, String body, String message) throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Location", "http://127.0.0.1:1/");
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    String url = "opa=http://127.0.0.1:" + server.getAddress().getPort();
    try (Engine engine = Engines.named(url, Map.of())) {
      assertThatThrownBy(() -> engine.open(PACK, RegoObject.EMPTY, LIMITS))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining(message);
    } finally {
      server.stop(0);
    }
  }
}
