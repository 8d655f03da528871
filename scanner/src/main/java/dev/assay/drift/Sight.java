package dev.assay.drift;

import dev.assay.report.AuditReport;
import dev.assay.report.Finding;
import dev.assay.report.Gap;
import dev.assay.report.RuleInfo;
import dev.assay.report.Source;
import dev.assay.report.Verdict;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What an audit could see: that it does not tell of something means something only there. */
final class Sight {
  private final Set<String> sources = new HashSet<>();
  private final Set<String> rules = new HashSet<>();
  private final Set<String> gaps = new HashSet<>();
  private final Set<List<String>> undecided = new HashSet<>();

  Sight(AuditReport report) {
    report.sources().stream().map(Source::id).forEach(sources::add);
    report.rules().stream().map(RuleInfo::id).forEach(rules::add);
    report.gaps().stream().map(Gap::scope).forEach(gaps::add);
    for (Finding finding : report.findings()) {
      if (finding.verdict() == Verdict.UNKNOWN) {
        undecided.add(List.of(finding.rule(), finding.resource().id()));
      }
    }
  }

  /** Whether a violation of that rule on that resource would have been seen. */
  boolean reaches(String rule, String resource, String source) {
    if (!sources.contains(source) || !rules.contains(rule)) {
      return false;
    }
    for (String id = resource; ; id = id.substring(0, id.lastIndexOf('/'))) {
      if (gaps.contains(id) || undecided.contains(List.of(rule, id))) {
        return false;
      }
      int end = id.lastIndexOf('/');
      if (end <= 0 || id.charAt(end - 1) == '/') {
        return true;
      }
    }
  }
}
