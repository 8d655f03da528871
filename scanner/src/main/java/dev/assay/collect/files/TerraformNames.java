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
    return Template.fill(
        template,
        name ->
            name.equals("node")
                ? node(resource)
                : name.equals("name") && !template.endsWith(".com/{name}")
                    ? last(argument(resource, name))
                    : argument(resource, name),
        resource.address() + ".");
  }

  /** Some services name a resource by its whole name, of which templates have the rest. */
  private static @Nullable String last(@Nullable String name) {
    return name != null && name.matches("projects/[^/]+/.+")
        ? name.substring(name.lastIndexOf('/') + 1)
        : name;
  }

  /** The project, or for types that say so the folder or organization. */
  private @Nullable String node(TerraformResource resource) {
    if (resource.type().contains("_folder_")) {
      return argument(resource, "folder");
    }
    boolean organization = resource.type().contains("_organization_");
    String number = organization ? organization(resource) : argument(resource, "project");
    String unknown = "${" + resource.address() + (organization ? ".org_id}" : ".project}");
    return (organization ? "organizations/" : "projects/") + (number == null ? unknown : number);
  }

  private @Nullable String organization(TerraformResource resource) {
    String number = argument(resource, "orgId");
    number = number == null ? argument(resource, "organization") : number;
    return number == null ? null : number.replaceFirst("^organizations/", "");
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
        .map(v -> whole(camel, v))
        .orElse(null);
  }

  /** The provider takes short names, too. */
  private static String whole(String argument, String value) {
    return switch (argument) {
      case "project" -> value.replaceFirst("^projects/", "");
      case "secretId" -> value.substring(value.lastIndexOf('/') + 1);
      case "folder" -> value.matches("[0-9]+") ? "folders/" + value : value;
      case "keyRing", "keyRingId", "cryptoKeyId" ->
          value
              .replaceFirst(
                  "^(?!projects/)([^/]+)/([^/]+)/([^/]+)", "projects/$1/locations/$2/keyRings/$3")
              .replaceFirst("(/keyRings/[^/]+)/(?!cryptoKeys/)([^/]+)$", "$1/cryptoKeys/$2");
      case "serviceAccountId" ->
          value.replaceFirst(
              "^(?:projects/-/serviceAccounts/)?([^/@]+@([^/]+)\\.iam\\.gserviceaccount\\.com)$",
              "projects/$2/serviceAccounts/$1");
      default -> value;
    };
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
