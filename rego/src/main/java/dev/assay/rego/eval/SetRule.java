package dev.assay.rego.eval;

import dev.assay.rego.value.RegoSet;
import dev.assay.rego.value.Value;
import java.util.List;
import java.util.Objects;

/** A rule whose definitions each contribute members to a set. */
public final class SetRule extends Group {
  private Clause[] clauses = {};

  public SetRule(int id, List<Value> path) {
    super(id, path);
  }

  public void define(List<Clause> definitions) {
    clauses = definitions.toArray(new Clause[0]);
  }

  @Override
  Value compute(Evaluation evaluation, Env env) {
    RegoSet.Builder members = new RegoSet.Builder();
    for (Clause clause : clauses) {
      clause.collect(members, evaluation, env);
    }
    return evaluation.bounded(members.build());
  }

  /** Ends a chain: adds a member. */
  public static final class Add extends Step {
    private final Operand member;

    public Add(Operand member) {
      this.member = member;
    }

    @Override
    boolean run(Frame f) {
      Value value = member.eval(f);
      if (value != null) {
        RegoSet.Builder items = (RegoSet.Builder) Objects.requireNonNull(f.own);
        f.evaluation.grow(1);
        f.evaluation.items(items.size());
        items.add(value);
      }
      return false;
    }
  }
}
