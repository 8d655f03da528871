package dev.assay.report.html;

import dev.assay.report.AuditReport;
import dev.assay.report.Gap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The gaps that have one reason and one remedy. */
record GapGroup(String kind, Gap.Cause cause, String message, String remedy, List<String> scopes) {
  private static final int LISTED = 5;

  static List<GapGroup> of(AuditReport report) {
    Map<List<Object>, GapGroup> groups = new LinkedHashMap<>();
    for (Gap gap : report.gaps()) {
      groups
          .computeIfAbsent(
              List.of(gap.kind(), gap.cause(), gap.message(), gap.remedy()),
              any ->
                  new GapGroup(
                      gap.kind(), gap.cause(), gap.message(), gap.remedy(), new ArrayList<>()))
          .scopes()
          .add(gap.scope());
    }
    return List.copyOf(groups.values());
  }

  List<String> listed() {
    return scopes.subList(0, Math.min(LISTED, scopes.size()));
  }

  int more() {
    return Math.max(0, scopes.size() - LISTED);
  }
}
