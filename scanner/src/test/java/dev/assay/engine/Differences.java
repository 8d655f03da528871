package dev.assay.engine;

import dev.assay.cases.RuleCase;
import dev.assay.cases.RuleCases;
import dev.assay.input.InputException;
import dev.assay.report.Finding;
import dev.assay.rulepack.Rule;
import dev.assay.rulepack.RulePack;
import java.util.ArrayList;
import java.util.List;

/** Where two engines say different things of the cases of rules. */
final class Differences {
  private Differences() {}

  static List<String> between(RuleCases ours, RuleCases theirs, RulePack pack)
      throws InputException {
    List<String> differences = new ArrayList<>();
    for (Rule rule : pack.rules()) {
      for (RuleCase each : ours.of(rule)) {
        List<Finding> expected = ours.findings(rule, each);
        List<Finding> found = theirs.findings(rule, each);
        if (!expected.equals(found)) {
          differences.add(
              each.place() + ": " + each.name() + ": " + told(expected) + ", but " + told(found));
        }
      }
    }
    return differences;
  }

  private static List<String> told(List<Finding> findings) {
    return findings.stream().map(f -> f.verdict().label() + " " + f.message()).toList();
  }
}
