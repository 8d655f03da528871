package dev.assay.report.terminal;

import dev.assay.report.Finding;
import dev.assay.report.GapGroup;
import dev.assay.report.ReasonGroup;
import dev.assay.report.RuleFindings;
import dev.assay.report.RuleInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What is the same in many projects of Google Cloud but for the project's name, told once, in the
 * words of the first: half a fleet that refuses is one thing to mend.
 */
final class Families {
  /** A rule with more reasons than these tells each resource its own, as in {@link ReasonGroup}. */
  private static final int FEW = 3;

  private static final Pattern IN_PROJECT =
      Pattern.compile("//[^/]+\\.googleapis\\.com/projects/([^/]+)(?:/.*)?");

  private Families() {}

  /** The text with a gap in place of the name of the project that the id lies in, if any. */
  private static String without(String text, String id) {
    Matcher m = IN_PROJECT.matcher(id);
    return m.matches()
        ? text.replaceAll("(?<![\\w-])" + Pattern.quote(m.group(1)) + "(?![\\w-])", "…")
        : text;
  }

  /** What a finding's message says wherever it is said. */
  static String reason(Finding finding) {
    return without(finding.message(), finding.resource().id());
  }

  static List<GapGroup> gaps(List<GapGroup> groups) {
    Map<List<Object>, GapGroup> families = new LinkedHashMap<>();
    for (GapGroup group : groups) {
      String scope = group.scopes(1).get(0);
      families
          .computeIfAbsent(
              List.of(
                  group.kinds(),
                  group.cause(),
                  without(group.message(), scope),
                  without(group.remedy(), scope)),
              any ->
                  new GapGroup(
                      group.kinds(),
                      group.cause(),
                      group.message(),
                      group.remedy(),
                      new TreeSet<>()))
          .scopes()
          .addAll(group.scopes());
    }
    return List.copyOf(families.values());
  }

  static List<ReasonGroup> undecided(List<ReasonGroup> groups) {
    Map<RuleInfo, List<Finding>> byRule = new LinkedHashMap<>();
    for (ReasonGroup group : groups) {
      for (RuleFindings rule : group.rules()) {
        byRule.computeIfAbsent(rule.rule(), r -> new ArrayList<>()).addAll(rule.findings());
      }
    }
    Map<Object, List<RuleFindings>> families = new LinkedHashMap<>();
    byRule.forEach(
        (rule, all) -> {
          Map<String, List<Finding>> reasons =
              all.stream()
                  .collect(
                      Collectors.groupingBy(
                          Families::reason, LinkedHashMap::new, Collectors.toList()));
          if (reasons.size() > FEW || reasons.containsKey("")) {
            families.put(rule, List.of(new RuleFindings(rule, all)));
          } else {
            reasons.forEach(
                (reason, findings) ->
                    families
                        .computeIfAbsent(reason, r -> new ArrayList<>())
                        .add(new RuleFindings(rule, findings)));
          }
        });
    return families.values().stream().map(rules -> new ReasonGroup("", rules)).toList();
  }
}
