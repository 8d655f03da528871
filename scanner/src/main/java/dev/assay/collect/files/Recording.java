package dev.assay.collect.files;

import dev.assay.rego.value.Json;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoNumber;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.Value;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Calls with their answers, as browsers, proxies and tests record them: HTTP archives (HAR),
 * cassettes of VCR, vcrpy and go-vcr, and logs of HTTP as Config Connector's tests keep them.
 *
 * <p>What is told is what was read: of several answers to one call the last, and none of calls that
 * change something. What was changed after it was read is told, with a refusal beside it.
 */
final class Recording {
  private static final String CALL = "(GET|HEAD|POST|PUT|PATCH|DELETE) (https?://\\S+)[^\\n]*\\n";
  private static final Pattern LOG = Pattern.compile("\\s*" + CALL);
  private static final Pattern ANSWER = Pattern.compile("(?m)^[1-5][0-9]{2} [A-Z][^\\n]*\\n");
  private static final Pattern QUESTION =
      Pattern.compile(".*:(getIamPolicy|search[A-Za-z]*|list[A-Za-z]*|query)");

  private final Document document;
  private final Map<String, Value> answers = new LinkedHashMap<>();
  private final Map<String, String> outdated = new LinkedHashMap<>();
  private int changes;
  private int others;

  private Recording(Document document) {
    this.document = document;
  }

  /** Whether a text is a log of HTTP. */
  static boolean isLog(String text) {
    return LOG.matcher(text).lookingAt();
  }

  /** A log of HTTP as a value: the calls and answers of a cassette. */
  static Document log(String file, String text) {
    List<Value> interactions = new ArrayList<>();
    for (String part : text.replace("\r", "").split("(?m)^---\\n", -1)) {
      Matcher call = LOG.matcher(part);
      Matcher answer = ANSWER.matcher(part);
      if (call.lookingAt() && answer.find(call.end())) {
        int body = part.indexOf("\n\n", answer.end() - 1);
        interactions.add(
            interaction(call.group(1), call.group(2), body < 0 ? "" : part.substring(body)));
      }
    }
    Value calls = RegoArray.of(interactions);
    return new Document(file, 1, new RegoObject.Builder().put("interactions", calls).build());
  }

  private static RegoObject interaction(String method, String url, String body) {
    return new RegoObject.Builder()
        .put("request", new RegoObject.Builder().put("method", method).put("url", url).build())
        .put("response", new RegoObject.Builder().put("body", body).build())
        .build();
  }

  /**
   * The answers of a recording, each as {@code {"_request", "_response"}}; of what is none, the
   * document itself.
   *
   * @param message takes what was left out
   */
  static List<Document> answers(Document document, Consumer<String> message) {
    Value root = document.root();
    List<RegoObject> calls = new ArrayList<>(Tree.objects(Tree.object(root, "log"), "entries"));
    calls.addAll(Tree.objects(root, "interactions"));
    calls.addAll(Tree.objects(root, "http_interactions"));
    if (calls.isEmpty() || !calls.stream().allMatch(Recording::isCall)) {
      return List.of(document);
    }
    Recording recording = new Recording(document);
    calls.forEach(recording::take);
    return recording.told(message);
  }

  private static boolean isCall(RegoObject call) {
    return url(call) != null && Tree.has(call, "response");
  }

  private static @Nullable String url(RegoObject call) {
    RegoObject request = Tree.object(call, "request");
    String url = Tree.text(request, "url");
    return url == null ? Tree.text(request, "uri") : url;
  }

  private void take(RegoObject call) {
    String method = Tree.text(Tree.object(call, "request"), "method", "").toUpperCase(Locale.ROOT);
    String request = method + " " + url(call);
    Optional<RestCall> asked =
        RestCall.of(request).filter(rest -> rest.host().endsWith(".googleapis.com"));
    if (method.equals("OPTIONS") || method.equals("HEAD")) {
      return; // what browsers ask before they ask
    }
    if (asked.isEmpty()) {
      others++;
    } else if (!method.equals("GET") && !QUESTION.matcher(path(request)).matches()) {
      changes++;
      answers.keySet().stream()
          .filter(read -> touches(asked.get(), RestCall.of(read).orElseThrow()))
          .forEach(read -> outdated.put(read, request));
    } else if (body(Tree.object(call, "response")) instanceof RegoObject body) {
      answers.put(request, body);
      outdated.remove(request);
    } else {
      answers.putIfAbsent(request, refusal("the recording does not hold the answer as JSON"));
    }
  }

  /** Whether what was read may be otherwise after a change: of itself, within it, in its list. */
  private static boolean touches(RestCall change, RestCall read) {
    String changed = change.asset();
    if (change.method().equals("setIamPolicy")) {
      return read.asset().equals(changed) && read.method().equals("getIamPolicy");
    }
    return read.asset().equals(changed)
        || read.asset().startsWith(changed + "/")
        || read.asset().equals(changed.substring(0, changed.lastIndexOf('/')));
  }

  private static String path(String request) {
    return request.replaceFirst("\\?.*", "");
  }

  /** The JSON of an answer; nothing if it is something else. */
  private static @Nullable Value body(RegoObject response) {
    RegoObject content = Tree.object(response, "content"); // of an HTTP archive
    String text = Tree.text(content, "text", Tree.text(response, "body", ""));
    if (text.isEmpty()) {
      text = Tree.text(Tree.object(response, "body"), "string", "");
    }
    try {
      boolean base64 = "base64".equals(Tree.text(content, "encoding"));
      return Json.parse(
          base64 ? new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8) : text);
    } catch (IOException | IllegalArgumentException e) {
      return null; // told as a refusal
    }
  }

  private List<Document> told(Consumer<String> message) {
    if (changes + others > 0) {
      message.accept(
          "%s: left out %d calls that change something, and %d of other hosts"
              .formatted(document.file(), changes, others));
    }
    List<Document> told = new ArrayList<>();
    answers.forEach(
        (request, answer) -> {
          told.add(answer(request, isFollowed(request, answer) ? lastPage(answer) : answer));
          String change = outdated.get(request);
          if (change != null) {
            told.add(answer(request, refusal("it was changed afterwards: " + path(change))));
          }
        });
    return told;
  }

  /** Whether the page that comes after this one was recorded, too. */
  private boolean isFollowed(String request, Value answer) {
    String token = Tree.text(answer, "nextPageToken", "");
    return !token.isEmpty()
        && answers.keySet().stream()
            .filter(other -> path(other).equals(path(request)))
            .map(other -> other.substring(path(other).length()))
            .flatMap(query -> Arrays.stream(query.split("[?&]", -1)))
            .anyMatch(
                each ->
                    each.equals("pageToken=" + token)
                        || each.equals(
                            "pageToken=" + URLEncoder.encode(token, StandardCharsets.UTF_8)));
  }

  /** A page without the token of the next, which comes by itself. */
  private static RegoObject lastPage(Value page) {
    RegoObject.Builder last = new RegoObject.Builder();
    Tree.entries(page)
        .forEach(
            (key, value) -> {
              if (!key.equals("nextPageToken")) {
                last.put(key, value);
              }
            });
    return last.build();
  }

  private Document answer(String request, Value answer) {
    return new Document(
        document.file(),
        document.line(),
        new RegoObject.Builder().put("_request", request).put("_response", answer).build());
  }

  /** As a service tells that it cannot say what is there. */
  private static RegoObject refusal(String message) {
    return new RegoObject.Builder()
        .put(
            "error",
            new RegoObject.Builder()
                .put("code", RegoNumber.of(409))
                .put("message", message)
                .build())
        .build();
  }
}
