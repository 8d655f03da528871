package dev.assay.cli;

import dev.assay.input.InputException;
import dev.assay.rego.ast.Dialect;
import dev.assay.rulepack.PackFile;
import dev.assay.rulepack.RulePack;
import dev.assay.workbench.DataFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a command for authors of rules works on. */
final class RuleFolder {
  @Parameters(
      paramLabel = "PATH",
      arity = "0..*",
      description = {
        "A folder with rules; or folders and files with any Rego and its data; without it, the"
            + " rules that come with Assay."
      })
  private List<Path> paths = new ArrayList<>();

  @Option(
      names = "--ignore",
      paramLabel = "PATTERN",
      description = "Leave out files and folders of this name, e.g. *.yaml; may be repeated.")
  private List<String> ignored = new ArrayList<>();

  @Option(
      names = "--v0-compatible",
      description = "The Rego is v0, as before OPA 1.0; rules of Assay's shape are never.")
  private boolean old;

  /**
   * The files of rules, if it is a folder of Assay's shape; empty if it is any other Rego.
   *
   * @throws InputException if there is nothing at a path
   */
  Optional<List<PackFile>> rules() throws InputException {
    if (paths.isEmpty()) {
      return Optional.of(RulePack.bundledFiles());
    }
    for (Path path : paths) {
      if (!Files.exists(path)) {
        throw new InputException(path + ": no such file or folder");
      }
    }
    Path first = paths.get(0);
    return paths.size() == 1 && Files.isDirectory(first) && DataFiles.holdsRules(first)
        ? Optional.of(RulePack.filesOf(first))
        : Optional.empty();
  }

  /** All that lies at the paths. */
  DataFiles files() throws InputException {
    DataFiles files = DataFiles.read(paths, old ? Dialect.V0 : Dialect.V1, ignored);
    if (files.policies().isEmpty()) {
      throw new InputException(paths.get(0) + ": no Rego in it; a rule is AREA/NAME/rule.rego");
    }
    return files;
  }
}
