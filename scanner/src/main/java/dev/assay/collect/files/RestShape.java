package dev.assay.collect.files;

import com.google.cloud.alloydb.v1.Backup;
import com.google.cloud.alloydb.v1.Cluster;
import com.google.cloud.alloydb.v1.Instance;
import com.google.cloud.alloydb.v1.User;
import com.google.protobuf.Descriptors.Descriptor;
import dev.assay.collect.google.ProtoJson;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One line of {@code rest.yaml}: how a resource is recognised in a REST API's JSON. */
record RestShape(
    String kind,
    @Nullable String tag,
    @Nullable Pattern name,
    String host,
    List<String> fields,
    List<String> without,
    String of,
    String id,
    String parent) {

  static final List<RestShape> ALL = all();

  /** AlloyDB writes enums as numbers to whoever asks so; these know the names. */
  private static final Map<String, Descriptor> MESSAGES =
      Map.of(
          "alloydb.Cluster", Cluster.getDescriptor(),
          "alloydb.Instance", Instance.getDescriptor(),
          "alloydb.Backup", Backup.getDescriptor(),
          "alloydb.User", User.getDescriptor());

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-zA-Z]+)}");
  private static final Pattern LINK =
      Pattern.compile("https?://[^/]+/(?:[a-z]+/)?(?:v[0-9a-z]+|sql/v[0-9a-z]+)/(projects/.*)");

  private static List<RestShape> all() {
    List<RestShape> shapes = new ArrayList<>();
    for (Value line : (RegoArray) Table.read("rest.yaml")) {
      String name = Tree.text(line, "name");
      String id = Tree.text(line, "id", "//" + Tree.text(line, "host", "") + "/{name}");
      shapes.add(
          new RestShape(
              Tree.text(line, "kind", ""),
              Tree.text(line, "tag"),
              name == null ? null : Pattern.compile(name.replace("*", "[^/]+")),
              id.substring(2, id.indexOf('/', 2)),
              Tree.texts(line, "fields"),
              Tree.texts(line, "without"),
              Tree.text(line, "of", ""),
              id,
              Tree.text(line, "parent", "node")));
    }
    return List.copyOf(shapes);
  }

  /** The shape of a resource whose JSON alone is known. */
  static Optional<RestShape> of(RegoObject data) {
    return ALL.stream().filter(shape -> shape.fits(data)).findFirst();
  }

  /** The shape of an answer to a call: its service is known, so fields need not tell it. */
  static Optional<RestShape> of(RegoObject data, RestCall call) {
    if (Tree.text(data, "kind", "").contains("#")) {
      return of(data); // it says itself what it is: the answer to a change is an operation
    }
    return ALL.stream()
        .filter(shape -> asInventory("//" + call.host() + "/").equals("//" + shape.host + "/"))
        .filter(
            shape ->
                shape.fits(data)
                    || (shape.isWhole()
                        ? shape.isNamed(data)
                        : shape.names(call.asset()) || shape.names(call.asset() + "/x")))
        .findFirst();
  }

  /** Of what a list is that says so, {@code sql#instancesList}. */
  static Optional<RestShape> ofList(String kind) {
    return ALL.stream()
        .filter(shape -> shape.tag != null && kind.matches(Pattern.quote(shape.tag) + "s?List"))
        .findFirst();
  }

  /** One of those kinds, by its name alone: what stands in one list is of one service. */
  static Optional<RestShape> like(RegoObject data, Set<String> kinds) {
    return ALL.stream()
        .filter(shape -> kinds.contains(shape.kind))
        .filter(shape -> shape.isNamed(data) && !shape.contradicts(data))
        .findFirst();
  }

  /** Whether it may be one of those that are known here: by its name, and nothing is against it. */
  static boolean mayBe(RegoObject data) {
    return ALL.stream()
        .anyMatch(shape -> shape.isWhole() && shape.isNamed(data) && !shape.contradicts(data));
  }

  private boolean contradicts(RegoObject data) {
    return without.stream().anyMatch(f -> Tree.has(data, f))
        || !Tree.text(Tree.object(data, "metadata"), "@type", of).contains(of);
  }

  /** How a kind's name is told by its service. */
  static Optional<RestShape> ofKind(String kind) {
    return ALL.stream().filter(shape -> shape.kind.equals(kind)).findFirst();
  }

  private boolean fits(RegoObject data) {
    if (tag != null) {
      return tag.equals(Tree.text(data, "kind"))
          || tag.equals(Tree.text(data, "apiVersion", "") + "#" + Tree.text(data, "kind", ""));
    }
    return (name == null || isNamed(data))
        && (fields.isEmpty() || fields.stream().anyMatch(f -> Tree.has(data, f)))
        && !contradicts(data);
  }

  /** Whether its name tells all of the id. */
  private boolean isWhole() {
    return id.equals("//" + host + "/{name}");
  }

  private boolean isNamed(RegoObject data) {
    return name != null && name.matcher(Tree.text(data, "name", "")).matches();
  }

  /** Whether a resource of this shape would have that full name. */
  boolean names(String asset) {
    String path = name == null ? "[^/]+" : name.pattern();
    String names =
        PLACEHOLDER
            .matcher(id)
            .replaceAll(
                found ->
                    switch (found.group(1)) {
                      case "name" -> Matcher.quoteReplacement(path);
                      case "node" -> "[^/]+/[^/]+";
                      default -> "[^/]+";
                    });
    return asInventory(asset).matches(names);
  }

  /** Cloud SQL's API has another host than its resources have in Cloud Asset Inventory. */
  static String asInventory(String asset) {
    return asset.replaceFirst("^//sqladmin\\.", "//cloudsql.");
  }

  /** The data with enums by their names. */
  static RegoObject named(String kind, RegoObject data) {
    Descriptor message = MESSAGES.get(kind);
    return message == null ? data : ProtoJson.named(data, message);
  }

  /**
   * The id; what the data lack for it stays a visible placeholder.
   *
   * @param node the project, folder or organization that the resource lies in, if the file tells it
   */
  String idOf(RegoObject data, Optional<String> node) {
    return PLACEHOLDER
        .matcher(id)
        .replaceAll(found -> Matcher.quoteReplacement(field(data, found.group(1), node)));
  }

  private static String field(RegoObject data, String field, Optional<String> node) {
    String link = Tree.text(data, "selfLink", "");
    RegoObject metadata = Tree.object(data, "metadata");
    Matcher path = LINK.matcher(link);
    String value =
        switch (field) {
          case "link" -> path.matches() ? path.group(1) : dataset(data);
          case "project" -> project(data);
          case "node" -> node(data).or(() -> node).orElse("projects/${project}");
          case "own" -> Tree.text(metadata, "name");
          case "namespace" -> Tree.text(metadata, "namespace");
          case "region" ->
              Tree.text(Tree.object(metadata, "labels"), "cloud.googleapis.com/location");
          default -> Tree.text(data, field);
        };
    return value != null ? value : "${" + (field.equals("link") ? "selfLink" : field) + "}";
  }

  /** Lists of BigQuery leave the link out. */
  private static @Nullable String dataset(RegoObject data) {
    RegoObject reference = Tree.object(data, "datasetReference");
    return reference.size() == 0
        ? null
        : "projects/%s/datasets/%s"
            .formatted(
                Tree.text(reference, "projectId", "${project}"),
                Tree.text(reference, "datasetId", "${dataset}"));
  }

  private static @Nullable String project(RegoObject data) {
    String project = Tree.text(data, "project");
    if (project == null) {
      project =
          RestCall.node(Tree.text(data, "selfLink", ""))
              .map(node -> node.substring(node.indexOf('/') + 1))
              .orElse(null);
    }
    // PROJECT:REGION:NAME, where a project of old may be DOMAIN:PROJECT.
    String connection = Tree.text(data, "connectionName", "");
    return project == null && connection.matches(".+:[^:]+:[^:]+")
        ? connection.replaceFirst(":[^:]+:[^:]+$", "")
        : project;
  }

  /** Where a sink or metric, whose name is short, says that it lies. */
  private static Optional<String> node(RegoObject data) {
    return RestCall.node(Tree.text(data, "resourceName", ""))
        .or(() -> RestCall.node(Tree.text(Tree.object(data, "metricDescriptor"), "name", "")));
  }

  /** What contains a resource of that id, for most the project; empty at the top. */
  static String parentOf(String id, boolean below) {
    if (below) {
      int last = id.lastIndexOf('/');
      return id.substring(0, id.lastIndexOf('/', last - 1));
    }
    Matcher above =
        Pattern.compile("//([^/]+)/((projects|folders|organizations)/[^/]+)/.*").matcher(id);
    return above.matches() ? Intake.CRM + above.group(2) : "";
  }

  /** Whether a resource belongs to another one, as its name says, rather than to a project. */
  boolean below() {
    return parent.equals("above");
  }

  void read(RegoObject data, Optional<String> node, Intake into) {
    String itsId = idOf(data, node);
    RegoObject clean = named(kind, data);
    into.fact(kind, itsId, parent(itsId, clean), clean);
  }

  private String parent(String itsId, RegoObject data) {
    return switch (parent) {
      case "above", "node" -> parentOf(itsId, below());
      case "resourceName" -> Tree.text(data, "resourceName", "");
      case "account" ->
          itsId.replaceFirst("^//[^/]+/(.*)/[^/]+/[^/]+$", "//cloudbilling.googleapis.com/$1");
      case "attachment" ->
          itsId.replaceFirst("^//[^/]+/policies/([^/]+)/.*$", "//$1").replaceAll("(?i)%2f", "/");
      default -> containing(data);
    };
  }

  /** What a project, folder or lien names as its parent. */
  private static String containing(RegoObject data) {
    if (data.get("parent") instanceof RegoString v3) {
      return Intake.CRM + v3.value();
    }
    RegoObject v1 = Tree.object(data, "parent");
    return v1.size() == 0
        ? ""
        : Intake.CRM + Tree.text(v1, "type", "") + "s/" + Tree.text(v1, "id", "");
  }
}
