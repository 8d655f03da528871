package dev.assay.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What to read from Google Cloud, and through which doors.
 *
 * @param projects project ids or numbers
 * @param folders folder numbers
 * @param organizations organization numbers
 * @param endpoints {@code host:port} by service ({@code alloydb}, {@code asset}), where it is not
 *     Google's
 * @param plaintext whether the endpoints speak without TLS and credentials; for stand-ins on
 *     loopback
 * @param timeout for everything that one call does, retries included
 * @param quotaProject the project that pays for the calls
 */
public record GoogleScope(
    List<String> projects,
    List<String> folders,
    List<String> organizations,
    Map<String, String> endpoints,
    boolean plaintext,
    Duration timeout,
    Optional<String> quotaProject) {

  public static final GoogleScope NONE =
      new GoogleScope(
          List.of(),
          List.of(),
          List.of(),
          Map.of(),
          false,
          Duration.ofSeconds(60),
          Optional.empty());

  public GoogleScope {
    projects = List.copyOf(projects);
    folders = List.copyOf(folders);
    organizations = List.copyOf(organizations);
    endpoints = Map.copyOf(endpoints);
  }

  public boolean isEmpty() {
    return projects.isEmpty() && folders.isEmpty() && organizations.isEmpty();
  }
}
