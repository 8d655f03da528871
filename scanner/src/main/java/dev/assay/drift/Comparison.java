package dev.assay.drift;

import dev.assay.audit.Fingerprint;
import dev.assay.report.AuditReport;
import dev.assay.report.Finding;
import dev.assay.report.Gap;
import dev.assay.report.Resource;
import dev.assay.report.RuleInfo;
import dev.assay.report.Source;
import dev.assay.report.Verdict;
import dev.assay.report.drift.Drift;
import dev.assay.report.drift.Drift.Change;
import dev.assay.report.drift.Drift.Direction;
import dev.assay.report.drift.Drift.Loss;
import dev.assay.snapshot.Fact;
import dev.assay.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Two audits, held against each other. */
public final class Comparison {
  private static final Comparator<Change> ORDER =
      Comparator.comparing(Change::direction)
          .thenComparing(Change::severity, Comparator.reverseOrder())
          .thenComparing(Change::rule)
          .thenComparing(c -> c.resource().id())
          .thenComparing(Change::at);

  private final Evidence before;
  private final Evidence after;
  private final Identity identity;
  private final Map<String, RuleInfo> rules = new HashMap<>();
  private final Map<String, Fact> factsBefore;
  private final Map<String, Fact> factsAfter;

  public Comparison(Evidence before, Evidence after, Identity identity) {
    this.before = before;
    this.after = after;
    this.identity = identity;
    before.report().rules().forEach(rule -> rules.put(identity.rule(rule.id()), rule));
    after.report().rules().forEach(rule -> rules.put(rule.id(), rule));
    factsBefore = facts(before.snapshot(), true);
    factsAfter = facts(after.snapshot(), false);
  }

  private Map<String, Fact> facts(Optional<Snapshot> snapshot, boolean earlier) {
    Map<String, Fact> facts = new LinkedHashMap<>();
    snapshot.ifPresent(
        s -> s.facts().forEach(f -> facts.put(earlier ? identity.resource(f.id()) : f.id(), f)));
    return facts;
  }

  public Drift drift() {
    boolean knowsFacts = before.snapshot().isPresent() && after.snapshot().isPresent();
    return new Drift(
        side(before.report()),
        side(after.report()),
        changes(),
        knowsFacts
            ? only(factsAfter, factsBefore)
            : only(resources(after.report(), false), resources(before.report(), true)),
        unhidden(
            knowsFacts
                ? only(factsBefore, factsAfter)
                : only(resources(before.report(), true), resources(after.report(), false))),
        losses(before.report(), true, after.report(), false),
        losses(after.report(), false, before.report(), true),
        knowsFacts);
  }

  private static Drift.Side side(AuditReport report) {
    return new Drift.Side(report.collectedAt(), report.asOf(), report.snapshotDigest());
  }

  private List<Change> changes() {
    Map<String, Finding> earlier = new HashMap<>();
    for (Finding finding : before.report().findings()) {
      identity.keys(finding).forEach(key -> earlier.putIfAbsent(key, finding));
    }
    Set<Finding> met = new HashSet<>();
    List<Change> changes = new ArrayList<>();
    for (Finding now : after.report().findings()) {
      Finding then = null;
      for (String key : identity.keys(now)) {
        then = then == null ? earlier.get(key) : then;
      }
      if (then == null) {
        then = whole(now, earlier);
      } else {
        met.add(then);
      }
      Optional<Verdict> was = Optional.ofNullable(then).map(Finding::verdict);
      if (!was.equals(Optional.of(now.verdict())) && isTold(was, now.verdict())) {
        changes.add(change(direction(was, now.verdict()), then, now));
      }
    }
    Map<List<String>, Verdict> checks = new HashMap<>();
    for (Finding now : after.report().findings()) {
      checks.merge(
          List.of(now.rule(), now.resource().id()),
          now.verdict(),
          (a, b) -> a.compareTo(b) <= 0 ? a : b);
    }
    Sight sight = new Sight(after.report());
    for (Finding then : before.report().findings()) {
      if (!met.contains(then)) {
        gone(then, checks, sight).ifPresent(changes::add);
      }
    }
    changes.sort(ORDER);
    return changes;
  }

  /** What was said of the resource as a whole where nothing was said of the place. */
  private static @Nullable Finding whole(Finding now, Map<String, Finding> earlier) {
    return earlier.get(Fingerprint.of(now.rule(), now.resource().id(), ""));
  }

  private static boolean isTold(Optional<Verdict> was, Verdict now) {
    boolean quiet = now == Verdict.PASS || now == Verdict.NOT_APPLICABLE;
    return !(quiet
        && (was.isEmpty() || was.get() == Verdict.PASS || was.get() == Verdict.NOT_APPLICABLE));
  }

  private static Direction direction(Optional<Verdict> was, Verdict now) {
    if (now == Verdict.FAIL) {
      return Direction.WORSE;
    }
    if (now == Verdict.UNKNOWN) {
      return Direction.UNSEEN;
    }
    if (now == Verdict.WAIVED) {
      return Direction.OTHER;
    }
    return was.equals(Optional.of(Verdict.UNKNOWN)) ? Direction.SEEN : Direction.BETTER;
  }

