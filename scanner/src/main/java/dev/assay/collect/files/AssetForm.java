package dev.assay.collect.files;

import dev.assay.rego.value.Json;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoBoolean;
import dev.assay.rego.value.RegoNull;
import dev.assay.rego.value.RegoNumber;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import dev.assay.report.Gap;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Exports of Cloud Asset Inventory and what it finds: arrays, JSON Lines, list answers; the
 * envelope in snake_case (as {@code gcloud asset export} writes it) or camelCase (as the API does).
 */
final class AssetForm implements Form {
  private static final Pattern PROJECT = Pattern.compile("//[^/]+/projects/([a-z][^/]*)/");

  private static final Pattern OLD_TYPE = Pattern.compile("google\\.[a-z.]+\\.([A-Z][A-Za-z]+)");
  private static final Pattern HOST = Pattern.compile("//([a-z]+)\\.googleapis\\.com/");

  /** Integers below are doubles, too. */
  private static final double EXACT = 1L << 53;

  /** What an asset may have beside its data. */
  private static final List<String> CONTENTS =
      List.of(
          "iam_policy",
          "org_policy",
          "v2_org_policies",
          "access_policy",
          "access_level",
          "service_perimeter");

  /** Beside the data of a resource, what an export says of them. */
  private static final List<String> ABOUT =
      List.of("version", "discovery_document_uri", "discovery_name", "parent", "location");

  /** By their numbers: https://cloud.google.com/iam/docs/reference/rest/v1/AuditConfig. */
  private static final List<String> LOG_TYPES =
      List.of("LOG_TYPE_UNSPECIFIED", "ADMIN_READ", "DATA_WRITE", "DATA_READ");

  @Override
  public String name() {
    return "Cloud Asset export (gcloud asset export, gcloud asset list --format=json)";
  }

  @Override
  public boolean accepts(Document document) {
    List<RegoObject> assets = assets(document.root());
    return (!assets.isEmpty() && assets.stream().allMatch(AssetForm::isAsset))
        || !attached(document.root()).isEmpty();
  }

  private static List<RegoObject> assets(Value root) {
    List<RegoObject> assets = new ArrayList<>();
    if (root instanceof RegoArray array) {
      for (Value item : array) {
        assets.add(Tree.object(item));
      }
    } else if (root instanceof RegoObject object) {
      String list = Tree.has(object, "assets") ? "assets" : "results";
      return isAsset(object) ? List.of(object) : Tree.objects(object, list);
    }
    return assets;
  }

  /**
   * What {@code gcloud asset get-effective-iam-policy} tells: policies, and what they are set on.
   */
  private static List<RegoObject> attached(Value root) {
    return Tree.objects(root, "policyResults").stream()
        .flatMap(result -> Tree.objects(result, "policies").stream())
        .filter(policy -> text(policy, "attached_resource").startsWith("//"))
        .toList();
  }

  private static boolean isAsset(RegoObject object) {
    return either(object, "asset_type") != null
        && (text(object, "name").startsWith("//") || isFoundPolicy(object));
  }

  /** What {@code gcloud asset search-all-iam-policies} finds: the bindings that it looked for. */
  private static boolean isFoundPolicy(RegoObject object) {
    return text(object, "resource").startsWith("//") && Tree.has(object, "policy");
  }

  /** A member by its name in snake_case, or in camelCase. */
  private static @Nullable Value either(RegoObject object, String snake) {
    Value value = object.get(snake);
    Value told = value == null ? object.get(Names.camel(snake)) : value;
    return told instanceof RegoNull ? null : told;
  }

  private static String text(RegoObject object, String snake) {
    return either(object, snake) instanceof RegoString text ? text.value() : "";
  }

  @Override
  public void read(Document document, Intake into) {
    into.form("Cloud Asset export");
    for (RegoObject asset : assets(document.root())) {
      read(asset, into);
    }
    for (RegoObject policy : attached(document.root())) {
      into.policy(
          text(policy, "attached_resource"), Tree.object(policy, "policy"), Optional.empty());
    }
  }

  private static void read(RegoObject asset, Intake into) {
    if (isFoundPolicy(asset)) {
      for (RegoObject binding : Tree.objects(Tree.object(asset, "policy"), "bindings")) {
        into.grant(text(asset, "resource"), binding, Optional.empty());
      }
      return;
    }
    String name = text(asset, "name");
    String type = text(asset, "asset_type");
    String kind = kind(type, name);
    project(asset, name, into);
    Optional<RegoObject> data = data(asset);
    if (data.isPresent()) {
      into.fact(
          kind, name, parent(asset, name), RestShape.named(kind, (RegoObject) whole(data.get())));
      if (RestShape.ofKind(kind).isEmpty()) {
        into.unsupported(type); // kept for rules of others, and named
      }
    } else if (CONTENTS.stream().allMatch(content -> either(asset, content) == null)) {
      nameOnly(kind, type, name, into);
    }
    if (either(asset, "iam_policy") instanceof RegoObject policy) {
      RegoObject told = new RegoObject.Builder().put("assetType", type).putAll(policy).build();
      into.policy(name, (RegoObject) named(camel(told)), Optional.empty());
    }
    if (either(asset, "org_policy") instanceof RegoArray policies) {
      for (Value policy : policies) {
        orgPolicy(name, camel((RegoObject) policy), into);
      }
    }
    if (either(asset, "v2_org_policies") instanceof RegoArray policies) {
      for (Value policy : policies) {
        RegoObject camel = camel((RegoObject) policy);
        String id = "//orgpolicy.googleapis.com/" + Tree.text(camel, "name", "");
        into.fact("orgpolicy.Policy", id, name, camel);
      }
    }
    access(asset, name, into);
  }

