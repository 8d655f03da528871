package dev.assay.collect.rest;

import dev.assay.collect.asset.AssetCollector;
import dev.assay.rego.value.Json;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import dev.assay.snapshot.Fact;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The facts of a rule's case as what Google's services would have to answer for a scan to find
 * them: AlloyDB's lists, the inventory's assets, and the paths of the REST APIs.
 */
final class ServedCase {
  private static final String CRM = "//cloudresourcemanager.googleapis.com/";
  private static final String ALLOYDB = "//alloydb.googleapis.com/";
  private static final Map<String, String> LISTS =
      Map.of(
          "alloydb.Cluster", "clusters",
          "alloydb.Instance", "instances",
          "alloydb.Backup", "backups",
          "alloydb.User", "users");

  /** A field of AlloyDB's that its client has no name for yet. */
  private static final String NEWER = "autoScalingConfig";

  private static final Pattern POLICY_ABOVE =
      Pattern.compile("\"resource\": \"" + CRM + "(folders|organizations)/");
  private static final Pattern PROJECT = Pattern.compile("/projects/([^/]+)");
  private static final Pattern NODE = Pattern.compile("/((?:folders|organizations)/[^/]+)");
  private static final Pattern CLUSTER = Pattern.compile("(.*/clusters/[^/]+)/users/.*");

  private final Map<String, Fact> facts = new LinkedHashMap<>();
  private final Map<String, List<Value>> lists = new TreeMap<>();
  private final Map<String, RegoObject> assets = new LinkedHashMap<>();
  private final Map<String, RegoObject> policies = new LinkedHashMap<>();
  private final Map<String, RegoObject> single = new TreeMap<>();
  private final Set<String> projects = new LinkedHashSet<>();
  private final Set<String> above = new LinkedHashSet<>();

  private final boolean higher;

  /**
   * @param judged the id of the fact that the case is about
   */
  ServedCase(List<Fact> all, String judged) {
    all.forEach(fact -> facts.put(fact.id(), fact));
    Fact subject = facts.get(judged);
    this.higher = subject != null && POLICY_ABOVE.matcher(subject.data().toString()).find();
    for (Fact fact : all) {
      Matcher user = CLUSTER.matcher(fact.id());
      if (fact.kind().equals("alloydb.User") && user.matches()) {
        String cluster = user.group(1);
        facts.putIfAbsent(
            cluster, new Fact("alloydb.Cluster", cluster, null, "", RegoObject.EMPTY));
      }
      String itself = fact.data().get("resource") instanceof RegoString of ? of.value() : fact.id();
      for (String id : List.of(itself, fact.parent() == null ? "" : fact.parent())) {
        PROJECT.matcher(id).results().forEach(m -> projects.add(m.group(1)));
        NODE.matcher(id).results().forEach(m -> above.add(m.group(1)));
      }
    }
    if (projects.isEmpty()) {
      projects.add("example");
    }
  }

  /** Whether Google's services tell all that the case is about, in the words of their clients. */
  static boolean isTold(List<Fact> facts) {
    return facts.stream().noneMatch(fact -> fact.kind().matches("(postgresql|assay)\\..*"));
  }

  /** The names of what has fields that the client of gRPC does not know. */
  Set<String> newer() {
    Set<String> newer = new LinkedHashSet<>();
    for (Fact fact : facts.values()) {
      if (LISTS.containsKey(fact.kind()) && fact.data().toString().contains(NEWER)) {
        newer.add(fact.id().substring(ALLOYDB.length()));
      }
    }
    return newer;
  }

  /** What to scan. */
  String territory() {
    return projects.size() == 1 && !higher
        ? "projects/" + projects.iterator().next()
        : "organizations/1";
  }

