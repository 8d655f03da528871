package dev.assay.rego.compile;

import dev.assay.rego.ast.Location;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The variables declared in a body, and those of the bodies around it. */
final class Scope {
  final @Nullable Scope outer;
  final Map<String, Declared> declared = new LinkedHashMap<>();

  /** Names that were used before any declaration. */
  final Set<String> mentioned = new HashSet<>();

  /** Where unused ones are reported, if not where they are declared: with {@code every}. */
  @Nullable Location reported;

  Scope(@Nullable Scope outer) {
    this.outer = outer;
  }

  /** How a variable was declared. */
  enum How {
    ARGUMENT,
    SOME,
    ASSIGNED,
    /** By {@code some … in}. */
    ITERATED,
    EVERY
  }

  /** A declared variable. */
  static final class Declared {
    final int slot;
    final How how;
    final Location at;
    boolean used;

    Declared(int slot, How how, Location at) {
      this.slot = slot;
      this.how = how;
      this.at = at;
    }
  }

  @Nullable Declared find(String name) {
    for (Scope scope = this; scope != null; scope = scope.outer) {
      Declared found = scope.declared.get(name);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** The variables that belong to one rule: a slot for each. */
  static final class Slots {
    private final Map<String, Integer> free = new HashMap<>();
    private int count;

    int fresh() {
      return count++;
    }

    /**
     * The slot of a name that is nowhere declared: one variable throughout a branch of the rule.
     */
    int of(String name) {
      return free.computeIfAbsent(name, n -> fresh());
    }

    /** Begins an {@code else} branch, which shares only what is declared. */
    void branch() {
      free.clear();
    }

    int count() {
      return count;
    }
  }
}
