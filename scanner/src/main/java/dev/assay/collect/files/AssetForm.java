package dev.assay.collect.files;

import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoBoolean;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Exports of Cloud Asset Inventory: arrays, JSON Lines, list answers; the envelope in snake_case
 * (as {@code gcloud asset export} writes it) or camelCase (as the API does).
 */
final class AssetForm implements Form {
  @Override
  public String name() {
    return "Cloud Asset export (gcloud asset export, gcloud asset list --format=json)";
  }

  @Override
  public boolean accepts(Document document) {
    List<RegoObject> assets = assets(document.root());
    return !assets.isEmpty() && assets.stream().allMatch(AssetForm::isAsset);
  }

  private static List<RegoObject> assets(Value root) {
    List<RegoObject> assets = new ArrayList<>();
    if (root instanceof RegoArray array) {
      for (Value item : array) {
        assets.add(Tree.object(item));
      }
    } else if (root instanceof RegoObject object) {
      return isAsset(object) ? List.of(object) : Tree.objects(object, "assets");
    }
    return assets;
  }

  private static boolean isAsset(RegoObject object) {
    return Tree.text(object, "name", "").startsWith("//") && either(object, "asset_type") != null;
  }

  /** A member by its name in snake_case, or in camelCase. */
  private static @Nullable Value either(RegoObject object, String snake) {
    Value value = object.get(snake);
    return value == null ? object.get(Names.camel(snake)) : value;
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
  }

  private static void read(RegoObject asset, Intake into) {
    String name = text(asset, "name");
    String type = text(asset, "asset_type");
    String kind = type.replace(".googleapis.com/", ".");
    RegoObject resource = Tree.object(asset, "resource");
    if (Tree.has(resource, "data")) {
      String parent = text(resource, "parent");
      into.fact(
          kind,
          name,
          parent.isEmpty() ? parent(asset, name) : parent,
          RestShape.named(kind, Tree.object(resource, "data")));
    }
    if (either(asset, "iam_policy") instanceof RegoObject policy) {
      RegoObject told = new RegoObject.Builder().put("assetType", type).putAll(policy).build();
      into.policy(name, camel(told), Optional.empty());
    }
    if (either(asset, "org_policy") instanceof RegoArray policies) {
      for (Value policy : policies) {
        orgPolicy(name, camel((RegoObject) policy), into);
      }
    }
    access(asset, name, into);
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

  /** The parent of an asset without data: the nearest ancestor that is not itself. */
  private static String parent(RegoObject asset, String name) {
    for (String ancestor : Tree.texts(asset, "ancestors")) {
      if (!name.equals(Intake.CRM + ancestor)) {
        return Intake.CRM + ancestor;
      }
    }
    return "";
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
    } else if ("ALLOW".equals(Tree.text(list, "allValues"))) {
      rule.put("allowAll", RegoBoolean.TRUE);
    } else if ("DENY".equals(Tree.text(list, "allValues"))) {
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
