package dev.assay.workbench;

import dev.assay.cases.RuleCases;
import dev.assay.input.InputException;
import dev.assay.input.YamlNode;
import dev.assay.rego.Policy;
import dev.assay.rego.ast.RegoError;
import dev.assay.rego.ast.RegoException;
import dev.assay.rego.ast.RegoSource;
import dev.assay.rulepack.PackFile;
import dev.assay.rulepack.Rule;
import dev.assay.rulepack.RulePack;
import dev.assay.rulepack.RulePackException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that is wrong with rules: what keeps them from being loaded for an audit, what strict
 * compilation finds in them and their tests, and their cases.
 */
public final class RuleCheck {
  private final List<PackFile> files;

  /** The same mistake may be found twice. */
  private final Set<String> problems = new LinkedHashSet<>();

  private RuleCheck(List<PackFile> files) {
    this.files = files;
  }

  /** How much there is of what is well written. */
  public record Counts(int rules, int cases) {}

  /**
   * Checks the files of a pack.
   *
   * @throws RulePackException with everything that is wrong in them
   */
  public static Counts check(List<PackFile> files) {
    return new RuleCheck(files).check();
  }

  private Counts check() {
    Optional<RulePack> pack = load();
    compileStrictly();
    int cases = 0;
    if (pack.isPresent()) {
      RuleCases runner = new RuleCases(pack.get());
      for (Rule rule : pack.get().rules()) {
        try {
          cases += runner.of(rule).size();
        } catch (InputException e) {
          problems.add(e.getMessage());
        }
      }
    } else {
      files.stream().filter(f -> f.fileName().equals("rule.rego")).forEach(this::checkCasesOf);
    }
    if (!problems.isEmpty()) {
      throw new RulePackException(List.copyOf(problems), files);
    }
    return new Counts(pack.map(p -> p.rules().size()).orElse(0), cases);
  }

  private Optional<RulePack> load() {
    try {
      return Optional.of(RulePack.of(files));
    } catch (RulePackException e) {
      problems.addAll(e.problems());
      return Optional.empty();
    }
  }

  private void compileStrictly() {
    List<RegoSource> sources =
        files.stream()
            .filter(f -> f.path().endsWith(".rego"))
            .map(f -> new RegoSource(f.name(), f.text()))
            .toList();
    try {
      Policy.compileStrictly(sources);
    } catch (RegoException e) {
      e.errors().stream().map(RegoError::toString).forEach(problems::add);
    }
  }

  /** As much of a rule's cases as can be checked without the rule. */
  private void checkCasesOf(PackFile rule) {
    Optional<PackFile> cases =
        files.stream().filter(f -> f.path().equals(rule.folder() + "/cases.yaml")).findFirst();
    if (cases.isEmpty()) {
      problems.add(rule.name() + ": there is no cases.yaml beside it");
      return;
    }
    try {
      YamlNode.parse(cases.get().name(), cases.get().text());
    } catch (InputException e) {
      problems.add(e.getMessage());
    }
  }
}
