package dev.assay.cli;

import dev.assay.config.Config;
import dev.assay.input.InputException;
import dev.assay.report.AuditReport;
import dev.assay.report.Finding;
import dev.assay.report.Verdict;
import dev.assay.rulepack.RuleNames;
import dev.assay.rulepack.RulePack;
import dev.assay.waiver.NewWaiver;
import dev.assay.waiver.Waivers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Keeps the file of exceptions. */
@Command(
    name = "waivers",
    header = "Add waivers to a file, and check it.",
    description =
        "A waived violation stays in every report and does not count until the waiver expires.",
    mixinStandardHelpOptions = true,
    subcommands = {WaiversCommand.Add.class, WaiversCommand.Check.class})
final class WaiversCommand implements Runnable {
  private static final Path USUAL = Path.of("waivers.yaml");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "waivers: add or check");
  }

  /** Writes an entry for one finding. */
  @Command(
      name = "add",
      header = "Write an entry for a finding.",
      footer = {
        "",
        "Example:",
        "  assay waivers add 3f9a61c2 --audit audit.json --owner payments@shop.example \\",
        "    --reason \"The partner migrates in March\" --ticket SEC-12 --expires 2027-03-31",
      },
      mixinStandardHelpOptions = true)
  static final class Add implements Callable<Integer> {
    private final Console console;

    @Parameters(
        paramLabel = "FINGERPRINT",
        description = "Of the finding, or its first 8 characters and more.")
    private String fingerprint = "";

    @Option(
        names = "--audit",
        paramLabel = "AUDIT",
        required = true,
        description = "The audit report that has the finding (json).")
    private @Nullable Path audit;

    @Option(names = "--file", paramLabel = "FILE", description = "waivers.yaml without it.")
    private Path file = USUAL;

    @Option(
        names = "--owner",
        paramLabel = "WHO",
        required = true,
        description = "Who answers for it.")
    private String owner = "";

    @Option(
        names = "--reason",
        paramLabel = "TEXT",
        required = true,
        description = "Why it may stay for now.")
    private String reason = "";

    @Option(
        names = "--expires",
        paramLabel = "DAY",
        required = true,
        converter = Day.class,
        description = "The last day on which it holds, e.g. 2027-03-31.")
    private LocalDate expires = LocalDate.EPOCH;

    @Option(names = "--ticket", paramLabel = "ID", description = "Where it is followed up.")
    private String ticket = "";

    @Option(names = "--approved-by", paramLabel = "WHO", description = "Who agreed to it.")
    private String approvedBy = "";

    @Option(names = "--allow-critical", description = "It may cover a critical violation.")
    private boolean allowCritical;

    @Mixin private RuleOptions rules = new RuleOptions();

    Add(Console console) {
      this.console = console;
    }

    @Override
    public Integer call() throws InputException, IOException {
      AuditReport report = ReportCommand.read(Objects.requireNonNull(audit));
      NewWaiver waiver =
          new NewWaiver(
              NewWaiver.find(report, fingerprint),
              owner,
              reason,
              expires,
              ticket,
              approvedBy,
              LocalDate.ofInstant(console.clock().instant(), ZoneOffset.UTC),
              allowCritical);
      RulePack pack = rules.all(Config.EMPTY);
      waiver.addTo(file, GovernanceOptions.names(pack, Config.EMPTY), console.clock().instant());
      console.out().println("added to " + file + ": " + waiver.sentence());
      return ExitCode.OK;
    }
  }

  /** Tells everything that is wrong with a file. */
  @Command(
      name = "check",
      header = "Tell everything that is wrong with a file of waivers.",
      description =
          "Exit code 2 with a line for each mistake, and for each waiver that has expired. With an"
              + " audit report also those that cover nothing.",
      mixinStandardHelpOptions = true)
  static final class Check implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "waivers.yaml without it.")
    private Path file = USUAL;

    @Option(
        names = "--audit",
        paramLabel = "AUDIT",
        description = "An audit report whose violations the waivers are to cover.")
    private @Nullable Path audit;

    @Option(
        names = {"-c", "--config"},
        paramLabel = "FILE",
        description = "Rules and how long waivers may last; assay.yaml if there is one.")
    private @Nullable Path config;

    @Mixin private RuleOptions rules = new RuleOptions();

    Check(Console console) {
      this.console = console;
    }

    @Override
    public Integer call() throws InputException, IOException {
      Config settings = TargetOptions.file(config);
      RuleNames names = GovernanceOptions.names(rules.all(settings), settings);
      List<Finding> violations = List.of();
      if (audit != null) {
        violations =
            ReportCommand.read(audit).findings().stream()
                .filter(f -> f.verdict() == Verdict.FAIL || f.verdict() == Verdict.WAIVED)
                .toList();
      }
      List<String> mistakes =
          Waivers.check(
              file,
              names,
              settings.governance().mostDays().orElse(Waivers.MOST_DAYS),
              console.clock().instant(),
              violations);
      mistakes.forEach(console::message);
      if (mistakes.isEmpty()) {
        console.out().println(file + ": no mistake");
      }
      return mistakes.isEmpty() ? ExitCode.OK : ExitCode.USAGE;
    }
  }

  static final class Day implements ITypeConverter<LocalDate> {
    @Override
    public LocalDate convert(String text) {
      try {
        return LocalDate.parse(text);
      } catch (DateTimeParseException e) {
        throw new TypeConversionException("\"" + text + "\" is not a day: write it as 2027-01-31");
      }
    }
  }
}
