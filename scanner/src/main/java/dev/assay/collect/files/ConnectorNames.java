package dev.assay.collect.files;

import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What manifests of Config Connector call each other, and what that is called in Google Cloud. A
 * reference to one that is not among the files stays visible as {@code ${KIND:NAME}}.
 */
final class ConnectorNames {
  static final Map<String, Value> KINDS =
      Tree.entries(((RegoObject) Table.read("connector.yaml")).get("kinds"));

  /** The kind that a field refers to, by the field's name without {@code Ref}. */
  private static final Map<String, Value> FIELDS =
      Tree.entries(((RegoObject) Table.read("connector.yaml")).get("references"));

  /** All manifests that are given, by kind and name; several if namespaces repeat a name. */
  private final Map<String, List<Manifest>> known = new HashMap<>();

  void know(Manifest manifest) {
    known.computeIfAbsent(manifest.key(), k -> new ArrayList<>()).add(manifest);
  }

  /** The manifest that a reference means, in the namespace that it names or else in its own. */
  Optional<Manifest> find(String kind, RegoObject reference, Manifest from) {
    List<Manifest> found =
        known.getOrDefault(Manifest.key(kind, Tree.text(reference, "name", "")), List.of());
    String namespace = Tree.text(reference, "namespace", from.namespace());
    return found.stream()
        .filter(manifest -> manifest.namespace().equals(namespace))
        .findFirst()
        .or(() -> found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty());
  }

  static Optional<Shape> shape(String kind) {
    return Optional.ofNullable(KINDS.get(kind))
        .flatMap(line -> Shape.of(Tree.text(line, "kind", "")));
  }

  String fill(String template, Manifest manifest) {
    return Template.fill(template, argument -> argument(manifest, argument), manifest.key() + ".");
  }

  private @Nullable String argument(Manifest manifest, String argument) {
    if (argument.equals(Tree.text(KINDS.get(manifest.kind()), "named"))) {
      return manifest.own();
    }
    return switch (argument) {
      case "project" -> project(manifest);
      case "node" -> node(manifest);
      case "email" -> email(manifest);
      default ->
          manifest
              .reference(argument)
              .map(reference -> referred(argument, reference, manifest))
              .orElseGet(() -> Tree.text(manifest.spec(), argument));
    };
  }

  private @Nullable String email(Manifest account) {
    String project = project(account);
    return project == null ? null : account.own() + "@" + project + ".iam.gserviceaccount.com";
  }

  @Nullable String project(Manifest manifest) {
    String external =
        manifest
            .reference("project")
            .map(r -> Tree.text(r, "external", Tree.text(r, "name", "")))
            .orElse(manifest.annotated("project"));
    // A namespace is a project, unless it says otherwise.
    String project =
        external == null
            ? manifest.namespace()
            : external.replaceFirst("^(//[^/]+/)?projects/", "");
    return project.isEmpty() ? fromInstance(manifest) : project;
  }

  /** Users and databases lie in the project of their instance. */
  private @Nullable String fromInstance(Manifest manifest) {
    return manifest
        .reference("instance")
        .flatMap(r -> find("SQLInstance", r, manifest))
        .map(this::project)
        .orElse(null);
  }

  /** The folder, organization or project that contains it. */
  String node(Manifest manifest) {
    for (String kind : List.of("folder", "organization", "billingAccount")) {
      Optional<RegoObject> reference = manifest.reference(kind);
      String number =
          reference.isPresent()
              ? referred(kind, reference.get(), manifest)
              : manifest.annotated(kind);
      if (number != null) {
        return kind + "s/" + number.replaceFirst("^" + kind + "s/", "");
      }
    }
    String project = project(manifest);
    return "projects/" + (project == null ? "${" + manifest.key() + ".project}" : project);
  }

  /** The spec with names in place of references: {@code networkRef} becomes {@code network}. */
  RegoObject resolved(RegoObject spec, Manifest from) {
    RegoObject.Builder out = new RegoObject.Builder(spec.size());
    Tree.entries(spec)
        .forEach(
            (key, value) -> {
              String field = key.endsWith("Ref") ? key.substring(0, key.length() - 3) : key;
              if (!field.equals(key) && isReference(value)) {
                out.put(field, RegoString.of(referred(field, Tree.object(value), from)));
              } else if (FIELDS.containsKey(key) && value instanceof RegoArray array) {
                out.put(key, referred(key, array, from));
              } else {
                out.put(key, resolved(value, from));
              }
            });
    return out.build();
  }

  private Value resolved(Value value, Manifest from) {
    if (value instanceof RegoArray array) {
      return RegoArray.of(array.asList().stream().map(item -> resolved(item, from)).toList());
    }
    return value instanceof RegoObject object ? resolved(object, from) : value;
  }

  private static boolean isReference(Value value) {
    return Tree.has(value, "external") || Tree.has(value, "name");
  }

  private RegoArray referred(String field, RegoArray references, Manifest from) {
    return RegoArray.of(
        references.asList().stream()
            .map(
                item ->
                    isReference(item)
                        ? RegoString.of(referred(field, Tree.object(item), from))
                        : resolved(item, from))
            .toList());
  }

  /** What Google Cloud calls it. */
  String referred(String field, RegoObject reference, Manifest from) {
    String external = Tree.text(reference, "external");
    if (external != null) {
      return external;
    }
    String name = Tree.text(reference, "name", "");
    String kind = Tree.text(reference, "kind", kind(field));
    boolean brief = kind.equals("SQLInstance"); // which others name without its project
    Optional<Manifest> found = find(kind, reference, from);
    if (found.isEmpty()) {
      return brief ? name : "${" + Manifest.key(kind, name) + "}";
    }
    Manifest manifest = found.get();
    Optional<Shape> shape = shape(kind);
    if (brief || shape.isEmpty()) {
      return manifest.own();
    }
    String template = shape.get().name().orElse(shape.get().id().replaceFirst("^//[^/]+/", ""));
    return fill(kind.equals("IAMServiceAccount") ? "{email}" : template, manifest);
  }

  private static String kind(String field) {
    return FIELDS.get(field) instanceof RegoString kind ? kind.value() : field;
  }
}