  /** Answers by the names that the stand-in has for them. */
  Map<String, String> answers() {
    facts.values().forEach(this::place);
    projects.forEach(this::project);
    Map<String, String> answers = new TreeMap<>();
    List<Value> inventory = new ArrayList<>();
    assets.forEach((name, asset) -> inventory.add(asset));
    answers.put("assets", Json.write(RegoObject.of("assets", RegoArray.of(inventory))));
    lists.forEach(
        (path, items) ->
            answers.put(
                path.substring(0, path.indexOf('#')),
                Json.write(
                    RegoObject.of(path.substring(path.indexOf('#') + 1), RegoArray.of(items)))));
    single.forEach((path, answer) -> answers.put(path, Json.write(answer)));
    return answers;
  }

  private void place(Fact fact) {
    String list = LISTS.get(fact.kind());
    if (list != null) {
      String name = fact.id().substring(ALLOYDB.length());
      RegoObject named = with(fact.data(), "name", name);
      String project = name.split("/", -1)[1];
      add(project + "/" + list + "#" + list, older(named));
      if (newer().contains(name)) {
        single.put("rest/v1/" + name, named);
      }
      if (list.equals("clusters")) {
        add("rest/v1/projects/" + project + "/locations/-/clusters#clusters", named);
      }
      if (!list.equals("users")) {
        asset(fact.id(), fact.kind(), RegoObject.EMPTY);
      }
    } else if (fact.kind().equals(TimeSeries.KIND)) {
      String project = projectOf(fact.parent());
      String metric = Endpoint.text(fact.data(), "metricType");
      add(
          "rest/v3/projects/" + project + "/timeSeries/" + metric.replace('/', '_') + "#timeSeries",
          ServedSeries.of(fact));
    } else if (fact.kind().equals("iam.Policy")) {
      policy(fact);
    } else if (fact.kind().equals("cloudresourcemanager.Project")) {
      projects.add(fact.id().substring((CRM + "projects/").length()));
    } else {
      boolean rest =
          Endpoints.ALL.stream()
              .filter(e -> e.kind().equals(fact.kind()))
              .anyMatch(e -> ask(e, fact));
      if (!rest && AssetCollector.kinds().contains(fact.kind())) {
        asset(fact.id(), fact.kind(), fact.data());
      } else if (fact.kind().equals("sqladmin.Instance")) {
        asset(fact.id(), fact.kind(), RegoObject.EMPTY);
      }
    }
  }

  /** Puts the fact where the endpoint asks for it, if the fact's id says where that is. */
  private boolean ask(Endpoint endpoint, Fact fact) {
    Map<String, String> names = names(fact);
    if (endpoint.kind().equals(Endpoints.RECOMMENDATION)
        && !endpoint.choices().contains(names.get("choice"))) {
      return false;
    }
    boolean higher = endpoint.over() == Over.ABOVE;
    if (higher != (names.containsKey("node") && !names.containsKey("project"))
        && endpoint.over() != Over.ACCESS_POLICY
        && endpoint.over() != Over.ACCOUNT) {
      return false;
    }
    String path;
    try {
      path = Endpoint.fill(endpoint.path(), names, RegoObject.EMPTY);
    } catch (IllegalArgumentException lacking) {
      return false;
    }
    String key = "rest/" + URLDecoder.decode(path, StandardCharsets.UTF_8);
    String name = endpoint.id().contains("/{.name}") ? last(fact.id()) : path(fact.id());
    RegoObject item =
        fact.data().get("name") == null ? with(fact.data(), "name", name) : fact.data();
    if (endpoint.kind().equals("sqladmin.Instance") && item.get("databaseVersion") == null) {
      item = with(item, "databaseVersion", "POSTGRES_16");
    }
    if (!endpoint.detail().isEmpty()) {
      String detail = Endpoint.fill(endpoint.detail(), names, item);
      single.put("rest/" + URLDecoder.decode(detail, StandardCharsets.UTF_8), item);
    }
    if (endpoint.items().isEmpty()) {
      single.put(key, fact.data());
    } else if (endpoint.kind().equals(Endpoints.DATABASE_CENTER)) {
      add(
          key + "#" + endpoint.items(),
          RegoObject.of("rootResources", RegoArray.of(List.of(item))));
    } else {
      add(
          key + "#" + endpoint.items(),
          endpoint.item().isEmpty() ? item : RegoObject.of(endpoint.item(), item));
    }
    feed(endpoint, names, fact);
    return true;
  }

