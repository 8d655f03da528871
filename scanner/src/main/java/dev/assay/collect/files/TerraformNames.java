package dev.assay.collect.files;

import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What resources of a plan will be called. Where an argument is not known yet, the configuration
 * tells which other resource of the plan it comes from; what nobody knows stays {@code
 * ${ADDRESS.ARGUMENT}} in the name.
 */
final class TerraformNames {
  private static final Set<String> WHOLE = Set.of("", "id", "name", "self_link");
  private static final Map<String, Value> KINDS =
      Tree.entries(((RegoObject) Table.read("terraform.yaml")).get("kinds"));

  private final List<TerraformResource> resources;
  private final TerraformConfiguration configuration;
  private final Set<String> asking = new HashSet<>();

  TerraformNames(List<TerraformResource> resources, TerraformConfiguration configuration) {
    this.resources = resources;
    this.configuration = configuration;
  }

  String fill(String template, TerraformResource resource) {
    return Template.fill(template, name -> argument(resource, name), resource.address() + ".");
  }

  private @Nullable String argument(TerraformResource resource, String camel) {
    String snake = camel.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    Optional<String> value = resource.text(snake);
    if (value.isEmpty() && camel.equals("email")) {
      value = email(resource);
    }
    if (value.isEmpty() && asking.add(resource.address() + " " + snake)) {
      value = configuration.value(resource, snake, this::referred);
      asking.remove(resource.address() + " " + snake);
    }
    if (value.isEmpty() && camel.equals("project")) {
      value = configuration.project(resource);
    }
    return value
        .map(v -> v.replaceFirst("^(https:)?//[^/]+/((compute/)?v[0-9a-z]+/)?", ""))
        .map(v -> camel.equals("folder") && v.matches("[0-9]+") ? "folders/" + v : v)
        .orElse(null);
  }

  private Optional<String> email(TerraformResource account) {
    Optional<String> project = Optional.ofNullable(argument(account, "project"));
    return account
        .text("account_id")
        .flatMap(name -> project.map(p -> name + "@" + p + ".iam.gserviceaccount.com"));
  }

  private Optional<String> referred(
      TerraformConfiguration.Reference reference, TerraformResource from) {
    List<TerraformResource> found =
        resources.stream()
            .filter(r -> r.type().equals(reference.type()) && r.name().equals(reference.name()))
            .filter(r -> TerraformConfiguration.plain(r.module()).equals(reference.module()))
            .filter(r -> reference.index().isEmpty() || reference.index().equals(r.index()))
            .toList();
    if (found.size() > 1) {
      // One of several: the one that goes with the resource, if there is such a one.
      found =
          found.stream()
              .filter(r -> r.module().equals(from.module()))
              .filter(r -> reference.index().isEmpty() ? r.index().equals(from.index()) : true)
              .toList();
    }
    return found.size() == 1 ? named(found.get(0), reference.argument()) : Optional.empty();
  }

  private Optional<String> named(TerraformResource resource, String argument) {
    Optional<String> told = resource.text(argument.isEmpty() ? "id" : argument);
    if (told.isPresent() || !WHOLE.contains(argument)) {
      return told;
    }
    return KINDS.get(resource.type()) instanceof RegoString kind
        ? Shape.of(kind.value())
            .map(shape -> shape.name().orElse(shape.id().replaceFirst("^//[^/]+/", "")))
            .map(template -> fill(template, resource))
        : Optional.empty();
  }
}
