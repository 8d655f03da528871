package dev.assay.collect.files;

import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import dev.assay.report.Declaration;
import dev.assay.snapshot.Fact;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.stream.Stream;

/**
 * Manifests of Config Connector. A reference to another manifest becomes that one's name in Google
 * Cloud, if it is among the files; what a cluster of Kubernetes notes under {@code status} is told,
 * too.
 */
final class ConnectorForm implements Form {
  /** Of a status, what is about the manifest rather than the resource. */
  private static final Set<String> ABOUT =
      Set.of("conditions", "observedGeneration", "externalRef", "observedState", "name");

  /** Where a sink's references lead, as the destinations of REST begin. */
  private static final Map<String, String> DESTINATIONS =
      Map.of(
          "storageBucketRef", "storage.googleapis.com/",
          "bigQueryDatasetRef", "bigquery.googleapis.com/{node}/datasets/",
          "pubSubTopicRef", "pubsub.googleapis.com/{node}/topics/",
          "loggingLogBucketRef", "logging.googleapis.com/");

  private final ConnectorNames names = new ConnectorNames();
  private final ConnectorGrants grants = new ConnectorGrants(names);

  @Override
  public String name() {
    return "Config Connector manifests (apiVersion: ….cnrm.cloud.google.com/…)";
  }

  @Override
  public boolean accepts(Document document) {
    return Manifest.all(document.root()).stream().anyMatch(Manifest::isConnectors);
  }

  /** Whether it is a manifest of Kubernetes, for Config Connector or for others. */
  static boolean isManifest(Value root) {
    return Tree.has(root, "apiVersion") && Tree.has(root, "kind");
  }

  /** Makes a document's manifests known to those that refer to them. */
  void know(Document document) {
    Manifest.all(document.root()).stream().filter(Manifest::isConnectors).forEach(names::know);
  }

  @Override
  public void read(Document document, Intake into) {
    into.form("Config Connector");
    into.intent();
    into.part("manifests tell only what Config Connector manages");
    for (Manifest manifest : Manifest.all(document.root())) {
      Declaration there =
          new Declaration(
              manifest.kind() + "/" + manifest.name(), document.file(), document.line());
      if (!manifest.isConnectors()) {
        into.unsupported(manifest.kind());
      } else if (ConnectorNames.KINDS.containsKey(manifest.kind())) {
        resource(manifest, there, into);
      } else if (ConnectorGrants.are(manifest.kind())) {
        grants.read(manifest, there, into);
      } else {
        into.unsupported(manifest.kind());
      }
    }
  }

  private void resource(Manifest manifest, Declaration there, Intake into) {
    Value line = ConnectorNames.KINDS.get(manifest.kind());
    Shape shape = ConnectorNames.shape(manifest.kind()).orElseThrow();
    RegoObject data = shape.ofManifest(names.resolved(without(manifest.spec()), manifest));
    data = overStatus(data, manifest, shape);
    String labels = Tree.text(line, "labels", "");
    if (!labels.isEmpty() && manifest.labels().size() > 0) {
      data = Tree.with(data, labels, manifest.labels());
    }
    if (shape.name().isPresent()) {
      String whole = id(shape, manifest).replaceFirst("^//[^/]+/", "");
      data = Tree.with(data, "name", RegoString.of(whole));
    } else if (!Tree.has(data, "name")) {
      data = Tree.with(data, "name", RegoString.of(manifest.own()));
    }
    Map<String, String> untold = new TreeMap<>();
    data = ofItsKind(data, manifest, shape, untold);
    shape.notMentioned(data, "the manifest leaves it to what is there", untold);
    untold.remove(labels); // those of the manifest are all
    shape.googleOnly(data, RegoObject.EMPTY, "a manifest does not have it", untold);
    String id = id(shape, manifest);
    String parent = RestShape.parentOf(id, TerraformForm.isBelow(shape.kind()));
    if (shape.kind().equals("cloudresourcemanager.Project")) {
      parent = Tree.has(data, "parent") ? Intake.CRM + Tree.text(data, "parent", "") : "";
    }
    into.fact(
        new Fact(shape.kind(), id, parent.isEmpty() ? null : parent, into.id(), data)
            .without(untold)
            .declared(there));
  }

  /** As the manifests name it, or else as the cluster of Kubernetes has noted. */
  private String id(Shape shape, Manifest manifest) {
    String id = names.fill(shape.id(), manifest);
    Optional<String> noted =
        Stream.of("externalRef", "name", "selfLink")
            .map(field -> Tree.text(manifest.status(), field, ""))
            .filter(ConnectorForm::isWhole)
            .findFirst();
    return id.contains("${") && noted.isPresent() && shape.name().isPresent()
        ? id.replaceFirst("^(//[^/]+/).*", "$1" + Matcher.quoteReplacement(noted.get()))
        : id;
  }

  private static boolean isWhole(String name) {
    return name.matches("projects/.+/.+");
  }

