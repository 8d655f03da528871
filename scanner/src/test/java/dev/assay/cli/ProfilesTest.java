package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.config.Config;
import dev.assay.input.InputException;
import dev.assay.rulepack.Profile;
import dev.assay.rulepack.Rule;
import dev.assay.rulepack.RulePack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfilesTest {
  private static final RulePack ALL = RulePack.bundled();

  @TempDir private Path folder;

  private List<String> ids(@Nullable String profile, String config)
      throws IOException, InputException {
    Path file = folder.resolve("assay.yaml");
    Files.writeString(file, config);
    Profile chosen = Profiles.chosen(profile, ALL, Config.read(file));
    return ALL.rules().stream().filter(chosen::has).map(Rule::id).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "cis-postgresql-17-managed, PG-ROLE-001",
    "cis-gcp, GC-NET-001",
    "stig-postgresql, PG-ROLE-001",
    "nist-800-53-r5, PG-ROLE-001",
    "pci-dss-4, GC-NET-001",
    "iso-27001-2022, GC-BKP-001",
    "soc-2, GC-NET-001",
    "hipaa, GC-NET-001",
    "ci, PG-RLS-001",
    "all, PG-IDX-002"
  })
  void eachBundledProfileHasTheRulesOfItsSubject(String profile, String rule) throws Exception {
    assertThat(ids(profile, "")).contains(rule);
  }

  @Test
  void whatNeedsARunningDatabaseIsNotForContinuousIntegration() throws Exception {
    assertThat(ids("ci", "")).noneMatch(id -> id.startsWith("PG-VAC") || id.startsWith("PG-TXN"));
  }

  @Test
  void aProfileOfOnesOwnAddsAndTakesAway() throws Exception {
    String own =
        """
        profiles:
          ours:
            extends: stig-postgresql
            include: {rules: [PG-IDX-002]}
            exclude: {rules: [PG-ROLE]}
        """;
    assertThat(ids("ours", own)).contains("PG-IDX-002").doesNotContain("PG-ROLE-001");
    assertThat(ids("ours", own).size()).isLessThan(ids("stig-postgresql", "").size());
  }

  @Test
  void theFilesProfileHoldsUnlessTheCommandLineNamesOne() throws Exception {
    String file = "profile: stig-postgresql";
    assertThat(ids(null, file)).isEqualTo(ids("stig-postgresql", ""));
    assertThat(ids("soc-2", file)).isEqualTo(ids("soc-2", ""));
    assertThat(ids(null, "")).isEqualTo(ids("default", ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          profiles: {a: {extends: al}}                   | 1:25: no profile "al": did you mean "all"?
          profiles: {all: {}}                            | 1:17: the profile all comes with Assay; take another name
          profiles: {a: {include: {rules: [PG-ROLE-01]}}} | 1:34: no rule or area "PG-ROLE-01": did you mean PG-ROLE-001?
          profiles: {a: {include: {controls: [soc2]}}}   | 1:37: no framework or control "soc2": did you mean "soc-2"?
          profiles: {a: {include: {severity: hi}}}       | 1:36: severity "hi": use info, low, medium, high or critical
          profiles: {a: {includes: {}}}                  | 1:16: unknown key "includes": did you mean "include"?
          """)
  void whatIsNotKnownIsRefusedWithTheNearest(String config, String message) {
    assertThatThrownBy(() -> ids("a", config))
        .hasMessage(folder.resolve("assay.yaml") + ":" + message);
  }

  @Test
  void aProfileThatIsNotThereIsRefused() {
    assertThatThrownBy(() -> ids(null, "profile: stig-postgres"))
        .hasMessage(
            folder.resolve("assay.yaml")
                + ":1:10: no profile \"stig-postgres\": did you mean \"stig-postgresql\"?");
    assertThatThrownBy(() -> ids("soc2", ""))
        .hasMessage("--profile: no profile \"soc2\": did you mean \"soc-2\"?");
  }
}
