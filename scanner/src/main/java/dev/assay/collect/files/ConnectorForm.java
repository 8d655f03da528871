package dev.assay.collect.files;

import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import dev.assay.report.Declaration;
import dev.assay.snapshot.Fact;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Manifests of Config Connector. A reference to another manifest becomes that one's name in Google
 * Cloud, if it is among the files; else it stays visible as {@code ${KIND:NAME}}.
 */
final class ConnectorForm implements Form {
  private static final Map<String, Value> KINDS = Tree.entries(Table.read("connector.yaml"));
  private static final String API = ".cnrm.cloud.google.com/";
  private static final String PROJECT = "cnrm.cloud.google.com/project-id";

  /** All manifests that are given, by kind and name, since one may refer to another. */
  private final Map<String, RegoObject> known = new HashMap<>();

  @Override
  public String name() {
    return "Config Connector manifests (apiVersion: ….cnrm.cloud.google.com/…)";
  }

  @Override
  public boolean accepts(Document document) {
    return !manifests(document.root()).isEmpty();
  }

  private static List<RegoObject> manifests(Value root) {
    return all(root).stream().filter(one -> apiVersion(one).contains(API)).toList();
  }

  /** Whether it is a manifest of Kubernetes, for Config Connector or for others. */
  static boolean isManifest(Value root) {
    return Tree.has(root, "apiVersion") && Tree.has(root, "kind");
  }

  /** Lists of {@code kubectl get -o yaml} hold several. */
  private static List<RegoObject> all(Value root) {
    return "List".equals(Tree.text(root, "kind"))
        ? Tree.objects(root, "items")
        : List.of(Tree.object(root));
  }

  private static String apiVersion(RegoObject manifest) {
    return Tree.text(manifest, "apiVersion", "");
  }

  /** Makes a document's manifests known to those that refer to them. */
  void know(Document document) {
    for (RegoObject manifest : manifests(document.root())) {
      known.putIfAbsent(key(Tree.text(manifest, "kind", ""), name(manifest)), manifest);
    }
  }

  /** Without a slash, so that one that stays in an id is one segment of it. */
  private static String key(String kind, String name) {
    return kind + ":" + name;
  }

  private static String name(RegoObject manifest) {
    return Tree.text(Tree.object(manifest, "metadata"), "name", "");
  }

  @Override
  public void read(Document document, Intake into) {
    into.form("Config Connector");
    into.intent();
    into.part("manifests tell only what Config Connector manages");
    for (RegoObject manifest : all(document.root())) {
      String kind = Tree.text(manifest, "kind", "");
      Declaration there =
          new Declaration(kind + "/" + name(manifest), document.file(), document.line());
      if (!apiVersion(manifest).contains(API)) {
        into.unsupported(kind);
      } else if (KINDS.containsKey(kind)) {
        resource(manifest, there, into);
      } else if (kind.equals("IAMPolicyMember")
          || kind.equals("IAMPartialPolicy")
          || kind.equals("IAMPolicy")) {
        grants(manifest, kind, there, into);
      } else {
        into.unsupported(kind);
      }
    }
  }

  private void resource(RegoObject manifest, Declaration there, Intake into) {
    Value line = KINDS.get(Tree.text(manifest, "kind", ""));
    Shape shape = Shape.of(Tree.text(line, "kind", "")).orElseThrow();
    RegoObject spec = resolved(Tree.object(manifest, "spec"));
    RegoObject data = shape.ofManifest(without(spec));
    RegoObject labels = Tree.object(manifest, "metadata", "labels");
    if (labels.size() > 0) {
      data = Tree.with(data, Tree.text(line, "labels", "labels"), labels);
    }
    if (shape.name().isPresent()) {
      data = Tree.with(data, "name", RegoString.of(fill(shape.name().get(), manifest)));
    } else if (!Tree.has(data, "name")) {
      data = Tree.with(data, "name", RegoString.of(own(manifest)));
    }
    if (shape.kind().equals("alloydb.Cluster") && !Tree.has(data, "clusterType")) {
      data = Tree.with(data, "clusterType", RegoString.of("PRIMARY")); // as its reference says
    }
    if (shape.kind().equals("alloydb.Instance") && !Tree.has(data, "instanceType")) {
      Optional<String> type = instanceType(spec);
      data = type.isPresent() ? Tree.with(data, "instanceType", RegoString.of(type.get())) : data;
    }
    Map<String, String> untold = new TreeMap<>();
    shape.notMentioned(data, "the manifest leaves it to what is there", untold);
    untold.remove(Tree.text(line, "labels", "labels")); // those of the manifest are all
    shape.googleOnly(data, "a manifest does not have it", untold);
    if (shape.kind().equals("alloydb.Instance") && !Tree.has(data, "instanceType")) {
      untold.put("instanceType", "the cluster is not among the files");
    }
    String id = fill(shape.id(), manifest);
    String parent = RestShape.parentOf(id, TerraformForm.isBelow(shape.kind()));
    into.fact(
        new Fact(shape.kind(), id, parent.isEmpty() ? null : parent, into.id(), data)
            .without(untold)
            .declared(there));
  }