  /** What some kinds leave to others, or write in a way of their own. */
  private RegoObject ofItsKind(
      RegoObject data, Manifest manifest, Shape shape, Map<String, String> untold) {
    switch (shape.kind()) {
      case "alloydb.Cluster" -> {
        return Tree.has(data, "clusterType")
            ? data
            : Tree.with(data, "clusterType", RegoString.of("PRIMARY")); // as its reference says
      }
      case "alloydb.Instance" -> {
        if (Tree.has(data, "instanceType")) {
          return data;
        }
        Optional<String> type = instanceType(manifest, untold);
        return type.isPresent() ? Tree.with(data, "instanceType", RegoString.of(type.get())) : data;
      }
      case "sqladmin.Instance" -> {
        return sqlInstance(data, true);
      }
      case "logging.LogSink" -> {
        return Tree.with(data, "destination", destination(manifest, data));
      }
      case "cloudresourcemanager.Project" -> {
        String node = names.node(manifest);
        return node.startsWith("projects/") ? data : Tree.with(data, "parent", RegoString.of(node));
      }
      default -> {
        return data;
      }
    }
  }

  /**
   * Cloud SQL's instance by its type: what has a master is a replica of it.
   *
   * @param alone whether it has no master unless it names one
   */
  static RegoObject sqlInstance(RegoObject data, boolean alone) {
    boolean replica = Tree.has(data, "masterInstanceName");
    return Tree.has(data, "instanceType") || !(replica || alone)
        ? data
        : Tree.with(
            data,
            "instanceType",
            RegoString.of(replica ? "READ_REPLICA_INSTANCE" : "CLOUD_SQL_INSTANCE"));
  }

  /** An instance is of the type of the cluster that it refers to. */
  private Optional<String> instanceType(Manifest manifest, Map<String, String> untold) {
    RegoObject reference = manifest.reference("instanceType").orElse(RegoObject.EMPTY);
    String external = Tree.text(reference, "external");
    Optional<Manifest> cluster = names.find("AlloyDBCluster", reference, manifest);
    if (external != null || cluster.isPresent()) {
      return Optional.ofNullable(external)
          .or(() -> cluster.map(c -> Tree.text(c.spec(), "clusterType", "PRIMARY")));
    }
    untold.put(
        "instanceType",
        ("the cluster " + Tree.text(reference, "name", "")).strip() + " is not among the files");
    return Optional.empty();
  }

  private Value destination(Manifest sink, RegoObject data) {
    RegoObject destination = Tree.object(sink.spec(), "destination");
    for (Map.Entry<String, String> kind : DESTINATIONS.entrySet()) {
      RegoObject reference = Tree.object(destination, kind.getKey());
      if (reference.size() > 0) {
        String field = kind.getKey().substring(0, kind.getKey().length() - "Ref".length());
        String name = names.referred(field, reference, sink);
        return RegoString.of(
            Tree.has(reference, "external") && name.contains(".googleapis.com/")
                ? name
                : names.fill(kind.getValue(), sink) + name);
      }
    }
    return data.get("destination") instanceof RegoString text
        ? text
        : RegoString.of("${destination}");
  }

  /** What the manifest demands, over what was there when it was last looked at. */
  private static RegoObject overStatus(RegoObject data, Manifest manifest, Shape shape) {
    RegoObject.Builder noted = new RegoObject.Builder();
    RegoObject status = manifest.status();
    for (RegoObject part : List.of(Tree.object(status, "observedState"), status)) {
      Tree.entries(part)
          .forEach(
              (key, value) -> {
                boolean list = shape.lists().contains(key);
                boolean unspecified =
                    value instanceof RegoString text && text.value().endsWith("_UNSPECIFIED");
                boolean link = key.equals("selfLink") && isWhole(Tree.text(part, key, ""));
                if (!ABOUT.contains(key)
                    && !link
                    && !unspecified
                    && (!list || value instanceof RegoArray)) {
                  noted.put(key, value);
                }
              });
    }
    return over(data, shape.ofTerraform(noted.build()));
  }

  private static RegoObject over(RegoObject data, RegoObject noted) {
    RegoObject.Builder both = new RegoObject.Builder().putAll(noted);
    Tree.entries(data)
        .forEach(
            (key, value) ->
                both.put(
                    key,
                    value instanceof RegoObject upper && noted.get(key) instanceof RegoObject lower
                        ? over(upper, lower)
                        : value));
    return both.build();
  }

  /** What says where the resource is, rather than what it is like. */
  private static RegoObject without(RegoObject spec) {
    RegoObject.Builder rest = new RegoObject.Builder(spec.size());
    Tree.entries(spec)
        .forEach(
            (key, value) -> {
              if (!List.of(
                      "resourceID",
                      "projectRef",
                      "folderRef",
                      "organizationRef",
                      "billingAccountRef",
                      "instanceTypeRef")
                  .contains(key)) {
                rest.put(key, value);
              }
            });
    return rest.build();
  }
}
