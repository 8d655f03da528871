package dev.assay.collect.files;

import dev.assay.collect.Collector;
import dev.assay.collect.google.Withheld;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import dev.assay.report.Declaration;
import dev.assay.report.Gap;
import dev.assay.report.Source;
import dev.assay.snapshot.Fact;
import dev.assay.snapshot.Sink;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** What one file tells; a source of its own. */
final class Intake implements Collector {
  static final String CRM = "//cloudresourcemanager.googleapis.com/";
  private static final String POLICY = "iam.Policy";
  private static final String GRANTS = "there may be grants that this file does not tell";

  private final String id;
  private final Map<String, Fact> facts = new LinkedHashMap<>();
  private final List<Gap> gaps = new ArrayList<>();
  private final SortedMap<String, Integer> unsupported = new TreeMap<>();
  private final List<String> remarks = new ArrayList<>();
  private final Map<String, String> projects = new TreeMap<>();
  private final Set<String> asked = new TreeSet<>();
  private final Map<String, Grants> grants = new LinkedHashMap<>();
  private final Map<String, String> details = new TreeMap<>();
  private Optional<String> part = Optional.empty();
  private boolean intent;

  /** The grants on a resource, of which each is written for itself. */
  private static final class Grants {
    final List<Value> bindings = new ArrayList<>();
    final List<Value> auditConfigs = new ArrayList<>();
    final Optional<Declaration> declaration;

    Grants(Optional<Declaration> declaration) {
      this.declaration = declaration;
    }
  }

  /**
   * @param file as the user named it, or below what the user named
   */
  Intake(String file) {
    this.id = "file:" + file;
  }

  /** Names the form, e.g. {@code Terraform plan}. */
  void form(String name) {
    details.put("form", name);
  }

  /** Says that the file tells what resources will be, not what they are. */
  void intent() {
    intent = true;
  }

  boolean isIntent() {
    return intent;
  }

  /** Says that there may be more of each kind than the file tells. */
  void part(String reason) {
    part = Optional.of(reason);
  }

  void fact(String kind, String factId, String parent, RegoObject data) {
    fact(new Fact(kind, factId, parent.isEmpty() ? null : parent, id, data));
  }

  /** Keeps a resource; of two readings of one, the first, with a gap if they differ. */
  void fact(Fact fact) {
    Fact mine =
        new Fact(
            fact.kind(),
            fact.id(),
            fact.parent(),
            id,
            withheld(fact),
            fact.untold(),
            fact.declaration());
    Fact first = facts.putIfAbsent(mine.id(), mine);
    if (first != null && !first.data().equals(mine.data())) {
      gap(
          mine.kind(),
          mine.id(),
          Gap.Cause.FAILED,
          "the file tells of it twice, and differently",
          "keep one of the two");
    }
  }

  /** Without secrets; labels of a channel are addresses, and some of these are secrets. */
  private static RegoObject withheld(Fact fact) {
    RegoObject clean = Withheld.in(fact.data());
    return fact.kind().equals("monitoring.NotificationChannel")
        ? Withheld.values(clean, "labels")
        : clean;
  }

  /** Keeps one grant of those on a resource. */
  void grant(String resource, RegoObject binding, Optional<Declaration> declaration) {
    grants.computeIfAbsent(resource, r -> new Grants(declaration)).bindings.add(binding);
  }

  void auditConfig(String resource, RegoObject config, Optional<Declaration> declaration) {
    grants.computeIfAbsent(resource, r -> new Grants(declaration)).auditConfigs.add(config);
  }

  /** The whole policy of a resource. */
  void policy(String resource, RegoObject policy, Optional<Declaration> declaration) {
    RegoObject data = new RegoObject.Builder().put("resource", resource).putAll(policy).build();
    Fact fact = new Fact(POLICY, resource + "/iamPolicy", resource, id, data);
    fact(declaration.map(fact::declared).orElse(fact));
  }

  void gap(String kind, String scope, Gap.Cause cause, String message, String remedy) {
    gaps.add(new Gap(id, kind, scope, cause, message, remedy));
  }

