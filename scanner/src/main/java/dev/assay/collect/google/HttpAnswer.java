package dev.assay.collect.google;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
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

  /**
   * Asks.
   *
   * @param body to POST; a question without one is a GET
   * @param patience how long nothing may come
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
    byte[] text = read(status < 400 ? connection.getInputStream() : connection.getErrorStream());
    if (text.length < connection.getContentLengthLong()) {
      throw new IOException("the answer broke off");
    }
    return new HttpAnswer(
        status,
        Optional.ofNullable(connection.getHeaderField("retry-after")),
        new String(text, StandardCharsets.UTF_8));
  }

  private static byte[] read(@Nullable InputStream coming) throws IOException {
    try (InputStream body = coming == null ? InputStream.nullInputStream() : coming) {
      return body.readAllBytes();
    }
  }

  private static int millis(Duration time) {
    return (int) Math.min(Math.max(1, time.toMillis()), Integer.MAX_VALUE);
  }
}
