package dev.assay.rego.eval;

import dev.assay.rego.ast.RegoError;
import dev.assay.rego.ast.RegoException;
import dev.assay.rego.value.Value;
import dev.assay.rego.value.Watch;
import dev.assay.rego.value.Watched;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** A policy over data, ready to run queries. Thread-safe. */
public final class Program {
  private final Value data;
  private final Limits limits;
  private final AtomicReferenceArray<Memo> shared;
  private final Joins joins = new Joins();
  private final Kept kept = new Kept();

  /**
   * @param groups how many rules and functions there are
   */
  public Program(Value data, Limits limits, int groups) {
    this.data = data;
    this.limits = limits;
    this.shared = new AtomicReferenceArray<>(groups);
  }

  /** What a query came to. */
  public record Outcome(
      List<Map<String, Value>> bindings,
      List<Value> values,
      Set<AbsentRead> absentReads,
      List<String> notes) {}

  /** One input after another, and what rules came to for it. */
  public final class Sitting {
    private final Evaluation evaluation = new Evaluation(limits, shared, joins, kept);
    private final Env env;

    private final Rows rows = new Rows();

    private Sitting(@Nullable Value input) {
      this.env = new Env(input, data, List.of(), Map.of());
    }

    /** What follows is about another input, with bounds of its own. */
    public void turnTo(@Nullable Value input) {
      evaluation.begin();
      env.turnTo(input);
    }

    /** Runs a query whose chain ends in {@link Row}. */
    public Outcome run(Clause query) {
      Rows found = new Rows();
      collect(query, found);
      return new Outcome(found.bindings, found.values, absentReads(), evaluation.notes());
    }

    /** The value of a query that is a single term, as {@link #run} finds it first. */
    public @Nullable Value value(Clause query) {
      rows.clear();
      collect(query, rows);
      return rows.values.isEmpty() ? null : rows.values.get(0);
    }

    /** What the last query did not find. */
    public Set<AbsentRead> absentReads() {
      return evaluation.log.size() == 0
          ? Set.of()
          : new LinkedHashSet<>(List.of(evaluation.log.toArray()));
    }

    private void collect(Clause query, Rows found) {
      evaluation.next();
      Watched work = Watched.work();
      Watch former = work.by(evaluation);
      try {
        query.collect(found, evaluation, env);
        for (int i = 0; i < found.values.size(); i++) {
          evaluation.answered(found.values.get(i));
        }
        for (int i = 0; i < found.bindings.size(); i++) {
          if (!found.bindings.get(i).isEmpty()) {
            found.bindings.get(i).values().forEach(evaluation::answered);
          }
        }
      } catch (StackOverflowError tooDeep) {
        throw stopped("values or rules are nested too deeply");
      } catch (OutOfMemoryError tooMuch) {
        throw stopped("there is not enough memory");
      } finally {
        work.by(former);
      }
    }
  }

  /** The queries that are run in it share the bounds of one evaluation. */
  public Sitting over(@Nullable Value input) {
    return new Sitting(input);
  }

  private static RegoException stopped(String why) {
    return new RegoException(
        new RegoError(RegoError.CANCEL, "evaluation stopped: " + why, Optional.empty()));
  }

  private static final class Rows {
    private final List<Map<String, Value>> bindings = new ArrayList<>();
    private final List<Value> values = new ArrayList<>();

    void clear() {
      bindings.clear();
      values.clear();
    }
  }

  /** Ends a query's chain: keeps the variables, and the value of a query that is one term. */
  public static final class Row extends Step {
    private final Map<String, Integer> variables;
    private final @Nullable Operand value;

    public Row(Map<String, Integer> variables, @Nullable Operand value) {
      this.variables = new LinkedHashMap<>(variables);
      this.value = value;
    }

    @Override
    boolean run(Frame f) {
      Rows rows = (Rows) Objects.requireNonNull(f.own);
      if (value != null) {
        Value v = value.eval(f);
        if (v == null) {
          return false;
        }
        rows.values.add(v);
      }
      if (variables.isEmpty()) {
        rows.bindings.add(Map.of());
        return false;
      }
      Map<String, Value> row = new LinkedHashMap<>();
      variables.forEach((name, slot) -> row.put(name, f.slots[slot]));
      rows.bindings.add(row);
      return false;
    }
  }
}
