package dev.assay.cli;

import dev.assay.input.InputException;
import dev.assay.rego.Policy;
import dev.assay.rego.ast.RegoException;
import dev.assay.rulepack.PackFile;
import dev.assay.rulepack.RulePackException;
import dev.assay.workbench.DataFiles;
import dev.assay.workbench.RuleCheck;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tells what is wrong with rules, before they judge anything. */
@Command(
    name = "check",
    header = "Find mistakes in rules without running them.",
    description = {
      "Compiles the rules and their tests, holds their METADATA to what is required and every"
          + " field they read to the schema of its kind, and reads their cases.",
      "Exit code 2 if something is wrong."
    },
    footer = {"", "Examples:", "  assay rules check", "  assay rules check our-rules"},
    mixinStandardHelpOptions = true)
final class RulesCheckCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private RuleFolder folder = new RuleFolder();

  RulesCheckCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InputException {
    try {
      Optional<List<PackFile>> rules = folder.rules();
      if (rules.isEmpty()) {
        return checkRego(folder.files());
      }
      RuleCheck.Counts counts = RuleCheck.check(rules.get());
      console
          .out()
          .printf("%d rules and %d cases are well written%n", counts.rules(), counts.cases());
      return ExitCode.OK;
    } catch (RulePackException e) {
      List<String> excerpts = e.excerpts();
      excerpts.forEach(console.out()::println);
      console.message(mistakes(excerpts.size()));
      return ExitCode.USAGE;
    }
  }

  /** Rego that is no rules of ours: whether it compiles, strictly. */
  private int checkRego(DataFiles files) {
    try {
      Policy.compileStrictly(files.policies());
      console.out().printf("%d files of Rego are well written%n", files.policies().size());
      return ExitCode.OK;
    } catch (RegoException e) {
      e.errors().forEach(error -> console.out().println(error.withSource()));
      console.message(mistakes(e.errors().size()));
      return ExitCode.USAGE;
    }
  }

  static String mistakes(int count) {
    return count + (count == 1 ? " mistake" : " mistakes") + " in the rules";
  }
}
