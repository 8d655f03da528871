package dev.assay.rego.eval;

import dev.assay.rego.ast.Location;
import dev.assay.rego.value.Value;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A function of the policy; the definitions that its arguments match must agree. */
public final class Function extends Group implements Callee {
  private Clause[] clauses = {};
  private @Nullable Clause byDefault;
  private boolean firstSuffices;
  private boolean remembered;

  public Function(int id, List<Value> path) {
    super(id, path);
  }

  /**
   * @param firstSuffices whether all definitions have the same constant value
   * @param costly whether a call is worth remembering
   */
  public void define(
      List<Clause> definitions, @Nullable Clause byDefault, boolean firstSuffices, boolean costly) {
    this.clauses = definitions.toArray(new Clause[0]);
    this.byDefault = byDefault;
    this.firstSuffices = firstSuffices;
    this.remembered = costly;
  }

  @Override
  public String conflict() {
    return "functions must not produce multiple outputs for same inputs: function "
        + name()
        + " produced conflicting values for the same inputs";
  }

  @Override
  public Object key() {
    return this;
  }

  @Override
  public @Nullable Value call(
      Value[] arguments, Env env, Evaluation evaluation, Location at, boolean quiet) {
    if (env.isReplaced(path())) {
      return null;
    }
    if (!remembered) {
      return apply(arguments, evaluation, env, quiet);
    }
    Map<Env.CallKey, Memo> memo = env.memoOfCalls();
    Env.CallKey key = new Env.CallKey(this, arguments);
    Memo known = memo.get(key);
    if (known == null) {
      known = evaluation.remember(this, arguments, env);
      memo.put(key, known);
    }
    return known.read(evaluation, quiet);
  }

  /** Without a memo: what is found absent goes straight to the caller's log. */
  private @Nullable Value apply(Value[] arguments, Evaluation evaluation, Env env, boolean quiet) {
    int absent = evaluation.log.size();
    evaluation.enter();
    try {
      return apply(arguments, evaluation, env);
    } finally {
      evaluation.leave();
      if (quiet) {
        evaluation.log.forget(absent);
      }
    }
  }

  @Nullable Value apply(Value[] arguments, Evaluation evaluation, Env env) {
    Value result = null;
    for (Clause clause : clauses) {
      Value value = clause.single(clause.frame(evaluation, env, arguments));
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
        : byDefault.single(byDefault.frame(evaluation, env, arguments));
  }

  @Override
  @Nullable Value compute(Evaluation evaluation, Env env) {
    return null;
  }
}
