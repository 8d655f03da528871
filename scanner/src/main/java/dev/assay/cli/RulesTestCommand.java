package dev.assay.cli;

import dev.assay.cases.RuleCases;
import dev.assay.input.InputException;
import dev.assay.rego.ast.RegoError;
import dev.assay.rego.ast.RegoException;
import dev.assay.rego.ast.RegoSource;
import dev.assay.rego.eval.Limits;
import dev.assay.rego.value.RegoObject;
import dev.assay.report.WholeFile;
import dev.assay.rulepack.Rule;
import dev.assay.rulepack.RulePack;
import dev.assay.workbench.Coverage;
import dev.assay.workbench.CoverageText;
import dev.assay.workbench.DataFiles;
import dev.assay.workbench.PolicyTests;
import dev.assay.workbench.TestOutcome;
import dev.assay.workbench.TestOutcome.Status;
import dev.assay.workbench.TestReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Runs the cases of rules through the real audit, and the tests that are written in Rego. */
@Command(
    name = "test",
    header = "Run the cases of rules, and tests in Rego.",
    description = {
      "Runs every cases.yaml, and the rules test_… of all Rego as opa test does: a test passes"
          + " when it is true, test_x[name] has a case for each name, todo_test_… is skipped.",
      "Exit code 1 if one does not hold, 2 if nothing could be run."
    },
    footer = {
      "",
      "Examples:",
      "  assay rules test",
      "  assay rules test our-rules -v",
      "  assay rules test our-rules --run 'ours/named: without'",
      "  assay rules test policies --coverage --report junit=tests.xml"
    },
    mixinStandardHelpOptions = true)
