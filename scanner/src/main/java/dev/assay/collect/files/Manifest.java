package dev.assay.collect.files;

import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.Value;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A manifest of Kubernetes. */
record Manifest(RegoObject root) {
  private static final String CONNECTOR = ".cnrm.cloud.google.com/";
  private static final String ANNOTATION = "cnrm.cloud.google.com/";

  /** Those of a document; lists of {@code kubectl get -o yaml} hold several. */
  static List<Manifest> all(Value root) {
    List<RegoObject> roots =
        Tree.text(root, "kind", "").endsWith("List") && Tree.has(root, "items")
            ? Tree.objects(root, "items")
            : List.of(Tree.object(root));
    return roots.stream().map(Manifest::new).toList();
  }

  /** Whether it is for Config Connector. */
  boolean isConnectors() {
    return Tree.text(root, "apiVersion", "").contains(CONNECTOR);
  }

  String kind() {
    return Tree.text(root, "kind", "");
  }

  String name() {
    return Tree.text(metadata(), "name", "");
  }

  String namespace() {
    return Tree.text(metadata(), "namespace", "");
  }

  RegoObject labels() {
    return Tree.object(metadata(), "labels");
  }

  RegoObject spec() {
    return Tree.object(root, "spec");
  }

  /** What the cluster of Kubernetes has noted of the resource in Google Cloud. */
  RegoObject status() {
    return Tree.object(root, "status");
  }

  /** The name that the resource has in Google Cloud. */
  String own() {
    return Tree.text(spec(), "resourceID", name());
  }

  /**
   * The project, folder or organization that an annotation names.
   *
   * @param of {@code project}, for instance
   */
  @Nullable String annotated(String of) {
    return Tree.text(Tree.object(metadata(), "annotations"), ANNOTATION + of + "-id");
  }

  /** How others speak of it; without a slash, so that in an id it is one segment. */
  String key() {
    return key(kind(), name());
  }

  static String key(String kind, String name) {
    return kind + ":" + name;
  }

  /** The reference in a field of the spec, {@code networkRef}. */
  Optional<RegoObject> reference(String field) {
    return Optional.of(Tree.object(spec(), field + "Ref")).filter(r -> r.size() > 0);
  }

  private RegoObject metadata() {
    return Tree.object(root, "metadata");
  }
}
