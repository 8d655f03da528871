package dev.assay.cli;

import dev.assay.engine.EngineException;
import dev.assay.input.InputException;
import dev.assay.rulepack.RulePack;
import dev.assay.rulepack.RulePackException;
import dev.assay.snapshot.SnapshotException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The {@code assay} command. */
@Command(
    name = "assay",
    header = "Audits AlloyDB, Cloud SQL for PostgreSQL and PostgreSQL against rules in Rego.",
    description =
        "Every verdict is fail, pass, unknown (with the reason), not applicable or waived; pass"
            + " means that Assay looked.",
    footer = {
      "",
      "Examples:",
      "  assay demo",
      "  assay scan --database postgresql://scan@db:5432/shop --report html=report.html",
      "  assay scan -c assay.yaml --report sarif=assay.sarif --fail-on medium",
      "",
      "Exit codes: 0 complete and nothing failed at or above --fail-on; 1 violations;",
      "2 wrong usage, configuration, input or rule; 3 something could not be read."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class)
public final class Main implements Runnable {
  private static final List<Class<?>> COMMANDS =
      List.of(
          ScanCommand.class,
          CollectCommand.class,
          CheckCommand.class,
          ReportCommand.class,
          GateCommand.class,
          RulesCommand.class,
          DiffCommand.class,
          FrameworksCommand.class,
          VerifyCommand.class,
          WaiversCommand.class,
          AttestationsCommand.class,
          DoctorCommand.class,
          DemoCommand.class,
          CompletionCommand.class,
          ManCommand.class);

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Taken from the arguments before they are parsed, so that it serves for parsing too. */
  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show where in the program an error comes from.")
  @SuppressWarnings("UnusedVariable")
  private boolean debug;

  /** Runs the command line of the process and ends it with the exit code. */
  public static void main(String[] arguments) {
    System.exit(run(Console.system(), arguments));
  }

  /** Runs one command line. */
  static int run(Console given, String... arguments) {
    Console console = List.of(arguments).contains("--debug") ? given.debugging() : given;
    CommandLine line = commands(console, arguments);
    line.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
    line.setColorScheme(CommandLine.Help.defaultColorScheme(console.colour() ? Ansi.ON : Ansi.OFF));
    line.setUsageHelpAutoWidth(false);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler((e, args) -> usage(console, e));
    line.setExecutionExceptionHandler((e, command, result) -> failure(console, e));
    int code;
    try {
      code = line.execute(arguments);
    } catch (OutOfMemoryError e) {
      // What filled the memory is let go by now; Java's own end would be 1, which says violations.
      console.message(
          "out of memory: Java may use "
              + (Runtime.getRuntime().maxMemory() >> 20)
              + " MB; allow it more (JAVA_TOOL_OPTIONS=-Xmx4g), or give it less at once");
      return ExitCode.INCOMPLETE;
    }
    console.out().flush();
    if (console.out().checkError()) {
      console.message("standard output was closed before everything was written");
      return ExitCode.USAGE;
    }
    return code;
  }

  /** The one that is called, or all: describing them all takes a twentieth of a second. */
  private static CommandLine commands(Console console, String... arguments) {
    CommandLine.IFactory factory = new Commands(console);
    CommandLine line = new CommandLine(new Main(), factory);
    List<Class<?>> called =
        COMMANDS.stream()
            .filter(type -> arguments.length > 0 && name(type).equals(arguments[0]))
            .filter(type -> type != CompletionCommand.class && type != ManCommand.class)
            .toList();
    for (Class<?> type : called.isEmpty() ? COMMANDS : called) {
      line.addSubcommand(new CommandLine(type, factory));
    }
    return line;
  }

  private static String name(Class<?> command) {
    return Objects.requireNonNull(command.getAnnotation(Command.class)).name();
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command? See assay --help");
  }

  private static int usage(Console console, ParameterException e) {
    String name = e.getCommandLine().getCommandSpec().qualifiedName();
    String hint = "";
    if (e instanceof UnmatchedArgumentException unmatched
        && !unmatched.getSuggestions().isEmpty()) {
      hint = " (did you mean " + unmatched.getSuggestions().get(0) + "?)";
    }
    console.message(oneLine(e.getMessage()) + hint + "; see " + name + " --help");
    return ExitCode.USAGE;
  }

  /** What a person can mend is one line; anything else is our fault and says so. */
  private static int failure(Console console, Exception e) {
    if (e instanceof ParameterException wrong) {
      return usage(console, wrong);
    }
    if (e instanceof InputException
        || e instanceof SnapshotException
        || e instanceof EngineException) {
      console.message(oneLine(e.getMessage()));
    } else if (e instanceof RulePackException) {
      String.valueOf(e.getMessage()).lines().forEach(console::message);
    } else if (e instanceof IOException || e instanceof UncheckedIOException) {
      console.message(oneLine(e.getMessage()));
    } else {
      console.message("internal error: " + e + "; please report it, with the output of --debug");
    }
    if (console.debug()) {
      e.printStackTrace(console.err());
    }
    return ExitCode.USAGE;
  }

  private static String oneLine(@Nullable String message) {
    return String.valueOf(message).strip().replaceAll("\\s*\\R\\s*", " ");
  }

  /** Gives every command the console it was started in. */
  private record Commands(Console console) implements CommandLine.IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
      try {
        return type.getDeclaredConstructor(Console.class).newInstance(console);
      } catch (NoSuchMethodException hasNone) {
        return CommandLine.defaultFactory().create(type);
      }
    }
  }

  /** The version of the program, as its jar was built with. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"assay " + number(), "rules: " + RulePack.bundledVersion()};
    }

    static String number() {
      String version = Main.class.getPackage().getImplementationVersion();
      return version == null ? "development" : version;
    }
  }
}
