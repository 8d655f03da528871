package dev.assay.report.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.report.AuditReport;
import dev.assay.report.Gap;
import dev.assay.report.Golden;
import dev.assay.report.Samples;
import dev.assay.report.Verdict;
import dev.assay.report.text.Commands;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TerminalReporterTest {
  private final TerminalReporter reporter = TerminalReporter.plain();

  @Test
  void looksLikeThis() throws IOException {
    Golden.matches("messy.txt", Golden.written(reporter, Samples.messy()));
    Golden.matches(
        "messy-coloured.txt", Golden.written(TerminalReporter.coloured(), Samples.messy()));
    Golden.matches("all-unknown.txt", Golden.written(reporter, Samples.allUnknown()));
    Golden.matches("empty.txt", Golden.written(reporter, Samples.empty()));
    Golden.matches("clean.txt", Golden.written(reporter, Samples.clean()));
  }

  @Test
  void manyOfAKindAreCountedUnlessAllAreWanted() throws IOException {
    AuditReport large = Samples.large(1_000);
    assertThat(Golden.written(reporter, large))
        .contains("and 246 more")
        .doesNotContain("table_999");
    assertThat(Golden.written(reporter.verbose(), large))
        .contains("table_999")
        .doesNotContain(" more\n");
  }

  @Test
  void aReasonThatManyRulesShareIsToldOnce() throws IOException {
    assertThat(Golden.written(reporter, Samples.allUnknown()))
        .containsOnlyOnce("The server could not be reached.")
        .contains("PG-PWD-003", "PG-RLS-001", "PG-ROL-001");
  }

  @Test
  void ofManyRulesTheWorstAreToldWholeAndTheOthersInALineUnlessAllAreWanted() throws IOException {
    AuditReport failed = Samples.manyRules(50, Verdict.FAIL);
    assertThat(Golden.written(reporter, failed))
        .contains("PG-MANY-100", "PG-MANY-149", "with --verbose")
        .satisfies(text -> assertThat(text.split("ALTER ROLE", -1)).hasSize(1 + 20));
    assertThat(Golden.written(reporter.verbose(), failed))
        .doesNotContain("with --verbose")
        .satisfies(text -> assertThat(text.split("ALTER ROLE", -1)).hasSize(1 + 50));

    AuditReport undecided = Samples.manyRules(50, Verdict.UNKNOWN);
    assertThat(Golden.written(reporter, undecided))
        .contains("PG-MANY-107", "and 42 rules more")
        .doesNotContain("PG-MANY-108")
        .containsOnlyOnce("It is as it is.");
    assertThat(Golden.written(reporter.verbose(), undecided)).contains("PG-MANY-149");
  }

  @Test
  void whatManyProjectsRefuseIsToldOnceUnlessAllIsWanted() throws IOException {
    List<Gap> gaps = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      String project = "projects/shop-" + i;
      gaps.add(
          new Gap(
              "//alloydb.googleapis.com/organizations/1",
              "alloydb.Cluster",
              "//alloydb.googleapis.com/" + project,
              Gap.Cause.DENIED,
              "clusters.list on " + project + " was denied",
              "gcloud projects add-iam-policy-binding shop-" + i));
    }
    AuditReport refused = Samples.withGaps(gaps);
    assertThat(Golden.written(reporter, refused))
        .containsOnlyOnce("was denied")
        .contains("30 places", "projects/shop-0", "and 25 more");
    assertThat(Golden.written(reporter.verbose(), refused))
        .contains("clusters.list on projects/shop-29 was denied", "binding shop-29");
  }

  @Test
  void noLineIsLongerThanEightyColumnsUnlessAWordIs() throws IOException {
    for (AuditReport report : List.of(Samples.messy(), Samples.allUnknown(), Samples.hostile())) {
      for (String line : Golden.written(reporter, report).lines().toList()) {
        if (Wrap.columns(line) > 80) {
          // What may not be broken: a long word, or a name in quotes within a command.
          assertThat(line).matches(".*(\\S{56,}|\"[^\"]{50,}\").*");
        }
      }
    }
  }

  @Test
  void aNameCannotPaintOrTurnTheTerminal() throws IOException {
    String text = Golden.written(reporter, Samples.hostile());
    assertThat(text.codePoints().filter(c -> c != '\n'))
        .noneMatch(c -> Character.isISOControl(c) || c == 0x202E);
    assertThat(text).contains("invoice⟨U+202E⟩fdp.exe");
  }

  @Test
  void aCommandStillWorksWhenItIsCopied() {
    assertThat(Wrap.command("gcloud alloydb clusters update c --region=r --enabled", 40))
        .containsExactly("gcloud alloydb clusters update c \\", "  --region=r --enabled");
    assertThat(Wrap.command("ALTER ROLE \"a b c d e f g h i j k\" NOSUPERUSER;", 20))
        .containsExactly("ALTER ROLE", "\"a b c d e f g h i j k\"", "NOSUPERUSER;");
    assertThat(Wrap.command("# Then read the logs", 12))
        .containsExactly("# Then read", "# the logs");
    assertThat(Wrap.command("ALTER SYSTEM SET a = 'b'; -- at a restart", 26))
        .containsExactly("ALTER SYSTEM SET a = 'b';", "-- at a restart");
    assertThat(Wrap.command("DROP TABLE \"x; DROP TABLE y; -- z\";", 12))
        .containsExactly("DROP TABLE", "\"x; DROP TABLE y; -- z\";");
    assertThat(Commands.lines("gcloud x \\\n  --a=1 \\\n  --b=2\n# done"))
        .containsExactly("gcloud x --a=1 --b=2", "# done");
    assertThat(Wrap.command("Don't do it all at once", 12))
        .containsExactly("Don't do it", "all at once");
  }
}
