package dev.assay.collect.files;

import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoBoolean;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A resource of a plan or a state.
 *
 * @param address {@code module.db["a"].google_alloydb_cluster.main[0]}
 * @param module the address of its module; empty for the root
 * @param index by which one of several is told; empty if there is one
 * @param values without what is sensitive
 * @param unknown {@code after_unknown} of a plan
 * @param sensitive {@code sensitive_values}
 */
record TerraformResource(
    String address,
    String module,
    String type,
    String name,
    String index,
    RegoObject values,
    RegoObject unknown,
    RegoObject sensitive) {

  /** What {@code terraform show -json} tells of a plan, or of a state. */
  static List<TerraformResource> shown(RegoObject shown) {
    Map<String, RegoObject> changes = new TreeMap<>();
    for (RegoObject change : Tree.objects(shown, "resource_changes")) {
      changes.put(Tree.text(change, "address", ""), change);
    }
    List<TerraformResource> all = new ArrayList<>();
    String values = Tree.has(shown, "planned_values") ? "planned_values" : "values";
    module(Tree.object(shown, values, "root_module"), "", changes, all);
    if (!Tree.has(shown, values)) {
      changes.forEach((address, change) -> changed(change, all));
    }
    for (RegoObject later : Tree.objects(shown, "deferred_changes")) {
      changed(Tree.object(later, "resource_change"), all);
    }
    return all;
  }

  private static void module(
      RegoObject module,
      String address,
      Map<String, RegoObject> changes,
      List<TerraformResource> all) {
    for (RegoObject resource : Tree.objects(module, "resources")) {
      if ("managed".equals(Tree.text(resource, "mode", "managed"))) {
        String its = Tree.text(resource, "address", "");
        RegoObject change = Tree.object(changes.getOrDefault(its, RegoObject.EMPTY), "change");
        all.add(
            of(
                resource,
                address,
                RegoBoolean.TRUE.equals(change.get("after_sensitive"))
                    ? RegoObject.EMPTY
                    : Tree.object(resource, "values"),
                Tree.object(change, "after_unknown"),
                both(
                    Tree.object(resource, "sensitive_values"),
                    Tree.object(change, "after_sensitive"))));
      }
    }
    for (RegoObject child : Tree.objects(module, "child_modules")) {
      module(child, Tree.text(child, "address", ""), changes, all);
    }
  }

  /** What will be after a change; of what is deleted or only read, nothing. */
  private static void changed(RegoObject resource, List<TerraformResource> all) {
    RegoObject change = Tree.object(resource, "change");
    if (change.get("after") instanceof RegoObject after
        && "managed".equals(Tree.text(resource, "mode", "managed"))) {
      all.add(
          of(
              resource,
              Tree.text(resource, "module_address", ""),
              RegoBoolean.TRUE.equals(change.get("after_sensitive")) ? RegoObject.EMPTY : after,
              Tree.object(change, "after_unknown"),
              Tree.object(change, "after_sensitive")));
    }
  }

  private static TerraformResource of(
      RegoObject resource,
      String module,
      RegoObject values,
      RegoObject unknown,
      RegoObject sensitive) {
    return new TerraformResource(
        Tree.text(resource, "address", ""),
        module,
        Tree.text(resource, "type", ""),
        Tree.text(resource, "name", ""),
        resource.get("index") == null ? "" : String.valueOf(resource.get("index")),
        (RegoObject) without(values, sensitive),
        unknown,
        sensitive);
  }

  /** What a state file of version 4 holds. */
  static List<TerraformResource> stored(RegoObject state) {
    List<TerraformResource> all = new ArrayList<>();
    for (RegoObject resource : Tree.objects(state, "resources")) {
      if (!"managed".equals(Tree.text(resource, "mode"))) {
        continue;
      }
      String module = Tree.text(resource, "module", "");
      String type = Tree.text(resource, "type", "");
      String name = Tree.text(resource, "name", "");
      for (RegoObject instance : Tree.objects(resource, "instances")) {
        if (Tree.has(instance, "deposed")) {
          continue; // replaced, and to be deleted by the next run
        }
        Value key = instance.get("index_key");
        String index = key == null ? "" : key.toString();
        String address =
            (module.isEmpty() ? "" : module + ".")
                + (type + "." + name)
                + (index.isEmpty() ? "" : "[" + index + "]");
        RegoObject sensitive = paths(instance);
        all.add(
            new TerraformResource(
                address,
                module,
                type,
                name,
                index,
                (RegoObject) without(Tree.object(instance, "attributes"), sensitive),
                RegoObject.EMPTY,
                sensitive));
      }
    }
    return all;
  }

  /** The first step of each path of {@code sensitive_attributes}; what lies below goes with it. */
  private static RegoObject paths(RegoObject instance) {
    RegoObject.Builder marks = new RegoObject.Builder();
    for (Value path : Tree.list(instance, "sensitive_attributes")) {
      if (path instanceof RegoArray steps && steps.size() > 0) {
        String step = Tree.text(steps.asList().get(0), "value");
        if (step != null) {
          marks.put(step, RegoBoolean.TRUE);
        }
      }
    }
    return marks.build();
  }

  private static RegoObject both(RegoObject one, RegoObject other) {
    RegoObject.Builder both = new RegoObject.Builder().putAll(one);
    Tree.entries(other)
        .forEach(
            (key, mark) -> {
              if (!(mark instanceof RegoBoolean b && !b.value())
                  && !RegoBoolean.TRUE.equals(one.get(key))) {
                both.put(key, mark);
              }
            });
    return both.build();
  }

  /** The values without those that are marked. */
  private static Value without(Value values, Value marks) {
    if (values instanceof RegoObject object && marks instanceof RegoObject all) {
      RegoObject.Builder rest = new RegoObject.Builder(object.size());
      object.forEach(
          (key, value) -> {
            Value mark = all.get(key);
            if (!RegoBoolean.TRUE.equals(mark)) {
              rest.put(key, mark == null ? value : without(value, mark));
            }
          });
      return rest.build();
    }
    if (values instanceof RegoArray array && marks instanceof RegoArray marked) {
      List<Value> rest = new ArrayList<>();
      for (int i = 0; i < array.size(); i++) {
        Value mark = i < marked.size() ? marked.asList().get(i) : RegoBoolean.FALSE;
        rest.add(
            RegoBoolean.TRUE.equals(mark)
                ? RegoString.of("(sensitive)")
                : without(array.asList().get(i), mark));
      }
      return RegoArray.of(rest);
    }
    return values;
  }

  /** A text argument by its name in Terraform. */
  java.util.Optional<String> text(String argument) {
    return java.util.Optional.ofNullable(Tree.text(values, argument));
  }
}
