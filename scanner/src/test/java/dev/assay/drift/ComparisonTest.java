package dev.assay.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.rego.value.Json;
import dev.assay.rego.value.RegoObject;
import dev.assay.report.Severity;
import dev.assay.report.Source;
import dev.assay.report.Verdict;
import dev.assay.report.drift.Drift;
import dev.assay.report.drift.Drift.Direction;
import dev.assay.rulepack.RuleNames;
import dev.assay.snapshot.Fact;
import dev.assay.snapshot.Snapshot;
import dev.assay.snapshot.SnapshotHeader;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final String S = "postgresql://a:5432";

  private static Drift drift(Told before, Told after) {
    return drift(
        new Evidence(before.report(), Optional.empty()),
        new Evidence(after.report(), Optional.empty()));
  }

  private static Drift drift(Evidence before, Evidence after) {
    return new Comparison(before, after, new Identity(RuleNames.of(List.of()), Map.of())).drift();
  }

  private static Snapshot snapshot(String... facts) throws IOException {
    List<Fact> all = new ArrayList<>();
    for (String fact : facts) {
      int space = fact.indexOf(' ');
      RegoObject data = (RegoObject) Json.parse(fact.substring(space + 1).replace('\'', '"'));
      all.add(new Fact("k", S + "/" + fact.substring(0, space), S, S, data));
    }
    return Snapshot.of(
        new SnapshotHeader("t", Instant.EPOCH),
        List.of(new Source(S, "test", List.of("k"), Map.of())),
        List.of(),
        all);
  }

  @Test
  void theSameAuditTwiceHasNotChanged() {
    Told told = new Told(S).has("T-1", "x", Verdict.FAIL).has("T-1", "y", Verdict.PASS);
    Drift drift = drift(told, told);
    assertThat(drift.sentence()).isEqualTo("Nothing changed.");
    assertThat(drift.sections()).isEmpty();
  }

  @Test
  void aPassThatFailsTellsWhichFactsChanged() throws Exception {
    Drift drift =
        drift(
            new Evidence(
                new Told(S).has("T-1", "x", Verdict.PASS).has("T-1", "y", Verdict.FAIL).report(),
                Optional.of(snapshot("x {'backup': {'enabled': true, 'days': 7}}", "y {}"))),
            new Evidence(
                new Told(S).has("T-1", "x", "backup.enabled", Severity.HIGH, Verdict.FAIL).report(),
                Optional.of(snapshot("x {'backup': {'enabled': false, 'days': 7}}", "z {}"))));

    assertThat(drift.changes())
        .extracting(c -> c.direction() + " " + c.resource().id() + " " + c.step())
        .containsExactly("WORSE " + S + "/x pass → fail", "BETTER " + S + "/y fail → not there");
    assertThat(drift.changes().get(0).facts())
        .containsExactly(new Drift.Fact("backup.enabled", "true", "false"));
    assertThat(drift.appeared()).extracting(r -> r.id()).containsExactly(S + "/z");
    assertThat(drift.vanished()).extracting(r -> r.id()).containsExactly(S + "/y");
    assertThat(drift.worsened(Severity.HIGH)).isTrue();
  }

  @Test
  void aGrantThatVanishesIsCoverageLostAndNothingFixed() {
    Drift drift =
        drift(
            new Told(S).has("T-1", "db/x", Verdict.FAIL).has("T-2", "db", Verdict.FAIL),
            new Told(S).has("T-1", "db", Verdict.UNKNOWN).gap("k", "/db"));

    assertThat(drift.changes()).extracting(Drift.Change::direction).containsOnly(Direction.UNSEEN);
    assertThat(drift.lost())
        .extracting(loss -> loss.kind() + " " + loss.scope() + " " + loss.message())
        .containsExactlyInAnyOrder(
            "k " + S + "/db permission denied (GRANT)", "rule T-2 Title of T-2");
    assertThat(drift.lostCoverage()).isTrue();
    assertThat(drift.worsened(Severity.INFO)).isFalse();
  }

  @Test
  void anUnknownThatPassesAndAViolationThatIsWaivedAreTold() {
    Drift drift =
        drift(
            new Told(S).has("T-1", "x", Verdict.UNKNOWN).has("T-1", "y", Verdict.FAIL),
            new Told(S).has("T-1", "x", Verdict.PASS).has("T-1", "y", Verdict.WAIVED));
    assertThat(drift.changes())
        .extracting(c -> c.direction() + ": " + c.step())
        .containsExactly("SEEN: unknown → pass", "OTHER: fail → waived");
  }
}