  /** Exports of before 2019 wrote {@code google.cloud.sql.Instance}; the name tells the service. */
  private static String kind(String type, String name) {
    Matcher old = OLD_TYPE.matcher(type);
    Matcher host = HOST.matcher(name);
    return old.matches() && host.lookingAt()
        ? host.group(1).replace("cloudsql", "sqladmin") + "." + old.group(1)
        : type.replace(".googleapis.com/", ".");
  }

  private static Value logType(RegoNumber number) {
    long type = number.longValue();
    return type >= 0 && type < LOG_TYPES.size() ? RegoString.of(LOG_TYPES.get((int) type)) : number;
  }

  /** Kinds of access by their names; some exports have their numbers. */
  private static Value named(Value value) {
    if (value instanceof RegoArray array) {
      return RegoArray.of(array.asList().stream().map(AssetForm::named).toList());
    }
    if (!(value instanceof RegoObject object)) {
      return value;
    }
    RegoObject.Builder named = new RegoObject.Builder(object.size());
    object.forEach(
        (key, v) -> {
          boolean type = key.equals(RegoString.of("logType")) && v instanceof RegoNumber;
          named.put(key, type ? logType((RegoNumber) v) : named(v));
        });
    return named.build();
  }

  /** The resource as its service tells it; a search tells it by version. */
  private static Optional<RegoObject> data(RegoObject asset) {
    RegoObject resource = Tree.object(asset, "resource");
    if (resource.get("data") instanceof RegoObject data) {
      return Optional.of(data);
    }
    String text = Tree.text(resource, "data"); // as BigQuery keeps it
    if (text != null) {
      return Optional.of(Tree.object(parsed(text))).filter(data -> data.size() > 0);
    }
    if (resource.size() > 0
        && !Tree.has(resource, "data")
        && ABOUT.stream().allMatch(about -> either(resource, about) == null)) {
      return Optional.of(resource); // of whoever left the envelope out
    }
    List<Value> versions =
        either(asset, "versioned_resources") instanceof RegoArray array
            ? array.asList()
            : List.of();
    return versions.stream()
        // v1 before v1beta
        .sorted(Comparator.comparingInt(version -> Tree.text(version, "version", "").length()))
        .map(version -> Tree.object(version, "resource"))
        .filter(told -> told.size() > 0)
        .findFirst();
  }

  private static Value parsed(String text) {
    try {
      return Json.parse(text);
    } catch (IOException e) {
      return RegoObject.EMPTY; // told as what nobody looked at
    }
  }

  /**
   * Whole numbers as the service itself writes them. In an asset they are doubles, which some
   * libraries write as 4.0.
   */
  private static Value whole(Value value) {
    if (value instanceof RegoArray array) {
      return RegoArray.of(array.asList().stream().map(AssetForm::whole).toList());
    }
    if (value instanceof RegoObject object) {
      RegoObject.Builder whole = new RegoObject.Builder(object.size());
      object.forEach((key, v) -> whole.put(key, whole(v)));
      return whole.build();
    }
    boolean exact =
        value instanceof RegoNumber number
            && !number.isLong()
            && number.isInteger()
            && Math.abs(number.doubleValue()) < EXACT;
    return exact ? RegoNumber.of(((RegoNumber) value).longValue()) : value;
  }

  /** It exists; what it is like was not asked for, so no rule can pass. */
  private static void nameOnly(String kind, String type, String name, Intake into) {
    if (RestShape.ofKind(kind).isEmpty()) {
      into.unsupported(type);
      return;
    }
    into.gap(
        kind,
        name,
        Gap.Cause.UNAVAILABLE,
        "the file tells that it exists, and no more",
        "gcloud asset list --content-type=resource, or search-all-resources --read-mask=*");
  }

