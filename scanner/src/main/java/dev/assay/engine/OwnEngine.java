package dev.assay.engine;

import dev.assay.rego.Evaluator;
import dev.assay.rego.Query;
import dev.assay.rego.ast.RegoException;
import dev.assay.rego.eval.AbsentRead;
import dev.assay.rego.eval.Limits;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoSet;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import dev.assay.rulepack.Rule;
import dev.assay.rulepack.RulePack;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The engine that comes with Assay; the one that knows what a rule read and did not find. */
public final class OwnEngine implements Engine {

  private static final RegoString RESOURCE = RegoString.of("resource");
  private static final RegoString PARAMETERS = RegoString.of("parameters");

  @Override
  public Session open(RulePack pack, RegoObject data, Limits limits) {
    Evaluator evaluator = pack.policy().over(data, limits);
    RegoObject alike = RegoObject.alike();
    return (rule, parameters, resources) -> {
      RegoObject input =
          new RegoObject.Builder(alike, 2)
              .put(RESOURCE, RegoObject.EMPTY)
              .put(PARAMETERS, parameters)
              .build();
      Evaluator.Sitting sitting = evaluator.over(input);
      List<Answer> answers = new ArrayList<>(resources.size());
      for (RegoObject resource : resources) {
        sitting.turnTo(input.with(RESOURCE, resource));
        answers.add(answer(sitting, rule));
      }
      return answers;
    };
  }

  private static Answer answer(Evaluator.Sitting about, Rule rule) {
    try {
      Optional<Query> applies = rule.applies();
      if (applies.isPresent()) {
        Value value = about.value(applies.get());
        if (value == null || !value.isTruthy()) {
          return new Answer.Silent(about.absentReads());
        }
      }
      return found(about, rule);
    } catch (RegoException e) {
      return new Answer.Fault(
          String.join("; ", e.errors().stream().map(Object::toString).toList()));
    }
  }

  private static Answer found(Evaluator.Sitting about, Rule rule) {
    List<Value> violations = members(about.value(rule.fail()));
    if (!violations.isEmpty()) {
      return new Answer.Violations(violations);
    }
    Set<AbsentRead> absent = about.absentReads();
    Optional<Query> query = rule.unknown();
    if (query.isPresent()) {
      List<Value> reasons = members(about.value(query.get()));
      if (!reasons.isEmpty()) {
        return new Answer.Undecided(reasons);
      }
      Set<AbsentRead> more = about.absentReads();
      if (!more.isEmpty()) {
        absent = new LinkedHashSet<>(absent);
        absent.addAll(more);
      }
    }
    return new Answer.Clean(absent);
  }

  private static List<Value> members(@Nullable Value value) {
    if (value instanceof RegoSet set) {
      return set.size() == 0 ? List.of() : set.asList();
    }
    return value == null ? List.of() : List.of(value);
  }
}
