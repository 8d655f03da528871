package dev.assay.collect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.assay.audit.Audit;
import dev.assay.fixtures.postgresql.PostgresServer;
import dev.assay.report.AuditReport;
import dev.assay.report.Finding;
import dev.assay.report.Gap;
import dev.assay.report.Verdict;
import dev.assay.rulepack.Parameters;
import dev.assay.rulepack.Rule;
import dev.assay.rulepack.RulePack;
import dev.assay.snapshot.Fact;
import dev.assay.snapshot.Snapshot;
import dev.assay.snapshot.SnapshotHeader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What becomes of the rules when something is denied to them: fact by fact, and for the roles that
 * a scan may have, on every version. A rule may know less than it could; it never passes or fails
 * what it would not if it knew all.
 */
class DeniedFactsTest {
  private static final RulePack PACK = RulePack.bundled();
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  /**
   * One container for each fact; its tests are named by what its rules say when it is denied. The
   * last one holds all rules to it, those too that would look at the fact without saying so.
   */
  @TestFactory
  Stream<DynamicNode> a_rule_is_unknown_when_a_fact_that_it_needs_is_denied() {
    Collected whole = java.util.Objects.requireNonNull(EveryMajor.scans().get(17));
    ResourceIds ids = ids(whole);
    Map<String, Verdict> informed =
        byResource(audit(whole, whole.facts(), List.of(), PACK.rules()));
    List<DynamicNode> nodes = new ArrayList<>();
    for (FactQuery fact : FactQuery.forMajor(17)) {
      String scope = ids.scope(fact.scope());
      Gap gap =
          new Gap(whole.source().id(), fact.kind(), scope, Gap.Cause.DENIED, "denied", "GRANT x");
      List<Fact> rest = whole.facts().stream().filter(f -> !f.kind().equals(fact.kind())).toList();
      List<Rule> needing =
          PACK.rules().stream().filter(r -> r.needs().contains(fact.kind())).toList();
      AuditReport report = audit(whole, rest, List.of(gap), needing);
      List<DynamicTest> tests = new ArrayList<>();
      for (Rule rule : needing) {
        Map<Verdict, Integer> verdicts = verdicts(report, rule);
        tests.add(
            dynamicTest(
                rule.id() + " " + verdicts,
                () ->
                    assertThat(verdicts.keySet())
                        .as(rule.id() + " without " + fact.kind())
                        .containsExactly(Verdict.UNKNOWN)));
      }
      tests.add(
          dynamicTest(
              "no rule passes or fails what it would not with it",
              () ->
                  assertThat(byResource(audit(whole, rest, List.of(gap), PACK.rules())))
                      .allSatisfy(
                          (check, verdict) ->
                              assertThat(verdict)
                                  .as(check)
                                  .isIn(Verdict.UNKNOWN, informed.get(check)))));
      nodes.add(dynamicContainer(fact.kind(), tests));
    }
    return nodes.stream();
  }

  @TestFactory
  Stream<DynamicTest> a_lesser_role_gets_the_same_verdicts_or_unknown() {
    return Stream.of(14, 15, 16, 17, 18)
        .map(major -> dynamicTest("PostgreSQL " + major, () -> compareRoles(major)));
  }

  private static void compareRoles(int major) throws Exception {
    try (PostgresServer server = Estate.start(major)) {
      awaitStatistics(server);
      Map<String, Verdict> all = verdicts(Collected.from(server));
      for (String role : List.of("monitor", "bare")) {
        Collected scan = Collected.from(server, role, Estate.PASSWORD);
        assertThat(scan.gaps())
            .as(role)
            .extracting(Gap::cause)
            .doesNotContain(Gap.Cause.FAILED, Gap.Cause.UNAVAILABLE, Gap.Cause.TIMEOUT);
        verdicts(scan)
            .forEach(
                (check, verdict) -> {
                  // PG-SCAN judges the scanning role itself, which is another one here.
                  if (verdict != Verdict.UNKNOWN && !check.startsWith("PG-SCAN-")) {
                    assertThat(verdict).as(role + ": " + check).isEqualTo(all.get(check));
                  }
                });
      }
    }
  }

  /** Up to PostgreSQL 14 what sessions did is counted some time after they ended. */
  private static void awaitStatistics(PostgresServer server) throws Exception {
    try (Connection c = server.connect("shop");
        Statement s = c.createStatement()) {
      boolean counted = false;
      while (!counted) {
        Thread.sleep(20);
        try (ResultSet r =
            s.executeQuery(
                "SELECT vacuum_count > 0 FROM pg_stat_user_tables WHERE relname = 'customer'")) {
          counted = r.next() && r.getBoolean(1);
        }
      }
    }
  }

  /** By rule and resource, but for what changes from one scan to the next, and for who scans. */
  private static Map<String, Verdict> verdicts(Collected scan) {
    Map<String, Verdict> verdicts = new TreeMap<>();
    for (Finding finding : audit(scan, scan.facts(), scan.gaps(), PACK.rules()).findings()) {
      if (!finding.resource().kind().equals("postgresql.SessionGroup")
          && !finding.rule().startsWith("PG-SCAN-")) {
        verdicts.put(finding.rule() + " " + finding.resource().id(), finding.verdict());
      }
    }
    return verdicts;
  }

  private static Map<String, Verdict> byResource(AuditReport report) {
    Map<String, Verdict> verdicts = new TreeMap<>();
    for (Finding finding : report.findings()) {
      verdicts.put(finding.rule() + " " + finding.resource().id(), finding.verdict());
    }
    return verdicts;
  }

  private static Map<Verdict, Integer> verdicts(AuditReport report, Rule rule) {
    Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
    report.findings().stream()
        .filter(f -> f.rule().equals(rule.id()))
        .forEach(f -> verdicts.merge(f.verdict(), 1, Integer::sum));
    return verdicts;
  }

  private static AuditReport audit(
      Collected scan, List<Fact> facts, List<Gap> gaps, List<Rule> rules) {
    Snapshot snapshot =
        Snapshot.of(new SnapshotHeader("", NOW), List.of(scan.source()), gaps, facts);
    return new Audit("", PACK.select(rules::contains), Parameters.defaults()).of(snapshot, NOW);
  }

  private static ResourceIds ids(Collected scan) {
    String database = scan.source().id();
    return new ResourceIds(database.substring(0, database.lastIndexOf('/')), database);
  }
}
