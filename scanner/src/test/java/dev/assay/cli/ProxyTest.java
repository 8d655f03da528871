package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that may reach Google by a proxy alone, which its environment names. */
class ProxyTest {
  private static final String LOGIN = "connect oauth2.googleapis.com:443 http/1.1";
  private static final String GRPC = "connect cloudasset.googleapis.com:443 http/1.1";

  @TempDir private Path folder;
  private ServerSocket proxy;
  private final List<String> asked = new CopyOnWriteArrayList<>();

  @BeforeEach
  void start() throws IOException {
    proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread serving = new Thread(this::serve);
    serving.setDaemon(true);
    serving.start();
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
  }

  @Test
  void theProxyOfTheEnvironmentIsAsked() throws Exception {
    String said = collect(Map.of("HTTPS_PROXY", "http://127.0.0.1:" + proxy.getLocalPort()));

    assertThat(asked).as(said).contains(LOGIN);
  }

  @Test
  void itIsShownItsPassword() throws Exception {
    String said =
        collect(Map.of("https_proxy", "ana:p%40ss@127.0.0.1:" + proxy.getLocalPort() + "/"));

    String shown = Base64.getEncoder().encodeToString("ana:p@ss".getBytes(StandardCharsets.UTF_8));
    String line = "proxy-authorization: basic " + shown.toLowerCase(Locale.ROOT);
    assertThat(asked).as(said).contains(LOGIN, GRPC, line);
    assertThat(said).doesNotContain("p%40ss", "p@ss", shown);
  }

  @Test
  void oneThatCannotBeUsedIsToldWithoutItsPassword() throws Exception {
    String said = collect(Map.of("HTTPS_PROXY", "socks5://ana:hidden@127.0.0.1:1080"));

    assertThat(said)
        .isEqualTo(
            "assay: HTTPS_PROXY: not a proxy that can be used; write http://HOST:PORT, or unset it\n"
                + "exit 2");
  }

  private String collect(Map<String, String> environment) throws Exception {
    Path login = folder.resolve("login.json");
    Files.writeString(
        login,
        "{\"type\": \"authorized_user\", \"client_id\": \"assay\", \"client_secret\": \"none\","
            + " \"refresh_token\": \"none\"}");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "collect",
            "--project=shop",
            "-o",
            folder.resolve("s.jsonl").toString());
    builder.environment().put("GOOGLE_APPLICATION_CREDENTIALS", login.toString());
    builder.environment().putAll(environment);
    Path output = folder.resolve("output");
    Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    return Files.readString(output) + "exit " + process.exitValue();
  }

  /** Asks for a password, and leads nowhere. */
  private void serve() {
    while (!proxy.isClosed()) {
      try (Socket client = proxy.accept()) {
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
        boolean shown = false;
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
          asked.add(line.toLowerCase(Locale.ROOT));
          shown |= line.regionMatches(true, 0, "Proxy-Authorization", 0, 19);
        }
        String answer =
            shown
                ? "HTTP/1.1 403 Forbidden\r\n"
                : "HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm=\"proxy\"\r\n";
        client
            .getOutputStream()
            .write((answer + "Content-Length: 0\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
      } catch (IOException e) {
        // The test is over, or a client has gone.
      }
    }
  }
}
