package dev.assay.config;

import dev.assay.collect.fleet.FleetLogin;
import dev.assay.collect.google.GoogleSettings;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What to read from Google Cloud, and how it is reached.
 *
 * @param projects project ids or numbers
 * @param folders folder numbers
 * @param organizations organization numbers
 * @param databases how to log in to the databases of the instances that are found; empty to leave
 *     these alone
 */
public record GoogleScope(
    List<String> projects,
    List<String> folders,
    List<String> organizations,
    GoogleSettings settings,
    Optional<FleetLogin> databases) {

  public static final GoogleScope NONE =
      new GoogleScope(List.of(), List.of(), List.of(), GoogleSettings.DEFAULT, Optional.empty());

  public GoogleScope {
    projects = List.copyOf(projects);
    folders = List.copyOf(folders);
    organizations = List.copyOf(organizations);
  }

  /** Each thing to read by its resource name: {@code projects/p}, {@code folders/1}. */
  public List<String> parents() {
    return Stream.of(
            projects.stream().map(p -> "projects/" + p),
            folders.stream().map(f -> "folders/" + f),
            organizations.stream().map(o -> "organizations/" + o))
        .flatMap(names -> names)
        .distinct()
        .toList();
  }

  /** Something else, reached in the same way. */
  public GoogleScope of(List<String> projects, List<String> folders, List<String> organizations) {
    return new GoogleScope(projects, folders, organizations, settings, databases);
  }

  /** The same, asked with so many calls at once. */
  public GoogleScope atOnce(int calls) {
    return new GoogleScope(projects, folders, organizations, settings.atOnce(calls), databases);
  }

  /** The same, with the databases of what is found: as configured, else by IAM. */
  public GoogleScope withDatabases() {
    return new GoogleScope(
        projects,
        folders,
        organizations,
        settings,
        Optional.of(databases.orElse(FleetLogin.DEFAULT)));
  }

  /** The same, whose databases are left alone. */
  public GoogleScope withoutDatabases() {
    return new GoogleScope(projects, folders, organizations, settings, Optional.empty());
  }
}
