package dev.assay.rego.eval;

import dev.assay.rego.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A rule with one value; its definitions must agree. */
public final class CompleteRule extends Group {
  private Clause[] clauses = {};
  private @Nullable Clause byDefault;
  private boolean firstSuffices;

  public CompleteRule(int id, List<Value> path) {
    super(id, path);
  }

  /**
   * @param firstSuffices whether all definitions have the same constant value
   */
  public void define(List<Clause> definitions, @Nullable Clause byDefault, boolean firstSuffices) {
    this.clauses = definitions.toArray(new Clause[0]);
    this.byDefault = byDefault;
    this.firstSuffices = firstSuffices;
  }

  @Override
  @Nullable Value compute(Evaluation evaluation, Env env) {
    Value result = null;
    for (Clause clause : clauses) {
      Value value = clause.single(clause.frame(evaluation, env));
      if (value == null) {
        continue;
      }
      if (firstSuffices) {
        return value;
      }
      if (result != null && !result.equals(value)) {
        throw Clause.conflict(conflict(), clause.location());
      }
      result = value;
    }
    return result != null || byDefault == null
        ? result
        : byDefault.single(byDefault.frame(evaluation, env));
  }
}
