package dev.assay.collect.files;

import dev.assay.input.InputException;
import dev.assay.rego.value.Json;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoBoolean;
import dev.assay.rego.value.RegoNumber;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import dev.assay.report.Declaration;
import dev.assay.snapshot.Fact;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Plans and states of Terraform in JSON. What is known after apply, sensitive, or written by Google
 * only is not told; findings point at the resource's address, and at its line where the code lies
 * beside the plan.
 */
final class TerraformForm implements Form {
  private static final RegoObject TABLE = (RegoObject) Table.read("terraform.yaml");
  private static final Map<String, Value> KINDS = Tree.entries(TABLE.get("kinds"));
  private static final RegoObject GRANTS = Tree.object(TABLE, "grants");
  private static final String USER_LABELS = "settings.userLabels";
  private static final Pattern GRANT =
      Pattern.compile("(.+)_iam_(member|binding|policy|audit_config)");

  @Override
  public String name() {
    return "Terraform plan or state (terraform show -json)";
  }

  @Override
  public boolean accepts(Document document) {
    RegoObject root = Tree.object(document.root());
    boolean told =
        Tree.has(root, "planned_values")
            || Tree.has(root, "resource_changes")
            || Tree.has(root, "values");
    return (told && Tree.has(root, "format_version"))
        || isState(root)
        || isChanges(root)
        || isEmpty(root);
  }

  /** What is shown of a state that holds nothing. */
  private static boolean isEmpty(RegoObject root) {
    return Tree.has(root, "format_version")
        && Set.of("format_version", "terraform_version", "checks")
            .containsAll(Tree.entries(root).keySet());
  }

  /** A plan of which somebody kept the changes alone. */
  private static boolean isChanges(RegoObject root) {
    List<RegoObject> changes = Tree.objects(root, "resource_changes");
    return !changes.isEmpty()
        && changes.stream().allMatch(c -> Tree.has(c, "type") && Tree.has(c, "change"));
  }

  /** A state file itself. */
  private static boolean isState(RegoObject root) {
    return root.get("version") instanceof RegoNumber
        && Tree.has(root, "terraform_version")
        && (Tree.has(root, "resources") || Tree.has(root, "modules"));
  }

  /** Terraform has written version 4 since 0.12. */
  private static void checkVersion(Document document, RegoObject root) throws InputException {
    if (isState(root)
        && root.get("version") instanceof RegoNumber version
        && version.longValue() != 4) {
      throw new InputException(
          document.file()
              + ": a state of version "
              + version
              + ", not 4: terraform show -json > state.json, and --from state.json");
    }
  }

  @Override
  public void read(Document document, Intake into) throws InputException {
    RegoObject root = Tree.object(document.root());
    checkVersion(document, root);
    boolean plan = Tree.has(root, "planned_values") || Tree.has(root, "resource_changes");
    String form = plan ? "Terraform plan" : "Terraform state";
    into.form(form);
    if (plan) {
      into.intent();
    }
    into.part("a " + form + " tells only what Terraform manages");
    if (RegoBoolean.TRUE.equals(root.get("errored"))) {
      into.remark(document.file() + ": Terraform met an error, so the plan is not all of it");
    }
    List<TerraformResource> resources =
        isState(root) ? TerraformResource.stored(root) : TerraformResource.shown(root);
    TerraformConfiguration configuration = new TerraformConfiguration(root);
    TerraformNames names = new TerraformNames(resources, configuration);
    TerraformCode code = new TerraformCode(folder(document), configuration, into::remark);
    for (TerraformResource resource : resources) {
      Declaration there =
          code.of(resource)
              .orElseGet(() -> new Declaration(resource.address(), document.file(), 0));
      Value kind = KINDS.get(resource.type());
      Matcher grant = GRANT.matcher(resource.type());
      if (kind instanceof RegoString text) {
        Shape shape = Shape.of(text.value()).orElseThrow();
        resource(resource, shape, names, configuration, there, form, into);
      } else if (grant.matches() && Tree.has(GRANTS, grant.group(1))) {
        String on = Tree.text(GRANTS, grant.group(1), "");
        grant(resource, grant.group(2), names.fill(on, resource), there, into);
      } else {
        into.unsupported(resource.type());
      }
    }
  }

  /** Where the code may lie beside the plan. */
  private static @Nullable Path folder(Document document) {
    return document.file().equals("-") ? null : Path.of(document.file()).resolveSibling("");
  }

