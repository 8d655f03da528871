package dev.assay.cli;

import dev.assay.input.InputException;
import dev.assay.rulepack.RulePack;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** The rules that a command for their authors works on. */
final class RuleFolder {
  @Parameters(
      paramLabel = "DIR",
      arity = "0..1",
      description = "A folder with rules; without it, those that come with Assay.")
  private @Nullable Path folder;

  RulePack pack() throws InputException {
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