  /** Calls where its gaps are by other names. */
  void scopes(UnaryOperator<String> named) {
    gaps.replaceAll(gap -> gap.also(gap.kind(), named.apply(gap.scope())));
  }

  /** Says which project has that number. */
  void project(String number, String projectId) {
    projects.putIfAbsent(number, projectId);
  }

  /** Ids of projects by their numbers, as far as the file tells them beside its resources. */
  Map<String, String> projects() {
    return Map.copyOf(projects);
  }

  /** Says that a kind was asked for, whatever the answer was. */
  void asked(String kind) {
    asked.add(kind);
  }

  /** What the user should know of the file, though nothing is missing for it. */
  void remark(String message) {
    remarks.add(message);
  }

  List<String> remarks() {
    return List.copyOf(remarks);
  }

  /** Counts what is there and cannot be judged. */
  void unsupported(String type) {
    unsupported.merge(type, 1, Integer::sum);
  }

  /** What it holds that no rule looks at: {@code google_dns_record_set (3)}; empty if nothing. */
  Optional<String> unsupported() {
    return unsupported.isEmpty()
        ? Optional.empty()
        : Optional.of(
            String.join(
                ", ",
                unsupported.entrySet().stream()
                    .map(e -> e.getKey() + " (" + e.getValue() + ")")
                    .toList()));
  }

  /** The resources so far. */
  List<Fact> facts() {
    return List.copyOf(facts.values());
  }

  void remove(String factId) {
    facts.remove(factId);
  }

  /** Puts a resource in the place of the one with that id. */
  void replace(String factId, Fact by) {
    facts.remove(factId);
    facts.put(by.id(), by);
  }

  String id() {
    return id;
  }

  /** As the user named it, or below what the user named. */
  String file() {
    return id.substring("file:".length());
  }

  /** Joins the grants, each told by itself, to policies. */
  void finish() {
    grants.forEach(
        (resource, all) -> {
          RegoObject policy =
              new RegoObject.Builder()
                  .put("resource", resource)
                  .put("bindings", RegoArray.of(byRole(all.bindings)))
                  .put("auditConfigs", RegoArray.of(all.auditConfigs))
                  .build();
          Fact fact =
              new Fact(POLICY, resource + "/iamPolicy", resource, id, policy)
                  .without(Map.of("bindings", GRANTS, "auditConfigs", GRANTS));
          fact(all.declaration.map(fact::declared).orElse(fact));
        });
    grants.clear();
  }

  /** One binding for each role and condition, as services join them. */
  static List<Value> byRole(List<Value> bindings) {
    Map<List<Object>, TreeSet<Value>> members = new LinkedHashMap<>();
    for (Value binding : bindings) {
      members
          .computeIfAbsent(
              List.of(Tree.text(binding, "role", ""), Tree.object(binding, "condition")),
              k -> new TreeSet<>())
          .addAll(Tree.list(binding, "members"));
    }
    List<Value> joined = new ArrayList<>();
    members.forEach(
        (key, all) -> {
          RegoObject.Builder binding =
              new RegoObject.Builder()
                  .put("role", RegoString.of((String) key.get(0)))
                  .put("members", RegoArray.of(List.copyOf(all)));
          if (((RegoObject) key.get(1)).size() > 0) {
            binding.put("condition", (RegoObject) key.get(1));
          }
          joined.add(binding.build());
        });
    return joined;
  }

  @Override
  public Source source() {
    TreeSet<String> kinds = new TreeSet<>(asked);
    facts.values().forEach(fact -> kinds.add(fact.kind()));
    gaps.stream().map(Gap::kind).filter(k -> k.matches("[^.]+\\.[^.]+")).forEach(kinds::add);
    Map<String, String> told = new TreeMap<>(details);
    unsupported().ifPresent(types -> told.put("not judged", types));
    Source source = new Source(id, "files", List.copyOf(kinds), told);
    return part.map(source::inPart).orElse(source);
  }

  @Override
  public Source collect(Sink sink) {
    facts.values().forEach(sink::fact);
    gaps.forEach(sink::gap);
    return source();
  }
}
