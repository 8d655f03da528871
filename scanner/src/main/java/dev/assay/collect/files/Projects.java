package dev.assay.collect.files;

import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.snapshot.Fact;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The ids of projects by their numbers: Cloud Asset Inventory names projects by number, all others
 * by id. Where no file tells the id, the number stays.
 */
final class Projects {
  private static final Pattern NUMBER =
      Pattern.compile(
          "^(//cloudresourcemanager\\.googleapis\\.com/projects/|//serviceusage\\.googleapis\\.com/projects/)([0-9]+)(/.*)?$");

  private final Map<String, String> ids = new HashMap<>();

  Projects(List<Intake> intakes) {
    for (Intake intake : intakes) {
      ids.putAll(intake.projects());
      for (Fact fact : intake.facts()) {
        String id = Tree.text(fact.data(), "projectId");
        if (fact.kind().equals("cloudresourcemanager.Project") && id != null) {
          String number =
              fact.data().get("projectNumber") == null
                  ? ""
                  : String.valueOf(fact.data().get("projectNumber")).replace("\"", "");
          ids.put(number, id);
          ids.put(fact.id().substring(fact.id().lastIndexOf('/') + 1), id);
        }
      }
    }
    ids.keySet().removeIf(number -> !number.matches("[0-9]+"));
  }

  /** Calls each project by its id. */
  void name(Intake intake) {
    intake.scopes(this::named);
    for (Fact fact : intake.facts()) {
      String id = named(fact.id());
      String parent = fact.parent() == null ? null : named(fact.parent());
      String resource = Tree.text(fact.data(), "resource");
      boolean policy = fact.kind().equals("iam.Policy") && resource != null;
      RegoObject data =
          policy ? Tree.with(fact.data(), "resource", RegoString.of(named(resource))) : fact.data();
      if (!id.equals(fact.id()) || !Objects.equals(parent, fact.parent()) || policy) {
        intake.replace(
            fact.id(),
            new Fact(
                fact.kind(), id, parent, fact.source(), data, fact.untold(), fact.declaration()));
      }
    }
  }

  private String named(@Nullable String name) {
    Matcher number = NUMBER.matcher(name == null ? "" : name);
    if (name == null || !number.matches()) {
      return name == null ? "" : name;
    }
    String rest = number.group(3) == null ? "" : number.group(3);
    return number.group(1) + ids.getOrDefault(number.group(2), number.group(2)) + rest;
  }
}
