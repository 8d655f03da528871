package dev.assay.rego.types;

import dev.assay.rego.builtin.Type;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What is known of a value.
 *
 * @param origins the paths in typed documents from which it may come; empty for all other values
 */
record Known(Type type, Set<Origin> origins) {
  static final Known ANYTHING = of(Type.ANY);

  static Known of(Type type) {
    return new Known(type, Set.of());
  }

  Known or(Known other) {
    Set<Origin> both = new LinkedHashSet<>(origins);
    both.addAll(other.origins);
    return new Known(Shape.union(List.of(type, other.type)), both);
  }

  /**
   * A path from a typed document.
   *
   * @param named whether the last step is listed there by name
   */
  record Origin(String path, boolean named) {
    Origin key(String name, boolean listed) {
      return new Origin(path + "." + name, listed);
    }

    Origin item() {
      return new Origin(path + "[]", true);
    }

    Origin anyKey() {
      return new Origin(path + ".*", true);
    }
  }
}