final class RulesTestCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private RuleFolder folder = new RuleFolder();

  @Option(
      names = {"-v", "--verbose"},
      description = "Show every case and test, not only those that do not hold.")
  private boolean verbose;

  @Option(
      names = {"-r", "--run"},
      paramLabel = "REGEX",
      description = {
        "Only those whose name has a match: \"AREA/NAME: case\", or data.package.test_name."
      })
  private String only = "";

  @Option(
      names = {"-c", "--coverage"},
      description = "Show which lines of the Rego the tests in Rego reach.")
  private boolean covered;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "pretty",
      description = "How coverage is written: pretty (default), or json as opa test writes it.")
  private Format format = Format.pretty;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      defaultValue = "5s",
      converter = Span.class,
      description = "For each test in Rego: 500ms, 5s (default), 1m.")
  private Duration timeout = Duration.ofSeconds(5);

  @Option(
      names = "--report",
      paramLabel = "FORMAT=PATH",
      description = "Write a report: junit=PATH; - is standard output.")
  private Map<String, String> reports = new LinkedHashMap<>();

  private final List<TestOutcome> outcomes = new ArrayList<>();

  RulesTestCommand(Console console) {
    this.console = console;
  }

  /** How coverage is written. */
  @SuppressWarnings("checkstyle:ConstantName")
  enum Format {
    pretty,
    json
  }

  @Override
  public Integer call() throws InputException, IOException {
    Pattern wanted = pattern(only);
    String junit = junit();
    Optional<Coverage> coverage = covered ? Optional.of(new Coverage()) : Optional.empty();
    Optional<RulePack> pack = folder.rules().map(RulePack::of);
    if (pack.isPresent()) {
      runCases(pack.get(), wanted);
      try {
        runTests(pack.get().sources(), RegoObject.EMPTY, wanted, coverage);
      } catch (RegoException e) {
        throw pack.get().refused(e.errors().stream().map(RegoError::toString).toList());
      }
    } else {
      DataFiles files = folder.files();
      try {
        runTests(files.policies(), files.data(), wanted, coverage);
      } catch (RegoException e) {
        e.errors().forEach(error -> console.out().println(error.withSource()));
        console.message(RulesCheckCommand.mistakes(e.errors().size()));
        return ExitCode.USAGE;
      }
    }
    console.progress("");
    if (outcomes.isEmpty()) {
      throw new InputException(
          only.isEmpty()
              ? "no case and no test there; a test is a rule test_…"
              : "--run: no case and no test whose name has a match for " + only);
    }
    tell(coverage, junit);
    return outcomes.stream().allMatch(o -> o.status().holds()) ? ExitCode.OK : ExitCode.VIOLATIONS;
  }

  private static Pattern pattern(String regex) throws InputException {
    try {
      return Pattern.compile(regex);
    } catch (PatternSyntaxException e) {
      throw new InputException("--run: no regular expression: " + e.getDescription(), e);
    }
  }

  /** Where the report goes; empty if none is wanted. */
  private String junit() throws InputException {
    for (String name : reports.keySet()) {
      if (!name.equals("junit")) {
        throw new InputException("no report format \"" + name + "\" for tests: known are junit");
      }
    }
    return reports.getOrDefault("junit", "");
  }

  private void runCases(RulePack pack, Pattern wanted) throws InputException {
    RuleCases cases = new RuleCases(pack);
    for (Rule rule : pack.rules()) {
      String suite = rule.info().name();
      console.progress("testing " + suite);
      long start = System.nanoTime();
      for (RuleCases.Outcome outcome : cases.run(rule)) {
        Duration duration = Duration.ofNanos(System.nanoTime() - start);
        start = System.nanoTime();
        if (wanted.matcher(suite + ": " + outcome.name()).find()) {
          add(
              new TestOutcome(
                  suite,
                  outcome.name(),
                  outcome.place(),
                  outcome.holds() ? Status.PASSED : Status.FAILED,
                  outcome.mismatch().orElse(""),
                  List.of(),
                  duration));
        }
      }
    }
  }

  private void runTests(
      List<RegoSource> sources, RegoObject data, Pattern wanted, Optional<Coverage> coverage) {
    Limits limits = Limits.none(console.clock().instant()).withTimeout(timeout);
    new PolicyTests(sources, data, limits, coverage).run(wanted.asPredicate()).forEach(this::add);
  }

  private void add(TestOutcome outcome) {
    outcomes.add(outcome);
    if ((verbose || !outcome.status().holds()) && !toStandardOutput()) {
      String label =
          switch (outcome.status()) {
            case PASSED -> "pass ";
            case FAILED -> "FAIL ";
            case ERROR -> "ERROR ";
            case SKIPPED -> "skip ";
          };
      console.progress("");
      console.out().println(label + outcome);
      outcome.notes().forEach(note -> console.out().println("     " + note));
    }
  }

  /** Whether standard output belongs to a program. */
  private boolean toStandardOutput() {
    return reports.containsValue("-") || (covered && format == Format.json);
  }

  private void tell(Optional<Coverage> coverage, String junit) throws IOException {
    if (junit.equals("-")) {
      TestReport.write(outcomes, console.out());
    } else if (!junit.isEmpty()) {
      WholeFile.write(Path.of(junit), out -> TestReport.write(outcomes, out));
    }
    if (coverage.isPresent()) {
      console
          .out()
          .println(
              format == Format.json
                  ? CoverageText.json(coverage.get())
                  : CoverageText.table(coverage.get()));
    }
    Map<Status, Long> counts =
        outcomes.stream()
            .collect(Collectors.groupingBy(TestOutcome::status, Collectors.counting()));
    long errors = counts.getOrDefault(Status.ERROR, 0L);
    String summary =
        "%d passed, %d failed, %s%d skipped"
            .formatted(
                counts.getOrDefault(Status.PASSED, 0L),
                counts.getOrDefault(Status.FAILED, 0L),
                errors == 0 ? "" : errors + " with errors, ",
                counts.getOrDefault(Status.SKIPPED, 0L));
    if (toStandardOutput()) {
      console.message(summary);
    } else {
      console.out().println(summary);
    }
  }

  /** A time as Go writes it, of one unit. */
  static final class Span implements ITypeConverter<Duration> {
    private static final Pattern SPAN = Pattern.compile("([0-9]+)(ms|s|m)");

    @Override
    public Duration convert(String text) {
      Matcher span = SPAN.matcher(text.toLowerCase(Locale.ROOT));
      if (!span.matches() || span.group(1).length() > 6) {
        throw new TypeConversionException("\"" + text + "\" is not a time: write it as 5s");
      }
      long number = Long.parseLong(span.group(1));
      return switch (span.group(2)) {
        case "ms" -> Duration.ofMillis(number);
        case "s" -> Duration.ofSeconds(number);
        default -> Duration.ofMinutes(number);
      };
    }
  }
}
