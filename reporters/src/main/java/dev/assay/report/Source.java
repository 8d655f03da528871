package dev.assay.report;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Something that a scan was asked to read, whether or not it could.
 *
 * @param id {@code postgresql://host:port/database}, {@code //alloydb.googleapis.com/projects/p},
 *     {@code //cloudasset.googleapis.com/folders/1}; unique in a snapshot
 * @param collector the name of the collector: {@code postgresql}, {@code alloydb}, {@code asset}
 * @param kinds the kinds of resources that were asked for; a kind that is listed here and has
 *     neither a resource nor a gap was looked for and is not there
 * @param details what a reader wants to know of it: server version, role, provider; kept in the
 *     order of the names
 */
public record Source(String id, String collector, List<String> kinds, Map<String, String> details) {
  /**
   * The detail that tells which instance of Google Cloud a server is, and the one that tells how
   * that is known.
   */
  public static final String INSTANCE = "instance";

  public static final String MATCHED_BY = "instance known by";

  private static final String WITHOUT = "without ";
  private static final String PART = "tells a part";

  public Source {
    kinds = List.copyOf(kinds);
    details = Collections.unmodifiableSortedMap(new TreeMap<>(details));
  }

  /**
   * The same source, whose details tell what cannot exist there, e.g. jobs without a scheduler: it
   * was asked for, is not there, and nothing was hidden.
   *
   * @param reasons by kind
   */
  public Source without(Map<String, String> reasons) {
    Map<String, String> more = new TreeMap<>(details);
    reasons.forEach((kind, reason) -> more.put(WITHOUT + kind, reason));
    return new Source(id, collector, kinds, more);
  }

  /**
   * The same source, whose details say that of each kind there may be more than it tells, e.g.
   * since a Terraform plan knows only what Terraform manages.
   */
  public Source inPart(String reason) {
    Map<String, String> more = new TreeMap<>(details);
    more.put(PART, reason);
    return new Source(id, collector, kinds, more);
  }

  /** Why there may be more than it tells; empty if it tells all that there is. */
  public Optional<String> part() {
    return Optional.ofNullable(details.get(PART));
  }

  /** Why resources of a kind cannot exist there; empty if they can. */
  public Optional<String> absence(String kind) {
    return Optional.ofNullable(details.get(WITHOUT + kind));
  }
}
