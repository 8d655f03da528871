package dev.assay.rego.types;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of the variables of a body; a closure sees those of the bodies around it. */
final class Variables {
  private final Map<Integer, Inferred> known = new HashMap<>();
  private final @Nullable Variables outer;

  Variables(@Nullable Variables outer) {
    this.outer = outer;
  }

  boolean knows(int slot) {
    return known.containsKey(slot) || (outer != null && outer.knows(slot));
  }

  Inferred get(int slot) {
    Inferred here = known.get(slot);
    return here != null ? here : outer == null ? Inferred.UNKNOWN : outer.get(slot);
  }

  void put(int slot, Inferred type) {
    known.put(slot, type);
  }
}