  /** What has to be told, so that somebody asks for the fact. */
  private void feed(Endpoint endpoint, Map<String, String> names, Fact fact) {
    switch (endpoint.over()) {
      case ACCESS_POLICY ->
          single.put(
              "rest/v1/accessPolicies",
              RegoObject.of(
                  "accessPolicies",
                  RegoArray.of(
                      List.of(
                          RegoObject.of(
                              "name", RegoString.of(names.getOrDefault("policy", "")))))));
      case SQL_POSTGRES -> {
        String instance = fact.id().replaceFirst("/users/.*", "");
        if (!facts.containsKey(instance)) {
          place(new Fact("sqladmin.Instance", instance, null, "", RegoObject.EMPTY));
        }
      }
      case ALLOYDB_LOCATION, ONE_PER_LOCATION -> {
        String place = "projects/" + names.get("project") + "/locations/" + names.get("location");
        add(
            "rest/v1/projects/" + names.get("project") + "/locations/-/clusters#clusters",
            RegoObject.of("name", RegoString.of(place + "/clusters/c")));
      }
      default -> {}
    }
  }

  private Map<String, String> names(Fact fact) {
    Map<String, String> names = new TreeMap<>();
    String where = fact.id() + "|" + fact.parent();
    String[][] patterns = {
      {"project", "/projects/([^/|]+)"},
      {"location", "/locations/([^/|]+)"},
      {"cluster", "/clusters/([^/|]+)"},
      {"instance", "/instances/([^/|]+)"},
      {"node", "/((?:folders|organizations)/[^/|]+)"},
      {"policy", "/(accessPolicies/[^/|]+)"},
      {"account", "/billingAccounts/([^/|]+)"},
      {"choice", "/policies/([^/|]+)/effective"},
    };
    for (String[] pattern : patterns) {
      Matcher m = Pattern.compile(pattern[1]).matcher(where);
      if (m.find()) {
        names.put(pattern[0], m.group(1));
      }
    }
    if (names.containsKey("node")) {
      names.put("escaped", names.get("node").replace("/", "%2F"));
    }
    if (fact.kind().equals(Endpoints.RECOMMENDATION)) {
      names.put(
          "choice",
          fact.data().get("recommender") instanceof RegoString told
              ? told.value()
              : "google.alloydb.instance.SecurityRecommender");
    }
    names.put("scope", territory());
    return names;
  }

  private void policy(Fact fact) {
    String resource =
        fact.data().get("resource") instanceof RegoString told
            ? told.value()
            : fact.id().replaceFirst("/iamPolicy$", "");
    RegoObject policy = without(fact.data(), Set.of("resource", "assetType"));
    Matcher node = Pattern.compile(CRM + "((?:folders|organizations)/[^/]+)").matcher(resource);
    if (node.matches() && territory().startsWith("projects/")) {
      single.put("rest/v3/" + node.group(1) + ":getIamPolicy", policy);
      return;
    }
    policies.put(resource, policy);
    if (!resource.startsWith(CRM + "projects/")) {
      String type =
          fact.data().get("assetType") instanceof RegoString told ? told.value() : type(resource);
      asset(
          resource,
          type,
          facts.containsKey(resource) ? facts.get(resource).data() : RegoObject.EMPTY);
    }
  }

  private static String projectOf(@Nullable String id) {
    Matcher m = PROJECT.matcher(String.valueOf(id));
    return m.find() ? m.group(1) : "example";
  }

  private static String type(String resource) {
    String[][] types = {
      {".*/cryptoKeys/[^/]+", "cloudkms.googleapis.com/CryptoKey"},
      {".*/keyRings/[^/]+", "cloudkms.googleapis.com/KeyRing"},
      {".*/secrets/[^/]+", "secretmanager.googleapis.com/Secret"},
      {".*/serviceAccounts/[^/]+", "iam.googleapis.com/ServiceAccount"},
      {"//storage.*", "storage.googleapis.com/Bucket"},
      {".*/datasets/[^/]+", "bigquery.googleapis.com/Dataset"},
      {".*/connections/[^/]+", "bigqueryconnection.googleapis.com/Connection"},
      {"//run.*", "run.googleapis.com/Service"},
      {CRM + "folders/.*", "cloudresourcemanager.googleapis.com/Folder"},
      {CRM + "organizations/.*", "cloudresourcemanager.googleapis.com/Organization"},
    };
    for (String[] type : types) {
      if (resource.matches(type[0])) {
        return type[1];
      }
    }
    throw new IllegalArgumentException(resource);
  }

