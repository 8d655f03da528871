package dev.assay.cli;

import dev.assay.cases.RuleCases;
import dev.assay.input.InputException;
import dev.assay.rulepack.Rule;
import dev.assay.rulepack.RulePack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs the cases of rules through the real audit. */
@Command(
    name = "test",
    header = "Run the cases of rules.",
    description = "Exit code 1 if a case does not hold.",
    footer = {"", "Examples:", "  assay rules test", "  assay rules test our-rules -v"},
    mixinStandardHelpOptions = true)
final class RulesTestCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(
      paramLabel = "DIR",
      arity = "0..1",
      description = "A folder with rules; without it, those that come with Assay.")
  private @Nullable Path folder;

  @Option(
      names = {"-v", "--verbose"},
      description = "Show every case, not only those that do not hold.")
  private boolean verbose;

  RulesTestCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InputException {
    RulePack pack = pack();
    RuleCases cases = new RuleCases(pack);
    int passed = 0;
    int failed = 0;
    for (Rule rule : pack.rules()) {
      console.progress("testing " + rule.info().name());
      for (RuleCases.Outcome outcome : cases.run(rule)) {
        if (outcome.holds()) {
          passed++;
        } else {
          failed++;
        }
        if (verbose || !outcome.holds()) {
          console.progress("");
          console.out().println((outcome.holds() ? "pass " : "FAIL ") + outcome);
        }
      }
    }
    console.progress("");
    console.out().printf("%d rules: %d passed, %d failed%n", pack.rules().size(), passed, failed);
    return failed == 0 ? ExitCode.OK : ExitCode.VIOLATIONS;
  }

  private RulePack pack() throws InputException {
    Path own = folder;
    if (own == null) {
      return RulePack.bundled();
    }
    if (!Files.isDirectory(own)) {
      throw new InputException(own + ": no such folder with rules");
    }
    RulePack pack = RulePack.only(own);
    if (pack.rules().isEmpty()) {
      throw new InputException(own + ": no rule in it; a rule is AREA/NAME/rule.rego");
    }
    return pack;
  }
}
