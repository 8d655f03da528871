package dev.assay.rego.eval;

import dev.assay.rego.ast.Location;
import dev.assay.rego.value.RegoArray;
import java.util.List;
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

  /**
   * Somebody who wants to know what the expression here is made of and comes to. Asked while the
   * policy is compiled.
   */
  default Optional<Witness> witness(Location at) {
    return Optional.empty();
  }

  /** Sees one expression. */
  interface Witness {
    /** It is about to be evaluated; says whether to be told its parts. */
    boolean tried();

    /** It holds, in one way of perhaps several; says whether to be told its parts. */
    boolean held();

    /** The parts that are bound by now, in the order in which they are written. */
    void saw(List<Seen> parts);
  }
}
