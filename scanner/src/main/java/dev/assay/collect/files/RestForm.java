package dev.assay.collect.files;

import dev.assay.input.InputException;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import dev.assay.report.Gap;
import dev.assay.snapshot.Fact;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Answers of REST APIs as they were recorded, bare or as {@code {"_request", "_response"}}, of one
 * resource or a list; and what gcloud prints of them.
 */
final class RestForm implements Form {
  /** What stands in an answer beside the one list. */
  private static final Pattern BESIDE =
      Pattern.compile(
          "kind|etag|id|selfLink|nextPageToken|unreachable|warnings?|totalSize|readTime");

  /** {@code sql#sslCert}, but not {@code sql#instancesList}. */
  private static final Pattern OTHER = Pattern.compile("[a-z]+#[a-zA-Z]+(?<!List)");

  private static final Pattern CALL =
      Pattern.compile("[A-Z]+ https://([^/]+)/(?:[a-z]+/)?v[0-9a-z]+/([^?]*)(?:\\?.*)?");

  @Override
  public String name() {
    return "gcloud or REST output (gcloud alloydb clusters describe … --format=json)";
  }

  @Override
  public boolean accepts(Document document) {
    return accepts(document.root());
  }

  private static boolean accepts(Value root) {
    if (root instanceof RegoArray array) {
      return array.size() > 0 && array.asList().stream().allMatch(RestForm::isResource);
    }
    if (!(root instanceof RegoObject object)) {
      return false;
    }
    if (Tree.has(object, "_response")) {
      return Tree.has(object, "_request");
    }
    RegoObject answer = answer(object);
    return isResource(answer) || items(answer).isPresent() || RestRefusal.is(answer);
  }

  /** Without the headers of HTTP, where somebody recorded them, too. */
  private static RegoObject answer(RegoObject object) {
    boolean recorded = object.size() == 2 && Tree.has(object, "headers");
    return recorded ? Tree.object(object, "body") : object;
  }

  private static boolean isResource(Value value) {
    return value instanceof RegoObject object
        && (RestShape.of(object).isPresent() || isPolicy(object) || isOther(object));
  }

  /** Of a service that writes what its resources are; of a kind that no rule looks at. */
  private static boolean isOther(RegoObject object) {
    return OTHER.matcher(Tree.text(object, "kind", "")).matches();
  }

  private static boolean isPolicy(RegoObject object) {
    boolean grants = Tree.has(object, "bindings") || Tree.has(object, "auditConfigs");
    boolean alone = object.size() == 1 && Tree.has(object, "bindings");
    return alone || (grants && Tree.has(object, "etag") && !Tree.has(object, "name"));
  }

  /** The one list of an answer, if it holds resources; an empty one is a list, too. */
  private static Optional<List<Value>> items(RegoObject object) {
    List<List<Value>> lists = new ArrayList<>();
    for (Map.Entry<String, Value> entry : Tree.entries(object).entrySet()) {
      if (entry.getValue() instanceof RegoArray array
          && array.asList().stream().allMatch(RestForm::isResource)
          && !BESIDE.matcher(entry.getKey()).matches()) {
        lists.add(array.asList());
      } else if (!BESIDE.matcher(entry.getKey()).matches()) {
        return Optional.empty();
      }
    }
    boolean isList = Tree.text(object, "kind", "").endsWith("List");
    if (lists.isEmpty() && isList) {
      return Optional.of(List.of()); // an empty list is left out
    }
    return lists.size() == 1 && (!lists.get(0).isEmpty() || isList)
        ? Optional.of(lists.get(0))
        : Optional.empty();
  }

  @Override
  public void read(Document document, Intake into) throws InputException {
    into.form("REST");
    Value root = document.root();
    if (root instanceof RegoArray array) {
      for (Value item : array) {
        resource(document, (RegoObject) item, null, into);
      }
      return;
    }
    RegoObject object = (RegoObject) root;
    String request = Tree.text(object, "_request");
    RegoObject answer = request == null ? answer(object) : Tree.object(object, "_response");
    if (RestRefusal.is(answer)) {
      RestRefusal.read(document.file(), request == null ? "" : asset(request), answer, into);
      return;
    }
    Optional<List<Value>> items = items(answer);
    if (items.isEmpty() || isResource(answer)) {
      resource(document, answer, request, into);
      return;
    }
    for (Value item : items.get()) {
      resource(document, (RegoObject) item, request, into);
    }
    incomplete(answer, request, into);
  }

  private static void resource(
      Document document, RegoObject data, @Nullable String request, Intake into)
      throws InputException {
    String asset = request == null ? "" : asset(request);
    Optional<RestShape> shape = RestShape.of(data);
    if (isPolicy(data)) {
      policy(document, data, asset, into);
    } else if (shape.isPresent()) {
      shape.get().read(data, into);
    } else if (isOther(data)) {
      into.unsupported(Tree.text(data, "kind", ""));
    } else if (!asset.isEmpty()) {
      into.unsupported(asset.replaceFirst("^//([^/]+)/.*?([^/]+)/[^/]+$", "$1/$2"));
    } else {
      throw new InputException(
          document.file() + ":" + document.line() + ": not of a form known here");
    }
  }

  /** What a call is about, by its full name; empty if it is not one that is known. */
  private static String asset(String request) {
    Matcher call = CALL.matcher(request);
    if (!call.matches()) {
      return "";
    }
    String path = URLDecoder.decode(call.group(2), StandardCharsets.UTF_8);
    return "//" + call.group(1) + "/" + path.replaceFirst(":[a-zA-Z]+$", "");
  }

  /** A policy does not say whose it is: the request does, or nobody. */
  private static void policy(Document document, RegoObject data, String asset, Intake into) {
    String resource = asset.isEmpty() ? "${" + document.file() + "}" : asset;
    RegoObject told =
        new RegoObject.Builder().put("resource", RegoString.of(resource)).putAll(data).build();
    Fact fact = new Fact("iam.Policy", resource + "/iamPolicy", null, into.id(), told);
    into.fact(
        asset.isEmpty()
            ? fact.without(Map.of("resource", "the file does not say whose policy it is"))
            : fact);
  }

  /** Further pages, and locations that did not answer. */
  private static void incomplete(RegoObject answer, @Nullable String request, Intake into) {
    List<String> kinds = into.facts().stream().map(Fact::kind).distinct().toList();
    String scope =
        request == null ? into.id() : request.replaceFirst(".*(projects/[^/?]+).*", "$1");
    String project = scope.startsWith("projects/") ? Intake.CRM + scope : scope;
    for (String kind : kinds) {
      if (Tree.text(answer, "nextPageToken") != null) {
        into.gap(
            kind,
            project,
            Gap.Cause.TRUNCATED,
            "the file holds one page of several",
            "record all pages, or use gcloud … list");
      }
      for (String location : Tree.texts(answer, "unreachable")) {
        into.gap(
            kind,
            location.startsWith("projects/") ? Intake.CRM + location : project,
            Gap.Cause.UNREACHABLE,
            location + " did not answer",
            "record it again");
      }
    }
  }
}
