package dev.assay.cli;

import dev.assay.evidence.Manifest;
import dev.assay.input.InputException;
import dev.assay.signing.Ed25519;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Proves that evidence is whole and unchanged, and that it judges to the same result. */
@Command(
    name = "verify",
    header = "Prove that a folder of evidence is unchanged, and judge it again.",
    description = {
      "Compares the SHA-256 of every file with the manifest, then judges the snapshot by the rules",
      "in the folder and compares the report. Exit code 0: all is as it was; 1: it is not."
    },
    footer = {"", "Example:", "  assay verify evidence --key audit.pub.pem"},
    mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "DIR", description = "Written by assay scan --evidence.")
  private @Nullable Path folder;

  @Option(
      names = "--key",
      paramLabel = "PEM",
      description = "The Ed25519 public key whose signature the manifest must have.")
  private @Nullable Path key;

  VerifyCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InputException, IOException {
    Path pack = Objects.requireNonNull(folder);
    Manifest manifest = Manifest.read(pack);
    List<String> wrong = new ArrayList<>(manifest.changes(pack));
    String signed = "not signed";
    if (key != null) {
      PublicKey trusted =
          Ed25519.publicKey(Files.readString(key, StandardCharsets.US_ASCII))
              .orElseThrow(() -> new InputException(key + ": no Ed25519 public key"));
      if (!Manifest.isSignedBy(pack, trusted)) {
        wrong.add("the manifest has no signature of " + key);
      }
      signed = "signed by " + key;
    } else if (Manifest.isSigned(pack)) {
      signed = "signed, by whom was not asked (--key)";
    }
    if (wrong.isEmpty()) {
      judgedAgain(pack, manifest).ifPresent(wrong::add);
    }
    wrong.forEach(line -> console.message(pack + ": " + line));
    if (wrong.isEmpty()) {
      console
          .out()
          .println(
              "%s: %d files unchanged, %s; judged again to the same report"
                  .formatted(pack, manifest.digests().size(), signed));
    }
    return wrong.isEmpty() ? ExitCode.OK : ExitCode.VIOLATIONS;
  }

  /** What is wrong with the report that the evidence comes to. */
  private Optional<String> judgedAgain(Path pack, Manifest manifest) throws IOException {
    List<String> arguments;
    try {
      arguments = KeptCommand.of(pack, manifest.command());
    } catch (InputException e) {
      return Optional.of("it cannot be judged again: " + e.getMessage());
    }
    arguments.addAll(List.of("--report", "json=-"));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console quiet =
        new Console(
            new PrintStream(out, false, StandardCharsets.UTF_8),
            new PrintStream(err, false, StandardCharsets.UTF_8),
            false,
            false,
            false,
            console.environment(),
            console.clock(),
            console.home());
    int code = Main.run(quiet, arguments.toArray(String[]::new));
    if (code == ExitCode.USAGE) {
      quiet.err().flush();
      return Optional.of(
          "it cannot be judged again: " + err.toString(StandardCharsets.UTF_8).strip());
    }
    String again = version(out.toString(StandardCharsets.UTF_8));
    String was =
        version(Files.readString(pack.resolve(EvidencePack.AUDIT), StandardCharsets.UTF_8));
    return again.equals(was)
        ? Optional.empty()
        : Optional.of(
            "judged again, the report is another; compare with assay check "
                + String.join(" ", arguments.subList(1, arguments.size() - 2)));
  }

  /** The report without the version of the program: a later one may verify. */
  private static String version(String report) {
    return report.replaceFirst("\"toolVersion\": ?\"[^\"]*\"", "\"toolVersion\": \"\"");
  }
}
