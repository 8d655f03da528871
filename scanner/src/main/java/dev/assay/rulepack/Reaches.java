package dev.assay.rulepack;

import dev.assay.rego.types.Checked;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a rule may look at, found by its type check, which is as long as compiling it: made when
 * somebody asks, as only few sources leave something untold. Thread-safe.
 */
public final class Reaches {
  static final Reaches NONE = new Reaches(Reach.NONE);

  private record Both(Reach scope, Reach whole) {}

  private final Supplier<Both> find;
  private volatile @Nullable Both known;

  private Reaches(Reach each) {
    this.find = () -> new Both(each, each);
  }

  /**
   * @param rule the path of its package, with {@code data} and a dot at its end
   */
  Reaches(Supplier<Checked> check, String rule) {
    this.find =
        () -> {
          Checked checked = check.get();
          List<String> scope = List.of(rule + "applies");
          List<String> all = List.of(rule + "applies", rule + "fail", rule + "unknown");
          return new Both(Reach.of(checked, scope), Reach.of(checked, all));
        };
  }

  /** What decides whether the rule applies. */
  Reach scope() {
    return both().scope();
  }

  /** All that it may look at, whatever it calls. */
  Reach whole() {
    return both().whole();
  }

  private Both both() {
    Both both = known;
    if (both == null) {
      both = find.get();
      known = both;
    }
    return both;
  }
}
