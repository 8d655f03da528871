package dev.assay.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.cases.RuleCases.Outcome;
import dev.assay.rulepack.PackText;
import dev.assay.rulepack.RulePack;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RuleCasesTest {
  private static final String CASES =
      """
      - name: beside something
        resource: {}
        estate:
        - {kind: test.Other, id: "//example.com/other", data: {bad: true}}
        fail: It is bad beside it.
      """;
  private static final String LOOKS_UP =
      """
      fail contains "It is bad beside it." if data.estate.by_id["//example.com/other"].data.bad
      """;

  private static List<Optional<String>> mismatches(String custom) throws Exception {
    RulePack pack =
        new PackText()
            .with("schema/test.Other.json", "{}")
            .with("x/a/cases.yaml", CASES)
            .rule("x/a", "T-1", custom, LOOKS_UP)
            .load();
    return new RuleCases(pack).run(pack.rules().get(0)).stream().map(Outcome::mismatch).toList();
  }

  @Test
  void aCaseDoesNotHoldWhereItsVerdictRestsOnWhatTheRuleDoesNotNeed() throws Exception {
    assertThat(mismatches(""))
        .containsExactly(
            Optional.of("the verdict rests on test.Other, which is not in the rule's \"needs\""));
    assertThat(mismatches("needs: [test.Other]")).containsExactly(Optional.empty());
  }
}
