package dev.assay.collect.google;

import com.google.api.gax.rpc.StatusCode.Code;
import com.google.auth.Credentials;
import dev.assay.rego.value.Json;
import dev.assay.rego.value.RegoObject;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;

/**
 * One service asked by REST: JSON as Google sends it, with fields and enum values that no library
 * knows yet.
 */
public final class RestClient {
  private final GoogleClients clients;
  private final GoogleService service;
  private final Optional<Credentials> credentials;

  RestClient(GoogleClients clients, GoogleService service, Optional<Credentials> credentials) {
    this.clients = clients;
    this.service = service;
    this.credentials = credentials;
  }

  /**
   * A question.
   *
   * @param method by which calls are counted: the collection or the verb
   * @param path below the host, segments already encoded, without the first slash
   * @param body to send; a question without one is a GET
   */
  public record Question(
      String method, String path, Map<String, String> query, Optional<RegoObject> body) {
    public Question {
      query = Map.copyOf(query);
    }
  }

  /**
   * Asks, and again while that may help.
   *
   * @throws RefusedException if there is no answer
   */
  public RegoObject ask(Question question) {
    // Understanding the answer keeps nobody else from asking.
    String answer =
        clients
            .calls()
            .make(
                service,
                question.method(),
                clients.settings().timeout(),
                patience -> answer(question, patience).text());
    try {
      // Of a name that is there twice nobody knows which is meant.
      if (Json.strict().read(answer) instanceof RegoObject object) {
        if (object.get("error") instanceof RegoObject) {
          throw new RefusedException(Refusal.of(200, Optional.empty(), answer));
        }
        return object;
      }
      throw unexpected("the answer is no JSON object");
    } catch (IOException e) {
      throw unexpected("the answer is no JSON");
    }
  }

  /** For an answer that is something else than what the service is documented to say. */
  public static RefusedException unexpected(String what) {
    return new RefusedException(Refusal.of(Code.INTERNAL, what));
  }

  private HttpAnswer answer(Question question, Duration patience) throws InterruptedException {
    URI uri = uri(question);
    Map<String, String> headers = headers(uri, question.body().isPresent());
    Optional<String> body = question.body().map(Json::write);
    try {
      HttpAnswer answer =
          clients.within(patience, () -> HttpAnswer.to(uri, headers, body, patience));
      if (answer.status() != 200) {
        throw new RefusedException(Refusal.of(answer.status(), answer.retryAfter(), answer.text()));
      }
      return answer;
    } catch (SocketTimeoutException | TimeoutException e) {
      throw new RefusedException(Refusal.of(Code.DEADLINE_EXCEEDED, "nothing came"));
    } catch (IOException e) {
      throw new RefusedException(Refusal.of(Code.UNAVAILABLE, said(e, uri.getHost())));
    }
  }

  private URI uri(Question question) {
    GoogleSettings settings = clients.settings();
    try {
      return new URI(
          (settings.standIn(service) ? "http://" : "https://")
              + settings.endpoint(service)
              + "/"
              + question.path()
              + query(question.query()));
    } catch (URISyntaxException e) {
      // A name that came with an answer is a part of it.
      throw unexpected("there is no address with the name " + question.path());
    }
  }

  private Map<String, String> headers(URI uri, boolean posting) {
    Map<String, String> headers = new TreeMap<>();
    headers.put("Accept", "application/json");
    if (posting) {
      headers.put("Content-Type", "application/json; charset=utf-8");
    }
    credentials.ifPresent(
        found -> {
          try {
            found
                .getRequestMetadata(uri)
                .forEach((name, values) -> values.forEach(v -> headers.put(name, v)));
          } catch (IOException e) {
            throw new RefusedException(
                Refusal.of(
                    Code.UNAUTHENTICATED,
                    "Credentials failed to obtain metadata: " + e.getMessage()));
          }
          clients.settings().quotaProject().ifPresent(p -> headers.put("x-goog-user-project", p));
        });
    return headers;
  }

  private static String said(IOException failure, String host) {
    String message = String.valueOf(failure.getMessage());
    if (failure instanceof UnknownHostException) {
      return "the name " + host + " is not known here (DNS)";
    }
    if (failure instanceof ConnectException && message.contains("refused")) {
      return "nobody listens there";
    }
    return failure.getClass().getSimpleName() + ": " + message;
  }

  private static String query(Map<String, String> parameters) {
    List<String> pairs = new ArrayList<>();
    parameters.forEach(
        (name, value) ->
            pairs.add(
                URLEncoder.encode(name, StandardCharsets.UTF_8)
                    + "="
                    + URLEncoder.encode(value, StandardCharsets.UTF_8)));
    pairs.sort(null);
    return pairs.isEmpty() ? "" : "?" + String.join("&", pairs);
  }
}
