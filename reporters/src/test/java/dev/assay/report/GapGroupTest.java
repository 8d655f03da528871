package dev.assay.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GapGroupTest {
  private static final String DATABASE = "postgresql://db:5432/shop";

  @Test
  void a_server_that_is_down_is_told_once() {
    AuditReport report =
        report(
            unreachable("postgresql.Role", "postgresql://db:5432"),
            unreachable("postgresql.Index", DATABASE),
            unreachable("postgresql.Relation", DATABASE));

    assertThat(report.gapGroups()).hasSize(1);
    GapGroup group = report.gapGroups().get(0);
    assertThat(group.what()).isEqualTo("postgresql.Index, postgresql.Relation, postgresql.Role");
    assertThat(group.scopes(5)).containsExactly("postgresql://db:5432", DATABASE);
    assertThat(group.scopes(1)).containsExactly("postgresql://db:5432");
    assertThat(report.summary().gaps()).isEqualTo(3);
  }

  @Test
  void another_remedy_is_another_gap() {
    Gap denied =
        new Gap(
            DATABASE, "postgresql.Role", DATABASE, Gap.Cause.DENIED, "denied", "GRANT pg_monitor");

    assertThat(report(unreachable("postgresql.Role", DATABASE), denied).gapGroups()).hasSize(2);
  }

  private static Gap unreachable(String kind, String scope) {
    return new Gap(DATABASE, kind, scope, Gap.Cause.UNREACHABLE, "db:5432 refused", "start it");
  }

  private static AuditReport report(Gap... gaps) {
    Source source = new Source(DATABASE, "postgresql", List.of(), Map.of());
    return new AuditReport(
        "1",
        "",
        "",
        Instant.EPOCH,
        Instant.EPOCH,
        List.of(source),
        List.of(),
        List.of(),
        List.of(),
        List.of(gaps));
  }
}
