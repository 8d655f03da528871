package dev.assay.rulepack;

import dev.assay.rego.types.Checked;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a rule may look at, found by its type check, which is as long as compiling it: made when
 * somebody asks, as only few sources leave something untold. Thread-safe.
 */
public final class Reaches {
  static final Reaches NONE = new Reaches(Reach.NONE);

  private record All(Reach scope, Reach verdict, Reach whole) {}

  /** What a rule says of the estate without looking for something in it. */
  private static final Pattern BY_NAME = Pattern.compile("data\\.estate\\.(by_id\\[|children\\b)");

  private final Supplier<All> find;
  private final Supplier<Boolean> search;
  private volatile @Nullable All known;
  private volatile @Nullable Boolean searches;

  private Reaches(Reach each) {
    this.search = () -> false;
    this.find = () -> new All(each, each, each);
  }

  /**
   * @param rule the path of its package, with {@code data} and a dot at its end
   * @param modules that it uses
   */
  Reaches(Supplier<Checked> check, String rule, Supplier<List<PackFile>> modules) {
    this.search =
        () ->
            modules.get().stream()
                .anyMatch(m -> BY_NAME.matcher(m.text()).replaceAll("").contains("estate"));
    this.find =
        () -> {
          Checked checked = check.get();
          List<String> scope = List.of(rule + "applies");
          List<String> verdict = List.of(rule + "fail", rule + "unknown");
          List<String> whole = List.of(rule + "applies", rule + "fail", rule + "unknown");
          return new All(
              Reach.of(checked, scope), Reach.of(checked, verdict), Reach.of(checked, whole));
        };
  }

  /**
   * Whether it may look for resources of some kind: found by its text, far sooner than the rest.
   */
  boolean maySearch() {
    Boolean may = searches;
    if (may == null) {
      may = search.get();
      searches = may;
    }
    return may;
  }

  /** What decides whether the rule applies. */
  Reach scope() {
    return all().scope();
  }

  /** What decides between the verdicts of a rule that applies. */
  Reach verdict() {
    return all().verdict();
  }

  /** All that it may look at, whatever it calls. */
  Reach whole() {
    return all().whole();
  }

  private All all() {
    All all = known;
    if (all == null) {
      all = find.get();
      known = all;
    }
    return all;
  }
}
