package dev.assay.framework;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.framework.Posture.State;
import dev.assay.report.AuditReport;
import dev.assay.report.RuleInfo;
import dev.assay.report.Severity;
import dev.assay.report.Source;
import dev.assay.report.Tally;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PostureTest {
  @Test
  void whatNoRuleJudgedIsListedAndNeverPassed() {
    RuleInfo rule =
        new RuleInfo(
            "T-1",
            "x/a",
            "t",
            "d",
            Severity.LOW,
            "k",
            List.of(),
            Map.of("f", List.of("1", "2", "9")),
            "",
            Map.of());
    AuditReport report =
        new AuditReport(
            "t",
            "r",
            "s",
            Instant.EPOCH,
            Instant.EPOCH,
            List.of(new Source("s", "s", List.of(), Map.of())),
            List.of(rule),
            List.of(),
            List.of(new Tally("T-1", "s", 0, 0, 0, 3, 0)),
            List.of());
    Framework framework =
        new Framework(
            "f",
            "F",
            "1",
            "https://f.example",
            List.of(
                new Framework.Item("1", "one", ""),
                new Framework.Item("3", "three", ""),
                new Framework.Item("4", "four", "files on the host")));

    assertThat(Posture.of(framework, report).lines())
        .extracting(line -> line.control().id() + " " + line.state())
        .containsExactly("1 PASSED", "3 NOT_COVERED", "4 OUTSIDE", "2 PASSED", "9 PASSED");
    assertThat(Posture.of(framework, report).count(State.NOT_COVERED)).isEqualTo(1);
  }

  @Test
  void eachBundledFrameworkListsItsControlsOnce() {
    for (Framework framework : Framework.bundled()) {
      assertThat(framework.controls().stream().map(Framework.Item::id))
          .as(framework.id())
          .isNotEmpty()
          .doesNotHaveDuplicates();
      assertThat(framework.source()).startsWith("https://");
      assertThat(new HashSet<>(framework.controls())).hasSameSizeAs(framework.controls());
    }
  }
}
