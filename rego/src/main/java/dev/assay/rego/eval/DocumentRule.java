package dev.assay.rego.eval;

import dev.assay.rego.ast.Location;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoSet;
import dev.assay.rego.value.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A rule whose name has parts that vary ({@code p[x] := y}, {@code p[x].q contains y}): its
 * definitions, and the rules that lie below it, each contribute to one object.
 */
public final class DocumentRule extends Group {
  private static final String CONFLICT = "object keys must be unique";

  private List<Clause> clauses = List.of();
  private List<Group> below = List.of();

  public DocumentRule(int id, List<Value> path) {
    super(id, path);
  }

  /**
   * @param below the rules with constant names that begin with this one's
   */
  public void define(List<Clause> definitions, List<Group> below) {
    this.clauses = List.copyOf(definitions);
    this.below = List.copyOf(below);
  }

  @Override
  Value compute(Evaluation evaluation, Env env) {
    Branch root = new Branch();
    for (Clause clause : clauses) {
      clause.collect(root, evaluation, env);
    }
    for (Group group : below) {
      Value value = group.value(evaluation, env).read(evaluation, false);
      if (value != null) {
        Location at = clauses.get(0).location();
        List<Value> keys = group.path().subList(path().size(), group.path().size());
        Branch branch = root.at(keys.subList(0, keys.size() - 1), at);
        Value last = keys.get(keys.size() - 1);
        if (group instanceof SetRule) {
          RegoSet.Builder members = branch.set(last, at);
          ((RegoSet) value).forEach(members::add);
        } else {
          branch.put(last, value, at);
        }
      }
    }
    return evaluation.bounded(root.build());
  }

  /** An object in the making: its values are {@link Value}s, sets in the making, and branches. */
  private static final class Branch {
    private final Map<Value, Object> entries = new HashMap<>();

    Branch at(List<Value> keys, Location at) {
      Branch branch = this;
      for (Value key : keys) {
        branch = branch.branch(key, at);
      }
      return branch;
    }

    Branch branch(Value key, Location at) {
      Object former = entries.computeIfAbsent(key, k -> new Branch());
      if (former instanceof Branch b) {
        return b;
      }
      throw Clause.conflict(CONFLICT, at);
    }

    RegoSet.Builder set(Value key, Location at) {
      Object former = entries.computeIfAbsent(key, k -> new RegoSet.Builder());
      if (former instanceof RegoSet.Builder b) {
        return b;
      }
      throw Clause.conflict(CONFLICT, at);
    }

    void put(Value key, Value value, Location at) {
      Object former = entries.putIfAbsent(key, value);
      if (former != null && !former.equals(value)) {
        throw Clause.conflict(CONFLICT, at);
      }
    }

    RegoObject build() {
      RegoObject.Builder object = new RegoObject.Builder(entries.size());
      entries.forEach(
          (key, made) -> {
            if (made instanceof Branch b) {
              object.put(key, b.build());
            } else if (made instanceof RegoSet.Builder s) {
              object.put(key, s.build());
            } else {
              object.put(key, (Value) made);
            }
          });
      return object.build();
    }
  }

  /** Ends a chain: puts a value, or a set's member, where the keys lead. */
  public static final class Put extends Step {
    private final Operand[] keys;
    private final Operand value;
    private final boolean member;
    private final Location at;

    public Put(Operand[] keys, Operand value, boolean member, Location at) {
      this.keys = keys;
      this.value = value;
      this.member = member;
      this.at = at;
    }

    @Override
    boolean run(Frame f) {
      Value v = value.eval(f);
      if (v == null) {
        return false;
      }
      Value[] path = new Value[keys.length];
      for (int i = 0; i < path.length; i++) {
        Value key = keys[i].eval(f);
        if (key == null) {
          return false;
        }
        path[i] = key;
      }
      f.evaluation.grow(path.length);
      Branch branch = (Branch) Objects.requireNonNull(f.own);
      for (int i = 0; i < path.length - 1; i++) {
        branch = branch.branch(path[i], at);
      }
      Value last = path[path.length - 1];
      if (member) {
        branch.set(last, at).add(v);
      } else {
        branch.put(last, v, at);
      }
      return false;
    }
  }
}
