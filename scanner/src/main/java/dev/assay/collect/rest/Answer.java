package dev.assay.collect.rest;

import dev.assay.collect.google.RefusedException;
import dev.assay.collect.google.RestClient;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A list as Google sends it. JSON leaves an empty one out, so an answer without it is taken for
 * empty only if it says nothing else: what a proxy says in Google's place is no empty list.
 */
final class Answer {
  /** What stands beside a list. */
  private static final Set<String> BESIDE =
      Set.of(
          "etag",
          "executionErrors",
          "id",
          "kind",
          "nextPageToken",
          "selfLink",
          "totalSize",
          "unit",
          "unreachable",
          "warning",
          "warnings");

  private Answer() {}

  /**
   * @throws RefusedException if it is no such list
   */
  static List<RegoObject> items(Endpoint endpoint, RegoObject answer) {
    Value list = answer.get(endpoint.items());
    List<RegoObject> items = new ArrayList<>();
    if (list instanceof RegoArray array) {
      for (Value value : array) {
        @Nullable Value item =
            endpoint.item().isEmpty() || !(value instanceof RegoObject wrapped)
                ? value
                : wrapped.get(endpoint.item());
        if (!(item instanceof RegoObject object)) {
          throw RestClient.unexpected("an entry of " + endpoint.items() + " is no object");
        }
        items.add(object);
      }
    } else if (list != null) {
      throw RestClient.unexpected(endpoint.items() + " is no list");
    } else {
      answer.forEach(
          (key, value) -> {
            if (key instanceof RegoString name && !BESIDE.contains(name.value())) {
              throw RestClient.unexpected(
                  "the answer has " + name.value() + " in place of " + endpoint.items());
            }
          });
    }
    return items;
  }

  /**
   * The token of the page that follows; empty after the last.
   *
   * @throws RefusedException if it is no text
   */
  static String next(RegoObject answer) {
    Value token = answer.get("nextPageToken");
    if (token != null && !(token instanceof RegoString)) {
      throw RestClient.unexpected("nextPageToken is no text");
    }
    return token instanceof RegoString text ? text.value() : "";
  }
}
