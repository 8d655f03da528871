package dev.assay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.audit.Audit;
import dev.assay.collect.Collector;
import dev.assay.collect.postgresql.Bounds;
import dev.assay.collect.postgresql.ConnectionTarget;
import dev.assay.collect.postgresql.PostgresCollector;
import dev.assay.fixtures.postgresql.PostgresServer;
import dev.assay.report.Finding;
import dev.assay.report.Gap;
import dev.assay.report.Source;
import dev.assay.report.Verdict;
import dev.assay.rulepack.Parameters;
import dev.assay.rulepack.RulePack;
import dev.assay.snapshot.Fact;
import dev.assay.snapshot.Sink;
import dev.assay.snapshot.Snapshot;
import dev.assay.snapshot.SnapshotHeader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Controls of CIS and DISA for what a managed service keeps to itself (host, network, log files,
 * replication) are told to be the provider's there, one by one, and are never failures.
 */
class ManagedServiceTest {
  private static final RulePack PACK = RulePack.bundled();

  /** Rule, controls of CIS and DISA, reason. */
  private static final String TOLD =
      """
      PG-AUTH-002 5.12 V-233596: the provider (PROVIDER) manages it
      PG-AUTH-003 5.6 V-233519: the provider (PROVIDER) manages it
      PG-AUTH-004 V-233524 V-233612: the provider (PROVIDER) manages it
      PG-AUTH-005 5.3 5.4 V-233520 V-233524 V-233612: the provider (PROVIDER) manages it
      PG-AUTH-006 5.4 5.12 V-233519 V-233577 V-233603 V-233615: the provider (PROVIDER) manages it
      PG-AUTH-007 5.9 V-233511 V-233548: the provider (PROVIDER) manages it
      PG-AUTH-008 5.10 V-233520: the provider (PROVIDER) manages it
      PG-AUTH-009 5.11: the provider (PROVIDER) manages it
      PG-AUTH-010 5.4 V-233511 V-233548: the provider (PROVIDER) manages it
      PG-CONF-011 5.2 V-233511 V-233548: provider-managed (PROVIDER): the network is the service's, and its settings are judged there
      PG-CONF-013 7.4: provider-managed (PROVIDER): the service takes the backups, and archives for them
      PG-LOG-011 3.1.2 3.1.3 V-233610: provider-managed (PROVIDER): the service collects the log
      PG-LOG-012 3.1.5 3.1.6 3.1.7 3.1.8 3.1.9 V-233514 V-233531 V-233549: provider-managed (PROVIDER): the service keeps the files of the log
      PG-LOG-015 7.2: provider-managed (PROVIDER): replication is the service's
      PG-PRIV-014 1.9 8.1: the provider (PROVIDER) manages it
      PG-REPL-003 7.5: provider-managed (PROVIDER): storage grows, and the parameter is not for customers
      PG-REPL-006 7.4: provider-managed (PROVIDER): the service takes the backups, and archives for them
      PG-TLS-004 6.10 V-233583 V-233584 V-233585 V-233611 V-233619 V-233623: provider-managed (PROVIDER): the service chooses the ciphers
      PG-TLS-006 5.8 V-233519 V-233577 V-233603 V-233615: the provider (PROVIDER) manages it
      """;

  private static final String ALLOYDB_BESIDES =
      "PG-CAP-007 V-233529: the provider (PROVIDER) manages it";

  @ParameterizedTest
  @ValueSource(strings = {"cloudsql", "alloydb"})
  void each_control_that_the_provider_answers_for_is_said_to_be_so(String provider)
      throws Exception {
    try (PostgresServer server =
        PostgresServer.builder().setting(provider + ".iam_authentication", "on").start()) {
      server.execute(
          "postgres",
          "CREATE ROLE "
              + provider
              + "superuser; CREATE ROLE scan LOGIN PASSWORD 'scan 4 ever' IN ROLE pg_monitor");
      Map<String, String> told = new TreeMap<>();
      List<Finding> findings = findings(server);
      for (Finding finding : findings) {
        boolean providers =
            finding.verdict() == Verdict.NOT_APPLICABLE && finding.message().contains(provider);
        if (providers) {
          told.put(finding.rule(), finding.message().replace(provider, "PROVIDER"));
        }
      }
      List<String> lines =
          told.entrySet().stream()
              .filter(e -> !controls(e.getKey()).isEmpty())
              .map(e -> e.getKey() + " " + controls(e.getKey()) + ": " + e.getValue())
              .toList();
      List<String> expected = new ArrayList<>(TOLD.lines().toList());
      if (provider.equals("alloydb")) {
        expected.add(ALLOYDB_BESIDES);
      }
      assertThat(lines).containsExactlyInAnyOrderElementsOf(expected);
      assertThat(findings)
          .filteredOn(finding -> !PACK.rule(finding.rule()).orElseThrow().managed().isEmpty())
          .extracting(Finding::verdict)
          .containsOnly(Verdict.NOT_APPLICABLE);
    }
  }

  private static String controls(String id) {
    Map<String, List<String>> controls = PACK.rule(id).orElseThrow().info().controls();
    List<String> named = new ArrayList<>(controls.getOrDefault("cis-postgresql-17", List.of()));
    named.addAll(controls.getOrDefault("stig-postgresql", List.of()));
    return String.join(" ", named);
  }

  private static List<Finding> findings(PostgresServer server) throws Exception {
    ConnectionTarget target =
        ConnectionTarget.parse(server.url("postgres", "scan", "scan 4 ever"), Map.of());
    List<Source> sources = new ArrayList<>();
    List<Fact> facts = new ArrayList<>();
    List<Gap> gaps = new ArrayList<>();
    Sink sink =
        new Sink() {
          @Override
          public synchronized void fact(Fact fact) {
            facts.add(fact);
          }

          @Override
          public synchronized void gap(Gap gap) {
            gaps.add(gap);
          }
        };
    for (Collector collector :
        PostgresCollector.of(List.of(target), Bounds.DEFAULT, kind -> true)) {
      sources.add(collector.collect(sink));
    }
    Instant now = Instant.now();
    Snapshot snapshot = Snapshot.of(new SnapshotHeader("", now), sources, gaps, facts);
    return new Audit("", PACK, Parameters.defaults()).of(snapshot, now).findings();
  }
}
