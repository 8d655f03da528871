package dev.assay.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.report.Finding;
import dev.assay.report.Gap;
import dev.assay.report.Verdict;
import dev.assay.rulepack.Rule;
import dev.assay.rulepack.RulePack;
import dev.assay.snapshot.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Never green by ignorance: take away a resource beside the one that a case judges, and leave the
 * gap that a collector would leave. No verdict may be a pass then, or that the rule is of no
 * concern, but for resources of kinds that the rule does not need where it was content before.
 */
class UnreadResourceTest {
  private static final Pattern POSTGRESQL = Pattern.compile("(postgresql://[^/]+)(/[^/]+)?(/.*)?");
  private static final Pattern GOOGLE =
      Pattern.compile("(//[^/]+/(?:projects|folders|organizations)/[^/]+(?:/locations/[^/]+)?)/.*");

  private final RulePack pack = RulePack.bundled();
  private final RuleCases cases = new RuleCases(pack);

  @Test
  void noRuleIsContentBecauseAResourceElsewhereCouldNotBeRead() throws Exception {
    List<String> content = new ArrayList<>();
    int taken = 0;
    for (Rule rule : pack.rules()) {
      for (RuleCase each : cases.of(rule)) {
        for (Fact fact : each.snapshot().facts()) {
          for (String scope : fact.id().equals(each.judged()) ? Set.<String>of() : scopes(fact)) {
            if (isContent(each.expected())
                && (!rule.needs().contains(fact.kind()) || isElsewhere(scope, each.judged()))) {
              continue;
            }
            taken++;
            Gap gap = new Gap(fact.source(), fact.kind(), scope, Gap.Cause.DENIED, "denied", "");
            if (isContent(cases.findings(rule, each.without(fact, gap)))) {
              content.add(each.place() + ": " + each.name() + ", without " + fact.id());
            }
          }
        }
      }
    }
    assertThat(content).isEmpty();
    assertThat(taken).isGreaterThan(pack.rules().size());
  }

  private static boolean isContent(List<Finding> findings) {
    return !findings.isEmpty()
        && findings.stream().map(Finding::verdict).allMatch(UnreadResourceTest::isContent);
  }

  private static boolean isContent(Verdict verdict) {
    return verdict == Verdict.PASS || verdict == Verdict.NOT_APPLICABLE;
  }

  /** Of another server, or another database of the same. */
  private static boolean isElsewhere(String scope, String judged) {
    String id = judged.replace("assay://links/", "postgresql://");
    return scope.startsWith("postgresql://") && !(id + "/").startsWith(scope + "/");
  }

  /** Where collectors say that it is missing. */
  private static Set<String> scopes(Fact fact) {
    Set<String> scopes = new TreeSet<>();
    Matcher postgresql = POSTGRESQL.matcher(fact.id());
    Matcher google = GOOGLE.matcher(fact.id());
    if (postgresql.matches()) {
      boolean below = postgresql.group(3) != null && !"/-".equals(postgresql.group(2));
      scopes.add(postgresql.group(1) + (below ? postgresql.group(2) : ""));
      return scopes;
    }
    if (google.matches()) {
      scopes.add(google.group(1));
    }
    String parent = fact.parent();
    if (parent != null) {
      scopes.add(parent);
    }
    return scopes;
  }
}