  /** A finding of which the later audit says nothing at its place. */
  private Optional<Change> gone(Finding then, Map<List<String>, Verdict> checks, Sight sight) {
    String rule = identity.rule(then.rule());
    String resource = identity.resource(then.resource().id());
    Verdict now = checks.get(List.of(rule, resource));
    if (then.verdict() == Verdict.PASS || then.verdict() == Verdict.NOT_APPLICABLE) {
      return Optional.empty(); // told by what came in its place, if anything did
    }
    if (now == Verdict.UNKNOWN) {
      return Optional.empty(); // told already, of the resource as a whole
    }
    Direction direction =
        sight.reaches(rule, resource, identity.resource(then.resource().source()))
            ? Direction.BETTER
            : Direction.UNSEEN;
    if (direction == Direction.UNSEEN && then.verdict() == Verdict.UNKNOWN) {
      return Optional.empty();
    }
    if (then.verdict() == Verdict.UNKNOWN) {
      direction = Direction.SEEN;
    }
    return Optional.of(
        new Change(
            direction,
            rule,
            title(rule),
            then.severity(),
            new Resource(resource, then.resource().kind(), then.resource().source()),
            then.at(),
            Optional.of(then.verdict()),
            Optional.ofNullable(now),
            then.message(),
            direction == Direction.UNSEEN ? List.of() : facts(resource, then, null)));
  }

  private Change change(Direction direction, @Nullable Finding then, Finding now) {
    return new Change(
        direction,
        now.rule(),
        title(now.rule()),
        now.severity(),
        now.resource(),
        now.at(),
        Optional.ofNullable(then).map(Finding::verdict),
        Optional.of(now.verdict()),
        now.message().isBlank() && then != null ? then.message() : now.message(),
        direction == Direction.UNSEEN ? List.of() : facts(now.resource().id(), then, now));
  }

  private List<Drift.Fact> facts(String resource, @Nullable Finding then, @Nullable Finding now) {
    Fact was = factsBefore.get(resource);
    Fact is = factsAfter.get(resource);
    if (was != null && is != null) {
      return FactChanges.between(was.data(), is.data());
    }
    return then == null || now == null
        ? List.of()
        : FactChanges.between(then.evidence(), now.evidence());
  }

  private String title(String rule) {
    RuleInfo info = rules.get(rule);
    return info == null ? "" : info.title();
  }

  private Map<String, Resource> resources(AuditReport report, boolean earlier) {
    Map<String, Resource> resources = new TreeMap<>();
    for (Finding finding : report.findings()) {
      String id = finding.resource().id();
      resources.putIfAbsent(earlier ? identity.resource(id) : id, finding.resource());
    }
    return resources;
  }

  private static List<Resource> only(Map<String, ?> here, Map<String, ?> there) {
    List<Resource> only = new ArrayList<>();
    here.forEach(
        (id, thing) -> {
          if (!there.containsKey(id) && !id.startsWith("assay://")) {
            only.add(
                thing instanceof Fact fact
                    ? new Resource(id, fact.kind(), fact.source())
                    : (Resource) thing);
          }
        });
    only.sort(Comparator.comparing(Resource::kind).thenComparing(Resource::id));
    return only;
  }

  /** Without what a gap may hide: it is no longer seen, which is not to be no longer there. */
  private List<Resource> unhidden(List<Resource> vanished) {
    List<Resource> sure = new ArrayList<>(vanished);
    for (Gap gap : after.report().gaps()) {
      sure.removeIf(
          r ->
              r.kind().equals(gap.kind())
                  && (r.id().equals(gap.scope()) || r.id().startsWith(gap.scope() + "/")));
    }
    return sure;
  }

  /** What one audit saw and another does not: sources, rules, and facts behind new gaps. */
  private List<Loss> losses(
      AuditReport one, boolean oneEarlier, AuditReport other, boolean otherEarlier) {
    List<Loss> losses = new ArrayList<>();
    Set<String> sources = new HashSet<>();
    other.sources().forEach(s -> sources.add(name(s.id(), otherEarlier)));
    for (Source source : one.sources()) {
      if (!sources.contains(name(source.id(), oneEarlier)) && !source.kinds().isEmpty()) {
        losses.add(new Loss("source", source.id(), ""));
      }
    }
    Set<String> judged = new HashSet<>();
    other.rules().forEach(rule -> judged.add(identity.rule(rule.id())));
    for (RuleInfo rule : one.rules()) {
      if (!judged.contains(identity.rule(rule.id()))) {
        losses.add(new Loss("rule", rule.id(), rule.title()));
      }
    }
    Set<List<String>> gaps = new HashSet<>();
    one.gaps().forEach(gap -> gaps.add(List.of(gap.kind(), name(gap.scope(), oneEarlier))));
    for (Gap gap : other.gaps()) {
      boolean asked = one.sources().stream().anyMatch(s -> s.kinds().contains(gap.kind()));
      if (!gaps.contains(List.of(gap.kind(), name(gap.scope(), otherEarlier))) && asked) {
        String remedy = gap.remedy().isEmpty() ? "" : " (" + gap.remedy() + ")";
        losses.add(new Loss(gap.kind(), gap.scope(), gap.message() + remedy));
      }
    }
    return losses;
  }

  private String name(String id, boolean earlier) {
    return earlier ? identity.resource(id) : id;
  }
}
