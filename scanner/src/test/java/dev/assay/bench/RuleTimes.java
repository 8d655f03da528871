package dev.assay.bench;

import dev.assay.engine.Answer;
import dev.assay.engine.Engine;
import dev.assay.engine.OwnEngine;
import dev.assay.rego.eval.Limits;
import dev.assay.rego.value.RegoObject;
import dev.assay.rulepack.Rule;
import dev.assay.rulepack.RulePack;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Our engine with a clock: nanoseconds of all threads by rule. */
final class RuleTimes implements Engine {
  private final Engine engine = new OwnEngine();
  private final Map<String, Long> nanos = new ConcurrentHashMap<>();

  Map<String, Long> nanos() {
    return nanos;
  }

  @Override
  public Session open(RulePack pack, RegoObject data, Limits limits) {
    Session session = engine.open(pack, data, limits);
    return new Session() {
      @Override
      public List<Answer> ask(Rule rule, RegoObject parameters, List<RegoObject> resources) {
        long start = System.nanoTime();
        List<Answer> answers = session.ask(rule, parameters, resources);
        nanos.merge(rule.info().name(), System.nanoTime() - start, Long::sum);
        return answers;
      }

      @Override
      public void close() {
        session.close();
      }
    };
  }
}
