package dev.assay.rulepack;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the scope of a setting may ask of a resource. */
public interface Standing {
  /** The resource's id, then the ids of what contains it, the nearest first. */
  List<String> ids();

  /**
   * Labels: first those that say what the resource is for (of an AlloyDB instance its cluster's, of
   * a database those of the cluster or instance that serves it), then those of what contains it.
   */
  List<Map<String, String>> labels();

  /**
   * Why nobody knows its nearest labels, or where in Google Cloud it is; empty if they are known.
   */
  default Optional<String> unread() {
    return Optional.empty();
  }

  /** The value of a label, the nearest; null if nothing has it. */
  default @Nullable String label(String key) {
    for (Map<String, String> some : labels()) {
      String value = some.get(key);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  /** Whether a scope speaks of it. */
  default boolean isWithin(Where where) {
    return where.covers(this);
  }
}
