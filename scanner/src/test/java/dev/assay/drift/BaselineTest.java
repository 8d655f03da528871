package dev.assay.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.report.AuditReport;
import dev.assay.report.Finding.Age;
import dev.assay.report.Severity;
import dev.assay.report.Verdict;
import dev.assay.rulepack.PackText;
import dev.assay.rulepack.RuleNames;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BaselineTest {
  private static final String HOST = "postgresql://a:5432";

  private static AuditReport compared(Told before, Told after, Identity identity) {
    return new Baseline(before.report(), identity).applyTo(after.report());
  }

  private static List<Age> ages(Told before, Told after) {
    return ages(compared(before, after, new Identity(RuleNames.of(List.of()), Map.of())));
  }

  private static List<Age> ages(AuditReport report) {
    return report.findings().stream().flatMap(f -> f.age().stream()).toList();
  }

  @Test
  void whatTheBaselineHasIsKnownAndTheRestIsNew() {
    Told before = new Told(HOST).has("T-1", "x", Verdict.FAIL).has("T-1", "gone", Verdict.FAIL);
    Told after = new Told(HOST).has("T-1", "x", Verdict.FAIL).has("T-1", "y", Verdict.FAIL);
    AuditReport report = compared(before, after, new Identity(RuleNames.of(List.of()), Map.of()));

    assertThat(ages(report)).containsExactly(Age.KNOWN, Age.NEW);
    assertThat(report.sinceBaseline()).endsWith("1 new, 1 unchanged, 1 fixed, 0 no longer seen.");
    assertThat(report.violatesAnew(Severity.HIGH)).isTrue();
    assertThat(report.violatesAnew(Severity.CRITICAL)).isFalse();
  }

  @Test
  void whatIsNoLongerSeenIsNotFixed() {
    Told before =
        new Told(HOST)
            .has("T-1", "db/x", Verdict.FAIL)
            .has("T-1", "db/y", Verdict.FAIL)
            .has("T-2", "db", Verdict.FAIL);
    Told after = new Told(HOST).has("T-1", "db/y", Verdict.UNKNOWN).gap("k", "/db/x");

    assertThat(compared(before, after, new Identity(RuleNames.of(List.of()), Map.of())))
        .extracting(AuditReport::sinceBaseline)
        .asString()
        .endsWith("0 new, 0 unchanged, 0 fixed, 3 no longer seen.");
  }

  @Test
  void worseThanAcceptedIsNew() {
    assertThat(
            ages(
                new Told(HOST).has("T-1", "x", "", Severity.LOW, Verdict.FAIL),
                new Told(HOST).has("T-1", "x", "", Severity.HIGH, Verdict.FAIL)))
        .containsExactly(Age.NEW);
    assertThat(
            ages(
                new Told(HOST).has("T-1", "x", "", Severity.HIGH, Verdict.FAIL),
                new Told(HOST).has("T-1", "x", "", Severity.LOW, Verdict.FAIL)))
        .containsExactly(Age.KNOWN);
  }

  @Test
  void aWaiverThatLapsedMakesItNew() {
    Told before = new Told(HOST).has("T-1", "x", Verdict.WAIVED);
    assertThat(ages(before, new Told(HOST).has("T-1", "x", Verdict.WAIVED)))
        .containsExactly(Age.KNOWN);
    assertThat(ages(before, new Told(HOST).has("T-1", "x", Verdict.FAIL))).containsExactly(Age.NEW);
  }

  @Test
  void aRuleMayHaveAnotherIdByNow() {
    RuleNames names =
        RuleNames.of(
            new PackText()
                .rule("x/a", "T-9", "aliases: [T-1]", "fail contains \"x\"")
                .load()
                .rules());
    AuditReport report =
        compared(
            new Told(HOST).has("T-1", "x", "some.place", Severity.HIGH, Verdict.FAIL),
            new Told(HOST).has("T-9", "x", "some.place", Severity.HIGH, Verdict.FAIL),
            new Identity(names, Map.of()));
    assertThat(ages(report)).containsExactly(Age.KNOWN);
  }

  @Test
  void aTargetMayHaveAnotherNameByNow() {
    AuditReport report =
        compared(
            new Told("postgresql://old:5432/shop").has("T-1", "t", Verdict.FAIL),
            new Told("postgresql://new:5432/shop").has("T-1", "t", Verdict.FAIL),
            new Identity(
                RuleNames.of(List.of()), Map.of("postgresql://old:5432", "postgresql://new:5432")));
    assertThat(ages(report)).containsExactly(Age.KNOWN);
  }
}
