package dev.assay.cli;

import dev.assay.attestation.AttestedControl;
import dev.assay.catalogue.RulePages;
import dev.assay.catalogue.SeedCoverage;
import dev.assay.framework.Framework;
import dev.assay.input.InputException;
import dev.assay.report.WholeFile;
import dev.assay.rulepack.RulePack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Generates the pages about the rules. */
@Command(
    name = "docs",
    header = "Generate a page for each rule, the catalogue, controls and coverage.",
    mixinStandardHelpOptions = true)
final class RulesDocsCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "DIR", arity = "0..1", description = "docs/rules without it.")
  private Path folder = Path.of("docs/rules");

  @Option(
      names = "--check",
      description = "Write nothing; exit with 2 if the folder is not up to date.")
  private boolean check;

  RulesDocsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InputException, IOException {
    RulePack pack = RulePack.bundled();
    List<AttestedControl> attested = AttestedControl.bundled();
    SeedCoverage coverage = SeedCoverage.of(pack.rules(), attested);
    SortedMap<String, String> pages =
        new RulePages(pack, attested, Framework.bundled(), coverage).pages();
    TreeSet<String> stale = new TreeSet<>();
    for (String path : files()) {
      if (!pages.containsKey(path)) {
        stale.add(path);
        if (!check) {
          Files.delete(folder.resolve(path));
        }
      }
    }
    for (Map.Entry<String, String> page : pages.entrySet()) {
      Path file = folder.resolve(page.getKey());
      if (!Files.exists(file) || !Files.readString(file).equals(page.getValue())) {
        stale.add(page.getKey());
        if (!check) {
          WholeFile.write(file, out -> out.write(page.getValue().getBytes(StandardCharsets.UTF_8)));
        }
      }
    }
    console.out().println(coverage.sentence());
    if (check && !stale.isEmpty()) {
      throw new InputException(
          "%s: %d pages are not up to date, %s the first; run assay rules docs"
              .formatted(folder, stale.size(), stale.first()));
    }
    console.out().printf("%s: %d pages, %d changed%n", folder, pages.size(), stale.size());
    return ExitCode.OK;
  }

  private List<String> files() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString().replace('\\', '/'))
          .toList();
    }
  }
}
