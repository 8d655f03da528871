package dev.assay.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The gaps that one cause has left: a server that is down hides all its kinds, and is told once.
 *
 * @param kinds what is missing, in alphabetical order
 * @param scopes where it is missing, in alphabetical order
 */
public record GapGroup(
    Set<String> kinds, Gap.Cause cause, String message, String remedy, Set<String> scopes) {

  /** In the order in which the report first tells of each. */
  static List<GapGroup> of(AuditReport report) {
    Map<List<Object>, GapGroup> groups = new LinkedHashMap<>();
    for (Gap gap : report.gaps()) {
      GapGroup group =
          groups.computeIfAbsent(
              List.of(gap.cause(), gap.message(), gap.remedy()),
              any ->
                  new GapGroup(
                      new TreeSet<>(), gap.cause(), gap.message(), gap.remedy(), new TreeSet<>()));
      group.kinds().add(gap.kind());
      group.scopes().add(gap.scope());
    }
    return List.copyOf(groups.values());
  }

  /** The kinds in one line. */
  public String what() {
    return String.join(", ", kinds);
  }

  /** The first scopes, at most so many. */
  public List<String> scopes(int most) {
    return new ArrayList<>(scopes).subList(0, Math.min(most, scopes.size()));
  }
}
