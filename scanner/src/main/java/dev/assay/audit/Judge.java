package dev.assay.audit;

import dev.assay.engine.Answer;
import dev.assay.engine.Engine;
import dev.assay.rego.eval.AbsentRead;
import dev.assay.rego.value.Json;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import dev.assay.report.Finding;
import dev.assay.report.Resource;
import dev.assay.report.Severity;
import dev.assay.report.Verdict;
import dev.assay.rulepack.FieldPath;
import dev.assay.rulepack.Parameters;
import dev.assay.rulepack.Reach;
import dev.assay.rulepack.Rule;
import dev.assay.rulepack.Schemas;
import dev.assay.snapshot.Fact;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One rule's verdicts, in this order: a gap in what the rule needs makes it unknown; then what the
 * rule says that it does not speak of is not applicable; then a violation fails; then a reason of
 * the rule's own, a field that was read and not reported, or a fault in the evaluation makes it
 * unknown; and only then does it pass.
 */
final class Judge {
  private static final Answer UNASKED = new Answer.Fault("it was not asked");
  private static final String DATA = "input.resource.data.";
  private static final int LATELY_BITS = 9;

  private final Rule rule;
  private final Schemas schemas;
  private final Estate estate;
  private final Gaps gaps;
  private final Engine.Session session;
  private final Parameters.OfRule parameters;
  private final Optional<Parameters.Effective> everywhere;
  private final Optional<String> unasked;
  private final Particulars particulars;

  /** Messages, each at its hash; whoever finds another one there takes its place. */
  private final @Nullable String[] lately = new String[1 << LATELY_BITS];

  /** What the rule needs and some of could not be read. */
  private final List<String> gapped;

  Judge(
      Rule rule,
      Schemas schemas,
      Estate estate,
      Gaps gaps,
      Engine.Session session,
      Parameters parameters) {
    this.rule = rule;
    this.schemas = schemas;
    this.estate = estate;
    this.gaps = gaps;
    this.session = session;
    this.parameters = parameters.ofRule(rule);
    this.particulars = new Particulars(rule);
    this.gapped = rule.needs().stream().filter(kind -> !gaps.of(kind).isEmpty()).toList();
    this.everywhere =
        this.parameters.sameEverywhere()
            ? Optional.of(parameters.everywhere(rule))
            : Optional.empty();
    this.unasked =
        rule.needs().stream()
            .filter(kind -> !estate.asked(kind))
            .findFirst()
            .map(kind -> kind + " is needed, and no source was asked for it.");
  }

  /**
   * The verdict on one resource.
   *
   * @param findings one, or one for each place that fails; none yet for a pass and what is not
   *     applicable, of which few will be listed
   */
  record Judged(Resource resource, Verdict verdict, List<Finding> findings) {}

  Rule rule() {
    return rule;
  }

  /** The verdicts on resources, in their order. */
  void of(Docket.Batch batch, Verdicts to) {
    if (unasked.isEmpty() && gapped.isEmpty() && everywhere.isPresent()) {
      Iterator<Answer> answers = answers(batch.values());
      for (Estate.Item item : batch.items()) {
        to.add(decided(item, answers.next()));
      }
      return;
    }
    List<RegoObject> asked = new ArrayList<>();
    List<Optional<String>> ignorance = new ArrayList<>();
    for (Estate.Item item : batch.items()) {
      Optional<String> reason =
          touched(item.fact()).or(() -> unasked).or(() -> undecided(item.fact()));
      ignorance.add(reason);
      if (reason.isEmpty()) {
        asked.add(item.value());
      }
    }
    Iterator<Answer> answers = answers(asked);
    for (int i = 0; i < batch.items().size(); i++) {
      Estate.Item item = batch.items().get(i);
      to.add(
          ignorance
              .get(i)
              .map(reason -> unknown(item.resource(), reason))
              .orElseGet(() -> decided(item, answers.next())));
    }
  }

  /** The answers on resources, in their order, asked together where they are judged by the same. */
  private Iterator<Answer> answers(List<RegoObject> resources) {
    if (resources.isEmpty()) {
      return Collections.emptyIterator();
    }
    if (everywhere.isPresent()) {
      return session.ask(rule, everywhere.get().values(), resources).iterator();
    }
    Map<RegoObject, List<Integer>> byValues = new LinkedHashMap<>();
    for (int i = 0; i < resources.size(); i++) {
      RegoObject values = effective(text(resources.get(i).get("id"))).values();
      byValues.computeIfAbsent(values, v -> new ArrayList<>()).add(i);
    }
    List<Answer> answers = new ArrayList<>(Collections.nCopies(resources.size(), UNASKED));
    byValues.forEach(
        (values, positions) -> {
          List<RegoObject> together = positions.stream().map(resources::get).toList();
          Iterator<Answer> some = session.ask(rule, values, together).iterator();
          positions.forEach(i -> answers.set(i, some.next()));
        });
    return answers.iterator();
  }