  private static void resource(
      TerraformResource resource,
      Shape shape,
      TerraformNames names,
      TerraformConfiguration configuration,
      Declaration there,
      String form,
      Intake into) {
    RegoObject data = shape.ofTerraform(resource.values());
    if (shape.name().isPresent()) {
      data = Tree.with(data, "name", RegoString.of(names.fill(shape.name().get(), resource)));
    }
    Optional<String> container = container(resource);
    if (shape.kind().equals("cloudresourcemanager.Project") && container.isPresent()) {
      data = Tree.with(data, "parent", RegoString.of(container.get()));
    }
    Map<String, String> untold = new TreeMap<>();
    shape.marked(resource.unknown(), "known after apply", untold);
    shape.marked(resource.sensitive(), "sensitive in Terraform", untold);
    // Of what nobody set, states of the provider's version tell that it is null.
    boolean plan = form.endsWith("plan");
    shape.notMentioned(
        resource.values(), plan ? "known after apply" : "the state does not have it", untold);
    if (shape.kind().equals("sqladmin.Instance")) {
      data = sqlInstance(resource, data, configuration, untold);
    }
    shape.googleOnly(data, resource.values(), "a " + form + " does not have it", untold);
    String id = names.fill(shape.id(), resource);
    String parent = RestShape.parentOf(id, isBelow(shape.kind()));
    if (shape.kind().equals("cloudresourcemanager.Project")) {
      parent = Tree.has(data, "parent") ? Intake.CRM + Tree.text(data, "parent", "") : "";
    }
    into.fact(
        new Fact(shape.kind(), id, parent.isEmpty() ? null : parent, into.id(), data)
            .without(untold)
            .declared(there));
  }

  /**
   * What is known after apply because nobody wrote it is told: an instance without a master is
   * none's replica, and it has the labels that it is given, which are none.
   */
  private static RegoObject sqlInstance(
      TerraformResource resource,
      RegoObject data,
      TerraformConfiguration configuration,
      Map<String, String> untold) {
    boolean alone =
        configuration.leavesOut(resource, "master_instance_name")
            && configuration.leavesOut(resource, "instance_type");
    RegoObject told = ConnectorForm.sqlInstance(data, alone);
    boolean unlabelled = configuration.leavesOut(resource, "settings", "user_labels");
    return unlabelled && untold.remove(USER_LABELS) != null
        ? Tree.with(told, USER_LABELS, RegoObject.EMPTY)
        : told;
  }

  /** The folder or organization that a project is put into. */
  private static Optional<String> container(TerraformResource project) {
    return project
        .text("folder_id")
        .map(id -> id.startsWith("folders/") ? id : "folders/" + id)
        .or(
            () ->
                project
                    .text("org_id")
                    .map(id -> id.startsWith("organizations/") ? id : "organizations/" + id));
  }

  static boolean isBelow(String kind) {
    return RestShape.ofKind(kind).map(RestShape::below).orElse(false);
  }

  private static void grant(
      TerraformResource resource, String how, String on, Declaration there, Intake into) {
    RegoObject values = resource.values();
    Optional<Declaration> place = Optional.of(there);
    String role = Tree.text(values, "role", "${" + resource.address() + ".role}");
    switch (how) {
      case "member" ->
          into.grant(on, binding(role, List.of(RegoString.of(member(resource))), values), place);
      case "binding" -> into.grant(on, binding(role, Tree.list(values, "members"), values), place);
      case "audit_config" -> into.auditConfig(on, auditConfig(values), place);
      default -> policy(resource, on, there, into);
    }
  }

  private static String member(TerraformResource resource) {
    return resource.text("member").orElse("${" + resource.address() + ".member}");
  }

  private static RegoObject binding(String role, List<Value> members, RegoObject values) {
    RegoObject.Builder binding =
        new RegoObject.Builder().put("role", role).put("members", RegoArray.of(members));
    List<RegoObject> conditions = Tree.objects(values, "condition");
    if (!conditions.isEmpty()) {
      binding.put("condition", conditions.get(0));
    }
    return binding.build();
  }

  private static RegoObject auditConfig(RegoObject values) {
    List<Value> logs =
        Tree.objects(values, "audit_log_config").stream()
            .map(
                log -> {
                  RegoObject.Builder config =
                      new RegoObject.Builder().put("logType", Tree.text(log, "log_type", ""));
                  if (!Tree.list(log, "exempted_members").isEmpty()) {
                    config.put("exemptedMembers", RegoArray.of(Tree.list(log, "exempted_members")));
                  }
                  return (Value) config.build();
                })
            .toList();
    return new RegoObject.Builder()
        .put("service", Tree.text(values, "service", ""))
        .put("auditLogConfigs", RegoArray.of(logs))
        .build();
  }

  /** A whole policy, in JSON within the JSON. */
  private static void policy(
      TerraformResource resource, String on, Declaration there, Intake into) {
    Optional<String> text = resource.text("policy_data");
    RegoObject policy = RegoObject.EMPTY;
    if (text.isPresent()) {
      try {
        policy = Tree.object(Json.parse(text.get()));
      } catch (IOException e) {
        text = Optional.empty(); // told below as what it is: not known
      }
    }
    RegoObject data = new RegoObject.Builder().put("resource", on).putAll(policy).build();
    Fact fact = new Fact("iam.Policy", on + "/iamPolicy", on, into.id(), data).declared(there);
    into.fact(
        text.isPresent()
            ? fact
            : fact.without(
                Map.of("bindings", "known after apply", "auditConfigs", "known after apply")));
  }
}
