package dev.assay.snapshot;

import dev.assay.report.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Resources that two sources read, as two databases of one server both read its roles. The one of
 * the source that comes first by id stays; the other source's details tell of it.
 */
final class Overlap {
  /** Source to the sources where its resources were kept instead, to their number. */
  private final Map<String, Map<String, Integer>> kept = new TreeMap<>();

  void keptElsewhere(String source, String where) {
    kept.computeIfAbsent(source, s -> new TreeMap<>()).merge(where, 1, Integer::sum);
  }

  /** The sources, by id, with what is to be told of them. */
  List<Source> tell(List<Source> sources) {
    List<Source> told = new ArrayList<>();
    for (Source source : sources) {
      Map<String, Integer> elsewhere = kept.getOrDefault(source.id(), Map.of());
      Map<String, String> details = new TreeMap<>(source.details());
      elsewhere.forEach(
          (where, n) -> details.put("also in " + where, n + " resources, which are kept there"));
      told.add(new Source(source.id(), source.collector(), source.kinds(), details));
    }
    told.sort(Snapshot.BY_ID);
    return told;
  }
}
