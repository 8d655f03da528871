package dev.assay.engine;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** OPA as it is installed on this machine. */
final class OpaProgram {
  private static final Duration START = Duration.ofSeconds(30);

  private OpaProgram() {}

  /** The program: on the PATH, or where {@code go install} puts it. */
  static Optional<Path> find() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.concat(
            Stream.of(path.split(File.pathSeparator)).filter(p -> !p.isEmpty()).map(Path::of),
            Stream.of(Path.of(System.getProperty("user.home"), "go", "bin")))
        .map(folder -> folder.resolve("opa"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** A server on the loopback interface; ends with {@code close}. */
  record Server(Process process, String url) implements AutoCloseable {
    static Server start(Path program) throws IOException, InterruptedException {
      int port;
      try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        port = free.getLocalPort();
      }
      List<String> command =
          List.of(
              program.toString(),
              "run",
              "--server",
              "--disable-telemetry",
              "--log-level=error",
              "--addr=127.0.0.1:" + port);
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      long end = System.nanoTime() + START.toNanos();
      while (!answers(port)) {
        if (!process.isAlive() || System.nanoTime() > end) {
          process.destroy();
          throw new IOException(String.join(" ", command) + " does not answer");
        }
        Thread.sleep(50);
      }
      return new Server(process, "http://127.0.0.1:" + port);
    }

    private static boolean answers(int port) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return socket.isConnected();
      } catch (IOException notYet) {
        return false;
      }
    }

    @Override
    public void close() {
      process.destroy();
    }
  }
}
