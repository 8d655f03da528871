package dev.assay.collect.files;

import dev.assay.input.InputException;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.Value;
import dev.assay.snapshot.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Answers of REST APIs as they were recorded, bare or as {@code {"_request", "_response"}}, of one
 * resource or a list; and what gcloud prints of them.
 */
final class RestForm implements Form {
  /** What stands in an answer beside the one list. */
  private static final Pattern BESIDE =
      Pattern.compile(
          "kind|etag|id|selfLink|nextPageToken|unreachables?|warnings?|totalSize|readTime"
              + "|firewallPolicys|organizationFirewalls");

  /** {@code sql#sslCert}, but not {@code sql#instancesList}. */
  private static final Pattern OTHER = Pattern.compile("[a-z]+#[a-zA-Z]+(?<!List)");

  /** What Cloud Storage's policies are asked of, but for the host: it has no getIamPolicy. */
  private static final Pattern BUCKET =
      Pattern.compile("^//(?:storage|www)\\.googleapis\\.com/b/([^/]+)/iam$");

  /** Names that Google's services give; of which service, they do not say. */
  private static final Pattern NAME =
      Pattern.compile(
          "(projects|folders|organizations|billingAccounts|accessPolicies)/[^/]+(/[^/]+/[^/]+)+"
              + "|roles/[^/]+");

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
      return array.size() > 0 && isList(array.asList());
    }
    if (!(root instanceof RegoObject object)) {
      return false;
    }
    if (Tree.has(object, "_response")) {
      return Tree.has(object, "_request");
    }
    RegoObject answer = answer(object);
    return isGoogles(answer) || items(answer).isPresent() || RestRefusal.is(answer);
  }

  /** Whether all are Google's; what stands in one list is of one service. */
  private static boolean isList(List<Value> items) {
    Set<String> kinds = kinds(items);
    return items.stream()
        .allMatch(
            item -> isGoogles(item) || RestShape.like(Tree.object(inner(item)), kinds).isPresent());
  }

  private static Set<String> kinds(List<Value> items) {
    return items.stream()
        .flatMap(item -> RestShape.of(Tree.object(inner(item))).stream())
        .map(RestShape::kind)
        .collect(Collectors.toSet());
  }

  private static boolean isGoogles(Value value) {
    return isResource(value) || (value instanceof RegoObject object && isNamed(object));
  }

  /** Without the headers of HTTP, where somebody recorded them, too. */
  private static RegoObject answer(RegoObject object) {
    boolean recorded = object.size() == 2 && Tree.has(object, "headers");
    return recorded ? Tree.object(object, "body") : object;
  }

  private static boolean isResource(Value value) {
    return inner(value) instanceof RegoObject object
        && (RestShape.of(object).isPresent()
            || isPolicy(object)
            || isPolicyOf(object)
            || isOther(object));
  }

  /** Findings come with what they were found on. */
  private static Value inner(Value value) {
    return Tree.has(value, "finding") ? Tree.object(value, "finding") : value;
  }

  /** Of a service that is not known here; one that might be known has to show what it is. */
  private static boolean isNamed(RegoObject object) {
    return !type(object).isEmpty() && !RestShape.mayBe(object);
  }

  /** What it may be, as far as its name or its link tells. */
  private static String type(RegoObject object) {
    String name = Tree.text(object, "name", "");
    String link = Tree.text(object, "selfLink", "");
    if (Tree.text(object, "constraint", "").startsWith("constraints/")) {
      return "organization policies of v1"; // which do not say whose they are
    }
    return NAME.matcher(name).matches()
        ? name.replaceAll("/[^/]+(/|$)", "/*$1")
        : RestCall.of("GET " + link)
            .filter(call -> call.host().endsWith(".googleapis.com"))
            .map(RestCall::type)
            .orElse("");
  }

  /** What {@code gcloud projects get-ancestors-iam-policy} prints of each ancestor. */
  private static boolean isPolicyOf(RegoObject object) {
    return Tree.text(object, "type", "").matches("project|folder|organization")
        && Tree.has(object, "id")
        && Tree.has(object, "policy");
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
      if (entry.getKey().equals("items") && entry.getValue() instanceof RegoObject places) {
        lists.add(aggregated(places));
      } else if (entry.getValue() instanceof RegoArray array
          && isList(array.asList())
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

  /** Of zones and regions, what each has. */
  private static List<Value> aggregated(RegoObject places) {
    List<Value> all = new ArrayList<>();
    for (Value place : Tree.entries(places).values()) {
      for (Value list : Tree.entries(place).values()) {
        if (list instanceof RegoArray array) {
          all.addAll(array.asList());
        }
      }
    }
    return all;
  }

  @Override
  public void read(Document document, Intake into) throws InputException {
    into.form("REST");
    Value root = document.root();
    if (root instanceof RegoArray array) {
      list(document, array.asList(), Optional.empty(), into);
      return;
    }
    RegoObject object = (RegoObject) root;
    String request = Tree.text(object, "_request");
    RegoObject answer = request == null ? answer(object) : Tree.object(object, "_response");
    Optional<RestCall> call = request == null ? Optional.empty() : RestCall.of(request);
    if (RestRefusal.is(answer)) {
      RestRefusal.read(document.file(), call, answer, into);
      return;
    }
    Optional<List<Value>> items = call.isPresent() ? answered(answer) : items(answer);
    if (items.isEmpty() || isResource(answer)) {
      resource(document, answer, call, Optional.empty(), into);
      return;
    }
    int before = into.facts().size();
    list(document, items.get(), call, into);
    for (String above : List.of("firewallPolicys", "organizationFirewalls")) {
      Tree.list(answer, above).forEach(p -> into.unsupported("compute.googleapis.com/" + above));
    }
    List<Fact> came = into.facts().subList(before, into.facts().size());
    Set<String> asked = new TreeSet<>();
    RestShape.ofList(Tree.text(answer, "kind", "")).ifPresent(shape -> asked.add(shape.kind()));
    call.filter(RestCall::asks).flatMap(c -> RestRefusal.kind(c.asset())).ifPresent(asked::add);
    asked.forEach(into::asked);
    RestGaps.read(document.file(), answer, call, asked, came, into);
  }

  /** What a call that is known answered: a list without a name is not a resource. */
  private static Optional<List<Value>> answered(RegoObject answer) {
    if (answer.size() == 0) {
      return Optional.of(List.of());
    }
    List<List<Value>> lists = new ArrayList<>();
    for (Map.Entry<String, Value> entry : Tree.entries(answer).entrySet()) {
      if (entry.getValue() instanceof RegoArray array
          && !BESIDE.matcher(entry.getKey()).matches()
          && array.asList().stream().allMatch(RegoObject.class::isInstance)) {
        lists.add(array.asList());
      } else if (!BESIDE.matcher(entry.getKey()).matches()) {
        return Optional.empty();
      }
    }
    boolean isList = Tree.text(answer, "kind", "").endsWith("List") || RestGaps.in(answer);
    if (lists.isEmpty() && isList) {
      return Optional.of(List.of()); // an empty list is left out
    }
    return lists.size() == 1 ? Optional.of(lists.get(0)) : Optional.empty();
  }

  private static void list(
      Document document, List<Value> items, Optional<RestCall> call, Intake into)
      throws InputException {
    Set<String> kinds = kinds(items);
    Optional<String> node = call.flatMap(c -> RestCall.node(c.asset())).or(() -> required(items));
    for (Value item : items) {
      RegoObject data = Tree.object(inner(item));
      Optional<RestShape> shape =
          RestShape.of(data).isPresent() ? RestShape.of(data) : RestShape.like(data, kinds);
      if (shape.isPresent() && call.isEmpty()) {
        shape.get().read(data, node, into);
      } else {
        resource(document, data, call, node, into);
      }
    }
  }

  /** Every project has a sink to its own bucket _Required, which cannot be changed. */
  private static Optional<String> required(List<Value> items) {
    return items.stream()
        .filter(item -> "_Required".equals(Tree.text(item, "name")))
        .flatMap(item -> RestCall.node(Tree.text(item, "destination", "")).stream())
        .findFirst();
  }

  private static void resource(
      Document document,
      RegoObject data,
      Optional<RestCall> call,
      Optional<String> node,
      Intake into)
      throws InputException {
    Optional<RestShape> shape =
        call.isPresent() ? RestShape.of(data, call.get()) : RestShape.of(data);
    String method = call.map(RestCall::method).orElse("");
    if (method.equals("getEffectivePolicy")) {
      effective(call.map(RestCall::asset).orElse(""), data, into);
    } else if (isPolicy(data) || method.equals("getIamPolicy")) {
      policy(document, data, call.map(RestCall::asset).orElse(""), into);
    } else if (isPolicyOf(data)) {
      String of = Tree.text(data, "type", "") + "s/" + Tree.text(data, "id", "");
      into.policy(Intake.CRM + of, Tree.object(data, "policy"), Optional.empty());
    } else if (shape.isPresent()) {
      shape.get().read(data, node.or(() -> call.flatMap(c -> RestCall.node(c.asset()))), into);
    } else if (isOther(data)) {
      into.unsupported(Tree.text(data, "kind", ""));
    } else if (call.isPresent()) {
      boolean operation = Tree.has(data, "done"); // the answer to a change
      into.unsupported(operation ? call.get().host() + "/operations" : call.get().type());
    } else if (isNamed(data)) {
      into.unsupported(type(data));
    } else {
      throw new InputException(
          document.file() + ":" + document.line() + ": not of a form known here");
    }
  }

  /** What is in effect in a project, which is not what was set there. */
  private static void effective(String asset, RegoObject data, Intake into) {
    String constraint = asset.substring(asset.lastIndexOf('/') + 1);
    into.fact(
        "orgpolicy.EffectivePolicy",
        asset + "/effective",
        RestShape.parentOf(asset, false),
        new RegoObject.Builder().putAll(data).put("constraint", constraint).build());
  }

  /** A policy does not say whose it is: the request does, or nobody. */
  private static void policy(Document document, RegoObject data, String asset, Intake into) {
    if (!asset.isEmpty()) {
      into.policy(
          BUCKET.matcher(asset).replaceFirst("//storage.googleapis.com/$1"),
          data,
          Optional.empty());
      return;
    }
    String resource = "${" + document.file() + "}";
    RegoObject told = new RegoObject.Builder().put("resource", resource).putAll(data).build();
    into.fact(
        new Fact("iam.Policy", resource + "/iamPolicy", null, into.id(), told)
            .without(Map.of("resource", "the file does not say whose policy it is")));
    into.remark(
        document.file()
            + ": does not say whose policy it is; gcloud projects get-ancestors-iam-policy"
            + " PROJECT --format=json does");
  }
}
