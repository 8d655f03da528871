package dev.assay.report;

/**
 * A thing that rules judge.
 *
 * @param id the provider's full name, unique in an estate: {@code
 *     //alloydb.googleapis.com/projects/p/locations/l/clusters/c}, {@code
 *     postgresql://host:port/database/schema/table}
 * @param kind e.g. {@code alloydb.Cluster}, {@code postgresql.Index}
 * @param source the id of the {@link Source} that it was read from
 */
public record Resource(String id, String kind, String source) {}
