package dev.assay.rego.eval;

import dev.assay.rego.ast.Refs;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All definitions of one rule, or of one function. */
public abstract class Group {
  private final int id;
  private final List<Value> path;

  /** Whether it depends on nothing but data, so that its value outlives an evaluation. */
  private boolean shared;

  Group(int id, List<Value> path) {
    this.id = id;
    this.path = List.copyOf(path);
  }

  /** Its number among the groups of the policy. */
  public final int id() {
    return id;
  }

  /** Where it lies in data. */
  public final List<Value> path() {
    return path;
  }

  public final void dependsOnDataOnly() {
    shared = true;
  }

  /** What is wrong where two of its definitions give different values, as OPA's releases say it. */
  public String conflict() {
    return "complete rules must not produce multiple outputs: rule "
        + name()
        + " produced conflicting values";
  }

  final String name() {
    List<Value> full = new ArrayList<>(path);
    full.add(0, RegoString.of("data"));
    return Refs.text(full);
  }

  abstract @Nullable Value compute(Evaluation evaluation, Env env);

  /** The value of the rule, computed once for each state of the documents. */
  final Memo value(Evaluation evaluation, Env env) {
    if (shared && env.isPristine()) {
      Memo known = evaluation.shared().get(id);
      if (known == null) {
        known = evaluation.remember(this, env);
        evaluation.shared().set(id, known);
      }
      return known;
    }
    Memo known = env.memo(id);
    if (known == null) {
      known = evaluation.remember(this, env);
      env.keep(id, known, evaluation.shared().length());
    }
    return known;
  }
}
