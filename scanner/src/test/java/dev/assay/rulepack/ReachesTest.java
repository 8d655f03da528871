package dev.assay.rulepack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReachesTest {
  @Test
  void theTextOfARuleTellsWhetherItMaySearch() {
    RulePack cloud = RulePack.bundled().select(rule -> rule.id().startsWith("GC-"));

    for (Rule rule : cloud.rules()) {
      boolean searches =
          rule.reach().searchesAll() || rule.reach().searched().stream().anyMatch(k -> !isBelow(k));
      assertThat(rule.maySearch() || !searches).as(rule.id()).isTrue();
    }
    assertThat(cloud.rules())
        .filteredOn(Rule::maySearch)
        .extracting(Rule::id)
        .contains("GC-BKP-008", "GC-ENC-005")
        .doesNotContain("GC-BKP-001", "GC-HA-001", "GC-COST-006")
        .hasSizeLessThan(cloud.rules().size() / 3);
  }

  private static boolean isBelow(String searched) {
    return searched.equals("*");
  }
}
