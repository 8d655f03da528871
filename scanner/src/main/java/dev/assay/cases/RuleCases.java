package dev.assay.cases;

import dev.assay.audit.Audit;
import dev.assay.engine.Engine;
import dev.assay.engine.OwnEngine;
import dev.assay.input.InputException;
import dev.assay.report.AuditReport;
import dev.assay.report.Finding;
import dev.assay.report.Severity;
import dev.assay.report.Verdict;
import dev.assay.rulepack.PackFile;
import dev.assay.rulepack.Rule;
import dev.assay.rulepack.RulePack;
import dev.assay.snapshot.Fact;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Runs the cases of rules through the audit. */
public final class RuleCases {
  private final RulePack pack;
  private final Engine engine;

  public RuleCases(RulePack pack) {
    this(pack, new OwnEngine());
  }

  public RuleCases(RulePack pack, Engine engine) {
    this.pack = pack;
    this.engine = engine;
  }

  /**
   * What became of a case.
   *
   * @param place {@code file:line:column}
   * @param mismatch what was expected and what came; empty if the case holds
   */
  public record Outcome(String rule, String name, String place, Optional<String> mismatch) {
    public boolean holds() {
      return mismatch.isEmpty();
    }

    @Override
    public String toString() {
      return place + ": " + name + mismatch.map(m -> ": " + m).orElse("");
    }
  }

  /**
   * @throws InputException if the rule has no cases, or its file is not well written
   */
  public List<RuleCase> of(Rule rule) throws InputException {
    Optional<PackFile> file = pack.cases(rule);
    if (file.isEmpty()) {
      throw new InputException(rule.file() + ": there is no cases.yaml beside it");
    }
    return RuleCase.read(file.get(), rule, pack.schemas().kinds());
  }

  /**
   * Runs all cases of a rule, in the order of the file.
   *
   * @throws InputException as {@link #of}
   */
  public List<Outcome> run(Rule rule) throws InputException {
    List<Outcome> outcomes = new ArrayList<>();
    for (RuleCase each : of(rule)) {
      List<Finding> found = findings(rule, each);
      outcomes.add(
          new Outcome(
              rule.id(),
              each.name(),
              each.place(),
              mismatch(each, found).or(() -> unneeded(rule, each, found))));
    }
    return outcomes;
  }

  /** What the audit says of the resource of a case. */
  public List<Finding> findings(Rule rule, RuleCase of) {
    Audit audit = new Audit("", pack.select(r -> r.id().equals(rule.id())), of.parameters());
    AuditReport report = audit.by(engine).of(of.snapshot(), of.asOf());
    return report.findings().stream().filter(f -> f.resource().id().equals(of.judged())).toList();
  }

  /** A gap in a kind that a verdict rests on and the rule does not need would go unseen. */
  private Optional<String> unneeded(Rule rule, RuleCase of, List<Finding> found) {
    return of.snapshot().facts().stream()
        .map(Fact::kind)
        .distinct()
        .filter(kind -> !rule.needs().contains(kind))
        .filter(
            kind ->
                !verdicts(findings(rule, of.where(fact -> !fact.kind().equals(kind))))
                    .equals(verdicts(found)))
        .findFirst()
        .map(kind -> "the verdict rests on " + kind + ", which is not in the rule's \"needs\"");
  }

  private static List<Verdict> verdicts(List<Finding> findings) {
    return findings.stream().map(Finding::verdict).toList();
  }

  private static Optional<String> mismatch(RuleCase expected, List<Finding> found) {
    if (found.isEmpty()) {
      return Optional.of("expected " + expected.expected().label() + ", and nothing was judged");
    }
    Finding first = found.get(0);
    if (first.verdict() != expected.expected()) {
      return Optional.of(
          "expected "
              + expected.expected().label()
              + ", found "
              + first.verdict().label()
              + (first.message().isEmpty() ? "" : ": " + first.message()));
    }
    List<String> messages = found.stream().map(Finding::message).sorted().toList();
    if (expected.texts().isPresent() && !expected.texts().get().equals(messages)) {
      return Optional.of(differ("message", expected.texts().get(), messages));
    }
    Severity worst =
        found.stream().map(Finding::severity).max(Comparator.naturalOrder()).orElseThrow();
    if (expected.severity().isPresent() && expected.severity().get() != worst) {
      return Optional.of(differ("severity", expected.severity().get().label(), worst.label()));
    }
    String remediation = first.remediation().strip();
    return expected
        .remediation()
        .filter(r -> !r.equals(remediation))
        .map(r -> differ("remediation", r, remediation));
  }

  private static String differ(String what, Object expected, Object found) {
    return "expected the " + what + " " + expected + ", found " + found;
  }
}
