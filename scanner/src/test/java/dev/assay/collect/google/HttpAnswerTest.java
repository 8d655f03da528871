package dev.assay.collect.google;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** One connection after another; what servers must not send is HostileAnswersTest's. */
class HttpAnswerTest {
  @Test
  void aConnectionIsUsedAgainWhateverWasAnswered() throws IOException {
    Set<Integer> ports = ConcurrentHashMap.newKeySet();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
    server.createContext(
        "/",
        exchange -> {
          ports.add(exchange.getRemoteAddress().getPort());
          int status = Integer.parseInt(exchange.getRequestURI().getPath().substring(1));
          byte[] body = exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try {
      for (int status : new int[] {200, 204, 302, 401, 403, 404, 429, 500, 503, 200}) {
        for (String body : new String[] {"", "{\"told\": \"so\"}"}) {
          if (status != 204 || body.isEmpty()) {
            URI uri =
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + status);
            HttpAnswer answer =
                HttpAnswer.to(uri, Map.of(), Optional.of(body), Duration.ofSeconds(10));

            assertThat(answer).isEqualTo(new HttpAnswer(status, Optional.empty(), body));
          }
        }
      }
    } finally {
      server.stop(0);
    }
    assertThat(ports).hasSize(1);
  }
}
