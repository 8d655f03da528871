package dev.assay.cli;

import dev.assay.input.InputException;
import dev.assay.rulepack.RulePack;
import dev.assay.workbench.Scaffold;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Begins a rule. */
@Command(
    name = "new",
    header = "Begin a rule: a draft with cases that hold.",
    footer = {
      "",
      "Examples:",
      "  assay rules new ours/no_bypass --kind postgresql.Role --field bypassrls",
      "  assay rules new ours/tls --kind alloydb.Instance -o our-rules"
    },
    mixinStandardHelpOptions = true)
final class RulesNewCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "AREA/NAME", description = "The rule's folder, and its package.")
  private String name = "";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      defaultValue = "rules",
      description = "The folder with your rules (default: rules).")
  private Path folder = Path.of("rules");

  @Option(
      names = {"-k", "--kind"},
      paramLabel = "KIND",
      defaultValue = "postgresql.Role",
      description = "The kind of resource to judge (default: postgresql.Role).")
  private String kind = "";

  @Option(
      names = "--field",
      paramLabel = "PATH",
      description = "The field to begin with, as the kind's schema calls it.")
  private String field = "";

  RulesNewCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InputException {
    Scaffold scaffold = Scaffold.of(name, kind, field, RulePack.bundled().schemas());
    scaffold.write(folder.resolve(name)).forEach(console.out()::println);
    console.out().println("next: assay rules check " + folder + "; assay rules test " + folder);
    return ExitCode.OK;
  }
}
