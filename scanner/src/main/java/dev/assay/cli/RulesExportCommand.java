package dev.assay.cli;

import dev.assay.config.Config;
import dev.assay.engine.Engines;
import dev.assay.input.InputException;
import dev.assay.rulepack.Profile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Writes the rules as OPA compiles them. */
@Command(
    name = "export",
    header = "Write the rules into a folder, for opa build.",
    description = {
      "Writes the Rego of all rules, and a module through which --engine wasm=FILE asks them;"
          + " then says how to compile them. A bundle serves the very rules it was made of."
    },
    footer = {
      "",
      "Example:",
      "  assay rules export for-opa --rules our-rules",
      "  opa build -t wasm -e assay/engine/answers -o rules.tar.gz for-opa",
      "  assay check snapshot.jsonl --rules our-rules --engine wasm=rules.tar.gz"
    },
    mixinStandardHelpOptions = true)
final class RulesExportCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "DIR", description = "The folder to write to; it must be empty or new.")
  private Path folder = Path.of("");

  @Mixin private RuleOptions options = new RuleOptions();

  RulesExportCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InputException, IOException {
    String build = Engines.export(options.chosen(options.all(Config.EMPTY), Profile.ALL), folder);
    console.out().println("next: " + build);
    return ExitCode.OK;
  }
}
