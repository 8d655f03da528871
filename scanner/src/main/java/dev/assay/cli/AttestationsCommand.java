package dev.assay.cli;

import dev.assay.attestation.Attestations;
import dev.assay.input.InputException;
import dev.assay.signing.Ed25519;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Keeps the file of attestations. */
@Command(
    name = "attestations",
    header = "Check a file of attestations, and sign its records.",
    mixinStandardHelpOptions = true,
    subcommands = {AttestationsCommand.Check.class, AttestationsCommand.Sign.class})
final class AttestationsCommand implements Runnable {
  private static final Path USUAL = Path.of("attestations.yaml");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "attestations: check or sign");
  }

  /** Tells everything that is wrong with a file. */
  @Command(
      name = "check",
      header = "Tell everything that is wrong with a file of attestations.",
      description = "Exit code 2 with a line for each record that is wrong or no longer counts.",
      mixinStandardHelpOptions = true)
  static final class Check implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "attestations.yaml without it.")
    private Path file = USUAL;

    @Option(
        names = {"-c", "--config"},
        paramLabel = "FILE",
        description = "Keys and controls of your own; assay.yaml if there is one.")
    private @Nullable Path config;

    Check(Console console) {
      this.console = console;
    }

    @Override
    public Integer call() throws InputException {
      List<String> mistakes =
          GovernanceOptions.attestations(file, TargetOptions.file(config))
              .check(console.clock().instant());
      mistakes.forEach(console::message);
      if (mistakes.isEmpty()) {
        console.out().println(file + ": no mistake");
      }
      return mistakes.isEmpty() ? ExitCode.OK : ExitCode.USAGE;
    }
  }

  /** Writes the signature of one record. */
  @Command(
      name = "sign",
      header = "Write the signature of a record, to be put into it.",
      footer = {
        "",
        "Example:",
        "  openssl genpkey -algorithm ed25519 -out ops.pem",
        "  assay attestations sign --record 1 --key ops.pem --name ops",
      },
      mixinStandardHelpOptions = true)
  static final class Sign implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "attestations.yaml without it.")
    private Path file = USUAL;

    @Option(
        names = "--record",
        paramLabel = "N",
        required = true,
        description = "Which record, from 1.")
    private int record;

    @Option(
        names = "--key",
        paramLabel = "PEM",
        required = true,
        description = "The Ed25519 private key.")
    private @Nullable Path key;

    @Option(
        names = "--name",
        paramLabel = "NAME",
        required = true,
        description = "What assay.yaml calls the key.")
    private String name = "";

    @Option(
        names = {"-c", "--config"},
        paramLabel = "FILE",
        description = "Controls of your own; assay.yaml if there is one.")
    private @Nullable Path config;

    Sign(Console console) {
      this.console = console;
    }

    @Override
    public Integer call() throws InputException {
      Attestations all = GovernanceOptions.attestations(file, TargetOptions.file(config));
      Optional<byte[]> bytes = all.record(record);
      if (bytes.isEmpty()) {
        throw new InputException(file + ": there is no right record " + record + "; count from 1");
      }
      String value = Ed25519.sign(Ed25519.privateKey(Objects.requireNonNull(key)), bytes.get());
      console.out().println("signature: {key: " + name + ", value: " + value + "}");
      return ExitCode.OK;
    }
  }
}
