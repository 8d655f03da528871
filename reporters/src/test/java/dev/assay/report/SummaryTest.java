package dev.assay.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SummaryTest {
  @Test
  void saysWhatFailedAndWhatIsNotKnown() {
    assertThat(Samples.messy().summary().sentence())
        .isEqualTo(
            "12 of 326 checks failed: 2 critical, 8 high, 1 medium, 1 low; 3 checks could not be"
                + " decided and 3 facts could not be read.");
  }

  @Test
  void neverSaysThatAllIsWellWhenSomethingIsNotKnown() {
    assertThat(sentence(0, 3, 0, 9, 2))
        .isEqualTo(
            "Nothing failed, but 3 checks could not be decided and 2 facts could not be read.");
    assertThat(sentence(0, 0, 0, 9, 1)).isEqualTo("Nothing failed, but 1 fact could not be read.");
    assertThat(sentence(0, 4, 0, 0, 0)).isEqualTo("None of the 4 checks could be decided.");
    assertThat(sentence(0, 1, 0, 0, 1))
        .isEqualTo("The only check could not be decided, and 1 fact could not be read.");
    assertThat(sentence(0, 0, 0, 0, 2))
        .isEqualTo(
            "Nothing was checked: no resource that a rule speaks of was found, and 2 facts could"
                + " not be read.");
    assertThat(sentence(0, 0, 0, 0, 0))
        .isEqualTo("Nothing was checked: no resource that a rule speaks of was found.");
  }

  @Test
  void saysThatAllIsWellWhenAllWasSeen() {
    assertThat(sentence(0, 0, 0, 1_200, 0)).isEqualTo("All 1,200 checks passed.");
    assertThat(sentence(0, 0, 0, 1, 0)).isEqualTo("The only check passed.");
    assertThat(sentence(0, 0, 2, 8, 0))
        .isEqualTo("Nothing failed: 8 checks passed and 2 are waived.");
    assertThat(sentence(0, 0, 1, 0, 0)).isEqualTo("Nothing failed: the only check is waived.");
  }

  @Test
  void aCheckThatFailsAtSeveralPlacesCountsOnceWithItsWorst() {
    Resource role = new Resource(Samples.ORDERS + "/-/roles/r", "postgresql.Role", Samples.ORDERS);
    ReportBuilder report =
        new ReportBuilder()
            .source(Samples.ORDERS, "postgresql", Map.of())
            .rule(SampleRules.ALL.get(5))
            .add(finding(role, Severity.LOW, "a"))
            .add(finding(role, Severity.CRITICAL, "b"));
    assertThat(report.build().summary().failures()).isEqualTo(Map.of(Severity.CRITICAL, 1));
  }

  @Test
  void aReportThatContradictsItselfCannotBeMade() {
    Resource role = new Resource(Samples.ORDERS + "/-/roles/r", "postgresql.Role", Samples.ORDERS);
    assertThatThrownBy(() -> new ReportBuilder().add(finding(role, Severity.LOW, "")).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a tally names PG-ROL-001, which is not among the rules");
    AuditReport messy = Samples.messy();
    assertThatThrownBy(
            () ->
                new AuditReport(
                    messy.toolVersion(),
                    messy.rulesDigest(),
                    messy.snapshotDigest(),
                    messy.collectedAt(),
                    messy.asOf(),
                    messy.sources(),
                    messy.rules(),
                    messy.findings(),
                    List.of(),
                    messy.gaps()))
        .hasMessageContaining("count no fail, but a finding tells of one");
  }

  @Test
  void aWaiverHoldsUntilTheEndOfItsLastDay() {
    Waiver waiver = new Waiver("o", "r", LocalDate.parse("2026-11-20"));
    assertThat(waiver.holdsAt(Instant.parse("2026-11-20T23:59:59Z"))).isTrue();
    assertThat(waiver.holdsAt(Instant.parse("2026-11-21T00:00:00Z"))).isFalse();
  }

  private static Finding finding(Resource resource, Severity severity, String at) {
    return new Finding(at, "PG-ROL-001", Verdict.FAIL, severity, resource, "m", at, List.of(), "");
  }

  private static String sentence(int fail, int unknown, int waived, int pass, int gaps) {
    Map<Severity, Integer> failures = fail == 0 ? Map.of() : Map.of(Severity.HIGH, fail);
    return new Summary(failures, unknown, waived, pass, 0, gaps).sentence();
  }
}
