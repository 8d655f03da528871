package dev.assay.workbench;

import dev.assay.cases.RuleCases;
import dev.assay.input.InputException;
import dev.assay.rego.Policy;
import dev.assay.rego.ast.RegoError;
import dev.assay.rego.ast.RegoException;
import dev.assay.rulepack.Rule;
import dev.assay.rulepack.RulePack;
import dev.assay.rulepack.RulePackException;
import java.util.ArrayList;
import java.util.List;

/** What loading rules for an audit leaves out: their tests and their cases. */
public final class RuleCheck {
  private RuleCheck() {}

  /**
   * Checks that the tests compile, and reads all cases.
   *
   * @return how many cases there are
   * @throws RulePackException with everything that is wrong in them
   */
  public static int check(RulePack pack) {
    List<String> problems = new ArrayList<>();
    try {
      Policy.compile(pack.sources());
    } catch (RegoException e) {
      e.errors().stream().map(RegoError::toString).forEach(problems::add);
    }
    RuleCases runner = new RuleCases(pack);
    int cases = 0;
    for (Rule rule : pack.rules()) {
      if (pack.cases(rule).isPresent()) {
        try {
          cases += runner.of(rule).size();
        } catch (InputException e) {
          problems.add(e.getMessage());
        }
      }
    }
    if (!problems.isEmpty()) {
      throw pack.refused(problems);
    }
    return cases;
  }
}
