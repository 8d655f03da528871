package dev.assay.collect.google;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a server says to one question by HTTP. Redirects are not followed, so that a token stays
 * where it was meant to go.
 *
 * @param retryAfter when it may be asked again, as the header says it
 * @param text empty where there is none
 */
record HttpAnswer(int status, Optional<String> retryAfter, String text) {
  private static final Duration CONNECTING = Duration.ofSeconds(10);
  private static final int LONGEST = 1 << 28;

  /**
   * Asks.
   *
   * @param body to POST; a question without one is a GET
   * @param patience how long nothing may come, and how long the answer may take once it has begun
   * @throws SocketTimeoutException if it takes longer
   */
  static HttpAnswer to(
      URI uri, Map<String, String> headers, Optional<String> body, Duration patience)
      throws IOException {
    HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setConnectTimeout(
        millis(CONNECTING.compareTo(patience) < 0 ? CONNECTING : patience));
    connection.setReadTimeout(millis(patience));
    headers.forEach(connection::setRequestProperty);
    if (body.isPresent()) {
      connection.setDoOutput(true);
      try (OutputStream out = connection.getOutputStream()) {
        out.write(body.get().getBytes(StandardCharsets.UTF_8));
      }
    }
    int status = connection.getResponseCode();
    byte[] text =
        read(status < 400 ? connection.getInputStream() : connection.getErrorStream(), patience);
    if (text.length < connection.getContentLengthLong()) {
      throw new IOException("the answer broke off");
    }
    return new HttpAnswer(
        status,
        Optional.ofNullable(connection.getHeaderField("retry-after")),
        new String(text, StandardCharsets.UTF_8));
  }

  /**
   * Who no longer waits for an answer cannot end this: so an answer that goes on ends by itself.
   */
  private static byte[] read(@Nullable InputStream coming, Duration patience) throws IOException {
    long begin = System.nanoTime();
    try (InputStream body = coming == null ? InputStream.nullInputStream() : coming) {
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      byte[] part = new byte[1 << 14];
      for (int n = body.read(part); n >= 0; n = body.read(part)) {
        text.write(part, 0, n);
        if (text.size() > LONGEST) {
          throw new IOException("the answer is longer than " + LONGEST + " bytes");
        }
        if (System.nanoTime() - begin > patience.toNanos()) {
          throw new SocketTimeoutException("the answer does not end");
        }
      }
      return text.toByteArray();
    }
  }

  private static int millis(Duration time) {
    return (int) Math.min(Math.max(1, time.toMillis()), Integer.MAX_VALUE);
  }
}
