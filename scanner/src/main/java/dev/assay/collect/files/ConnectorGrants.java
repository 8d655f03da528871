package dev.assay.collect.files;

import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import dev.assay.report.Declaration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Grants that manifests tell: IAM policies, parts of them, and what is logged of access. */
final class ConnectorGrants {
  private static final Set<String> KINDS =
      Set.of("IAMPolicyMember", "IAMPartialPolicy", "IAMPolicy", "IAMAuditConfig");

  private final ConnectorNames names;

  ConnectorGrants(ConnectorNames names) {
    this.names = names;
  }

  static boolean are(String kind) {
    return KINDS.contains(kind);
  }

  void read(Manifest manifest, Declaration there, Intake into) {
    RegoObject spec = manifest.spec();
    String on = on(Tree.object(spec, "resourceRef"), manifest);
    Optional<Declaration> place = Optional.of(there);
    switch (manifest.kind()) {
      case "IAMPolicyMember" ->
          into.grant(on, binding(spec, List.of(member(spec, manifest))), place);
      case "IAMPartialPolicy" ->
          bindings(manifest).forEach(binding -> into.grant(on, (RegoObject) binding, place));
      case "IAMAuditConfig" ->
          into.auditConfig(
              on,
              new RegoObject.Builder()
                  .put("service", Tree.text(spec, "service", ""))
                  .put("auditLogConfigs", RegoArray.of(Tree.list(spec, "auditLogConfigs")))
                  .build(),
              place);
      default ->
          into.policy(
              on,
              new RegoObject.Builder()
                  .put("bindings", RegoArray.of(bindings(manifest)))
                  .put("auditConfigs", RegoArray.of(Tree.list(spec, "auditConfigs")))
                  .build(),
              place);
    }
  }

  private List<Value> bindings(Manifest manifest) {
    List<Value> bindings = new ArrayList<>();
    for (RegoObject binding : Tree.objects(manifest.spec(), "bindings")) {
      List<Value> members = new ArrayList<>();
      Tree.list(binding, "members").forEach(member -> members.add(member(member, manifest)));
      bindings.add(binding(binding, members));
    }
    return bindings;
  }

  /** Policies name their members as they are; the others may refer to them. */
  private Value member(Value of, Manifest manifest) {
    if (of instanceof RegoString text) {
      return text;
    }
    String member = Tree.text(of, "member");
    for (Map.Entry<String, Value> from : Tree.entries(Tree.object(of, "memberFrom")).entrySet()) {
      member = referred(from.getKey(), Tree.object(from.getValue()), manifest);
    }
    return RegoString.of(member == null ? "${" + manifest.key() + ".member}" : member);
  }

  /** Of a service account its name tells the address; of all others only the service does. */
  private String referred(String field, RegoObject reference, Manifest from) {
    return field.equals("serviceAccountRef")
        ? "serviceAccount:" + names.referred("serviceAccount", reference, from)
        : "${" + Manifest.key(field, Tree.text(reference, "name", "")) + "}";
  }

  private static RegoObject binding(RegoObject from, List<Value> members) {
    RegoObject.Builder binding =
        new RegoObject.Builder()
            .put("role", Tree.text(from, "role", ""))
            .put("members", RegoArray.of(members));
    RegoObject condition = Tree.object(from, "condition");
    return condition.size() == 0 ? binding.build() : binding.put("condition", condition).build();
  }

  private String on(RegoObject reference, Manifest manifest) {
    String kind = Tree.text(reference, "kind", "");
    String external = Tree.text(reference, "external");
    String name = Tree.text(reference, "name");
    if (kind.equals("Project")) {
      String own = names.project(manifest);
      String id = external == null ? name == null ? own : name : external;
      return Intake.CRM
          + "projects/"
          + (id == null
              ? "${" + manifest.name() + ".project}"
              : id.replaceFirst("^(//[^/]+/)?projects/", ""));
    }
    if (kind.equals("Folder") || kind.equals("Organization")) {
      String number =
          external == null ? "${" + Manifest.key(kind, name == null ? "" : name) + "}" : external;
      return Intake.CRM
          + (number.contains("/") ? number : kind.toLowerCase(Locale.ROOT) + "s/" + number);
    }
    Optional<Shape> shape = ConnectorNames.shape(kind);
    Optional<Manifest> found = names.find(kind, reference, manifest);
    if (found.isPresent() && shape.isPresent()) {
      return names.fill(shape.get().id(), found.get());
    }
    String host =
        shape.map(s -> s.id().replaceFirst("^(//[^/]+/).*", "$1")).orElse("//" + kind + "/");
    return host
        + (external == null ? "${" + Manifest.key(kind, name == null ? "" : name) + "}" : external);
  }
}