  /** What the rule is judged by for a resource. */
  Parameters.Effective effective(String id) {
    return everywhere.orElseGet(() -> parameters.at(estate.standing(id)));
  }

  /** The verdict on what could not be looked at. */
  Judged unknown(Resource resource, String reason) {
    return new Judged(
        resource, Verdict.UNKNOWN, List.of(finding(resource, Verdict.UNKNOWN, reason)));
  }

  /** The verdict on what cannot exist. */
  Judged notApplicable(Resource resource, String reason) {
    return new Judged(
        resource,
        Verdict.NOT_APPLICABLE,
        List.of(finding(resource, Verdict.NOT_APPLICABLE, reason)));
  }

  /** The finding of a violation that no other is told together with. */
  Finding failed(Resource resource, Value value) {
    Violation violation = Violation.of(value, rule.info().severity());
    String place = violation.at().isEmpty() ? violation.message() : violation.at();
    return new Finding(
            Fingerprint.of(rule.id(), resource.id(), place),
            rule.id(),
            Verdict.FAIL,
            violation.severity(),
            resource,
            violation.message(),
            violation.at(),
            Violation.given(value).map(Violation::evidence).orElse(List.of()),
            rule.info().remediation())
        .under(effective(resource.id()).terms());
  }

  /** The finding of a resource that passes, or that the rule does not speak of. */
  Finding quiet(Judged judged) {
    return finding(judged.resource(), judged.verdict(), "");
  }

  /**
   * What the rule may have missed if it looks for resources of a kind of which some are missing.
   * Who goes through all resources looks for others than those of the rule's own kind.
   */
  private Optional<String> missed(
      Supplier<Reach> reach, BiFunction<Fact, String, Optional<String>> where, Fact fact) {
    if (gapped.isEmpty() || !rule.maySearch()) {
      return Optional.empty();
    }
    return gapped.stream()
        .flatMap(
            kind -> where.apply(fact, kind).filter(reason -> looksFor(reach.get(), kind)).stream())
        .findFirst();
  }

  /** Why nobody knows by which values a resource is to be judged. */
  private Optional<String> undecided(Fact fact) {
    return everywhere.isPresent()
        ? Optional.empty()
        : parameters.undecided(estate.standing(fact.id()));
  }

  private boolean looksFor(Reach reach, String kind) {
    return reach.searches(kind) || (reach.searchesAll() && !kind.equals(rule.kind()));
  }

  private Optional<String> touched(Fact fact) {
    List<String> ancestors = gapped.isEmpty() ? List.of() : estate.ancestors(fact);
    for (String kind : gapped) {
      Optional<String> reason = gaps.touching(fact, ancestors, kind);
      if (reason.isPresent()) {
        return reason;
      }
    }
    return Optional.empty();
  }

  private Judged decided(Estate.Item item, Answer answer) {
    Resource resource = item.resource();
    if (answer instanceof Answer.Silent silent) {
      return estate
          .ignorance()
          .whetherApplies(rule, item.fact())
          .or(() -> missed(rule::scope, gaps::anywhere, item.fact()))
          .map(doubt -> unknown(resource, doubt))
          .orElseGet(() -> silent(resource, silent.absent()));
    } else if (answer instanceof Answer.Violations violations) {
      return missed(rule::verdict, gaps::inProject, item.fact())
          .map(reason -> unknown(resource, reason))
          .orElseGet(() -> violated(item, violations.values()));
    } else if (answer instanceof Answer.Undecided undecided) {
      return unknown(resource, joined(undecided.reasons()));
    } else if (answer instanceof Answer.Clean clean) {
      return estate
          .ignorance()
          .whetherClean(rule, item.fact())
          .or(() -> missed(rule::verdict, gaps::inProject, item.fact()))
          .or(
              () ->
                  clean.absent().isEmpty()
                      ? Optional.empty()
                      : Optional.of(notReported(clean.absent())))
          .map(reason -> unknown(resource, reason))
          .orElseGet(() -> new Judged(resource, Verdict.PASS, List.of()));
    }
    String reason = ((Answer.Fault) answer).reason();
    return unknown(resource, "the rule could not be evaluated: " + reason);
  }

