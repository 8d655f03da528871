package dev.assay.report;

/**
 * Where a resource is written down, for one that was read from a file of somebody's.
 *
 * @param name what it is called there, e.g. {@code module.db.google_alloydb_cluster.main}; empty if
 *     it has no other name than its id
 * @param file as the user named it, or below what the user named; with {@code /} on every system
 * @param line counted from 1; 0 if it is not known
 */
public record Declaration(String name, String file, int line) {

  /** {@code main.tf:12 (module.db.google_alloydb_cluster.main)}. */
  @Override
  public String toString() {
    return file + (line > 0 ? ":" + line : "") + (name.isEmpty() ? "" : " (" + name + ")");
  }
}
