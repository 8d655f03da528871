package dev.assay.cli;

import dev.assay.cases.RuleCases;
import dev.assay.input.InputException;
import dev.assay.rego.ast.RegoError;
import dev.assay.rego.ast.RegoException;
import dev.assay.rego.eval.Limits;
import dev.assay.rulepack.Rule;
import dev.assay.rulepack.RulePack;
import dev.assay.workbench.PolicyTests;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the cases of rules through the real audit, and the tests that are written in Rego. */
@Command(
    name = "test",
    header = "Run the cases of rules, and their tests in Rego.",
    description = {
      "Runs every cases.yaml, and the rules test_… of every *_test.rego as opa test does:"
          + " a test passes when it is true, todo_test_… is skipped.",
      "Exit code 1 if one does not hold."
    },
    footer = {
      "",
      "Examples:",
      "  assay rules test",
      "  assay rules test our-rules -v",
      "  assay rules test our-rules --run 'ours/named: without'"
    },
    mixinStandardHelpOptions = true)
final class RulesTestCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private RuleFolder folder = new RuleFolder();

  @Option(
      names = {"-v", "--verbose"},
      description = "Show every case and test, not only those that do not hold.")
  private boolean verbose;

  @Option(
      names = {"-r", "--run"},
      paramLabel = "REGEX",
      description = {
        "Only those whose name has a match: \"AREA/NAME: case\", or data.package.test_name."
      })
  private String only = "";

  private int passed;
  private int failed;
  private int skipped;

  RulesTestCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InputException {
    Pattern wanted = pattern(only);
    RulePack pack = folder.pack();
    runCases(pack, wanted);
    runTests(pack, wanted);
    console.progress("");
    console.out().printf("%d passed, %d failed, %d skipped%n", passed, failed, skipped);
    return failed == 0 ? ExitCode.OK : ExitCode.VIOLATIONS;
  }

  private static Pattern pattern(String regex) throws InputException {
    try {
      return Pattern.compile(regex);
    } catch (PatternSyntaxException e) {
      throw new InputException("--run: no regular expression: " + e.getDescription(), e);
    }
  }

  private void runCases(RulePack pack, Pattern wanted) throws InputException {
    RuleCases cases = new RuleCases(pack);
    for (Rule rule : pack.rules()) {
      console.progress("testing " + rule.info().name());
      for (RuleCases.Outcome outcome : cases.run(rule)) {
        if (wanted.matcher(rule.info().name() + ": " + outcome.name()).find()) {
          boolean holds = outcome.holds();
          tell(holds ? PolicyTests.Status.PASSED : PolicyTests.Status.FAILED, outcome.toString());
        }
      }
    }
  }

  private void runTests(RulePack pack, Pattern wanted) {
    PolicyTests tests;
    try {
      tests = new PolicyTests(pack.sources(), Limits.none(console.clock().instant()));
    } catch (RegoException e) {
      throw pack.refused(e.errors().stream().map(RegoError::toString).toList());
    }
    for (PolicyTests.Outcome outcome : tests.run(wanted.asPredicate())) {
      tell(outcome.status(), outcome.toString());
      if (verbose || outcome.status() == PolicyTests.Status.FAILED) {
        outcome.notes().forEach(note -> console.out().println("     " + note));
      }
    }
  }

  private void tell(PolicyTests.Status status, String line) {
    switch (status) {
      case PASSED -> passed++;
      case FAILED -> failed++;
      case SKIPPED -> skipped++;
    }
    if (verbose || status == PolicyTests.Status.FAILED) {
      String label =
          switch (status) {
            case PASSED -> "pass ";
            case FAILED -> "FAIL ";
            case SKIPPED -> "skip ";
          };
      console.progress("");
      console.out().println(label + line);
    }
  }
}
