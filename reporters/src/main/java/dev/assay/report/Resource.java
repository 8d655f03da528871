package dev.assay.report;

import java.util.Optional;

/**
 * A thing that rules judge.
 *
 * @param id the provider's full name, unique in an estate: {@code
 *     //alloydb.googleapis.com/projects/p/locations/l/clusters/c}, {@code
 *     postgresql://host:port/database/schema/table}
 * @param kind e.g. {@code alloydb.Cluster}, {@code postgresql.Index}
 * @param source the id of the {@link Source} that it was read from
 * @param declaration where it is written down, if it was read from a file that declares it
 */
public record Resource(String id, String kind, String source, Optional<Declaration> declaration) {

  /** A resource as it is, not as somebody wrote it down. */
  public Resource(String id, String kind, String source) {
    this(id, kind, source, Optional.empty());
  }
}
