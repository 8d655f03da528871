package dev.assay.audit;

import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import dev.assay.rulepack.FieldPath;
import dev.assay.rulepack.Standing;
import dev.assay.rulepack.Where;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Where a resource stands in an estate, and the labels that are about it. An AlloyDB instance, user
 * or backup is for what its cluster is for, as {@code lib/google.rego} has it.
 */
final class Whereabouts implements Standing {
  private static final Pattern IN_CLUSTER = Pattern.compile("/clusters/[^/]+/(instances|users)/");
  private static final Pattern BACKUP =
      Pattern.compile("^//alloydb\\.googleapis\\.com/.*/backups/[^/]+$");
  private static final FieldPath CLUSTER = FieldPath.parse("clusterName");
  private static final List<FieldPath> LABELS =
      List.of(FieldPath.parse("settings.userLabels"), FieldPath.parse("labels"));

  private final List<String> ids;
  private final List<Map<String, String>> labels;

  /** Many rules have their scopes in common. */
  private final Map<Where, Boolean> known = Collections.synchronizedMap(new IdentityHashMap<>(2));

  private final Optional<String> unread;

  private Whereabouts(List<String> ids, List<Map<String, String>> labels, Optional<String> unread) {
    this.ids = List.copyOf(ids);
    this.labels = List.copyOf(labels);
    this.unread = unread;
  }

  @Override
  public List<String> ids() {
    return ids;
  }

  @Override
  public List<Map<String, String>> labels() {
    return labels;
  }

  @Override
  public Optional<String> unread() {
    return unread;
  }

  @Override
  public boolean isWithin(Where where) {
    return known.computeIfAbsent(where, asked -> asked.covers(this));
  }

  static Whereabouts of(String id, Estate estate) {
    Set<String> ids = new LinkedHashSet<>(List.of(id));
    estate.resource(id).flatMap(data -> clusterOf(id, data)).ifPresent(ids::add);
    for (String one : List.copyOf(ids)) {
      ids.addAll(estate.ancestors(one));
    }
    List<String> labelled = ids.stream().filter(Whereabouts::isLabelled).toList();
    List<Map<String, String>> labels = new ArrayList<>();
    for (String one : labelled) {
      labels.add(estate.resource(one).map(Whereabouts::labels).orElse(Map.of()));
    }
    Optional<String> unread =
        labelled.stream()
            .limit(1)
            .filter(nearest -> estate.resource(nearest).isEmpty())
            .map(nearest -> nearest + " was not read")
            .findFirst();
    if (labelled.isEmpty() && estate.unlinked(id)) {
      unread = Optional.of("its instance in Google Cloud was not read, or not found to be this");
    }
    return new Whereabouts(List.copyOf(ids), labels, unread);
  }

  private static boolean isLabelled(String id) {
    return id.startsWith("//") && !IN_CLUSTER.matcher(id).find() && !BACKUP.matcher(id).find();
  }

  private static Optional<String> clusterOf(String id, RegoObject data) {
    return BACKUP.matcher(id).find()
        ? CLUSTER
            .in(data)
            .filter(RegoString.class::isInstance)
            .map(name -> "//alloydb.googleapis.com/" + ((RegoString) name).value())
        : Optional.empty();
  }

  private static Map<String, String> labels(RegoObject data) {
    Map<String, String> labels = new TreeMap<>();
    for (FieldPath path : LABELS) {
      Optional<Value> found = path.in(data);
      if (found.isPresent() && found.get() instanceof RegoObject map) {
        map.forEach(
            (key, value) -> {
              if (key instanceof RegoString k && value instanceof RegoString v) {
                labels.put(k.value(), v.value());
              }
            });
      }
    }
    return labels;
  }
}