  /** An instance is of the type of the cluster that it refers to. */
  private Optional<String> instanceType(RegoObject spec) {
    RegoObject reference = Tree.object(spec, "instanceTypeRef");
    String external = Tree.text(reference, "external");
    RegoObject cluster = known.get(key("AlloyDBCluster", Tree.text(reference, "name", "")));
    if (external != null || cluster == null) {
      return Optional.ofNullable(external);
    }
    return Optional.of(Tree.text(Tree.object(cluster, "spec"), "clusterType", "PRIMARY"));
  }

  /** What says where the resource is, rather than what it is like. */
  private static RegoObject without(RegoObject spec) {
    RegoObject.Builder rest = new RegoObject.Builder(spec.size());
    Tree.entries(spec)
        .forEach(
            (key, value) -> {
              if (!List.of("resourceID", "projectRef", "instanceTypeRef").contains(key)) {
                rest.put(key, value);
              }
            });
    return rest.build();
  }

  private String fill(String template, RegoObject manifest) {
    String where = key(Tree.text(manifest, "kind", ""), name(manifest)) + ".";
    return Template.fill(template, argument -> argument(manifest, argument), where);
  }

  private @Nullable String argument(RegoObject manifest, String argument) {
    Value line = KINDS.get(Tree.text(manifest, "kind", ""));
    if (argument.equals(Tree.text(line, "named"))) {
      return own(manifest);
    }
    if (argument.equals("project")) {
      return project(manifest);
    }
    RegoObject spec = Tree.object(manifest, "spec");
    RegoObject reference = Tree.object(spec, argument + "Ref");
    return reference.size() > 0
        ? referred(argument, reference, argument.equals("instance"))
        : Tree.text(spec, argument);
  }

  private static String own(RegoObject manifest) {
    return Tree.text(Tree.object(manifest, "spec"), "resourceID", name(manifest));
  }

  private @Nullable String project(RegoObject manifest) {
    RegoObject spec = Tree.object(manifest, "spec");
    String external = Tree.text(Tree.object(spec, "projectRef"), "external");
    if (external == null) {
      external = Tree.text(Tree.object(spec, "projectRef"), "name");
    }
    if (external == null) {
      external = Tree.text(Tree.object(manifest, "metadata", "annotations"), PROJECT);
    }
    // A namespace is a project, unless it says otherwise.
    String project =
        external == null
            ? Tree.text(Tree.object(manifest, "metadata"), "namespace")
            : external.replaceFirst("^projects/", "");
    return project == null ? fromInstance(spec) : project;
  }

  /** Users and databases lie in the project of their instance. */
  private @Nullable String fromInstance(RegoObject spec) {
    String name = Tree.text(Tree.object(spec, "instanceRef"), "name");
    RegoObject instance = name == null ? null : known.get(key("SQLInstance", name));
    return instance == null ? null : project(instance);
  }

  /** The spec with names in place of references: {@code networkRef} becomes {@code network}. */
  private RegoObject resolved(RegoObject spec) {
    RegoObject.Builder out = new RegoObject.Builder(spec.size());
    Tree.entries(spec)
        .forEach(
            (key, value) -> {
              boolean reference =
                  key.endsWith("Ref")
                      && (Tree.has(value, "external") || Tree.has(value, "name"))
                      && !key.equals("instanceTypeRef");
              if (reference) {
                String field = key.substring(0, key.length() - "Ref".length());
                boolean brief = FIELDS.getOrDefault(field, "").equals("SQLInstance");
                out.put(field, RegoString.of(referred(field, Tree.object(value), brief)));
              } else {
                out.put(key, resolved(value));
              }
            });
    return out.build();
  }

  private Value resolved(Value value) {
    if (value instanceof RegoArray array) {
      return RegoArray.of(array.asList().stream().map(this::resolved).toList());
    }
    return value instanceof RegoObject object ? resolved(object) : value;
  }

