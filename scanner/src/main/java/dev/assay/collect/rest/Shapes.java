package dev.assay.collect.rest;

import dev.assay.collect.google.Withheld;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoNumber;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a few kinds need beyond the table. All else is told as it came, but for secrets; what is
 * added says what the question was, where the answer does not.
 */
final class Shapes {
  /**
   * Database Center tells only the signals that are asked for. By number, as its own enum has them:
   * https://cloud.google.com/database-center/docs/reference/rest/v1beta/SignalType.
   */
  private static final RegoArray SIGNALS =
      RegoArray.of(
          Stream.of(
                  1, 2, 4, 5, 6, 7, 30, 32, 33, 36, 37, 41, 42, 47, 48, 49, 52, 53, 54, 55, 56, 57,
                  58, 59, 60, 61, 65, 66, 68, 78, 80, 81, 82, 84, 86, 87, 92, 93, 94, 97, 101, 102)
              .map(n -> (Value) RegoNumber.of(n))
              .toList());

  private Shapes() {}

  /** What is sent, if anything. */
  static Optional<RegoObject> body(Endpoint endpoint, Map<String, String> names, String token) {
    if (endpoint.method().equals("getIamPolicy")) {
      // Version 3 alone tells of conditions.
      return Optional.of(
          RegoObject.of("options", RegoObject.of("requestedPolicyVersion", RegoNumber.of(3))));
    }
    if (endpoint.body().isEmpty()) {
      return Optional.empty();
    }
    RegoObject.Builder body = new RegoObject.Builder();
    endpoint
        .body()
        .forEach((key, value) -> body.put(key, Endpoint.fill(value, names, RegoObject.EMPTY)));
    if (endpoint.kind().equals(Endpoints.DATABASE_CENTER)) {
      body.put(
          "signalTypeGroups",
          RegoArray.of(
              new RegoObject.Builder()
                  .put("displayName", "assay")
                  .put("signalTypes", SIGNALS)
                  .build()));
    }
    if (!token.isEmpty()) {
      body.put("pageToken", token);
    }
    return Optional.of(body.build());
  }

  /** The resources that an item is. */
  static List<RegoObject> of(Endpoint endpoint, Map<String, String> names, RegoObject item) {
    RegoObject clean = Withheld.in(item);
    return switch (endpoint.kind()) {
      case Endpoints.RECOMMENDATION -> List.of(with(clean, "recommender", names.get("choice")));
      case Endpoints.EFFECTIVE_POLICY -> List.of(with(clean, "constraint", names.get("choice")));
      case Endpoints.CHANNEL -> List.of(Withheld.values(clean, "labels"));
      case Endpoints.DATABASE_CENTER -> group(clean);
      case "iam.Policy" -> List.of(policy(names, clean));
      default -> List.of(clean);
    };
  }

  /** What templates may name, for one of the resources. */
  static Map<String, String> names(Map<String, String> names, RegoObject resource) {
    Map<String, String> more = new TreeMap<>(names);
    more.put("path", Endpoint.text(resource, "fullResourceName").replaceFirst("^/+", ""));
    return more;
  }

  private static RegoObject with(RegoObject object, String key, @Nullable String value) {
    return value == null ? object : new RegoObject.Builder().putAll(object).put(key, value).build();
  }

  private static RegoObject policy(Map<String, String> names, RegoObject policy) {
    String node = names.getOrDefault("node", "");
    return new RegoObject.Builder()
        .putAll(policy)
        .put("resource", "//cloudresourcemanager.googleapis.com/" + node)
        .put(
            "assetType",
            "cloudresourcemanager.googleapis.com/"
                + (node.startsWith("folders/") ? "Folder" : "Organization"))
        .build();
  }

  /** The resources of a group, each by itself, without those below it. */
  private static List<RegoObject> group(RegoObject group) {
    List<RegoObject> all = new ArrayList<>();
    resources(group.get("rootResources"), all);
    return all;
  }

  private static void resources(@Nullable Value list, List<RegoObject> all) {
    if (list instanceof RegoArray array) {
      for (Value value : array) {
        if (value instanceof RegoObject resource) {
          RegoObject.Builder own = new RegoObject.Builder(resource.size());
          resource.forEach(
              (key, v) -> {
                if (!key.equals(RegoString.of("childResources"))) {
                  own.put(key, v);
                }
              });
          all.add(own.build());
          resources(resource.get("childResources"), all);
        }
      }
    }
  }
}
