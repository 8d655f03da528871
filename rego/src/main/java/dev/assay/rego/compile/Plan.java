package dev.assay.rego.compile;

import dev.assay.rego.ast.Location;
import dev.assay.rego.ast.Term;
import dev.assay.rego.eval.Filter;
import dev.assay.rego.eval.Observed;
import dev.assay.rego.eval.Observer;
import dev.assay.rego.eval.Step;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** A rule being planned: its slots, which of them are bound by now, and the chain so far. */
final class Plan {
  private final Optional<Observer> observer;
  private int slots;

  /** The first is the rule's own. */
  private int collectors = 1;

  private BitSet bound = new BitSet();

  /** What was bound before the line at work: all that a closure in it may know. */
  private BitSet line = new BitSet();

  private List<Object> parts = new ArrayList<>();
  private boolean quiet;
  private boolean costly;

  /**
   * @param observer of what is planned and evaluated
   */
  Plan(int slots, Optional<Observer> observer) {
    this.slots = slots;
    this.observer = observer;
  }

  int freshSlot() {
    return slots++;
  }

  /** A new variable that no author wrote. */
  Term.Var freshVar(Location at) {
    return new Term.Var("_", freshSlot(), at);
  }

  int freshCollector() {
    return collectors++;
  }

  int slots() {
    return slots;
  }

  int collectors() {
    return collectors;
  }

  BitSet bound() {
    return bound;
  }

  /** See {@link #beginLine}. */
  BitSet line() {
    return line;
  }

  /** A line begins, before which these variables are bound. */
  void beginLine(BitSet before) {
    line = (BitSet) before.clone();
  }

  boolean isBound(Term.Var v) {
    return bound.get(v.slot());
  }

  boolean covers(Term term) {
    return Bindings.covers(bound, term);
  }

  /** Whether this is within a {@code not}: what is absent there is no surprise. */
  boolean quiet() {
    return quiet;
  }

  /** Whether it has loops. */
  boolean isCostly() {
    return costly;
  }

  void markCostly() {
    costly = true;
  }

  /** Lets the observer, if there is one, see whenever the evaluation comes by here. */
  void observe(Location at) {
    observer.flatMap(o -> o.watch(at)).ifPresent(reached -> add(new Observed.At(reached)));
  }

  /** Who wants to see what the expression here comes to. */
  Optional<Observer.Witness> witness(Location at) {
    return observer.flatMap(o -> o.witness(at));
  }

  void add(Filter filter) {
    parts.add(filter);
  }

  void add(Step step) {
    parts.add(step);
  }

  /** Plans a chain within the chain: it sees what is bound, and binds nothing outside. */
  List<Object> nested(boolean quietly, Runnable planning) {
    BitSet outerBound = bound;
    List<Object> outerParts = parts;
    BitSet outerLine = line;
    boolean outerQuiet = quiet;
    bound = (BitSet) bound.clone();
    parts = new ArrayList<>();
    quiet |= quietly;
    planning.run();
    List<Object> planned = parts;
    bound = outerBound;
    line = outerLine;
    parts = outerParts;
    quiet = outerQuiet;
    return planned;
  }
}
