package dev.assay.audit;

import dev.assay.rego.Evaluator;
import dev.assay.rego.Result;
import dev.assay.rego.ast.RegoException;
import dev.assay.rego.eval.AbsentRead;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoSet;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import dev.assay.report.Finding;
import dev.assay.report.Gap;
import dev.assay.report.Resource;
import dev.assay.report.Verdict;
import dev.assay.rulepack.Rule;
import dev.assay.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The verdicts of policies that are given the whole snapshot as {@code input}: {@code resources},
 * and {@code by_kind}, {@code by_id} and {@code children} as in {@code data.estate}. A violation
 * fails the resource whose id it names ({@code resource}), else the snapshot. Such a policy does
 * not see what could not be read, so with any gap its silence is unknown, never a pass.
 */
final class SnapshotJudge {
  private static final int MOST_NAMED = 5;

  private final Snapshot snapshot;
  private final Estate estate;
  private final Evaluator evaluator;
  private final RegoObject input;
  private final Map<String, Resource> resources;
  private final Resource whole;

  /**
   * @param snapshot with a source at least
   * @param evaluator of the policies
   */
  SnapshotJudge(Snapshot snapshot, Estate estate, Evaluator evaluator) {
    this.snapshot = snapshot;
    this.estate = estate;
    this.evaluator = evaluator;
    RegoObject told = (RegoObject) estate.data().get("estate");
    RegoObject byId = told == null ? RegoObject.EMPTY : (RegoObject) told.get("by_id");
    List<Value> all = new ArrayList<>();
    if (byId != null) {
      byId.forEach((id, resource) -> all.add(resource));
    }
    this.input =
        new RegoObject.Builder()
            .putAll(told == null ? RegoObject.EMPTY : told)
            .put("resources", RegoArray.of(all))
            .build();
    this.resources =
        snapshot.facts().stream()
            .collect(
                Collectors.toMap(
                    f -> f.id(),
                    f -> new Resource(f.id(), f.kind(), f.source(), f.declaration()),
                    (a, b) -> a));
    this.whole = new Resource("snapshot", Rule.SNAPSHOT, snapshot.sources().get(0).id());
  }

  /** The verdicts of one policy: one for each resource that fails, and perhaps the snapshot's. */
  List<Judge.Judged> of(Rule rule, Judge judge) {
    Result result;
    try {
      result = evaluator.evaluate(rule.fail(), input);
    } catch (RegoException e) {
      return List.of(judge.unknown(whole, "the policy could not be evaluated: " + e.getMessage()));
    }
    Map<Resource, List<Finding>> failed = new LinkedHashMap<>();
    for (Value value : members(result)) {
      Resource resource = named(value).orElse(whole);
      failed
          .computeIfAbsent(resource, r -> new ArrayList<>())
          .add(judge.failed(resource, violation(value)));
    }
    List<Judge.Judged> judged = new ArrayList<>();
    failed.forEach((r, findings) -> judged.add(new Judge.Judged(r, Verdict.FAIL, findings)));
    Optional<String> ignorance = ignorance(rule, result);
    if (!failed.containsKey(whole)) {
      if (ignorance.isPresent()) {
        judged.add(judge.unknown(whole, ignorance.get()));
      } else if (failed.isEmpty()) {
        judged.add(new Judge.Judged(whole, Verdict.PASS, List.of()));
      }
    }
    return judged;
  }

  private static List<Value> members(Result result) {
    return result
        .value()
        .map(v -> v instanceof RegoSet set ? set.asList() : List.of(v))
        .orElse(List.of());
  }

  private Optional<Resource> named(Value violation) {
    if (!(violation instanceof RegoObject object)) {
      return Optional.empty();
    }
    Value id = object.get("resource");
    if (id == null && object.get("metadata") instanceof RegoObject metadata) {
      id = metadata.get("resource");
    }
    return id instanceof RegoString s
        ? Optional.ofNullable(resources.get(s.value()))
        : Optional.empty();
  }

  /** What conftest calls {@code msg} and {@code metadata}, and Gatekeeper {@code details}. */
  private static Value violation(Value value) {
    if (!(value instanceof RegoObject object) || object.get("msg") == null) {
      return value;
    }
    RegoObject.Builder told = new RegoObject.Builder().putAll(object);
    Value message = object.get("msg");
    told.put("message", message == null ? RegoString.of("") : message);
    for (String more : List.of("details", "metadata")) {
      if (object.get(more) instanceof RegoObject evidence) {
        told.put("evidence", evidence);
        Value severity = evidence.get("severity");
        if (severity != null && object.get("severity") == null) {
          told.put("severity", severity);
        }
      }
    }
    return told.build();
  }

  /** Why silence would not mean that all is well. */
  private Optional<String> ignorance(Rule rule, Result result) {
    for (String kind : rule.needs()) {
      if (!estate.asked(kind)) {
        return Optional.of(kind + " is needed, and no source was asked for it.");
      }
    }
    if (!snapshot.gaps().isEmpty()) {
      TreeSet<String> kinds =
          snapshot.gaps().stream().map(Gap::kind).collect(Collectors.toCollection(TreeSet::new));
      String some = kinds.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
      String more = kinds.size() > MOST_NAMED ? " and more" : "";
      return Optional.of(
          "A policy over the whole snapshot does not see what could not be read: "
              + (some + more + "."));
    }
    if (!estate.ignorance().none()) {
      return Optional.of("A policy over the whole snapshot does not see what files do not tell.");
    }
    if (!result.absentReads().isEmpty()) {
      return Optional.of(
          "field not reported: "
              + result.absentReads().stream()
                  .map(AbsentRead::path)
                  .distinct()
                  .sorted()
                  .limit(MOST_NAMED)
                  .collect(Collectors.joining(", ")));
    }
    return Optional.empty();
  }
}
