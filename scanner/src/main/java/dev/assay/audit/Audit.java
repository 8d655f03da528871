package dev.assay.audit;

import dev.assay.engine.Engine;
import dev.assay.engine.OwnEngine;
import dev.assay.rego.eval.Limits;
import dev.assay.rego.value.RegoObject;
import dev.assay.report.AuditReport;
import dev.assay.report.Finding;
import dev.assay.report.Gap;
import dev.assay.report.Resource;
import dev.assay.report.RuleInfo;
import dev.assay.report.Severity;
import dev.assay.report.Source;
import dev.assay.report.Tally;
import dev.assay.rulepack.Parameters;
import dev.assay.rulepack.Rule;
import dev.assay.rulepack.RulePack;
import dev.assay.rulepack.Standing;
import dev.assay.snapshot.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Judges snapshots by a rule pack. Pure: no clock, no environment, no network; the same snapshot,
 * pack and parameters give an equal report, on however many cores.
 *
 * <p>A kind that some source was asked for, and of which there is neither a resource nor a gap, has
 * a tally of zeros: we looked, and there is none. A kind that no source was asked for has no tally;
 * but where Assay itself draws a kind from what it reads, and did not read all of that, it says so.
 */
public final class Audit {
  /** How many passes and not-applicables are listed by rule and source. */
  public static final int MOST_LISTED = 100;

  /** How many findings are explained. */
  public static final int MOST_EXPLAINED = 20;

  /** How much one rule may do and make on one resource, and (as a last resort) how long. */
  private static final Limits USUAL =
      Limits.none(Instant.EPOCH)
          .withSteps(50_000_000)
          .withCells(50_000_000)
          .withTimeout(Duration.ofSeconds(60))
          .withStrictErrors();

  private static final String ONE_PLANE =
      "It takes one scan of both, the database and its instance in Google Cloud.";

  private final String toolVersion;
  private final RulePack pack;
  private final Parameters parameters;
  private final Limits limits;
  private final Engine engine;
  private final Focus focus;
  private final Predicate<Finding> explained;

  public Audit(String toolVersion, RulePack pack, Parameters parameters) {
    this(toolVersion, pack, parameters, USUAL);
  }

  /**
   * @param limits of one rule on one resource; their time is not used
   */
  public Audit(String toolVersion, RulePack pack, Parameters parameters, Limits limits) {
    this(toolVersion, pack, parameters, limits, new OwnEngine(), Focus.ALL, finding -> false);
  }

  private Audit(
      String toolVersion,
      RulePack pack,
      Parameters parameters,
      Limits limits,
      Engine engine,
      Focus focus,
      Predicate<Finding> explained) {
    this.toolVersion = toolVersion;
    this.pack = pack;
    this.parameters = parameters;
    this.limits = limits;
    this.engine = engine;
    this.focus = focus;
    this.explained = explained;
  }

  /** The same audit by another engine, which may need a network. */
  public Audit by(Engine other) {
    return new Audit(toolVersion, pack, parameters, limits, other, focus, explained);
  }

  /** The same audit of some schemas only. */
  public Audit of(Focus some) {
    return new Audit(toolVersion, pack, parameters, limits, engine, some, explained);
  }

  /**
   * The same audit; it tells of such findings, {@value #MOST_EXPLAINED} at most, how they came
   * about.
   */
  public Audit explaining(Predicate<Finding> asked) {
    return new Audit(toolVersion, pack, parameters, limits, engine, focus, asked);
  }

  /**
   * @param asOf what the rules take for now: the snapshot's time, unless the user says otherwise
   * @throws dev.assay.engine.EngineException if another engine than ours fails
   */
  public AuditReport of(Snapshot snapshot, Instant asOf) {
    Estate estate = new Estate(snapshot, pack.schemas());
    LeftOut leftOut = focus.only().isEmpty() ? LeftOut.of(estate) : LeftOut.NOTHING;
    List<Gap> missing = new ArrayList<>(snapshot.gaps());
    missing.addAll(focus.unmatched(estate.items(Focus.SCHEMAS)));
    Gaps gaps = new Gaps(missing);
    Limits each = limits.at(asOf);
    List<Finding> findings;
    List<Tally> tallies = new ArrayList<>();
    List<RuleInfo> infos = new ArrayList<>();
    Optional<SnapshotJudge> over =
        pack.overSnapshot()
            .filter(policy -> !snapshot.sources().isEmpty())
            .map(policy -> policy.over(estate.data(), each))
            .map(evaluator -> new SnapshotJudge(snapshot, estate, evaluator));
    try (Engine.Session session = engine.open(pack, estate.data(), each)) {
      Docket docket = new Docket();
      List<Docket.Case> cases = new ArrayList<>();
      Map<String, List<Docket.Case>> byKind = new TreeMap<>();
      for (Rule rule : pack.rules()) {
        Judge judge = new Judge(rule, pack.schemas(), estate, gaps, session, parameters);
        Docket.Case its = new Docket.Case(judge);
        cases.add(its);
        if (rule.judgesSnapshot()) {
          docket.enter(its, heard -> over.ifPresent(o -> o.of(rule, judge).forEach(heard::add)));
        } else {
          docket.enter(its, heard -> unseen(rule, judge, snapshot, estate, gaps, heard));
          byKind.computeIfAbsent(rule.kind(), kind -> new ArrayList<>()).add(its);
        }
      }
      byKind.forEach((kind, of) -> docket.enter(of, leftOut.rest(focus.among(estate.items(kind)))));
      docket.hear();
      findings = inOrder(cases);
      for (Docket.Case its : cases) {
        Rule rule = its.judge().rule();
        infos.add(info(rule));
        tallies.addAll(its.verdicts().tallies(rule.id()));
      }
    }
    explain(findings, estate, each);
    return new AuditReport(
        toolVersion,
        pack.digest(),
        snapshot.digest(),
        snapshot.header().time(),
        asOf,
        snapshot.sources().stream().map(focus::told).map(leftOut::told).toList(),
        infos,
        findings,
        tallies,
        missing);
  }

