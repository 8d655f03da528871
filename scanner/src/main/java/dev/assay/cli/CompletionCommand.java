package dev.assay.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lets shells complete commands and options. */
@Command(
    name = "completion",
    header = "Print a script by which bash and zsh complete commands and options.",
    footer = {
      "",
      "Examples:",
      "  source <(assay completion)                                  # this shell",
      "  assay completion > /etc/bash_completion.d/assay             # every bash",
    },
    mixinStandardHelpOptions = true)
final class CompletionCommand implements Callable<Integer> {
  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();

  CompletionCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    console.out().print(AutoComplete.bash("assay", spec.root().commandLine()));
    return ExitCode.OK;
  }
}
