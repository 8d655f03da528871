package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What somebody sees who calls it wrongly: one line that says what, and what to do; exit code 2.
 */
class UsageTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          scna                                        | Unmatched argument at index 0: 'scna' (did you mean scan?); see assay --help
          scan --databse x                            | (did you mean --database?); see assay scan --help
          scan                                        | nothing to read: name a --database, --project, --folder, --organization or --from
          scan --database mysql://x/y                 | --database: this is no PostgreSQL connection
          scan --database x --fail-on hgh             | severity "hgh": use info, low, medium, high, critical
          scan --from none.jsonl --report htm=x       | no report format "htm": did you mean "html"?
          scan --from none.jsonl --report html        | html
          scan --from none.jsonl                      | none.jsonl: no such file
          scan -c none.yaml                           | none.yaml: no such file
          check none.jsonl                            | none.jsonl: no such file
          check none.jsonl --as-of yesterday          | "yesterday" is not a time: write it as 2026-01-31T00:00:00Z
          check none.jsonl --rules none               | none: no such folder with rules
          check none.jsonl --select PG-RLS-0O1        | --select: no rule, area or control "PG-RLS-0O1": did you mean PG-RLS-001?
          check none.jsonl --param PG-IDX-002.max=1   | --param
          report none.json                            | none.json: no such file
          report none.json --quiet --verbose          | mutually exclusive
          report none.json --junit-include some       | --junit-include
          report none.json --report sarif.jira=x      | no report format "sarif.jira"
          gate none.json                              | none.json: no such file
          gate none.json --fail-on hgh                | severity "hgh": use info, low, medium, high, critical
          rules show PG-RLS-01                        | no rule "PG-RLS-01": did you mean PG-RLS-001?
          rules                                       | rules: list, show, new, check, test, eval, export or docs
          rules check none                            | none: no such file or folder
          rules test none                             | none: no such file or folder
          rules test --run (                          | --run: no regular expression
          rules eval -d none.rego data                | none.rego: no such file
          rules eval -d none data                     | none: no such file
          rules eval -i none.json input               | none.json: no such file
          rules eval                                  | Missing required parameter: 'QUERY'
          rules new ours                              | name the rule AREA/NAME
          rules new ours/in                           | in is a word of Rego's own
          rules new ours/x --kind alloydb.Clutser     | --kind: no kind "alloydb.Clutser": did you mean "alloydb.Cluster"?
          rules new ours/x --field bypasrls           | --field: postgresql.Role has no "bypasrls": did you mean "bypassrls"?
          demo                                        | its sandbox is not part of this installation
          """)
  void aWrongCallIsOneLineAndExitCodeTwo(String command, String message) {
    Run run = Run.of(command.split(" +"));

    assertThat(run.code()).as(run.err()).isEqualTo(2);
    assertThat(run.err()).startsWith("assay: ").contains(message).hasLineCount(1);
    assertThat(run.out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "scan",
        "collect",
        "check",
        "report",
        "gate",
        "completion",
        "man",
        "rules",
        "rules list",
        "rules check",
        "rules eval",
        "rules test",
        "rules new",
        "demo"
      })
  void helpFitsIntoEightyColumns(String command) {
    Run run = Run.of(Stream.of((command + " --help").trim().split(" +")).toArray(String[]::new));

    assertThat(run.code()).isZero();
    assertThat(run.out()).startsWith("").contains("Usage: assay");
    assertThat(run.out().lines()).allSatisfy(line -> assertThat(line.length()).isLessThan(81));
  }

  @Test
  void aMistakeInTheConfigurationHasItsLine() throws Exception {
    Path config = folder.resolve("assay.yaml");
    Files.writeString(config, "databases:\n  - urll: postgresql://db/shop\n");

    Run run = Run.of("scan", "-c", config.toString());

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo("assay: " + config + ":2:5: unknown key \"urll\": did you mean \"url\"?\n");
  }

  @Test
  void anUnknownParameterInTheConfigurationHasItsLine() throws Exception {
    Path config = folder.resolve("assay.yaml");
    Files.writeString(config, "from: [x.jsonl]\nparameters:\n  PG-IDX-002: {min_age_dys: 3}\n");

    Run run = Run.of("scan", "-c", config.toString());

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).startsWith("assay: " + config + ":3:16: ").contains("min_age_days");
  }

  @Test
  void debugShowsWhereAnErrorComesFrom() {
    assertThat(Run.of("check", "none.jsonl").err()).doesNotContain("\tat ");
    assertThat(Run.of("check", "none.jsonl", "--debug").err()).contains("\tat dev.assay.");
  }

  @Test
  void theRulesAreListedOneALine() {
    Run run = Run.of("rules", "list", "--select", "PG-RLS");

    assertThat(run.code()).isZero();
    assertThat(run.out().lines()).allMatch(line -> line.startsWith("PG-RLS-")).isNotEmpty();
  }

  @Test
  void theCasesOfAFolderAreRun() throws Exception {
    Path rule = Files.createDirectories(folder.resolve("rules/ours/named"));
    Files.writeString(
        rule.resolve("rule.rego"),
        """
        # METADATA
        # title: Roles are named by their owner
        # description: So that somebody answers for each of them.
        # custom:
        #   id: PG-OURS-001
        #   severity: low
        #   resource: postgresql.Role
        #   needs: [postgresql.Role]
        #   remediation: ALTER ROLE {{name}} RENAME TO owner_name;
        package assay.rules.ours.named

        fail contains "The name has no owner." if not contains(input.resource.data.name, "_")
        """);
    Files.writeString(
        rule.resolve("cases.yaml"),
        """
        - {name: with an owner, resource: {name: shop_app}, pass: true}
        - {name: without, resource: {name: app}, pass: true}
        """);

    Run run = Run.of("rules", "test", folder.resolve("rules").toString());

    assertThat(run.code()).as(run.err()).isEqualTo(1);
    assertThat(run.out())
        .contains("cases.yaml:2:", "without: expected pass, found fail: The name has no owner.")
        .endsWith("1 passed, 1 failed, 0 skipped\n");
  }

  @Test
  void theVersionIsThatOfTheProgramAndOfItsRules() {
    Run run = Run.of("--version");

    assertThat(run.out()).matches("assay \\S+\\Rrules: \\d{3}, SHA-256 [0-9a-f]{12}\\R");
    assertThat(dev.assay.rulepack.RulePack.bundled().digest())
        .startsWith(run.out().replaceAll("(?s).* ", "").strip());
  }

  @Test
  void everyCommandHasAPageOfTheManual() throws Exception {
    Run run = Run.of("man", "-o", folder.resolve("man1").toString());

    assertThat(run.code()).isZero();
    assertThat(folder.resolve("man1/assay-rules-test.1")).exists();
    String scan = Files.readString(folder.resolve("man1/assay-scan.1"));
    assertThat(scan)
        .startsWith(".TH \"ASSAY\\-SCAN\" \"1\"")
        .contains("\n.SH \"OPTIONS\"\n", "\\-\\-fail\\-on SEVERITY\n")
        .doesNotContain("\u001b", "@|");
  }

  @Test
  void aShellCompletesEveryCommand() {
    Run run = Run.of("completion");

    assertThat(run.code()).isZero();
    assertThat(run.out()).startsWith("#!").contains("--junit-include", "gate", "waivers");
  }

  @Test
  void aRuleIsShownWithItsParametersAndItsRemedy() {
    Run run = Run.of("rules", "show", "PG-IDX-002");

    assertThat(run.out()).contains("min_age_days", "DROP INDEX CONCURRENTLY", "postgresql.Index");
  }
}
