package dev.assay.engine;

import dev.assay.rego.value.Json;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An OPA server's REST API (https://www.openpolicyagent.org/docs/rest-api), as far as an audit
 * needs it. The estate is sent there, so only with TLS or to loopback; redirects are not followed.
 */
final class OpaServer {
  /** The variable of the environment with a bearer token, for servers that ask for one. */
  static final String TOKEN = "ASSAY_OPA_TOKEN";

  private static final String WRITE = ": write opa=http://127.0.0.1:8181 or opa=https://HOST";
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofMinutes(5);

  private final URI base;
  private final @Nullable String token;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(CONNECT)
          .build();

  private OpaServer(URI base, @Nullable String token) {
    this.base = base;
    this.token = token;
  }

  /**
   * @throws EngineException if it is no URL that an estate may be sent to
   */
  static OpaServer at(String url, Map<String, String> environment) {
    String place = "--engine opa=" + url;
    URI uri;
    try {
      uri = URI.create(url.endsWith("/") ? url : url + "/");
    } catch (IllegalArgumentException e) {
      throw new EngineException(place + WRITE, e);
    }
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    if (uri.getHost() == null || !scheme.matches("https?")) {
      throw new EngineException(place + WRITE);
    }
    if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw new EngineException(
          "--engine opa: no user, query or fragment in the URL; a token goes into " + TOKEN);
    }
    if (scheme.equals("http") && !LOOPBACK.matcher(uri.getHost()).matches()) {
      throw new EngineException(
          place
              + ": the estate would travel in plaintext; use https, or a server on loopback"
              + " (127.0.0.1, [::1], localhost)");
    }
    String token = environment.get(TOKEN);
    return new OpaServer(uri, token == null || token.isEmpty() ? null : token);
  }

  @Override
  public String toString() {
    return "OPA at " + base;
  }

  /** What OPA answers to a question. */
  record Reply(int status, Value body) {
    boolean ok() {
      return status / 100 == 2;
    }

    /** Whether a rule's evaluation failed, as opposed to the request. */
    boolean isFault() {
      return status == 500
          && body instanceof RegoObject o
          && o.get("errors") instanceof RegoArray errors
          && errors.size() > 0
          && text(errors.get(0), "code").startsWith("eval_");
    }

    /** The message, with the first error and its place if there is one. */
    String message() {
      String message = text(body, "message");
      if (body instanceof RegoObject o
          && o.get("errors") instanceof RegoArray errors
          && errors.size() > 0
          && errors.get(0) instanceof RegoObject first) {
        String at = "";
        if (first.get("location") instanceof RegoObject location) {
          at =
              text(location, "file") + ":" + location.get("row") + ":" + location.get("col") + ": ";
        }
        message = at + text(first, "code") + ": " + text(first, "message");
      }
      return message.isEmpty() ? "status " + status : message;
    }

    private static String text(Value value, String key) {
      return value instanceof RegoObject o && o.get(key) instanceof RegoString s ? s.value() : "";
    }
  }

  Reply putPolicy(String id, String rego) {
    return send(
        request("v1/policies/" + id)
            .header("Content-Type", "text/plain")
            .PUT(BodyPublishers.ofString(rego)));
  }

  Reply deletePolicy(String id) {
    return send(request("v1/policies/" + id).DELETE());
  }

  /** Changes documents by a JSON patch, all at once. */
  Reply patchData(Value patch) {
    return send(
        request("v1/data")
            .header("Content-Type", "application/json-patch+json")
            .method("PATCH", body(patch)));
  }

  /** A document, without an input. */
  Reply get(String path) {
    return send(request("v1/data/" + path).GET());
  }

  /** The value of a path, as opa-java's {@code evaluate} asks for it; errors are strict. */
  Reply evaluate(String path, RegoObject input) {
    return send(
        request("v1/data/" + path + "?strict-builtin-errors=true")
            .header("Content-Type", "application/json")
            .POST(body(RegoObject.of("input", input))));
  }

  /** Asks a query of one's own; the reply is the bindings of its variables. */
  Reply query(String query) {
    return send(
        request("v1/query")
            .header("Content-Type", "application/json")
            .POST(body(RegoObject.of("query", RegoString.of(query)))));
  }

  private static HttpRequest.BodyPublisher body(Value value) {
    return BodyPublishers.ofByteArray(Json.write(value).getBytes(StandardCharsets.UTF_8));
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).timeout(ANSWER);
    return token == null ? request : request.header("Authorization", "Bearer " + token);
  }

  private Reply send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          client.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
      return new Reply(response.statusCode(), read(response.body()));
    } catch (IOException e) {
      throw new EngineException(
          this + " does not answer: " + e + "; is \"opa run --server\" running there?", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EngineException(this + ": interrupted", e);
    } catch (IllegalArgumentException e) {
      throw new EngineException(this + ": " + TOKEN + " is no token that a header can hold", e);
    }
  }

  /** A reply without JSON, such as a proxy's page, is told by its status alone. */
  private static Value read(String body) {
    try {
      return body.isBlank() ? RegoObject.EMPTY : Json.parse(body);
    } catch (IOException noJson) {
      return RegoObject.EMPTY;
    }
  }
}
