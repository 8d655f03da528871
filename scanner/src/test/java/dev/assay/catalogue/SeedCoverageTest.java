package dev.assay.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.attestation.AttestedControl;
import dev.assay.catalogue.SeedCoverage.Fate;
import dev.assay.rulepack.RulePack;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SeedCoverageTest {
  private static final RulePack PACK = RulePack.bundled();
  private static final SeedCoverage COVERAGE =
      SeedCoverage.of(PACK.rules(), AttestedControl.bundled());

  @Test
  void everyRecommendationIsAccountedFor() {
    assertThat(COVERAGE.items()).hasSize(598);
    assertThat(COVERAGE.items().stream().map(SeedCoverage.Item::id)).doesNotHaveDuplicates();
    assertThat(COVERAGE.items())
        .filteredOn(item -> item.fate() == Fate.UNACCOUNTED)
        .as(COVERAGE.sentence())
        .isEmpty();
    assertThat(COVERAGE.items())
        .filteredOn(item -> item.fate() == Fate.REASON || item.fate() == Fate.SOURCE)
        .allMatch(item -> !item.reason().isBlank());
  }

  @Test
  void whatRulesSayTheyWereMadeFromIsListed() {
    Set<String> known = new TreeSet<>();
    COVERAGE.items().forEach(item -> known.add(item.id()));
    PACK.rules().forEach(rule -> assertThat(known).as(rule.id()).containsAll(rule.seeds()));
  }

  @Test
  void aPlannedRuleThatCameIsARule() {
    String csv =
        """
        id,about,fate,refs,reason
        A-1,"backups, kept",rule,GC-BKP-001 GC-ZZZ-999,
        A-2,to come,rule,GC-ZZZ-999,
        A-3,nobody knows,,,
        """;
    assertThat(SeedCoverage.of(csv, PACK.rules(), List.of()).items())
        .extracting(item -> item.fate() + " " + item.about() + " " + item.refs())
        .containsExactly(
            "RULE backups, kept [GC-BKP-001]",
            "PLANNED to come [GC-ZZZ-999]",
            "UNACCOUNTED nobody knows []");
  }
}
