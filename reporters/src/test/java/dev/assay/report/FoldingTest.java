package dev.assay.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Three thousand partitions without a policy are one thing to mend. */
class FoldingTest {
  private static final String DATABASE = "postgresql://db:5432/shop";
  private final List<Finding> findings = new ArrayList<>();

  @Test
  void partitions_that_fail_alike_are_told_once() {
    partitions(3_000);

    AuditReport folded = report().folded();

    assertThat(folded.findings()).hasSize(1);
    Finding told = folded.findings().get(0);
    assertThat(told.resource().id()).isEqualTo(DATABASE + "/app/events_0000");
    assertThat(told.resources()).isEqualTo(3_000);
    assertThat(told.message())
        .isEqualTo("Has 7 rows and no policy. (The first of 3,000 resources alike.)");
    assertThat(told.evidence())
        .contains(
            new Finding.Evidence("alike", "3000 resources: postgresql://db:#/shop/app/events_#"),
            new Finding.Evidence("also", DATABASE + "/app/events_0001"));
  }

  @Test
  void the_counts_stay_those_of_the_checks() {
    partitions(3_000);
    fail("PG-RLS-001", "app/orders", "No policy.");

    assertThat(report().folded().summary()).isEqualTo(report().summary());
    assertThat(report().folded().findings()).hasSize(2);
  }

  @Test
  void another_partition_does_not_change_the_fingerprint() {
    partitions(100);
    String before = report().folded().findings().get(0).fingerprint();
    partitions(101);

    assertThat(report().folded().findings().get(0).fingerprint()).isEqualTo(before);
  }

  @Test
  void a_partition_of_which_something_else_is_said_stands_by_itself() {
    partitions(40);
    findings.remove(17);
    fail("PG-RLS-001", "app/events_0017", "Its policy is always true.");

    assertThat(report().folded().findings())
        .extracting(Finding::resources)
        .containsExactlyInAnyOrder(39, 1);
  }

  @Test
  void a_waived_partition_is_not_told_with_those_that_fail() {
    partitions(40);
    Waiver waiver =
        new Waiver("ann@example.com", "archived", java.time.LocalDate.parse("2027-01-01"));
    findings.set(3, findings.get(3).waivedBy(waiver));

    assertThat(report().folded().findings())
        .extracting(f -> f.verdict() + " " + f.resources())
        .containsExactlyInAnyOrder("FAIL 39", "WAIVED 1");
  }

  @Test
  void a_few_are_told_one_by_one() {
    partitions(Folding.MANY - 1);

    assertThat(report().folded()).isEqualTo(report());
  }

  private void partitions(int count) {
    findings.clear();
    for (int i = 0; i < count; i++) {
      String name = String.format(Locale.ROOT, "app/events_%04d", i);
      fail("PG-RLS-001", name, "Has " + (i + 7) + " rows and no policy.");
    }
  }

  private void fail(String rule, String name, String message) {
    findings.add(
        new Finding(
            rule + name,
            rule,
            Verdict.FAIL,
            Severity.HIGH,
            new Resource(DATABASE + "/" + name, "postgresql.Relation", DATABASE),
            message,
            "",
            List.of(),
            ""));
  }

  private AuditReport report() {
    List<RuleInfo> rules =
        List.of(
            new RuleInfo(
                "PG-RLS-001",
                "postgresql/rls",
                "Title",
                "Description",
                Severity.HIGH,
                "postgresql.Relation",
                List.of(),
                Map.of(),
                "",
                Map.of()));
    int failed = findings.size();
    return new AuditReport(
        "1",
        "",
        "",
        Instant.EPOCH,
        Instant.EPOCH,
        List.of(new Source(DATABASE, "postgresql", List.of(), Map.of())),
        rules,
        findings,
        List.of(new Tally("PG-RLS-001", DATABASE, failed, 0, 0, 0, 0)),
        List.of());
  }
}
