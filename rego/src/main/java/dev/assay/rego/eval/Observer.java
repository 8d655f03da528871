package dev.assay.rego.eval;

import dev.assay.rego.ast.Location;
import dev.assay.rego.value.RegoArray;
import java.util.Optional;

/**
 * Sees where an evaluation comes by, for those who test policies. A policy that is compiled with
 * one asks it first what it wants to see. Evaluations in several threads tell it at once.
 */
public interface Observer {

  /**
   * There is an expression here, or a rule that may have a value. Asked while the policy is
   * compiled.
   *
   * @return what to run whenever the expression is evaluated, or the rule has a value; empty for
   *     nothing
   */
  Optional<Runnable> watch(Location at);

  /**
   * A case of a test begins: of {@code test_x[name]}, once {@code name} is known.
   *
   * @param test where the test is defined
   * @param name what varies in its name
   */
  void began(Location test, RegoArray name);
}