  /** The violations that do not rest on what is not told; unknown if there is no other. */
  private Judged violated(Estate.Item item, List<Value> values) {
    Resource resource = item.resource();
    if (estate.ignorance().none()) {
      return new Judged(resource, Verdict.FAIL, violations(item, values));
    }
    List<Value> sure = new ArrayList<>();
    Set<String> doubts = new LinkedHashSet<>();
    for (Value value : values) {
      Violation violation = Violation.of(value, rule.info().severity());
      Optional<String> doubt =
          estate.ignorance().whetherViolated(rule, item.fact(), violation.at());
      doubt.ifPresentOrElse(doubts::add, () -> sure.add(value));
    }
    return sure.isEmpty()
        ? unknown(resource, String.join("; ", doubts))
        : new Judged(resource, Verdict.FAIL, violations(item, sure));
  }

  /**
   * The verdict where the rule does not apply. That a field is absent is an answer there, unless
   * the field is always reported: then nobody knows whether the rule applies.
   */
  private Judged silent(Resource resource, Set<AbsentRead> absent) {
    if (!absent.isEmpty()) {
      Set<AbsentRead> missing = new LinkedHashSet<>(absent);
      missing.removeIf(
          read ->
              !read.path().startsWith(DATA)
                  || !schemas.requires(
                      rule.kind(), FieldPath.parse(read.path().substring(DATA.length()))));
      if (!missing.isEmpty()) {
        return unknown(resource, notReported(missing));
      }
    }
    String provider = rule.managed().isEmpty() ? "" : estate.provider(resource.id());
    return provider.isEmpty() || provider.equals("postgresql")
        ? new Judged(resource, Verdict.NOT_APPLICABLE, List.of())
        : notApplicable(resource, "provider-managed (" + provider + "): " + rule.managed());
  }

  private static String joined(List<Value> reasons) {
    return String.join(" ", reasons.stream().map(Judge::text).toList());
  }

  private static String text(@Nullable Value value) {
    return value instanceof RegoString s ? s.value() : value == null ? "" : Json.write(value);
  }

  private static String notReported(Set<AbsentRead> absent) {
    Set<String> paths = new TreeSet<>();
    for (AbsentRead read : absent) {
      paths.add(read.path().replaceFirst("^input\\.resource\\.data\\.?", ""));
    }
    return (paths.size() == 1 ? "field not reported: " : "fields not reported: ")
        + String.join(", ", paths);
  }

  /** The violations, those of one place in the resource as one finding. */
  private List<Finding> violations(Estate.Item item, List<Value> values) {
    if (values.size() == 1) {
      return List.of(violation(item, Violation.of(values.get(0), rule.info().severity()), values));
    }
    Map<String, List<Value>> byPlace = new TreeMap<>();
    for (Value value : values) {
      Violation violation = Violation.of(value, rule.info().severity());
      byPlace.computeIfAbsent(violation.at(), at -> new ArrayList<>()).add(value);
    }
    List<Finding> findings = new ArrayList<>();
    byPlace.forEach(
        (at, together) -> {
          Set<String> messages = new LinkedHashSet<>();
          Severity worst = Severity.INFO;
          for (Value value : together) {
            Violation violation = Violation.of(value, rule.info().severity());
            messages.add(violation.message());
            worst = violation.severity().atLeast(worst) ? violation.severity() : worst;
          }
          Violation all = new Violation(String.join(" ", messages), at, worst);
          findings.add(violation(item, all, List.copyOf(together)));
        });
    return findings;
  }

  private Finding violation(Estate.Item item, Violation violation, List<Value> values) {
    return finding(
        particulars.of(item, violation.at(), values),
        item.resource(),
        Verdict.FAIL,
        violation.severity(),
        violation.message(),
        violation.at());
  }

  private Finding finding(Resource resource, Verdict verdict, String message) {
    Finding.Details plain = Particulars.plain(rule.id(), resource.id());
    return finding(plain, resource, verdict, rule.info().severity(), message, "");
  }

  private Finding finding(
      Finding.Details details,
      Resource resource,
      Verdict verdict,
      Severity severity,
      String message,
      String at) {
    return new Finding(details, rule.id(), verdict, severity, resource, shared(message), at)
        .under(effective(resource.id()).terms());
  }

  /** The message, the same object as lately: a rule says the same of many resources. */
  private String shared(String message) {
    int i = (message.hashCode() * 0x9E3779B9) >>> (32 - LATELY_BITS);
    String known = lately[i];
    if (known == null || !known.equals(message)) {
      lately[i] = message;
      return message;
    }
    return known;
  }
}
