package dev.assay.cli;

import dev.assay.input.InputException;
import dev.assay.rego.ast.Dialect;
import dev.assay.rego.eval.Limits;
import dev.assay.rego.value.Value;
import dev.assay.workbench.DataFiles;
import dev.assay.workbench.Inquiry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks policies anything, as {@code opa eval} does. */
@Command(
    name = "eval",
    header = "Evaluate a Rego query, as opa eval does.",
    description = {
      "Writes what \"opa eval --format json\" writes: {} if the query is undefined.",
      "Exit code 2 if there are errors."
    },
    footer = {
      "",
      "Examples:",
      "  assay rules eval '1 + 1'",
      "  assay rules eval -d our-rules -i input.json data.assay.rules.ours.named.fail"
    },
    mixinStandardHelpOptions = true)
final class RulesEvalCommand implements Callable<Integer> {
  private final Console console;

  @Option(
      names = {"-d", "--data"},
      paramLabel = "PATH",
      description = "A .rego, .json or .yaml file, or a folder of them; may be repeated.")
  private List<Path> data = new ArrayList<>();

  @Option(
      names = {"-i", "--input"},
      paramLabel = "FILE",
      description = "The input: JSON or YAML.")
  private @Nullable Path input;

  @Option(
      names = "--strict-builtin-errors",
      description = "An error in a built-in function is an error, not undefined.")
  private boolean strict;

  @Option(
      names = "--v0-compatible",
      description = "The policies are in Rego v0, as before OPA 1.0.")
  private boolean old;

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      description = "json, as opa eval has it; there is no other.")
  @SuppressWarnings("UnusedVariable") // accepts what callers of opa are used to say
  private Format format = Format.json;

  @Parameters(paramLabel = "QUERY", description = "A query: data.a.b, or any body of a rule.")
  private String query = "";

  /** How an answer is written. */
  enum Format {
    json
  }

  RulesEvalCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InputException {
    Value given = input == null ? null : DataFiles.document(input);
    Limits limits = Limits.none(console.clock().instant());
    DataFiles files = DataFiles.read(data, old ? Dialect.V0 : Dialect.V1);
    Inquiry.Answer answer =
        Inquiry.ask(query, files, given, strict ? limits.withStrictErrors() : limits);
    console.out().println(answer.json());
    return answer.holds() ? ExitCode.OK : ExitCode.USAGE;
  }
}
