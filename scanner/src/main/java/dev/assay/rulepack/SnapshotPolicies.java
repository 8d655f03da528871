package dev.assay.rulepack;

import dev.assay.input.Nearest;
import dev.assay.rego.ModuleInfo;
import dev.assay.rego.Policy;
import dev.assay.rego.ast.Annotation;
import dev.assay.rego.ast.RegoException;
import dev.assay.rego.ast.RegoSource;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import dev.assay.report.RuleInfo;
import dev.assay.report.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Policies in the manner of conftest (https://www.conftest.dev): sets {@code deny}, {@code
 * violation} and {@code warn}, also with a name behind them ({@code deny_public}), of any package.
 * Each set is a rule that judges the snapshot as a whole.
 *
 * @param policy all of them, compiled; apart from the rules that have a folder each
 */
record SnapshotPolicies(Policy policy, List<Rule> rules) {
  private static final Pattern NAME = Pattern.compile("(deny|violation|warn)(_[a-zA-Z0-9_]+)?");

  SnapshotPolicies {
    rules = List.copyOf(rules);
  }

  /**
   * Compiles the policies of folders that have no rules of Assay's own shape.
   *
   * @throws RulePackException with everything that is wrong in them
   */
  static SnapshotPolicies of(List<PackFile> files, Collection<String> kinds) {
    List<RegoSource> sources =
        files.stream()
            .filter(PackFile::isModule)
            .map(f -> new RegoSource(f.name(), f.text()))
            .toList();
    Policy policy;
    try {
      policy = Policy.compile(sources);
    } catch (RegoException e) {
      throw new RulePackException(e.errors().stream().map(Object::toString).toList(), files);
    }
    List<String> problems = new ArrayList<>();
    Map<String, Rule> rules = new LinkedHashMap<>();
    for (ModuleInfo module : policy.modules()) {
      for (dev.assay.rego.RuleInfo definition : module.rules()) {
        String problem = problem(definition);
        if (!problem.isEmpty()) {
          problems.add(definition.location() + ": " + problem);
        } else if (NAME.matcher(definition.name()).matches()) {
          rules.computeIfAbsent(
              module.name() + "." + definition.name(),
              id -> rule(id, module, definition, policy, kinds, problems));
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new RulePackException(problems, files);
    }
    return new SnapshotPolicies(policy, List.copyOf(rules.values()));
  }

  private static String problem(dev.assay.rego.RuleInfo definition) {
    if (definition.name().equals("exception")) {
      return "exceptions are waivers here: see --waivers";
    }
    return NAME.matcher(definition.name()).matches()
            && definition.kind() != dev.assay.rego.RuleInfo.Kind.SET
        ? "write " + definition.name() + " contains \"…\" if { … }"
        : "";
  }

  private static Rule rule(
      String id,
      ModuleInfo module,
      dev.assay.rego.RuleInfo definition,
      Policy policy,
      Collection<String> kinds,
      List<String> problems) {
    List<Annotation> annotations = new ArrayList<>(definition.annotations());
    annotations.addAll(module.annotations());
    Severity usual = definition.name().startsWith("warn") ? Severity.MEDIUM : Severity.HIGH;
    String path = "data." + id;
    RuleInfo info =
        new RuleInfo(
            id,
            id.replace('.', '/'),
            text(annotations, "title").orElseGet(() -> title(module, definition.name())),
            text(annotations, "description").orElse(""),
            severity(annotations, usual, problems),
            Rule.SNAPSHOT,
            links(annotations),
            Map.of(),
            "",
            Map.of());
    List<String> named =
        kinds.stream().filter(k -> module.source().text().contains('"' + k + '"')).toList();
    return new Rule(
        info,
        Confidence.HIGH,
        named,
        Map.of(),
        List.of(),
        List.of(),
        "",
        "",
        module.source().file(),
        Optional.empty(),
        policy.query(path),
        Optional.empty(),
        List.of(),
        Reaches.NONE);
  }

  private static String title(ModuleInfo module, String name) {
    Matcher parts = NAME.matcher(name);
    String what = parts.matches() ? parts.group(1) : name;
    String of = "Package " + module.name();
    String says =
        switch (what) {
          case "deny" -> " denies nothing";
          case "warn" -> " warns of nothing";
          default -> " finds no violation";
        };
    return of + says + (what.equals(name) ? "" : " (" + name + ")");
  }

  private static Optional<String> text(List<Annotation> annotations, String key) {
    return annotations.stream()
        .map(a -> a.content().get(key))
        .filter(RegoString.class::isInstance)
        .map(v -> ((RegoString) v).value().strip())
        .findFirst();
  }

  private static Severity severity(
      List<Annotation> annotations, Severity usual, List<String> problems) {
    for (Annotation annotation : annotations) {
      if (annotation.content().get("custom") instanceof RegoObject custom
          && custom.get("severity") instanceof RegoString label) {
        Optional<Severity> severity = Severity.of(label.value());
        if (severity.isEmpty()) {
          List<String> labels = Arrays.stream(Severity.values()).map(Severity::label).toList();
          problems.add(
              annotation.location() + ": severity " + label + Nearest.hint(label.value(), labels));
        }
        return severity.orElse(usual);
      }
    }
    return usual;
  }

  private static List<String> links(List<Annotation> annotations) {
    List<String> links = new ArrayList<>();
    for (Annotation annotation : annotations) {
      if (annotation.content().get("related_resources") instanceof RegoArray resources) {
        for (Value resource : resources.asList()) {
          if (resource instanceof RegoObject o
              && o.get("ref") instanceof RegoString ref
              && ref.value().matches("https?://[^/\\s]+\\S*")) {
            links.add(ref.value());
          }
        }
      }
    }
    return links;
  }
}
