package dev.assay.rulepack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is needed of a pack of which some rules were chosen. */
class ModulesInUseTest {
  private final PackText pack =
      new PackText()
          .with("lib/near.rego", "package assay.lib.near\n\nf(x) if data.assay.lib.far.g(x)\n")
          .with("lib/far.rego", "package assay.lib.far\n\ng(x) if x == 1\n")
          .with("lib/other.rego", "package assay.lib.other\n\nh := 1\n")
          .rule("a/uses", "T-1", "import data.assay.lib.near\n\nfail contains \"no\" if near.f(1)")
          .rule("a/another", "T-2", "fail contains \"no\" if data.assay.lib.other.h == 2")
          .rule("a/any", "T-3", "fail contains \"no\" if data.assay.lib[input.resource.id].h == 2");

  private static List<String> of(RulePack pack) {
    return pack.modulesInUse().stream().map(PackFile::path).toList();
  }

  @Test
  void itGetsTheirModulesAndThoseThatTheseUse() {
    RulePack all = pack.load();

    assertThat(of(all.select(rule -> rule.id().equals("T-1"))))
        .containsExactlyInAnyOrder("a/uses/rule.rego", "lib/far.rego", "lib/near.rego");
    assertThat(of(all.select(rule -> rule.id().equals("T-2"))))
        .containsExactlyInAnyOrder("a/another/rule.rego", "lib/other.rego");
  }

  @Test
  void whereARuleChoosesAsItGoesAllThatItMayChooseIsThere() {
    assertThat(of(pack.load().select(rule -> rule.id().equals("T-3"))))
        .containsExactlyInAnyOrder(
            "a/any/rule.rego", "lib/far.rego", "lib/near.rego", "lib/other.rego");
  }
}
