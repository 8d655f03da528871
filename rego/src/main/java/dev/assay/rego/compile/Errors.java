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

  void add(String code, String message, Location at) {
    errors.add(new RegoError(code, message, at));
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
