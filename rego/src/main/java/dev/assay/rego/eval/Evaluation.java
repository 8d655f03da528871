package dev.assay.rego.eval;

import dev.assay.rego.ast.RegoError;
import dev.assay.rego.ast.RegoException;
import dev.assay.rego.builtin.Builtin;
import dev.assay.rego.value.Value;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One evaluation: its budget, its notes, and what it found absent. Used by one thread. */
final class Evaluation implements Builtin.Call {
  /** How many steps go by between looks at the clock. */
  private static final int STRIDE = 1024;

  private static final int MAX_CALLS = 2000;

  private final Limits limits;
  private final AtomicReferenceArray<Memo> shared;
  private final long deadline;
  private final List<String> notes = new ArrayList<>();
  private final Map<Object, Object> memo = new HashMap<>();
  private long stepsLeft;
  private int untilCheck;
  private int calls;

  /** The absent reads of the rule at work. */
  AbsentLog log = new AbsentLog();

  Evaluation(Limits limits, AtomicReferenceArray<Memo> shared) {
    this.limits = limits;
    this.shared = shared;
    this.deadline = limits.timeout().isZero() ? 0 : System.nanoTime() + limits.timeout().toNanos();
    this.stepsLeft = limits.steps();
    nextStride();
  }

  boolean strict() {
    return limits.strict();
  }

  AtomicReferenceArray<Memo> shared() {
    return shared;
  }

  List<String> notes() {
    return notes;
  }

  /** One step of work: a turn of a loop, a call. */
  void tick() {
    if (--untilCheck < 0) {
      check();
    }
  }

  private void check() {
    if (stepsLeft <= 0) {
      throw cancelled("the budget of " + limits.steps() + " steps is used up");
    }
    if (deadline != 0 && System.nanoTime() - deadline > 0) {
      throw cancelled("no answer within " + limits.timeout().toMillis() + " ms");
    }
    nextStride();
  }

  private void nextStride() {
    untilCheck = (int) Math.min(STRIDE, stepsLeft);
    stepsLeft -= untilCheck;
  }

  /** Evaluates a rule or function, keeping apart what it found absent. */
  Memo remember(Work work) {
    tick();
    if (calls == MAX_CALLS) {
      throw cancelled("rules call each other more than " + MAX_CALLS + " deep");
    }
    AbsentLog outer = log;
    log = new AbsentLog();
    calls++;
    try {
      Value value = work.value();
      return new Memo(value, log.toArray());
    } finally {
      calls--;
      log = outer;
    }
  }

  /** What a rule or function does. */
  @FunctionalInterface
  interface Work {
    @Nullable Value value();
  }

  private static RegoException cancelled(String why) {
    return new RegoException(
        new RegoError(RegoError.CANCEL, "evaluation stopped: " + why, Optional.empty()));
  }

  @Override
  public long nowNanos() {
    return ChronoUnit.NANOS.between(Instant.EPOCH, limits.now());
  }

  @Override
  public void step(long steps) {
    if (steps <= untilCheck) {
      untilCheck -= (int) steps;
    } else {
      stepsLeft = Math.max(0, stepsLeft - (steps - untilCheck));
      check();
    }
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T> T memo(Object key, Supplier<T> compute) {
    Object known = memo.get(key);
    if (known == null) {
      known = compute.get();
      memo.put(key, known);
    }
    return (T) known;
  }

  @Override
  public void note(String text) {
    notes.add(text);
  }
}