  private void explain(List<Finding> findings, Estate estate, Limits each) {
    Explainer explainer = null;
    int count = 0;
    for (int i = 0; i < findings.size() && count < MOST_EXPLAINED; i++) {
      Finding finding = findings.get(i);
      if (explained.test(finding)) {
        explainer = explainer == null ? new Explainer(pack, estate.data(), each) : explainer;
        Rule rule = pack.rule(finding.rule()).orElseThrow();
        if (rule.judgesSnapshot()) {
          continue; // it was not asked about the resource
        }
        for (Estate.Item item : estate.items(finding.resource().kind())) {
          if (item.fact().id().equals(finding.resource().id())) {
            Standing at = estate.standing(finding.resource().id());
            RegoObject input =
                new RegoObject.Builder(2)
                    .put("resource", item.value())
                    .put("parameters", parameters.ofRule(rule).at(at).values())
                    .build();
            findings.set(i, finding.explainedBy(explainer.explain(rule, input)));
            count++;
          }
        }
      }
    }
  }

  private RuleInfo info(Rule rule) {
    RuleInfo info = rule.info();
    return new RuleInfo(
        info.id(),
        info.name(),
        info.title(),
        info.description(),
        info.severity(),
        info.kind(),
        info.links(),
        info.controls(),
        info.remediation(),
        parameters.texts(rule));
  }

  /** As {@link AuditReport#ORDER} has it; each rule's are put in order beside the other rules'. */
  private static List<Finding> inOrder(List<Docket.Case> cases) {
    List<List<Finding>> byRule =
        cases.parallelStream().map(its -> its.verdicts().listed(its.judge())).toList();
    List<Finding> all = new ArrayList<>(byRule.stream().mapToInt(List::size).sum());
    int[] told = new int[byRule.size()];
    for (Severity severity : Severity.worstFirst()) {
      for (int i = 0; i < told.length; i++) {
        List<Finding> of = byRule.get(i);
        int from = told[i];
        while (told[i] < of.size() && of.get(told[i]).severity() == severity) {
          told[i]++;
        }
        all.addAll(of.subList(from, told[i]));
      }
    }
    return all;
  }

  /** What a rule says of sources, and of what could not be read in them. */
  private static void unseen(
      Rule rule, Judge judge, Snapshot snapshot, Estate estate, Gaps gaps, Verdicts to) {
    snapshot.sources().stream().filter(s -> s.kinds().contains(rule.kind())).forEach(to::expect);
    List<Judge.Judged> unlinked = unlinked(rule, judge, estate);
    (unlinked.isEmpty() ? hidden(rule, judge, estate, gaps) : unlinked).forEach(to::add);
    absent(rule, judge, snapshot.sources()).forEach(to::add);
  }

  /**
   * One unknown verdict for each scope of which no resource of the rule's kind was read. Where none
   * was read at all, the gaps in whatever else the rule needs count as well.
   */
  private static List<Judge.Judged> hidden(Rule rule, Judge judge, Estate estate, Gaps gaps) {
    List<Estate.Item> items = estate.items(rule.kind());
    Map<String, List<Gap>> scopes = new TreeMap<>();
    for (String kind : items.isEmpty() ? rule.needs() : List.of(rule.kind())) {
      gaps.of(kind)
          .forEach((scope, g) -> scopes.computeIfAbsent(scope, s -> new ArrayList<>()).addAll(g));
    }
    if (!scopes.isEmpty()) {
      for (Estate.Item item : items) {
        List<String> ancestors = estate.ancestors(item.fact());
        scopes.keySet().removeAll(gaps.scopesOver(item.fact(), ancestors, rule.kind()));
      }
    }
    List<Judge.Judged> hidden = new ArrayList<>();
    scopes.forEach(
        (scope, causes) -> {
          Resource unread = new Resource(scope, rule.kind(), causes.get(0).source());
          hidden.add(judge.unknown(unread, Gaps.reason(causes)));
        });
    return hidden;
  }

  /** One verdict for each source where the rule's kind cannot exist: the rule does not apply. */
  private static List<Judge.Judged> absent(Rule rule, Judge judge, List<Source> sources) {
    List<Judge.Judged> absent = new ArrayList<>();
    for (Source source : sources) {
      Resource nothing = new Resource(source.id(), rule.kind(), source.id());
      source
          .absence(rule.kind())
          .ifPresent(reason -> absent.add(judge.notApplicable(nothing, reason)));
    }
    return absent;
  }

  /** One unknown verdict where only one plane was read of what the rule sees joined. */
  private static List<Judge.Judged> unlinked(Rule rule, Judge judge, Estate estate) {
    if (!rule.kind().equals("assay.DatabaseLink") || estate.asked(rule.kind())) {
      return List.of();
    }
    Set<String> sources = new TreeSet<>();
    for (String kind : List.of("postgresql.Server", "alloydb.Instance", "sqladmin.Instance")) {
      for (Estate.Item item : estate.items(kind)) {
        String provider = estate.provider(item.fact().id());
        if (!kind.startsWith("postgresql.") || Set.of("alloydb", "cloudsql").contains(provider)) {
          sources.add(item.fact().source());
        }
      }
    }
    return sources.stream()
        .limit(1)
        .map(source -> judge.unknown(new Resource(source, rule.kind(), source), ONE_PLANE))
        .toList();
  }
}
