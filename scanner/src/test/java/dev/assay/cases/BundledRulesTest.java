package dev.assay.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.cases.RuleCases.Outcome;
import dev.assay.report.Verdict;
import dev.assay.rulepack.Rule;
import dev.assay.rulepack.RulePack;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What holds for every rule that comes with Assay. */
class BundledRulesTest {
  private static final RulePack PACK = RulePack.bundled();
  private static final RuleCases CASES = new RuleCases(PACK);

  /** A scan takes their types for checked; here they are. */
  @Test
  void theirTypesAreRight() {
    RulePack checked = RulePack.of(RulePack.bundledFiles());

    assertThat(checked.digest()).isEqualTo(PACK.digest());
    assertThat(checked.rules()).hasSameSizeAs(PACK.rules());
  }

  @Test
  void allCasesHold() throws Exception {
    List<Outcome> wrong = new ArrayList<>();
    int held = 0;
    for (Rule rule : PACK.rules()) {
      for (Outcome outcome : CASES.run(rule)) {
        held += outcome.holds() ? 1 : 0;
        if (!outcome.holds()) {
          wrong.add(outcome);
        }
      }
    }
    assertThat(wrong).isEmpty();
    System.out.println(held + " cases of " + PACK.rules().size() + " rules hold");
  }

  @Test
  void everyRuleShowsAFailureAPassAndIgnorance() throws Exception {
    for (Rule rule : PACK.rules()) {
      Set<Verdict> shown = EnumSet.noneOf(Verdict.class);
      for (RuleCase each : CASES.of(rule)) {
        shown.add(each.expected());
      }
      assertThat(shown).as(rule.id()).contains(Verdict.FAIL, Verdict.PASS, Verdict.UNKNOWN);
    }
  }

  /** A scan with --select reads no other kinds than these. */
  @Test
  void aRuleSaysTheSameWhereOnlyTheKindsThatItLooksAtWereRead() throws Exception {
    for (Rule rule : PACK.rules()) {
      Set<String> kinds = PACK.select(rule::equals).kinds();
      for (RuleCase each : CASES.of(rule)) {
        RuleCase narrow =
            each.where(f -> kinds.contains(f.kind()) || f.kind().equals("postgresql.Server"));
        assertThat(CASES.findings(rule, narrow))
            .as(each.place() + ": " + each.name())
            .isEqualTo(CASES.findings(rule, each));
      }
    }
  }

  @Test
  void everyPlaceholderOfARemediationIsFilledInWhereTheResourceIsWhole() throws Exception {
    for (Rule rule : PACK.rules()) {
      List<String> remediations = new ArrayList<>();
      for (RuleCase each : CASES.of(rule)) {
        if (each.expected() == Verdict.FAIL) {
          remediations.add(CASES.findings(rule, each).get(0).remediation());
        }
      }
      assertThat(remediations)
          .as("%s: the cases that fail fill in no whole remediation", rule.id())
          .anySatisfy(text -> assertThat(text).isNotEmpty().doesNotContain("{{"));
    }
  }

  @Test
  void idsTellWhereARuleLooks() {
    assertThat(PACK.rules()).isNotEmpty();
    for (Rule rule : PACK.rules()) {
      boolean database = rule.kind().startsWith("postgresql.");
      assertThat(rule.id()).startsWith(database ? "PG-" : "GC-");
    }
  }
}
