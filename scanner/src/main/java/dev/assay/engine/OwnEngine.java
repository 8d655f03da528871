package dev.assay.engine;

import dev.assay.rego.Evaluator;
import dev.assay.rego.Query;
import dev.assay.rego.Result;
import dev.assay.rego.ast.RegoException;
import dev.assay.rego.eval.AbsentRead;
import dev.assay.rego.eval.Limits;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoSet;
import dev.assay.rego.value.Value;
import dev.assay.rulepack.Rule;
import dev.assay.rulepack.RulePack;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The engine that comes with Assay; the one that knows what a rule read and did not find. */
public final class OwnEngine implements Engine {

  @Override
  public Session open(RulePack pack, RegoObject data, Limits limits) {
    Evaluator evaluator = pack.policy().over(data, limits);
    return (rule, parameters, resources) ->
        resources.stream()
            .map(resource -> answer(evaluator, rule, input(resource, parameters)))
            .toList();
  }

  private static RegoObject input(RegoObject resource, RegoObject parameters) {
    return new RegoObject.Builder(2)
        .put("resource", resource)
        .put("parameters", parameters)
        .build();
  }

  private static Answer answer(Evaluator evaluator, Rule rule, RegoObject input) {
    try {
      Evaluator.Sitting about = evaluator.over(input);
      if (rule.applies().isPresent()) {
        Result applies = about.evaluate(rule.applies().get());
        if (!applies.value().map(Value::isTruthy).orElse(false)) {
          return new Answer.Silent(applies.absentReads());
        }
      }
      return found(about, rule);
    } catch (RegoException e) {
      return new Answer.Fault(
          String.join("; ", e.errors().stream().map(Object::toString).toList()));
    }
  }

  private static Answer found(Evaluator.Sitting about, Rule rule) {
    Result fail = about.evaluate(rule.fail());
    List<Value> violations = members(fail);
    if (!violations.isEmpty()) {
      return new Answer.Violations(violations);
    }
    Set<AbsentRead> absent = new LinkedHashSet<>(fail.absentReads());
    if (rule.unknown().isPresent()) {
      Query query = rule.unknown().get();
      Result unknown = about.evaluate(query);
      List<Value> reasons = members(unknown);
      if (!reasons.isEmpty()) {
        return new Answer.Undecided(reasons);
      }
      absent.addAll(unknown.absentReads());
    }
    return new Answer.Clean(absent);
  }

  private static List<Value> members(Result result) {
    return result
        .value()
        .map(v -> v instanceof RegoSet set ? set.asList() : List.of(v))
        .orElse(List.of());
  }
}
