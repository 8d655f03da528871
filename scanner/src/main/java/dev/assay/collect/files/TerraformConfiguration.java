package dev.assay.collect.files;

import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code configuration} of a plan: what an argument refers to, where its value is not known
 * yet.
 */
final class TerraformConfiguration {
  private static final int DEEPEST = 32;
  private static final Pattern RESOURCE =
      Pattern.compile("([a-z0-9_]+)\\.([^.\\[]+)(?:\\[(.+)])?(?:\\.([a-z0-9_]+))?.*");
  private static final Pattern MODULE =
      Pattern.compile("module\\.([^.\\[]+)(?:\\[.+?])?\\.([^.\\[]+).*");

  private final RegoObject root;
  private final RegoObject providers;
  private final RegoObject variables;

  TerraformConfiguration(RegoObject plan) {
    this.root = Tree.object(plan, "configuration", "root_module");
    this.providers = Tree.object(plan, "configuration", "provider_config");
    this.variables = Tree.object(plan, "variables");
  }

  /**
   * Another resource's argument that a value comes from.
   *
   * @param module the address of its module, without indexes
   * @param index in JSON; empty if the reference names none
   */
  record Reference(String module, String type, String name, String index, String argument) {}

  /** The value that an argument gets from constants and variables, or else from a resource. */
  Optional<String> value(
      TerraformResource resource,
      String argument,
      BiFunction<Reference, TerraformResource, Optional<String>> ofResource) {
    RegoObject expression = Tree.object(declared(resource), "expressions", argument);
    return value(plain(resource.module()), expression, r -> ofResource.apply(r, resource), 0);
  }

  /** The project of the resource's provider. */
  Optional<String> project(TerraformResource resource) {
    String key = Tree.text(declared(resource), "provider_config_key", "google");
    RegoObject provider = Tree.object(providers, key);
    // A module passes providers on by the name of their type.
    RegoObject any = provider.size() == 0 ? Tree.object(providers, "google") : provider;
    String module = Tree.text(any, "module_address", "");
    return value(
        plain(module), Tree.object(any, "expressions", "project"), r -> Optional.empty(), 0);
  }

  private interface OfResource extends java.util.function.Function<Reference, Optional<String>> {}

  private Optional<String> value(String module, RegoObject expression, OfResource of, int depth) {
    if (expression.get("constant_value") instanceof RegoString constant) {
      return Optional.of(constant.value());
    }
    for (String reference : Tree.texts(expression, "references")) {
      Optional<String> value =
          depth < DEEPEST ? referred(module, reference, of, depth + 1) : Optional.empty();
      if (value.isPresent()) {
        return value;
      }
    }
    return Optional.empty();
  }

  private Optional<String> referred(String module, String reference, OfResource of, int depth) {
    if (reference.startsWith("var.")) {
      String name = reference.substring("var.".length()).replaceFirst("[.\\[].*", "");
      if (module.isEmpty()) {
        return Optional.ofNullable(Tree.text(Tree.object(variables, name), "value"));
      }
      int dot = module.lastIndexOf(".module.");
      String above = dot < 0 ? "" : module.substring(0, dot);
      String call = module.substring(module.lastIndexOf("module.") + "module.".length());
      return value(
          above, Tree.object(module(above), "module_calls", call, "expressions", name), of, depth);
    }
    Matcher output = MODULE.matcher(reference);
    if (output.matches()) {
      String below = (module.isEmpty() ? "" : module + ".") + "module." + output.group(1);
      return value(
          below, Tree.object(module(below), "outputs", output.group(2), "expression"), of, depth);
    }
    Matcher resource = RESOURCE.matcher(reference);
    if (resource.matches()
        && !List.of("local", "each", "count", "data", "path").contains(resource.group(1))) {
      return of.apply(
          new Reference(
              module,
              resource.group(1),
              resource.group(2),
              resource.group(3) == null ? "" : resource.group(3),
              resource.group(4) == null ? "" : resource.group(4)));
    }
    return Optional.empty();
  }

  /**
   * Whether the code has the blocks that lead to an argument, and not the argument. Of dynamic
   * blocks a plan does not tell the code.
   */
  boolean leavesOut(TerraformResource resource, String... path) {
    RegoObject block = Tree.object(declared(resource), "expressions");
    for (int i = 0; i < path.length - 1; i++) {
      List<RegoObject> blocks = Tree.objects(block, path[i]);
      block = blocks.size() == 1 ? blocks.get(0) : RegoObject.EMPTY;
    }
    return block.size() > 0 && !Tree.has(block, path[path.length - 1]);
  }

  private RegoObject declared(TerraformResource resource) {
    return Tree.objects(module(plain(resource.module())), "resources").stream()
        .filter(r -> resource.type().equals(Tree.text(r, "type")))
        .filter(r -> resource.name().equals(Tree.text(r, "name")))
        .findFirst()
        .orElse(RegoObject.EMPTY);
  }

  /** A module of the configuration by its address without indexes. */
  RegoObject module(String address) {
    RegoObject module = root;
    for (String call : calls(address)) {
      module = Tree.object(module, "module_calls", call, "module");
    }
    return module;
  }

  /** The source of each module on the way to that address, e.g. {@code ./modules/db}. */
  List<String> sources(String address) {
    List<String> sources = new java.util.ArrayList<>();
    RegoObject module = root;
    for (String call : calls(address)) {
      RegoObject its = Tree.object(module, "module_calls", call);
      sources.add(Tree.text(its, "source", ""));
      module = Tree.object(its, "module");
    }
    return sources;
  }

  /** The names of the calls in {@code module.a.module.b}. */
  static List<String> calls(String address) {
    return address.isEmpty()
        ? List.of()
        : List.of(address.substring("module.".length()).split("\\.module\\.", -1));
  }

  /** An address without indexes. */
  static String plain(String address) {
    return address.replaceAll("\\[(\"(?:[^\"\\\\]|\\\\.)*\"|[0-9]+)]", "");
  }
}
