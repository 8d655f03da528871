package dev.assay.report;

import java.util.Collections;
import java.util.List;
import java.util.Map;
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
  public Source {
    kinds = List.copyOf(kinds);
    details = Collections.unmodifiableSortedMap(new TreeMap<>(details));
  }
}
