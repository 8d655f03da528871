package dev.assay.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.rulepack.Rule;
import dev.assay.rulepack.RulePack;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * What remediations tell people to run is what gcloud 528 has: the command, and each of its flags.
 */
class GcloudCommandsTest {
  @Test
  void everyCommandAndFlagOfARemediationExists() {
    List<String> wrong = new ArrayList<>();
    Set<String> used = new TreeSet<>();
    for (Rule rule : RulePack.bundled().rules()) {
      GcloudTable.mistakes(rule.info().remediation(), used)
          .forEach(m -> wrong.add(rule.id() + ": " + m));
    }
    assertThat(wrong).isEmpty();
    assertThat(used).hasSizeGreaterThan(60);
  }

  @Test
  void whatGuidesSayAndGcloudHasNotIsToldApart() {
    assertThat(
            GcloudTable.mistakes(
                "gcloud alloydb clusters update c --region=r \\\n  --availability-type=REGIONAL",
                new TreeSet<>()))
        .containsExactly("gcloud alloydb clusters update has no --availability-type");
    assertThat(GcloudTable.mistakes("gcloud monitoring time-series list", new TreeSet<>()))
        .containsExactly("gcloud monitoring time-series list is in no line of the table");
    assertThat(
            GcloudTable.mistakes(
                "gcloud sql instances patch i --database-flags=a=on,b=off --enable-bin-log",
                new TreeSet<>()))
        .containsExactly("gcloud sql instances patch has no --enable-bin-log");
  }
}
