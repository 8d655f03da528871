package dev.assay.rego.compile;

import dev.assay.rego.ast.Location;
import dev.assay.rego.ast.RegoError;
import dev.assay.rego.ast.RegoException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is wrong with a policy, all of it. */
final class Errors {
  private static final Comparator<RegoError> BY_PLACE =
      Comparator.comparing(
          e -> e.at().orElse(null), Comparator.nullsFirst(Comparator.naturalOrder()));

  private final Set<RegoError> errors = new LinkedHashSet<>();
  private int harmless;

  void add(String code, String message, Location at) {
    errors.add(new RegoError(code, message, at));
  }

  /** An error after which the rest of its rule can be looked at all the same. */
  void addHarmless(String code, String message, Location at) {
    int before = errors.size();
    add(code, message, at);
    harmless += errors.size() - before;
  }

  /** How many errors leave nothing to look at in their rules. */
  int harmful() {
    return errors.size() - harmless;
  }

  void addAll(List<RegoError> others) {
    errors.addAll(others);
  }

  int count() {
    return errors.size();
  }

  /**
   * @throws RegoException if there are errors
   */
  void raise() {
    if (!errors.isEmpty()) {
      List<RegoError> sorted = new ArrayList<>(errors);
      sorted.sort(BY_PLACE);
      throw new RegoException(sorted);
    }
  }
}
