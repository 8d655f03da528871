package dev.assay.rego.compile;

import dev.assay.rego.ast.Dialect;
import dev.assay.rego.ast.Module;
import dev.assay.rego.ast.Refs;
import dev.assay.rego.ast.RegoError;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Checks that definitions agree on what they define. */
final class Conflicts {
  private final Errors errors;

  Conflicts(Errors errors) {
    this.errors = errors;
  }

  void check(Declarations declarations) {
    declarations.root().visit(this::check);
  }

  private void check(Declarations.Place place) {
    List<Declarations.Definition> definitions = place.definitions();
    if (definitions.isEmpty()) {
      return;
    }
    for (Declarations.Definition d : definitions) {
      String name = Refs.text(List.of(d.rule().groundPrefix().get(0)));
      boolean isRoot = name.equals("input") || name.equals("data");
      if (isRoot && d.module().dialect() == Dialect.V1) {
        errors.add(
            RegoError.COMPILE,
            "rules must not shadow " + name + " (use a different rule name)",
            d.rule().location());
      }
    }
    var at = definitions.get(0).rule().location();
    List<String> inside = inside(place);
    if (definitions.stream().anyMatch(Declarations.Definition::isGround) && !inside.isEmpty()) {
      errors.add(RegoError.TYPE, "rule " + place.name() + " conflicts with " + inside, at);
    } else if (differ(definitions)) {
      errors.add(RegoError.TYPE, "conflicting rules " + place.name() + " found", at);
    }
    List<Declarations.Definition> defaults =
        definitions.stream().filter(d -> d.rule().isDefault()).toList();
    if (defaults.size() > 1) {
      String places =
          defaults.stream()
              .map(d -> d.rule().location().toString())
              .collect(Collectors.joining(", "));
      errors.add(
          RegoError.TYPE,
          "multiple default rules " + place.name() + " found at " + places,
          defaults.get(1).rule().location());
    }
    for (Declarations.Definition d : defaults) {
      checkDefault(d);
    }
    for (Module module : place.modules()) {
      errors.add(
          RegoError.TYPE,
          "package " + String.join(".", module.path()) + " conflicts with rule defined at " + at,
          module.packageLocation());
    }
  }

  private static List<String> inside(Declarations.Place place) {
    List<String> names = new ArrayList<>();
    place.visit(
        below -> {
          if (below != place && !below.definitions().isEmpty()) {
            names.add(below.name());
          }
        });
    return names;
  }

  private static boolean differ(List<Declarations.Definition> definitions) {
    boolean ground = definitions.get(0).isGround();
    long kinds = definitions.stream().map(d -> d.isSet()).distinct().count();
    long arities =
        definitions.stream()
            .map(d -> d.rule().parameters().map(List::size).orElse(-1))
            .distinct()
            .count();
    boolean singleAndPartial =
        definitions.stream().anyMatch(d -> d.isGround() && !d.isSet())
            && definitions.stream().anyMatch(d -> !d.isGround());
    boolean functionThatVaries = !ground && definitions.get(0).rule().isFunction();
    return kinds > 1 || arities > 1 || singleAndPartial || functionThatVaries;
  }

  private void checkDefault(Declarations.Definition d) {
    if (!d.isGround()) {
      errors.add(
          RegoError.TYPE,
          "default rules must not have variables in their name",
          d.rule().location());
    }
  }
}