  private static void access(RegoObject asset, String name, Intake into) {
    String[][] contents = {
      {"access_policy", "accesscontextmanager.AccessPolicy"},
      {"access_level", "accesscontextmanager.AccessLevel"},
      {"service_perimeter", "accesscontextmanager.ServicePerimeter"},
    };
    for (String[] content : contents) {
      if (either(asset, content[0]) instanceof RegoObject data) {
        RegoObject camel = camel(data);
        String own = Tree.text(camel, "name", "");
        String id = own.isEmpty() ? name : "//accesscontextmanager.googleapis.com/" + own;
        into.fact(content[1], id, parent(asset, name), camel);
      }
    }
  }

  /**
   * Most names have the id of the project, of which the ancestors, or a search, tell the number.
   */
  private static void project(RegoObject asset, String name, Intake into) {
    Matcher id = PROJECT.matcher(name);
    List<String> ancestors = Tree.texts(asset, "ancestors");
    String number = ancestors.isEmpty() ? text(asset, "project") : ancestors.get(0);
    if (id.lookingAt() && number.matches("projects/[0-9]+")) {
      into.project(number.substring("projects/".length()), id.group(1));
    }
  }

  /**
   * What the name lies in, for what belongs to another resource; else the parent as it is told,
   * else the nearest ancestor that is not the asset itself.
   */
  private static String parent(RegoObject asset, String name) {
    String kind = kind(text(asset, "asset_type"), name);
    if (TerraformForm.isBelow(kind)) {
      return RestShape.parentOf(name, true); // some converters tell the project
    }
    String told = text(Tree.object(asset, "resource"), "parent");
    told = told.isEmpty() ? text(asset, "parent_full_resource_name") : told;
    if (!told.isEmpty()) {
      return told;
    }
    for (String ancestor : Tree.texts(asset, "ancestors")) {
      if (!name.equals(Intake.CRM + ancestor)) {
        return Intake.CRM + ancestor;
      }
    }
    String[] path = text(asset, "ancestry_path").split("/", -1);
    for (int i = path.length - 2; i >= 0; i -= 2) {
      String ancestor = Intake.CRM + path[i] + "s/" + path[i + 1];
      if (!ancestor.equals(name)) {
        return ancestor;
      }
    }
    return RestShape.parentOf(name, false);
  }

  /** Policies of content type ORG_POLICY are of the API's first version; rules know the second. */
  private static void orgPolicy(String resource, RegoObject v1, Intake into) {
    String constraint = Tree.text(v1, "constraint", "").replaceFirst("^constraints/", "");
    String scope = resource.replaceFirst("^//cloudresourcemanager\\.googleapis\\.com/", "");
    RegoObject.Builder rule = new RegoObject.Builder();
    RegoObject list = Tree.object(v1, "listPolicy");
    RegoObject.Builder spec = new RegoObject.Builder();
    if (Tree.has(v1, "booleanPolicy")) {
      Value enforced = Tree.object(v1, "booleanPolicy").get("enforced");
      rule.put("enforce", enforced == null ? RegoBoolean.FALSE : enforced);
    } else if (Tree.has(v1, "restoreDefault")) {
      spec.put("reset", RegoBoolean.TRUE);
    } else if (isAll(list, "ALLOW", 1)) {
      rule.put("allowAll", RegoBoolean.TRUE);
    } else if (isAll(list, "DENY", 2)) {
      rule.put("denyAll", RegoBoolean.TRUE);
    } else {
      RegoObject.Builder values = new RegoObject.Builder();
      for (String which : List.of("allowedValues", "deniedValues")) {
        if (Tree.has(list, which)) {
          values.put(which, RegoArray.of(Tree.list(list, which)));
        }
      }
      rule.put("values", values.build());
    }
    if (Tree.has(list, "inheritFromParent")) {
      spec.put(
          "inheritFromParent", java.util.Objects.requireNonNull(list.get("inheritFromParent")));
    }
    RegoObject built = rule.build();
    spec.put("rules", RegoArray.of(built.size() == 0 ? List.of() : List.of(built)));
    String name = scope + "/policies/" + constraint;
    into.fact(
        "orgpolicy.Policy",
        "//orgpolicy.googleapis.com/" + name,
        resource,
        new RegoObject.Builder().put("name", name).put("spec", spec.build()).build());
  }

  /** By name or number: cloud.google.com/resource-manager/reference/rest/v1/Policy. */
  private static boolean isAll(RegoObject list, String name, int number) {
    Value all = list.get("allValues");
    return all != null && (all.equals(RegoString.of(name)) || all.equals(RegoNumber.of(number)));
  }

  /** Members by their names in camelCase, all the way down; keys of these messages are no data. */
  private static RegoObject camel(RegoObject object) {
    RegoObject.Builder camel = new RegoObject.Builder(object.size());
    object.forEach(
        (key, value) -> camel.put(Names.camel(((RegoString) key).value()), camel(value)));
    return camel.build();
  }

  private static Value camel(Value value) {
    if (value instanceof RegoArray array) {
      return RegoArray.of(array.asList().stream().map(AssetForm::camel).toList());
    }
    return value instanceof RegoObject object ? camel(object) : value;
  }
}
