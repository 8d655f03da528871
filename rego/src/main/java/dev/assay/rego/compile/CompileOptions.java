package dev.assay.rego.compile;

import dev.assay.rego.eval.Observer;
import java.util.Optional;

/**
 * How sources are compiled.
 *
 * @param strict with the checks that {@code opa check --strict} does besides: unused imports and
 *     variables, among others
 * @param separateTests whether rules {@code test_…} of one name are tests of their own, called
 *     {@code test_x}, {@code test_x#01}…, as {@code opa test} has them
 * @param trusted whether the same sources were compiled without errors before: their types are not
 *     inferred again, which takes as long as the rest
 * @param observer of every evaluation
 */
public record CompileOptions(
    boolean strict, boolean separateTests, boolean trusted, Optional<Observer> observer) {

  /** As {@code opa eval} does. */
  public static final CompileOptions PLAIN =
      new CompileOptions(false, false, false, Optional.empty());

  public CompileOptions strictly() {
    return new CompileOptions(true, separateTests, trusted, observer);
  }

  /** For sources that are known to be right. */
  public CompileOptions trusting() {
    return new CompileOptions(strict, separateTests, true, observer);
  }

  /** For a run of the tests that is watched. */
  public CompileOptions forTests(Observer watching) {
    return new CompileOptions(strict, true, trusted, Optional.of(watching));
  }

  /** Seen by somebody. */
  public CompileOptions seenBy(Observer watching) {
    return new CompileOptions(strict, separateTests, trusted, Optional.of(watching));
  }
}