  /** The kinds that a field may refer to. */
  private static final Map<String, String> FIELDS =
      Map.of(
          "cluster", "AlloyDBCluster",
          "clusterName", "AlloyDBCluster",
          "instance", "SQLInstance",
          "masterInstance", "SQLInstance",
          "network", "ComputeNetwork",
          "privateNetwork", "ComputeNetwork",
          "kmsKeyName", "KMSCryptoKey",
          "encryptionKMSCryptoKey", "KMSCryptoKey",
          "keyRing", "KMSKeyRing");

  private String referred(String field, RegoObject reference, boolean brief) {
    String external = Tree.text(reference, "external");
    if (external != null) {
      return external;
    }
    String name = Tree.text(reference, "name", "");
    String kind = FIELDS.getOrDefault(field, field);
    RegoObject manifest = known.get(key(kind, name));
    if (manifest == null) {
      return brief ? name : "${" + key(kind, name) + "}";
    }
    Value line = KINDS.get(kind);
    Optional<Shape> shape = Shape.of(Tree.text(line, "kind", ""));
    return brief || shape.isEmpty()
        ? own(manifest)
        : fill(shape.get().name().orElse(shape.get().id().replaceFirst("^//[^/]+/", "")), manifest);
  }

  private void grants(RegoObject manifest, String kind, Declaration there, Intake into) {
    RegoObject spec = Tree.object(manifest, "spec");
    String on = on(Tree.object(spec, "resourceRef"), manifest);
    Optional<Declaration> place = Optional.of(there);
    if (kind.equals("IAMPolicyMember")) {
      String member = Tree.text(spec, "member", "${" + there.name() + ".member}");
      into.grant(on, binding(spec, List.of(RegoString.of(member))), place);
      return;
    }
    List<Value> bindings = new ArrayList<>();
    for (RegoObject binding : Tree.objects(spec, "bindings")) {
      List<Value> members = new ArrayList<>();
      for (Value member : Tree.list(binding, "members")) {
        members.add(RegoString.of(Tree.text(member, "member", memberFrom(member))));
      }
      bindings.add(binding(binding, members));
    }
    if (kind.equals("IAMPartialPolicy")) {
      bindings.forEach(binding -> into.grant(on, (RegoObject) binding, place));
    } else {
      into.policy(
          on,
          new RegoObject.Builder()
              .put("bindings", RegoArray.of(bindings))
              .put("auditConfigs", RegoArray.of(Tree.list(spec, "auditConfigs")))
              .build(),
          place);
    }
  }

  /** Policies name their members as they are; the others may refer to them. */
  private static String memberFrom(Value member) {
    if (member instanceof RegoString text) {
      return text.value();
    }
    for (Map.Entry<String, Value> from :
        Tree.entries(Tree.object(member, "memberFrom")).entrySet()) {
      return "${" + key(from.getKey(), Tree.text(from.getValue(), "name", "")) + "}";
    }
    return "${member}";
  }

  private static RegoObject binding(RegoObject from, List<Value> members) {
    RegoObject.Builder binding =
        new RegoObject.Builder()
            .put("role", Tree.text(from, "role", ""))
            .put("members", RegoArray.of(members));
    RegoObject condition = Tree.object(from, "condition");
    return condition.size() == 0 ? binding.build() : binding.put("condition", condition).build();
  }

  private String on(RegoObject reference, RegoObject manifest) {
    String kind = Tree.text(reference, "kind", "");
    String external = Tree.text(reference, "external");
    String name = Tree.text(reference, "name");
    if (kind.equals("Project")) {
      String own = project(manifest);
      String id = external == null ? name == null ? own : name : external;
      return Intake.CRM
          + "projects/"
          + (id == null ? "${" + name(manifest) + ".project}" : id.replaceFirst("^projects/", ""));
    }
    if (kind.equals("Folder") || kind.equals("Organization")) {
      String number =
          external == null ? "${" + key(kind, name == null ? "" : name) + "}" : external;
      return Intake.CRM
          + (number.contains("/")
              ? number
              : kind.toLowerCase(java.util.Locale.ROOT) + "s/" + number);
    }
    RegoObject manifestOf = known.get(key(kind, name == null ? "" : name));
    Optional<Shape> shape =
        Optional.ofNullable(KINDS.get(kind)).flatMap(line -> Shape.of(Tree.text(line, "kind", "")));
    if (manifestOf != null && shape.isPresent()) {
      return fill(shape.get().id(), manifestOf);
    }
    String host =
        shape.map(s -> s.id().replaceFirst("^(//[^/]+/).*", "$1")).orElse("//" + kind + "/");
    return host + (external == null ? "${" + key(kind, name == null ? "" : name) + "}" : external);
  }
}
