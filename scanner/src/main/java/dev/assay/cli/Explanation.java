package dev.assay.cli;

import dev.assay.input.InputException;
import dev.assay.input.Nearest;
import dev.assay.report.Finding;
import dev.assay.rulepack.Rule;
import dev.assay.rulepack.RulePack;
import java.util.List;
import java.util.function.Predicate;

/** Which findings are to be explained: those of a rule, on one resource or on any. */
record Explanation(String rule, String resource) implements Predicate<Finding> {

  /**
   * Reads {@code RULE} or {@code RULE@RESOURCE}.
   *
   * @throws InputException if no such rule judges
   */
  static Explanation of(String text, RulePack pack) throws InputException {
    int at = text.indexOf('@');
    String name = at < 0 ? text : text.substring(0, at);
    List<String> ids = pack.rules().stream().map(Rule::id).toList();
    Rule rule =
        pack.rule(name)
            .orElseThrow(
                () ->
                    new InputException(
                        "--explain: no rule \"" + name + "\" judges" + Nearest.hint(name, ids)));
    return new Explanation(rule.id(), at < 0 ? "" : text.substring(at + 1));
  }

  /** A resource by its id, or by the end of it from a slash on. */
  @Override
  public boolean test(Finding finding) {
    String id = finding.resource().id();
    return finding.rule().equals(rule)
        && (resource.isEmpty() || id.equals(resource) || id.endsWith("/" + resource));
  }
}
