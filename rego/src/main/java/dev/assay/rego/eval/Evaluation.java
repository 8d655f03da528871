package dev.assay.rego.eval;

import dev.assay.rego.ast.RegoError;
import dev.assay.rego.ast.RegoException;
import dev.assay.rego.builtin.Builtin;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoSet;
import dev.assay.rego.value.RegoString;
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

  /** The weight of a value, where the limits allow as much. */
  private static final int HEAVIEST = 1 << 27;

  /** Levels of nesting in a result; JSON has as many. */
  private static final int DEEPEST = 1000;

  /** Characters of a text that rules make; longer ones could not be copied in no time. */
  private static final long LONGEST = 1 << 24;

  /** Items or entries of a collection that rules make; more could not be copied in no time. */
  private static final long MOST_AT_ONCE = 1 << 22;

  private final Limits limits;
  private final AtomicReferenceArray<Memo> shared;
  private final Joins joins;
  private final Kept kept;
  private long deadline;
  private final int heaviest;
  private List<String> notes = List.of();
  private @Nullable Map<Object, Object> memo;
  private long stepsLeft;
  private long cellsLeft;
  private int untilCheck;
  private int calls;

  /** The absent reads of the rule at work. */
  final AbsentLog log = new AbsentLog();

  Evaluation(Limits limits, AtomicReferenceArray<Memo> shared, Joins joins, Kept kept) {
    this.limits = limits;
    this.joins = joins;
    this.kept = kept;
    this.shared = shared;
    this.heaviest = (int) Math.min(HEAVIEST, limits.cells());
    begin();
  }

  /** What follows is another evaluation, with the whole budget again. */
  void begin() {
    deadline = limits.timeout().isZero() ? 0 : System.nanoTime() + limits.timeout().toNanos();
    stepsLeft = limits.steps();
    cellsLeft = limits.cells();
    memo = null;
    nextStride();
    next();
  }

  boolean strict() {
    return limits.strict();
  }

  AtomicReferenceArray<Memo> shared() {
    return shared;
  }

  Joins joins() {
    return joins;
  }

  /** The notes and the absent reads from now on are another query's. */
  void next() {
    notes = List.of();
    log.clear();
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
    look();
    nextStride();
  }

  @Override
  public void look() {
    if (Thread.currentThread().isInterrupted()) {
      throw cancelled("its thread was interrupted");
    }
    if (deadline != 0 && System.nanoTime() - deadline > 0) {
      throw cancelled("no answer within " + limits.timeout().toMillis() + " ms");
    }
  }

  private void nextStride() {
    untilCheck = (int) Math.min(STRIDE, stepsLeft);
    stepsLeft -= untilCheck;
  }

  /** A rule or function begins; {@link #leave} must follow. */
  void enter() {
    tick();
    if (calls == MAX_CALLS) {
      throw cancelled("rules call each other more than " + MAX_CALLS + " deep");
    }
    calls++;
  }

  void leave() {
    calls--;
  }

  /** Evaluates a rule, keeping apart what it found absent. */
  Memo remember(Group rule, Env env) {
    enter();
    int outer = log.begin();
    try {
      Value value = rule.compute(this, env);
      return new Memo(value, log.toArray());
    } finally {
      leave();
      log.resume(outer);
    }
  }

  /** The same of a function. */
  Memo remember(Function function, Value[] arguments, Env env) {
    enter();
    int outer = log.begin();
    try {
      Value value = function.apply(arguments, this, env);
      return new Memo(value, log.toArray());
    } finally {
      leave();
      log.resume(outer);
    }
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
  public void grow(long cells) {
    cellsLeft -= cells;
    if (cellsLeft < 0) {
      throw cancelled("more than " + limits.cells() + " items and entries were made");
    }
  }

  @Override
  public void items(long count) {
    if (count > MOST_AT_ONCE) {
      throw cancelled("a collection of more than " + MOST_AT_ONCE + " items or entries was made");
    }
  }

  @Override
  public void text(long characters) {
    if (characters > LONGEST) {
      throw cancelled("a text of more than " + LONGEST + " characters was made");
    }
  }

  /** Refuses a result that could not be written as JSON. */
  void answered(Value value) {
    bounded(value);
    nested(value, DEEPEST);
  }

  private void nested(Value value, int levels) {
    tick();
    if (levels == 0) {
      throw cancelled("the result is nested more than " + DEEPEST + " levels deep");
    }
    if (value instanceof RegoArray a) {
      a.forEach(item -> nested(item, levels - 1));
    } else if (value instanceof RegoSet s) {
      for (int i = 0; i < s.size(); i++) {
        nested(s.item(i), levels - 1);
      }
    } else if (value instanceof RegoObject o) {
      for (int i = 0; i < o.size(); i++) {
        nested(o.valueAt(i), levels - 1);
      }
    }
  }

  /** Counts what a built-in function made. */
  void made(Value value) {
    if (value instanceof RegoString s) {
      text(s.value().length());
      grow(s.weight());
    } else if (value instanceof RegoArray a) {
      grow(a.size());
    } else if (value instanceof RegoObject o) {
      grow(o.size());
    } else if (value instanceof RegoSet s) {
      grow(s.size());
    }
    bounded(value);
  }

  /**
   * Refuses a value that is too much to write or compare: one may be put together from few parts,
   * of which each is there twice.
   */
  <V extends Value> V bounded(V value) {
    if (value.weight() > heaviest) {
      throw cancelled("a value of more than " + heaviest + " items and entries was made");
    }
    return value;
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T> T memo(Object key, Supplier<T> compute) {
    if (memo == null) {
      memo = new HashMap<>();
    }
    Object known = memo.get(key);
    if (known == null) {
      known = compute.get();
      memo.put(key, known);
    }
    return (T) known;
  }

  @Override
  public <T> T keep(Object key, Supplier<T> compute) {
    return kept.of(key, compute);
  }

  @Override
  public void note(String text) {
    if (notes.isEmpty()) {
      notes = new ArrayList<>();
    }
    notes.add(text);
  }
}
