package dev.assay.collect.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.assay.collect.google.Gathered;
import dev.assay.collect.google.GoogleClients;
import dev.assay.collect.google.GoogleSettings;
import dev.assay.collect.google.Pace;
import dev.assay.collect.google.Territory;
import dev.assay.fixtures.google.GoogleStandIn;
import dev.assay.report.Gap;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What no service should answer, and proxies, load balancers and bad days do: nobody may take it
 * for a list in which nothing stands.
 */
class HostileAnswersTest {
  private static final String KIND = "sqladmin.Instance";
  private static final String PERIMETER = "accesscontextmanager.ServicePerimeter";
  private static final String SQL = "//cloudsql.googleapis.com/projects/shop-prod/instances/";
  private static final String ONE =
      "{\"items\": [{\"name\": \"one\", \"databaseVersion\": \"POSTGRES_16\"}]%s}";

  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html><body>Please log in</body></html>",
        "",
        "[]",
        "null",
        "\"items\"",
        "{\"items\": [{\"name\": \"one\"",
        "{\"message\": \"blocked by policy\"}",
        "{\"error\": {\"code\": 403, \"message\": \"denied\", \"status\": \"PERMISSION_DENIED\"}}",
        "{\"items\": {\"name\": \"one\"}}",
        "{\"items\": [\"one\"]}",
        "{\"items\": [null]}",
        "{\"items\": [{\"databaseVersion\": \"POSTGRES_16\"}]}",
        "{\"items\": [{\"name\": 7}]}",
        "{\"items\": [{\"name\": \"one\"}], \"items\": []}",
        "{\"items\": [], \"nextPageToken\": 7}",
        "{} {\"items\": []}",
      })
  void whatIsNoListIsAGap(String body) {
    answer(exchange -> send(exchange, 200, body.getBytes(StandardCharsets.UTF_8)));

    assertThat(collect().gaps()).extracting(Gap::kind).contains(KIND);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"kind\": \"sql#instancesList\"}", "{\"items\": []}"})
  void aListInWhichNothingStandsIsNone(String body) {
    answer(exchange -> send(exchange, 200, body.getBytes(StandardCharsets.UTF_8)));

    assertThat(collect().gaps()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 206, 301, 302, 307, 400, 401, 404, 407, 418, 500, 501, 511})
  void noOtherStatusIsAnAnswer(int status) {
    AtomicInteger elsewhere = new AtomicInteger();
    server.createContext("/elsewhere", exchange -> elsewhere.incrementAndGet());
    answer(
        exchange -> {
          exchange
              .getResponseHeaders()
              .set("Location", "http://127.0.0.1:" + server.getAddress().getPort() + "/elsewhere");
          send(exchange, status, status == 204 ? new byte[0] : bytes("{\"items\": []}"));
        });
    Gathered gathered = collect();

    assertThat(gathered.gaps()).extracting(Gap::kind).contains(KIND);
    assertThat(elsewhere).hasValue(0);
  }

  /** No service has such names; what stands beside them is asked for all the same. */
  @Test
  void aNameThatNobodyCanAskForIsAGapAndTheOthersAreRead() {
    answer(
        exchange -> {
          boolean users = exchange.getRequestURI().getPath().endsWith("/one/users");
          send(
              exchange,
              200,
              bytes(
                  users
                      ? "{\"items\": [{\"name\": \"ana\"}]}"
                      : "{\"items\": [{\"name\": \"a b\", \"databaseVersion\": \"POSTGRES_16\"},"
                          + " {\"name\": \"a\\r\\nX: y\", \"databaseVersion\": \"POSTGRES_16\"},"
                          + " {\"name\": \"one\", \"databaseVersion\": \"POSTGRES_16\"}]}"));
        });
    Gathered gathered = collect("sqladmin.User");

    assertThat(gathered.ids("sqladmin.User", SQL)).containsExactly("one/users/ana");
    assertThat(gathered.gaps())
        .filteredOn(gap -> gap.message().contains("no address"))
        .extracting(Gap::scope)
        .containsExactlyInAnyOrder(SQL + "a b", SQL + "a\r\nX: y");
  }

  @Test
  void tokensThatGoRoundInACircleEnd() {
    AtomicInteger calls = new AtomicInteger();
    answer(
        exchange -> {
          String next = calls.incrementAndGet() % 2 == 0 ? "a" : "b";
          send(exchange, 200, bytes(ONE.formatted(", \"nextPageToken\": \"" + next + "\"")));
        });
    Gathered gathered = collect();

    assertThat(gathered.ids(KIND, SQL)).containsExactly("one");
    assertThat(gathered.gaps()).hasSize(1);
    assertThat(gathered.gaps().get(0).message()).contains("sent the same page");
    assertThat(calls).hasValueLessThan(10);
  }

  @Test
  void anEmptyPageIsNotTheLast() {
    answer(
        exchange -> {
          String query = String.valueOf(exchange.getRequestURI().getQuery());
          send(
              exchange,
              200,
              bytes(
                  query.contains("pageToken") ? ONE.formatted("") : "{\"nextPageToken\": \"2\"}"));
        });
    Gathered gathered = collect();

    assertThat(gathered.ids(KIND, SQL)).containsExactly("one");
    assertThat(gathered.gaps()).isEmpty();
  }

  @Test
  void aBodyThatNobodyAskedToPackIsAGap() {
    answer(
        exchange -> {
          ByteArrayOutputStream packed = new ByteArrayOutputStream();
          try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes(ONE.formatted("")));
          }
          exchange.getResponseHeaders().set("Content-Encoding", "gzip");
          send(exchange, 200, packed.toByteArray());
        });

    assertThat(collect().gaps()).extracting(Gap::kind).contains(KIND);
  }

  @Test
  void chunksAndAConnectionForEachAnswerAreNothingSpecial() {
    answer(
        exchange -> {
          exchange.getResponseHeaders().set("Connection", "close");
          exchange.getResponseHeaders().set("Content-Type", "text/html");
          exchange.sendResponseHeaders(200, 0);
          try (OutputStream out = exchange.getResponseBody()) {
            for (byte b : bytes(ONE.formatted(""))) {
              out.write(b);
              out.flush();
            }
          }
        });
    Gathered gathered = collect();

    assertThat(gathered.ids(KIND, SQL)).containsExactly("one");
    assertThat(gathered.gaps()).isEmpty();
  }

  @Test
  void aNameOfTenMillionCharactersIsKept() {
    String name = "n".repeat(10_000_000);
    answer(exchange -> send(exchange, 200, bytes("{\"items\": [{\"name\": \"" + name + "\"}]}")));

    assertThat(collect().ids(KIND, SQL)).containsExactly(name);
  }

  @Test
  void whoAsksToComeBackTomorrowIsNotWaitedFor() {
    AtomicInteger calls = new AtomicInteger();
    answer(
        exchange -> {
          calls.incrementAndGet();
          exchange.getResponseHeaders().set("Retry-After", "86400");
          send(exchange, 429, bytes("{}"));
        });
    Gathered gathered = collect();

    assertThat(gathered.gaps()).extracting(Gap::kind).contains(KIND);
    assertThat(calls).hasValue(1);
  }

  @Test
  void perimetersAreMissingWhereTheOrganizationIsNotKnown() throws IOException {
    try (GoogleStandIn google = GoogleStandIn.start("messy")) {
      google.fault("ListAssets", GoogleStandIn.Fault.DENIED);

      assertThat(collect(google.endpoints(), PERIMETER).gaps())
          .extracting(Gap::kind)
          .contains(PERIMETER);
    }
  }

  @Test
  void anEndpointAtWhichNobodyListensSaysSo() throws IOException {
    int port = server.getAddress().getPort();
    server.stop(0);
    Map<String, String> endpoints = Map.of("rest", "127.0.0.1:" + port);

    assertThat(collect(endpoints, KIND).gaps())
        .filteredOn(gap -> gap.kind().equals(KIND))
        .allMatch(gap -> gap.message().endsWith(": no connection: nobody listens there"));
  }

  /** Bytes that no server of the JDK's would send. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"items\": []}",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nd\r\n{\"items\": []}\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffff\r\n{\"items\": []}\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\nContent-Length: 3\r\n\r\n\u001f\u008b\u0008",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        "HTTP/1.1 200 OK\r\n",
        "HTTP/1.1 two hundred\r\nContent-Length: 13\r\n\r\n{\"items\": []}",
        "HTTP/1.1 100 Continue\r\n\r\n",
        "220 mail.example.com ESMTP\r\n{\"items\": []}",
        "{\"items\": []}",
      })
  void whatBreaksOffIsAGap(String sent) throws IOException {
    assertThat(fromRaw(out -> out.write(sent.getBytes(StandardCharsets.ISO_8859_1))).gaps())
        .extracting(Gap::kind)
        .contains(KIND);
  }

  /** Each byte comes in time, and the whole never. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nX-Slow: ",
        "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
      })
  void whatTricklesForEverTimesOut(String beginning) throws IOException {
    long start = System.nanoTime();
    Gathered gathered =
        fromRaw(
            out -> {
              out.write(bytes(beginning));
              for (int i = 0; i < 1000; i++) {
                out.write(bytes(beginning.contains("chunked") ? "1\r\n \r\n" : " "));
                out.flush();
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
              }
            });

    assertThat(gathered.gaps()).extracting(Gap::kind).contains(KIND);
    assertThat(gathered.gaps()).anyMatch(gap -> gap.message().contains("nothing came"));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
  }

  /** Nobody waits for it any more, and nobody may go on to gather it. */
  @Test
  void whatNeverEndsIsNotReadForEver() throws Exception {
    CountDownLatch hungUp = new CountDownLatch(1);
    Gathered gathered =
        fromRaw(
            out -> {
              out.write(bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"));
              try {
                while (true) {
                  out.write(bytes("1\r\n \r\n"));
                  out.flush();
                  LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
                }
              } catch (IOException e) {
                hungUp.countDown();
                throw e;
              }
            });

    assertThat(gathered.gaps()).extracting(Gap::kind).contains(KIND);
    assertThat(hungUp.await(20, TimeUnit.SECONDS)).isTrue();
  }

  private interface Raw {
    void to(OutputStream out) throws IOException;
  }

  private static Gathered fromRaw(Raw answer) throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        GoogleStandIn google = GoogleStandIn.start("messy")) {
      Thread serving =
          new Thread(
              () -> {
                while (!socket.isClosed()) {
                  try (Socket asking = socket.accept()) {
                    asking.getInputStream().read(new byte[65536]);
                    answer.to(asking.getOutputStream());
                  } catch (IOException e) {
                    // The client has had enough, or the test is over.
                  }
                }
              });
      serving.setDaemon(true);
      serving.start();
      Map<String, String> endpoints = new TreeMap<>(google.endpoints());
      endpoints.put("sqladmin", "127.0.0.1:" + socket.getLocalPort());
      return collect(endpoints, KIND);
    }
  }

  private interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  private void answer(Answer answer) {
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          answer.to(exchange);
        });
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private Gathered collect() {
    return collect(KIND);
  }

  private Gathered collect(String kind) {
    try (GoogleStandIn google = GoogleStandIn.start("messy")) {
      Map<String, String> endpoints = new TreeMap<>(google.endpoints());
      endpoints.put("sqladmin", "127.0.0.1:" + server.getAddress().getPort());
      return collect(endpoints, kind);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Gathered collect(Map<String, String> endpoints, String kind) {
    Gathered gathered = new Gathered();
    GoogleSettings settings =
        new GoogleSettings(endpoints, true, Duration.ofSeconds(5), Optional.empty(), Pace.DEFAULT);
    try (GoogleClients clients = new GoogleClients(settings)) {
      Territory territory = new Territory(clients, "projects/shop-prod");
      new RestCollector(
              clients, territory, Set.of(kind)::contains, Instant.parse("2026-11-21T12:00:00Z"))
          .collect(gathered);
    }
    return gathered;
  }
}
