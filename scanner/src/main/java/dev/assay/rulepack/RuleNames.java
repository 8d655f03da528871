package dev.assay.rulepack;

import dev.assay.input.Nearest;
import dev.assay.report.RuleInfo;
import dev.assay.report.Severity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What rules may be called where somebody names them: an id ({@code PG-RLS-001}), a former id, a
 * prefix ({@code PG-RLS}), a folder ({@code postgresql/rls_not_enabled}) or an area ({@code
 * postgresql}).
 */
public final class RuleNames {
  /** A rule with its former ids. */
  private record Named(RuleInfo info, List<String> aliases) {
    boolean answersTo(String name) {
      return info.id().equals(name)
          || info.id().startsWith(name + "-")
          || aliases.contains(name)
          || info.name().equals(name)
          || info.name().startsWith(name + "/");
    }
  }

  private final List<Named> rules;

  private RuleNames(List<Named> rules) {
    this.rules = List.copyOf(rules);
  }

  public static RuleNames of(Collection<Rule> rules) {
    return new RuleNames(rules.stream().map(r -> new Named(r.info(), r.aliases())).toList());
  }

  /** These, and rules that are judged without Rego. */
  public RuleNames and(Collection<RuleInfo> more) {
    List<Named> all = new ArrayList<>(rules);
    more.forEach(info -> all.add(new Named(info, List.of())));
    return new RuleNames(all);
  }

  /** The ids of the rules that a name stands for; none if nobody knows the name. */
  public Set<String> named(String name) {
    Set<String> ids = new TreeSet<>();
    rules.stream().filter(rule -> rule.answersTo(name)).forEach(rule -> ids.add(rule.info().id()));
    return ids;
  }

  /** The id of the rule that has, or had, this id. */
  public Optional<String> id(String idOrAlias) {
    return rules.stream()
        .filter(r -> r.info().id().equals(idOrAlias) || r.aliases().contains(idOrAlias))
        .map(r -> r.info().id())
        .findFirst();
  }

  /** The worst severity that the rules of a name have by themselves. */
  public Optional<Severity> worst(String name) {
    return rules.stream()
        .filter(rule -> rule.answersTo(name))
        .map(rule -> rule.info().severity())
        .max(Severity::compareTo);
  }

  /** {@code ": did you mean X?"}, or where all names are shown. */
  public String hint(String name) {
    Set<String> known = new TreeSet<>();
    for (Named rule : rules) {
      known.add(rule.info().id());
      known.addAll(rule.aliases());
      known.add(rule.info().area());
      known.add(rule.info().id().replaceFirst("-[^-]*$", ""));
    }
    return Nearest.to(name, known)
        .map(k -> ": did you mean " + k + "?")
        .orElse("; see assay rules list");
  }
}
