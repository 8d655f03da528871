package dev.assay.audit;

import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoNumber;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import dev.assay.report.Source;
import dev.assay.rulepack.FieldPath;
import dev.assay.rulepack.Reach;
import dev.assay.rulepack.Rule;
import dev.assay.snapshot.Fact;
import dev.assay.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the sources of a snapshot do not tell, and which verdicts rest on it. A plan says of many
 * fields "known after apply", and it knows only what it manages; a rule that reads such a field, or
 * looks for other resources among those that a plan knows, has not looked when it finds nothing.
 */
final class Ignorance {
  private static final int MOST_NAMED = 6;

  /** Places that are not told of some resource, with the reason, by kind. */
  private final Map<String, Map<String, String>> untold = new HashMap<>();

  /** Why there may be more resources than are told, by kind. */
  private final Map<String, String> parts = new TreeMap<>();

  private final Map<String, String> partBySource = new HashMap<>();

  Ignorance(Snapshot snapshot) {
    for (Source source : snapshot.sources()) {
      source
          .part()
          .ifPresent(
              reason -> {
                source.kinds().forEach(kind -> parts.putIfAbsent(kind, reason));
                partBySource.put(source.id(), reason);
              });
    }
    for (Fact fact : snapshot.facts()) {
      if (!fact.untold().isEmpty()) {
        Map<String, String> places = untold.computeIfAbsent(fact.kind(), k -> new TreeMap<>());
        fact.untold().forEach(places::putIfAbsent);
      }
    }
  }

  /** Whether everything is told. */
  boolean none() {
    return untold.isEmpty() && parts.isEmpty();
  }

  /** What a rule that says it does not apply may have overlooked. */
  Optional<String> whetherApplies(Rule rule, Fact fact) {
    return none() ? Optional.empty() : doubts(rule, rule.scope(), fact);
  }

  /** What a rule that finds nothing wrong may have overlooked. */
  Optional<String> whetherClean(Rule rule, Fact fact) {
    return none() ? Optional.empty() : doubts(rule, rule.reach(), fact);
  }

  private Optional<String> doubts(Rule rule, Reach reach, Fact fact) {
    Set<String> doubts = own(reach, fact);
    doubts.addAll(elsewhere(rule, reach, fact));
    return sentence(doubts);
  }

  /**
   * What may have made a violation of something that is not told. One that names a place in the
   * data, which is told, stands where the rule applies for certain.
   *
   * @param at the place that the violation names
   */
  Optional<String> whetherViolated(Rule rule, Fact fact, String at) {
    if (none()) {
      return Optional.empty();
    }
    Set<String> doubts = elsewhere(rule, rule.reach(), fact);
    doubts.addAll(own(rule.scope(), fact));
    Set<String> own = own(rule.reach(), fact);
    if (!own.isEmpty() && !stands(rule, fact, at)) {
      doubts.addAll(own);
    }
    return sentence(doubts);
  }

  private static boolean stands(Rule rule, Fact fact, String at) {
    return !at.isEmpty()
        && place(at).in(fact.data()).map(Ignorance::isSomething).orElse(false)
        && fact.untold().keySet().stream()
            .noneMatch(
                untold ->
                    rule.reach().looksAt(untold)
                        && (untold.equals(at) || untold.startsWith(at + ".")));
  }

  private static boolean isSomething(Value value) {
    return !(value instanceof RegoArray list && list.size() == 0)
        && !(value instanceof RegoObject object && object.size() == 0);
  }

  private static FieldPath place(String at) {
    List<Value> keys = new ArrayList<>();
    for (String step : at.replace("[", ".[").split("\\.", -1)) {
      keys.add(
          step.matches("\\[[0-9]{1,9}]")
              ? RegoNumber.of(Long.parseLong(step.substring(1, step.length() - 1)))
              : RegoString.of(step));
    }
    return new FieldPath(keys);
  }

  private static Set<String> own(Reach reach, Fact fact) {
    Set<String> doubts = new TreeSet<>();
    fact.untold()
        .forEach(
            (place, reason) -> {
              if (reach.looksAt(place)) {
                doubts.add(said(place, reason));
              }
            });
    return doubts;
  }

  private Set<String> elsewhere(Rule rule, Reach reach, Fact fact) {
    Set<String> doubts = new TreeSet<>();
    for (String kind : reach.searched()) {
      if (Reach.isOfAnyKind(kind)) {
        more(doubts, "what belongs to it", partBySource.get(fact.source()));
      } else {
        more(doubts, kind, parts.get(kind));
      }
    }
    for (String kind : rule.needs()) {
      untold
          .getOrDefault(kind, Map.of())
          .forEach(
              (place, reason) -> {
                if (reach.looksElsewhereAt(place)) {
                  doubts.add(said(kind + " " + place, reason));
                }
              });
    }
    return doubts;
  }

  private static void more(Set<String> doubts, String what, @Nullable String reason) {
    if (reason != null) {
      doubts.add("there may be more of " + what + " (" + reason + ")");
    }
  }

  private static String said(String place, String reason) {
    return place + " (" + reason + ")";
  }

  private static Optional<String> sentence(Set<String> doubts) {
    if (doubts.isEmpty()) {
      return Optional.empty();
    }
    List<String> some = doubts.stream().limit(MOST_NAMED).toList();
    String more = doubts.size() > some.size() ? ", and more" : "";
    return Optional.of("not told: " + String.join(", ", some) + more);
  }
}
