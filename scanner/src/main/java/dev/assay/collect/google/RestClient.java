package dev.assay.collect.google;

import com.google.api.gax.rpc.StatusCode.Code;
import com.google.auth.Credentials;
import dev.assay.rego.value.Json;
import dev.assay.rego.value.RegoObject;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One service asked by REST: JSON as Google sends it, with fields and enum values that no library
 * knows yet. Redirects are not followed, so that a token stays where it was meant to go.
 */
public final class RestClient {
  private final GoogleClients clients;
  private final HttpClient http;
  private final GoogleService service;
  private final Optional<Credentials> credentials;

  RestClient(
      GoogleClients clients,
      HttpClient http,
      GoogleService service,
      Optional<Credentials> credentials) {
    this.clients = clients;
    this.http = http;
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
    GoogleSettings settings = clients.settings();
    // Understanding the answer keeps nobody else from asking.
    String answer =
        clients
            .calls()
            .make(
                service,
                question.method(),
                settings.timeout(),
                patience -> answer(request(question, settings, patience), patience));
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

  private HttpRequest request(Question question, GoogleSettings settings, Duration patience) {
    boolean plain = settings.standIn(service);
    URI uri =
        URI.create(
            (plain ? "http://" : "https://")
                + settings.endpoint(service)
                + "/"
                + question.path()
                + query(question.query()));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .version(plain ? HttpClient.Version.HTTP_1_1 : HttpClient.Version.HTTP_2)
            .timeout(patience)
            .header("Accept", "application/json");
    credentials.ifPresent(
        found -> {
          try {
            found
                .getRequestMetadata(uri)
                .forEach((name, values) -> values.forEach(v -> request.setHeader(name, v)));
          } catch (IOException e) {
            throw new RefusedException(
                Refusal.of(
                    Code.UNAUTHENTICATED,
                    "Credentials failed to obtain metadata: " + e.getMessage()));
          }
          settings.quotaProject().ifPresent(p -> request.setHeader("x-goog-user-project", p));
        });
    question
        .body()
        .ifPresent(
            body ->
                request
                    .header("Content-Type", "application/json; charset=utf-8")
                    .POST(BodyPublishers.ofString(Json.write(body))));
    return request.build();
  }

  private String answer(HttpRequest request, Duration patience) throws InterruptedException {
    try {
      // The other way of asking, sendAsync, starts a thread for each call where there are two
      // processors or fewer.
      HttpResponse<String> response = http.send(request, head -> new TimelyText(patience));
      if (response.statusCode() != 200) {
        throw new RefusedException(
            Refusal.of(
                response.statusCode(),
                response.headers().firstValue("retry-after"),
                response.body()));
      }
      return response.body();
    } catch (HttpTimeoutException e) {
      throw new RefusedException(Refusal.of(Code.DEADLINE_EXCEEDED, "nothing came"));
    } catch (IOException e) {
      throw new RefusedException(Refusal.of(Code.UNAVAILABLE, said(e, request.uri().getHost())));
    }
  }

  /** What broke a connection: the JDK's client leaves out most messages. */
  private static String said(Throwable failure, String host) {
    String name = failure.getClass().getSimpleName();
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof UnresolvedAddressException) {
        return "the name " + host + " is not known here (DNS)";
      }
      if (each.getMessage() != null) {
        return name + ": " + each.getMessage();
      }
    }
    return failure instanceof ConnectException ? "nobody listens there" : name;
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
