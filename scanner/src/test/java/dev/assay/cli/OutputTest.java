package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.report.AuditReport;
import dev.assay.report.Finding;
import dev.assay.report.Resource;
import dev.assay.report.RuleInfo;
import dev.assay.report.Severity;
import dev.assay.report.Source;
import dev.assay.report.Tally;
import dev.assay.report.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With {@code --verbose} every resource is told, as far as a page can. */
class OutputTest {
  private static final String SOURCE = "postgresql://db:5432/shop";

  @TempDir private Path folder;

  @Test
  void a_hundred_thousand_findings_alike_are_told_one_by_one() throws Exception {
    assertThat(tests(100_000)).isEqualTo(100_000);
  }

  @Test
  void more_are_told_together_and_a_line_says_so() throws Exception {
    ByteArrayOutputStream err = new ByteArrayOutputStream();

    assertThat(tests(100_001, err)).isEqualTo(1);

    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "assay: HTML, SARIF and JUnit reports tell findings together where they are alike: there"
                + " are 100,001, and they can tell 100,000 one by one; csv, json, ocsf, oscal and"
                + " xlsx tell each\n");
    assertThat(Files.readAllLines(folder.resolve("r.csv"))).hasSizeGreaterThan(100_001);
  }

  private long tests(int findings) throws Exception {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    long tests = tests(findings, err);
    assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    return tests;
  }

  /** How many tests a JUnit report of so many tables without a key has. */
  private long tests(int findings, ByteArrayOutputStream err) throws Exception {
    Path junit = folder.resolve("r.xml");
    Console console =
        new Console(
            new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            false,
            false,
            Map.of(),
            InstantSource.fixed(Run.NOW),
            null);
    Map<String, String> paths =
        Map.of("junit", junit.toString(), "csv", folder.resolve("r.csv").toString());
    new Output(console, paths, Output.Telling.EVERYTHING).write(report(findings));
    try (var lines = Files.lines(junit)) {
      return lines.filter(line -> line.startsWith("<testcase ")).count();
    }
  }

  private static AuditReport report(int findings) {
    RuleInfo rule =
        new RuleInfo(
            "T-1",
            "tests/keys",
            "Tables have a primary key",
            "Rows are told apart.",
            Severity.MEDIUM,
            "postgresql.Relation",
            List.of(),
            Map.of(),
            "",
            Map.of());
    return new AuditReport(
        "test",
        "rules",
        "snapshot",
        Run.NOW,
        Run.NOW,
        List.of(new Source(SOURCE, "postgresql", List.of(rule.kind()), Map.of())),
        List.of(rule),
        IntStream.range(0, findings).mapToObj(OutputTest::finding).toList(),
        List.of(new Tally(rule.id(), SOURCE, findings, 0, 0, 0, 0)),
        List.of());
  }

  private static Finding finding(int i) {
    String table = "table_%06d".formatted(i);
    return new Finding(
        "%064x".formatted(i),
        "T-1",
        Verdict.FAIL,
        Severity.MEDIUM,
        new Resource(SOURCE + "/app/" + table, "postgresql.Relation", SOURCE),
        "The table app." + table + " has no primary key.",
        "",
        List.of(),
        "");
  }
}
