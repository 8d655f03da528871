package dev.assay.snapshot;

import dev.assay.rego.value.RegoObject;
import dev.assay.report.Declaration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One resource of an estate as it was read: facts, never judgments.
 *
 * @param kind e.g. {@code alloydb.Cluster}, {@code postgresql.Index}
 * @param id the provider's full name, unique in a snapshot
 * @param parent the id of what contains it; {@code null} at the top
 * @param source the id of the {@link dev.assay.report.Source} that it was read from
 * @param data the provider's own field names; a field that was not reported is absent, never null,
 *     unless null itself is what the provider reports and the kind's schema gives it a meaning
 * @param untold places in the data ({@code networkConfig.network}) of which the source cannot tell
 *     what is there, with the reason: a file knows less than the service. What is absent there has
 *     no default, and what is there is a part
 * @param declaration where it is written down, if a file declares it
 */
public record Fact(
    String kind,
    String id,
    @Nullable String parent,
    String source,
    RegoObject data,
    SortedMap<String, String> untold,
    Optional<Declaration> declaration) {

  public Fact {
    untold =
        untold.isEmpty()
            ? Collections.emptySortedMap()
            : Collections.unmodifiableSortedMap(new TreeMap<>(untold));
  }

  /** A resource of which its source told everything. */
  public Fact(String kind, String id, @Nullable String parent, String source, RegoObject data) {
    this(kind, id, parent, source, data, Collections.emptySortedMap(), Optional.empty());
  }

  /** The same resource, of which some is not told. */
  public Fact without(Map<String, String> untold) {
    return new Fact(kind, id, parent, source, data, new TreeMap<>(untold), declaration);
  }

  /** The same resource, written down there. */
  public Fact declared(Declaration there) {
    return new Fact(kind, id, parent, source, data, untold, Optional.of(there));
  }
}
