package dev.assay.audit;

import dev.assay.rego.Evaluator;
import dev.assay.rego.Result;
import dev.assay.rego.ast.RegoException;
import dev.assay.rego.eval.AbsentRead;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoSet;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import dev.assay.report.Finding;
import dev.assay.report.Finding.Evidence;
import dev.assay.report.Resource;
import dev.assay.report.Severity;
import dev.assay.report.Verdict;
import dev.assay.rulepack.FieldPath;
import dev.assay.rulepack.Rule;
import dev.assay.rulepack.Schemas;
import dev.assay.snapshot.Digests;
import dev.assay.snapshot.Fact;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One rule's verdicts, in this order: a gap in what the rule needs makes it unknown; then what the
 * rule says that it does not speak of is not applicable; then a violation fails; then a reason of
 * the rule's own, a field that was read and not reported, or a fault in the evaluation makes it
 * unknown; and only then does it pass.
 */
final class Judge {
  private static final int MOST_EVIDENCE = 12;
  private static final String DATA = "input.resource.data.";

  private final Rule rule;
  private final Schemas schemas;
  private final Estate estate;
  private final Gaps gaps;
  private final Evaluator evaluator;
  private final RegoObject parameters;
  private final Optional<String> unasked;

  Judge(
      Rule rule,
      Schemas schemas,
      Estate estate,
      Gaps gaps,
      Evaluator evaluator,
      RegoObject parameters) {
    this.rule = rule;
    this.schemas = schemas;
    this.estate = estate;
    this.gaps = gaps;
    this.evaluator = evaluator;
    this.parameters = parameters;
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

  Judged of(Estate.Item item) {
    Fact fact = item.fact();
    Optional<String> ignorance = touched(fact).or(() -> unasked);
    if (ignorance.isPresent()) {
      return unknown(resource(fact), ignorance.get());
    }
    RegoObject input =
        new RegoObject.Builder(2)
            .put("resource", item.value())
            .put("parameters", parameters)
            .build();
    try {
      return decided(item, input);
    } catch (RegoException e) {
      return unknown(resource(fact), fault(e));
    }
  }

  /** The verdict on what could not be looked at. */
  Judged unknown(Resource resource, String reason) {
    return new Judged(
        resource, Verdict.UNKNOWN, List.of(finding(resource, Verdict.UNKNOWN, reason)));
  }

  /** The finding of a resource that passes, or that the rule does not speak of. */
  Finding quiet(Judged judged) {
    return finding(judged.resource(), judged.verdict(), "");
  }

  private Optional<String> touched(Fact fact) {
    List<String> ancestors = null;
    for (String kind : rule.needs()) {
      if (!gaps.of(kind).isEmpty()) {
        ancestors = ancestors == null ? estate.ancestors(fact) : ancestors;
        Optional<String> reason = gaps.touching(fact, ancestors, kind);
        if (reason.isPresent()) {
          return reason;
        }
      }
    }
    return Optional.empty();
  }

  private Judged decided(Estate.Item item, RegoObject input) {
    Resource resource = resource(item.fact());
    if (rule.applies().isPresent()) {
      Result applies = evaluator.evaluate(rule.applies().get(), input);
      if (!applies.value().map(Value::isTruthy).orElse(false)) {
        return silent(resource, applies.absentReads());
      }
    }
    Result fail = evaluator.evaluate(rule.fail(), input);
    List<Value> violations = items(fail);
    if (!violations.isEmpty()) {
      return new Judged(resource, Verdict.FAIL, violations(item, violations));
    }
    Set<AbsentRead> absent = new LinkedHashSet<>(fail.absentReads());
    if (rule.unknown().isPresent()) {
      Result unknown = evaluator.evaluate(rule.unknown().get(), input);
      List<Value> reasons = items(unknown);
      if (!reasons.isEmpty()) {
        return unknown(resource, joined(reasons));
      }
      absent.addAll(unknown.absentReads());
    }
    return absent.isEmpty()
        ? new Judged(resource, Verdict.PASS, List.of())
        : unknown(resource, notReported(absent));
  }

  /**
   * The verdict where the rule does not apply. That a field is absent is an answer there, unless
   * the field is always reported: then nobody knows whether the rule applies.
   */
  private Judged silent(Resource resource, Set<AbsentRead> absent) {
    Set<AbsentRead> missing = new LinkedHashSet<>(absent);
    missing.removeIf(
        read ->
            !read.path().startsWith(DATA)
                || !schemas.requires(
                    rule.kind(), FieldPath.parse(read.path().substring(DATA.length()))));
    return missing.isEmpty()
        ? new Judged(resource, Verdict.NOT_APPLICABLE, List.of())
        : unknown(resource, notReported(missing));
  }

  private static List<Value> items(Result result) {
    return result
        .value()
        .map(v -> v instanceof RegoSet s ? s.asList() : List.of(v))
        .orElse(List.of());
  }

  private static String joined(List<Value> reasons) {
    return String.join(" ", reasons.stream().map(Judge::text).toList());
  }

  private static String text(Value value) {
    return value instanceof RegoString s ? s.value() : value.toString();
  }

  private static String notReported(Set<AbsentRead> absent) {
    Set<String> paths = new TreeSet<>();
    for (AbsentRead read : absent) {
      paths.add(read.path().replaceFirst("^input\\.resource\\.data\\.?", ""));
    }
    return (paths.size() == 1 ? "field not reported: " : "fields not reported: ")
        + String.join(", ", paths);
  }

  private static String fault(RegoException e) {
    return "the rule could not be evaluated: "
        + String.join("; ", e.errors().stream().map(Object::toString).toList());
  }

  /** The violations, those of one place in the resource as one finding. */
  private List<Finding> violations(Estate.Item item, List<Value> values) {
    Map<String, List<Violation>> byPlace = new TreeMap<>();
    for (Value value : values) {
      Violation violation = Violation.of(value, rule.info().severity());
      byPlace.computeIfAbsent(violation.at(), at -> new ArrayList<>()).add(violation);
    }
    String remediation = Remediation.of(rule.info().remediation(), item.fact(), data(item));
    List<Finding> findings = new ArrayList<>();
    byPlace.forEach(
        (at, violations) -> {
          Set<String> messages = new LinkedHashSet<>();
          Set<Evidence> evidence = new LinkedHashSet<>();
          Severity worst = Severity.INFO;
          for (Violation violation : violations) {
            messages.add(violation.message());
            evidence.addAll(violation.evidence());
            worst = violation.severity().atLeast(worst) ? violation.severity() : worst;
          }
          findings.add(
              finding(
                  resource(item.fact()),
                  Verdict.FAIL,
                  worst,
                  String.join(" ", messages),
                  at,
                  evidence.isEmpty() ? read(item) : List.copyOf(evidence),
                  remediation));
        });
    return findings;
  }

  private static RegoObject data(Estate.Item item) {
    return item.value().get("data") instanceof RegoObject data ? data : RegoObject.EMPTY;
  }

  /** What the rule may have read of the resource, as far as it is there. */
  private List<Evidence> read(Estate.Item item) {
    List<Evidence> evidence = new ArrayList<>();
    RegoObject data = data(item);
    for (FieldPath path : rule.reads()) {
      if (evidence.size() < MOST_EVIDENCE) {
        path.in(data).ifPresent(value -> evidence.add(Violation.evidence(path.toString(), value)));
      }
    }
    return evidence;
  }

  private Finding finding(Resource resource, Verdict verdict, String message) {
    return finding(resource, verdict, rule.info().severity(), message, "", List.of(), "");
  }

  private Finding finding(
      Resource resource,
      Verdict verdict,
      Severity severity,
      String message,
      String at,
      List<Evidence> evidence,
      String remediation) {
    return new Finding(
        fingerprint(rule.id(), resource.id(), at),
        rule.id(),
        verdict,
        severity,
        resource,
        message,
        at,
        evidence,
        remediation);
  }

  private static Resource resource(Fact fact) {
    return new Resource(fact.id(), fact.kind(), fact.source());
  }

  private static String fingerprint(String rule, String resource, String at) {
    MessageDigest digest = Digests.sha256();
    digest.update((rule + "\0" + resource + "\0" + at).getBytes(StandardCharsets.UTF_8));
    return Digests.hex(digest);
  }
}
