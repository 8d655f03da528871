package dev.assay.audit;

import dev.assay.rego.Evaluator;
import dev.assay.rego.Policy;
import dev.assay.rego.Query;
import dev.assay.rego.Trace;
import dev.assay.rego.ast.RegoException;
import dev.assay.rego.ast.RegoSource;
import dev.assay.rego.eval.Limits;
import dev.assay.rego.eval.Seen;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoSet;
import dev.assay.rego.value.Value;
import dev.assay.report.Finding;
import dev.assay.report.Finding.Evidence;
import dev.assay.rulepack.PackFile;
import dev.assay.rulepack.Rule;
import dev.assay.rulepack.RulePack;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How a rule comes to what it says of a resource: evaluates it again, seen by a trace. Whatever
 * engine judged, this is ours.
 */
final class Explainer {
  private static final String UNDEFINED = "undefined";
  private static final int MOST_PARTS = 60;

  private final Trace trace = new Trace();
  private final Policy policy;
  private final RegoObject data;
  private final Limits limits;

  Explainer(RulePack pack, RegoObject data, Limits limits) {
    List<RegoSource> sources = new ArrayList<>();
    for (PackFile file : pack.modules()) {
      sources.add(new RegoSource(file.name(), file.text()));
    }
    this.policy = Policy.compile(sources, trace);
    this.data = data;
    this.limits = limits;
  }

  /**
   * What the rule's expressions come to.
   *
   * @param input as rules are given it
   */
  List<Finding.Expression> explain(Rule rule, RegoObject input) {
    // What depends on the estate alone is evaluated anew, so that it is seen.
    Evaluator evaluator = policy.over(data, limits);
    trace.clear();
    try {
      boolean applies = true;
      if (rule.applies().isPresent()) {
        applies = holds(evaluator, rule.applies().get(), input);
      }
      if (applies) {
        Stream.concat(Stream.of(rule.fail()), rule.unknown().stream())
            .forEach(query -> holds(evaluator, query, input));
      }
    } catch (RegoException e) {
      // The finding tells the fault; what was come by until then explains it.
    }
    return trace.steps().stream().map(step -> expression(step, rule)).toList();
  }

  private boolean holds(Evaluator evaluator, Query query, RegoObject input) {
    return evaluator
        .evaluate(policy.query(query.toString()), input)
        .value()
        .map(Value::isTruthy)
        .orElse(false);
  }

  private static Finding.Expression expression(Trace.Step step, Rule rule) {
    List<Evidence> values = new ArrayList<>();
    for (Seen part : step.values()) {
      String text = shortened(part.text(), rule);
      values.add(
          part.value()
              .map(value -> evidence(text, value))
              .orElseGet(() -> new Evidence(text, UNDEFINED)));
    }
    return new Finding.Expression(
        step.at().file() + ":" + step.at().line(), step.text(), step.held() > 0, values);
  }

  /** A value as JSON; of one that is large, such as the estate, only how large it is. */
  private static Evidence evidence(String text, Value value) {
    if (room(value, MOST_PARTS) > 0) {
      return Violation.evidence(text, value);
    }
    int size =
        value instanceof RegoObject o
            ? o.size()
            : value instanceof RegoSet s ? s.size() : ((RegoArray) value).size();
    return new Evidence(text, value.kind().typeName() + " of " + size);
  }

  /** What is left of so many parts when a value has taken its own; zero if it has more. */
  private static int room(Value value, int most) {
    int left = most - 1;
    if (value instanceof RegoObject o) {
      for (int i = 0; i < o.size() && left > 0; i++) {
        left = room(o.valueAt(i), left);
      }
    } else if (value instanceof RegoArray || value instanceof RegoSet) {
      Iterable<Value> items = value instanceof RegoArray a ? a : (RegoSet) value;
      for (Value item : items) {
        if (left <= 0) {
          return 0;
        }
        left = room(item, left);
      }
    }
    return Math.max(0, left);
  }

  /** Names of rules as their authors write them: without the package. */
  private static String shortened(String text, Rule rule) {
    String own = "data.assay.rules." + rule.info().name().replace('/', '.') + ".";
    return text.replace(own, "").replace("data.assay.lib.", "");
  }
}
