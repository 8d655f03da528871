package dev.assay.cli;

import dev.assay.audit.Focus;
import dev.assay.config.Config;
import dev.assay.config.Excerpt;
import dev.assay.evidence.Manifest;
import dev.assay.input.InputException;
import dev.assay.report.AuditReport;
import dev.assay.report.Reporter;
import dev.assay.report.WholeFile;
import dev.assay.report.format.Formats;
import dev.assay.rulepack.PackFile;
import dev.assay.rulepack.Profile;
import dev.assay.rulepack.RulePack;
import dev.assay.signing.Ed25519;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Everything that an audit rests on, in one folder: the snapshot, the rules, what the team says,
 * the report in every format, and the command that judges the snapshot again.
 */
final class EvidencePack {
  static final String AUDIT = "audit.json";

  @Option(
      names = "--evidence",
      paramLabel = "DIR",
      description = "Keep all that the audit rests on in a new folder; assay verify proves it.")
  private @Nullable Path folder;

  @Option(
      names = "--evidence-key",
      paramLabel = "PEM",
      description = "Sign the evidence's manifest with this Ed25519 private key.")
  private @Nullable Path key;

  /** A folder that may be written to, and the key; both are known before anything is read. */
  record Target(Path folder, Optional<PrivateKey> key, String settings) {}

  Optional<Target> target(Config config) throws InputException, IOException {
    Path given = folder;
    if (given == null) {
      if (key != null) {
        throw new InputException("--evidence-key: name the folder with --evidence DIR");
      }
      return Optional.empty();
    }
    if (Files.exists(given)) {
      try (Stream<Path> inside = Files.list(given)) {
        if (inside.findAny().isPresent()) {
          throw new InputException(given + ": the folder is not empty; name a new one");
        }
      }
    }
    return Optional.of(
        new Target(
            given,
            key == null ? Optional.empty() : Optional.of(Ed25519.privateKey(key)),
            settings(config)));
  }

  private static String settings(Config config) throws InputException {
    Optional<Path> file = config.adjustments().file();
    return file.isEmpty() ? "" : Excerpt.of(file.get());
  }

  /** What a pack holds. */
  record Content(
      List<Path> snapshots,
      RulePack pack,
      List<Path> ownRules,
      List<String> selection,
      Profile profile,
      Map<String, String> parameters,
      Focus focus,
      Config config,
      GovernanceOptions.Files files,
      AuditReport report) {}

  /** Writes the folder. */
  static void write(Target target, Content content) throws IOException {
    Path folder = target.folder();
    Files.createDirectories(folder);
    List<String> command = new ArrayList<>(List.of("check"));
    for (int i = 0; i < content.snapshots().size(); i++) {
      Path snapshot = content.snapshots().get(i);
      String number = content.snapshots().size() == 1 ? "" : "-" + (i + 1);
      String ending = snapshot.toString().endsWith(".gz") ? ".jsonl.gz" : ".jsonl";
      String name = "snapshot" + number + ending;
      Files.copy(snapshot, folder.resolve(name));
      command.add(name);
    }
    rules(folder, content, command);
    inputs(folder, target.settings(), content, command);
    if (content.profile().sets()) {
      command.addAll(List.of("--profile", content.profile().name()));
    }
    command.add("--select");
    command.add(String.join(",", content.selection()));
    content
        .parameters()
        .forEach((name, value) -> command.addAll(List.of("--param", name + "=" + value)));
    if (!content.focus().only().isEmpty()) {
      command.addAll(List.of("--schema", String.join(",", content.focus().only())));
    }
    if (!content.focus().without().isEmpty()) {
      command.addAll(List.of("--exclude-schema", String.join(",", content.focus().without())));
    }
    command.addAll(List.of("--as-of", content.report().asOf().toString()));
    for (Reporter reporter : Formats.all()) {
      Path path =
          reporter.format().equals("json")
              ? folder.resolve(AUDIT)
              : folder.resolve("reports/report." + reporter.format());
      WholeFile.write(path, out -> reporter.write(content.report(), out));
    }
    Manifest.of(folder, Main.Version.number(), command).write(folder, target.key());
  }

  private static void rules(Path folder, Content content, List<String> command) throws IOException {
    for (PackFile file : RulePack.bundledFiles()) {
      write(folder.resolve("rules/assay").resolve(file.path()), file.text());
    }
    command.addAll(List.of("--only-rules", "rules/assay"));
    for (int i = 0; i < content.ownRules().size(); i++) {
      String name = "rules/own-" + (i + 1);
      copy(content.ownRules().get(i), folder.resolve(name));
      command.addAll(List.of("--rules", name));
    }
  }

  /** The files that the team wrote, under their own names, and what assay.yaml says of them. */
  private static void inputs(Path folder, String settings, Content content, List<String> command)
      throws IOException {
    StringBuilder config = new StringBuilder(settings);
    Optional<String> waivers = keep(folder, "waivers", content.files().waivers());
    Optional<String> attestations = keep(folder, "attestations", content.files().attestations());
    Optional<String> controls = keep(folder, "controls", content.config().governance().controls());
    Optional<String> baseline = keep(folder, "baseline", content.files().baseline());
    content
        .config()
        .governance()
        .mostDays()
        .filter(days -> waivers.isPresent())
        .ifPresent(
            days ->
                config.append(
                    "waivers: {file: %s, most_days: %d}\n".formatted(above(waivers), days)));
    if (attestations.isPresent()) {
      config.append("attestations:\n  file: ").append(above(attestations)).append('\n');
      if (controls.isPresent()) {
        config.append("  controls: ").append(above(controls)).append('\n');
      }
      config
          .append("  require_signature: ")
          .append(content.config().governance().signed())
          .append("\n  keys:\n");
      for (Map.Entry<String, PublicKey> entry : content.config().governance().keys().entrySet()) {
        config
            .append("    ")
            .append(quoted(Optional.of(entry.getKey())))
            .append(": ")
            .append(Base64.getEncoder().encodeToString(entry.getValue().getEncoded()))
            .append('\n');
      }
      if (content.config().governance().keys().isEmpty()) {
        config.setLength(config.length() - "  keys:\n".length());
      }
    }
    String name =
        content
            .config()
            .adjustments()
            .file()
            .map(file -> String.valueOf(file.getFileName()))
            .orElse("assay.yaml");
    write(folder.resolve("inputs/config/" + name), config.toString());
    command.addAll(List.of("-c", "inputs/config/" + name));
    waivers.ifPresent(path -> command.addAll(List.of("--waivers", path)));
    baseline.ifPresent(path -> command.addAll(List.of("--baseline", path)));
    content
        .files()
        .renamed()
        .forEach((from, to) -> command.addAll(List.of("--renamed", from + "=" + to)));
  }

  /** A path of the folder, as the configuration in it has to name it. */
  private static String above(Optional<String> path) {
    return quoted(path.map(p -> "../../" + p));
  }

  private static String quoted(Optional<String> text) {
    return '"' + text.orElse("").replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static Optional<String> keep(Path folder, String role, Optional<Path> file)
      throws IOException {
    if (file.isEmpty()) {
      return Optional.empty();
    }
    String path = "inputs/" + role + "/" + file.get().getFileName();
    Path target = folder.resolve(path);
    Files.createDirectories(folder.resolve("inputs/" + role));
    Files.copy(file.get(), target);
    return Optional.of(path);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Path parent = target.getParent();
        if (parent != null) {
          Files.createDirectories(parent);
        }
        Files.copy(file, target);
      }
    }
  }

  private static void write(Path file, String text) throws IOException {
    WholeFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }
}
