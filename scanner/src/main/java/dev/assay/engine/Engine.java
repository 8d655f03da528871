package dev.assay.engine;

import dev.assay.rego.eval.Limits;
import dev.assay.rego.value.RegoObject;
import dev.assay.rulepack.Rule;
import dev.assay.rulepack.RulePack;
import java.util.List;

/**
 * What evaluates rules. A finding must not depend on which one does.
 *
 * <p>Rules are loaded, checked against the schemas and compiled by our own engine in any case; an
 * engine is given a pack that holds.
 */
public interface Engine extends AutoCloseable {

  /**
   * Makes ready to judge one estate.
   *
   * @param data what rules see as {@code data}
   * @param limits of one rule on one resource, and the time that rules take for now
   * @throws EngineException if the engine cannot be reached, or does not take the pack
   */
  Session open(RulePack pack, RegoObject data, Limits limits);

  /** Frees whatever the engine holds of the rules. */
  @Override
  default void close() {}

  /** A pack over an estate. Thread-safe. */
  interface Session extends AutoCloseable {

    /**
     * What a rule says of resources, one answer for each.
     *
     * @param parameters by name
     * @param resources of the rule's kind, as they are in {@code data.estate}
     * @throws EngineException if the engine fails, as opposed to the rule
     */
    List<Answer> ask(Rule rule, RegoObject parameters, List<RegoObject> resources);

    /** Frees whatever the engine holds of the estate. */
    @Override
    default void close() {}
  }
}
