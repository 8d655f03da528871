package dev.assay.cli;

import dev.assay.config.Config;
import dev.assay.config.GoogleScope;
import dev.assay.input.InputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What to read. Targets on the command line take the place of those in the file. */
final class TargetOptions {
  private static final Path DEFAULT_FILE = Path.of("assay.yaml");

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "Configuration; without it, assay.yaml in this folder if there is one.")
  private @Nullable Path config;

  @Option(
      names = "--database",
      paramLabel = "URL",
      description =
          "A PostgreSQL database: postgresql://user@host:port/name, jdbc:postgresql://… or"
              + " \"host=… dbname=…\". The password comes from PGPASSWORD or ~/.pgpass.")
  private List<String> databases = List.of();

  @Option(
      names = "--all-databases",
      description = "Read all databases of each server that --database names, not only the one.")
  private boolean all;

  @Option(names = "--project", paramLabel = "ID", description = "A Google Cloud project.")
  private List<String> projects = List.of();

  @Option(names = "--folder", paramLabel = "ID", description = "A Google Cloud folder.")
  private List<String> folders = List.of();

  @Option(names = "--organization", paramLabel = "ID", description = "A Google Cloud organization.")
  private List<String> organizations = List.of();

  @Option(
      names = "--databases",
      paramLabel = "WHICH",
      description =
          "auto: also connect to each AlloyDB and Cloud SQL instance that is found, by Google's"
              + " connectors and IAM unless google.databases in assay.yaml says otherwise;"
              + " listed: only to those that are named.")
  private @Nullable String which;

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      description = "Calls to Google Cloud at the same time; 8 unless assay.yaml says otherwise.")
  private @Nullable Integer concurrency;

  @Option(
      names = "--from",
      paramLabel = "PATH",
      description =
          "Facts in files, or a folder of them, or - : snapshots, Terraform plans and states"
              + " (terraform show -json), Config Connector manifests, gcloud or REST output, Cloud"
              + " Asset exports.")
  private List<Path> from = List.of();

  /**
   * The configuration that the file and the command line make together.
   *
   * @throws ParameterException if nothing is to be read
   */
  Config config() throws InputException {
    Config file = file(config);
    GoogleScope google = google(file.google());
    if (which != null) {
      google =
          switch (which) {
            case "auto" -> google.withDatabases();
            case "listed" -> google.withoutDatabases();
            default ->
                throw new ParameterException(
                    command.commandLine(), "--databases " + which + ": use auto or listed");
          };
    }
    boolean named =
        !(databases.isEmpty()
            && projects.isEmpty()
            && folders.isEmpty()
            && organizations.isEmpty()
            && from.isEmpty());
    Config merged =
        named
            ? file.of(
                databases.stream()
                    .map(
                        url ->
                            new Config.Database(
                                url,
                                "--database",
                                all,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()))
                    .toList(),
                google.of(projects, folders, organizations),
                from)
            : file.of(file.databases(), google, file.from());
    if (merged.databases().isEmpty()
        && merged.google().parents().isEmpty()
        && merged.from().isEmpty()) {
      throw new ParameterException(
          command.commandLine(),
          "nothing to read: name a --database, --project, --folder, --organization or --from, or"
              + " targets in assay.yaml");
    }
    if ("auto".equals(which) && merged.google().parents().isEmpty()) {
      throw new ParameterException(
          command.commandLine(),
          "--databases auto finds what is in a --project, --folder or --organization: name one");
    }
    return merged;
  }

  private GoogleScope google(GoogleScope scope) {
    try {
      return concurrency == null ? scope : scope.atOnce(concurrency);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), "--concurrency: " + e.getMessage());
    }
  }

  /** The given file, or the default one where it exists. */
  static Config file(@Nullable Path given) throws InputException {
    if (given != null) {
      return Config.read(given);
    }
    return Files.exists(DEFAULT_FILE) ? Config.read(DEFAULT_FILE) : Config.EMPTY;
  }
}