  /**
   * @param kind or an asset type
   */
  private void asset(String name, String kind, RegoObject data) {
    String type = kind.contains("/") ? kind : kind.replaceFirst("\\.", ".googleapis.com/");
    Matcher project = PROJECT.matcher(name);
    String in = project.find() ? project.group(1) : projects.iterator().next();
    Fact fact = facts.get(name);
    String parent = fact == null || fact.parent() == null ? CRM + "projects/" + in : fact.parent();
    put(name, type, data, parent, number(in));
  }

  private void project(String id) {
    Fact told = facts.get(CRM + "projects/" + id);
    RegoObject data = with(told == null ? RegoObject.EMPTY : told.data(), "projectId", id);
    String parent = told != null && told.parent() != null ? told.parent() : CRM + chain().get(0);
    String name = CRM + "projects/" + number(id);
    Optional.ofNullable(policies.get(CRM + "projects/" + id))
        .ifPresent(policy -> policies.put(name, policy));
    put(name, "cloudresourcemanager.googleapis.com/Project", data, parent, number(id));
  }

  private void put(String name, String type, RegoObject data, String parent, int project) {
    List<Value> ancestors = new ArrayList<>(List.of(RegoString.of("projects/" + project)));
    chain().forEach(node -> ancestors.add(RegoString.of(node)));
    RegoObject.Builder asset =
        new RegoObject.Builder()
            .put("name", name)
            .put("assetType", type)
            .put("ancestors", RegoArray.of(ancestors))
            .put(
                "resource",
                new RegoObject.Builder().put("parent", parent).put("data", data).build());
    Optional.ofNullable(policies.get(name)).ifPresent(policy -> asset.put("iamPolicy", policy));
    assets.put(name, asset.build());
  }

  /** What lies above the projects: folders that the case names, and the organization. */
  private List<String> chain() {
    List<String> chain = new ArrayList<>(above);
    chain.sort(null);
    chain.removeIf(node -> node.startsWith("organizations/"));
    chain.add(
        above.stream()
            .filter(n -> n.startsWith("organizations/"))
            .findFirst()
            .orElse("organizations/1"));
    return chain;
  }

  private int number(String project) {
    return 1001 + List.copyOf(projects).indexOf(project);
  }

  private void add(String path, RegoObject item) {
    lists.computeIfAbsent(path, p -> new ArrayList<>()).add(item);
  }

  private static String path(String id) {
    return id.replaceFirst("^//[^/]+/", "");
  }

  private static String last(String id) {
    boolean whole = id.matches("//(sqladmin|cloudsql|logging)\\..*");
    return whole ? id.substring(id.lastIndexOf('/') + 1) : path(id);
  }

  /** As a client tells it that does not know the newer field. */
  private static RegoObject older(RegoObject object) {
    RegoObject.Builder known = new RegoObject.Builder();
    object.forEach(
        (key, value) -> {
          if (!key.equals(RegoString.of(NEWER))) {
            known.put(key, value instanceof RegoObject inner ? older(inner) : value);
          }
        });
    return known.build();
  }

  private static RegoObject with(RegoObject object, String key, String value) {
    return new RegoObject.Builder().putAll(object).put(key, RegoString.of(value)).build();
  }

  private static RegoObject without(RegoObject object, Set<String> keys) {
    RegoObject.Builder rest = new RegoObject.Builder();
    object.forEach(
        (key, value) -> {
          if (!keys.contains(((RegoString) key).value())) {
            rest.put(key, value);
          }
        });
    return rest.build();
  }
}
