package dev.assay.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How often a reader is told one reason. */
class ReasonGroupTest {
  @Test
  void aReasonThatManyRulesShareIsToldOnce() {
    assertThat(Samples.allUnknown().undecided())
        .singleElement()
        .satisfies(
            group -> {
              assertThat(group.reason()).isEqualTo("The server could not be reached.");
              assertThat(group.rules()).hasSize(3);
              assertThat(group.findings()).hasSize(3);
            });
  }

  @Test
  void aRuleWithAReasonForEachResourceStandsAlone() {
    assertThat(Samples.hostile().undecided())
        .filteredOn(group -> group.reason().isEmpty())
        .singleElement()
        .satisfies(
            group ->
                assertThat(group.findings()).hasSizeGreaterThanOrEqualTo(Samples.HOSTILE.size()));
  }
}
