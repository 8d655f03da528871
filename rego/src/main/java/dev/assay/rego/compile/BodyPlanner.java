package dev.assay.rego.compile;

import dev.assay.rego.ast.Body;
import dev.assay.rego.ast.Expr;
import dev.assay.rego.ast.Literal;
import dev.assay.rego.ast.Location;
import dev.assay.rego.ast.RegoError;
import dev.assay.rego.ast.Term;
import dev.assay.rego.ast.With;
import dev.assay.rego.eval.Composite;
import dev.assay.rego.eval.Enumerate;
import dev.assay.rego.eval.Every;
import dev.assay.rego.eval.Filter;
import dev.assay.rego.eval.Observed;
import dev.assay.rego.eval.Observer;
import dev.assay.rego.eval.Operand;
import dev.assay.rego.eval.Replacement;
import dev.assay.rego.eval.Step;
import dev.assay.rego.eval.Witnessed;
import dev.assay.rego.value.RegoNull;
import dev.assay.rego.value.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Plans bodies: each literal becomes filters and steps. */
final class BodyPlanner {
  private final Plan plan;
  private final Links links;
  private final Lines lines;
  private final Errors errors;
  private final TermPlanner terms;

  BodyPlanner(Plan plan, Links links, Lines lines, Errors errors) {
    this.plan = plan;
    this.links = links;
    this.lines = lines;
    this.errors = errors;
    this.terms = new TermPlanner(plan, links, this);
  }

  TermPlanner terms() {
    return terms;
  }

  Plan plan() {
    return plan;
  }

  /**
   * A case of a test, of which the observer is told.
   *
   * @param name what varies in the test's name
   */
  record TestCase(Observer observer, List<Term> name, Location test) {}

  /**
   * Plans a body of literals.
   *
   * @param heads what the body is for; replaced by what {@link #head} then takes
   * @param testCase begins as soon as all of its name is bound
   */
  void body(Body body, List<Term> heads, Optional<TestCase> testCase) {
    ordered(lines.of(body, heads), (BitSet) plan.bound().clone(), testCase);
  }

  /**
   * Plans the body of a closure, which is of lines already.
   *
   * @param known before the closure's own line
   */
  void lines(Body body, BitSet known) {
    ordered(body, known, Optional.empty());
  }

  private void ordered(Body body, BitSet known, Optional<TestCase> testCase) {
    boolean begun = testCase.isEmpty() || begin(testCase.get());
    BitSet before = (BitSet) known.clone();
    IdentityHashMap<Literal, Optional<Observer.Witness>> seen = new IdentityHashMap<>();
    for (Literal line : BodyOrder.order(body, known, lines.generated(), errors)) {
      plan.beginLine(before);
      Literal source = lines.source(line);
      if (source != null && !seen.containsKey(source)) {
        seen.put(source, plan.witness(source.location()));
        observe(source, Objects.requireNonNull(seen.get(source)));
      }
      literal(line);
      if (source != null && lines.isLast(line)) {
        witness(source, Objects.requireNonNull(seen.get(source)), true);
      }
      begun = begun || begin(testCase.get());
      before.or(Variables.of(line));
    }
  }

  private void observe(Literal source, Optional<Observer.Witness> witness) {
    if (!(source.expr() instanceof Expr.SomeIn)) { // a declaration rather than an expression
      plan.observe(source.location());
    }
    witness(source, witness, false);
  }

  private void witness(Literal source, Optional<Observer.Witness> witness, boolean after) {
    witness.ifPresent(w -> plan.add(new Witnessed(w, after, Parts.of(source, plan, terms))));
  }

  private boolean begin(TestCase testCase) {
    if (!testCase.name().stream().allMatch(plan::covers)) {
      return false;
    }
    Operand[] keys =
        testCase.name().stream().map(k -> terms.operand(terms.hoist(k))).toArray(Operand[]::new);
    plan.add(new Observed.Case(testCase.observer(), testCase.test(), keys));
    return true;
  }

  private void literal(Literal literal) {
    if (literal.with().isEmpty()) {
      bare(literal);
      return;
    }
    List<Replacement.Change> changes = new ArrayList<>();
    literal.with().forEach(with -> changes.add(change(with)));
    int outer = plan.freshCollector();
    plan.markCostly();
    plan.add(new Replacement.Begin(changes, outer));
    bare(literal);
    plan.add(new Replacement.End(outer));
  }

  private void bare(Literal literal) {
    if (literal.negated()) {
      Expr expr = withoutOperands(literal.expr());
      List<Object> chain = plan.nested(true, () -> expr(expr));
      plan.add(new Filter.Not(Step.chain(chain)));
    } else {
      expr(literal.expr());
    }
  }

  /** A negated expression with its operands evaluated before it, as in OPA. */
  private Expr withoutOperands(Expr expr) {
    if (expr instanceof Expr.Unify u && u.right() instanceof Term.Call c) {
      Term out = terms.settled(u.left());
      return new Expr.Unify(out, terms.settledArguments(c), u.location());
    } else if (expr instanceof Expr.Unify u) {
      Term left = terms.settledWithin(u.left());
      return new Expr.Unify(left, terms.settledWithin(u.right()), u.location());
    } else if (expr instanceof Expr.Holds h && h.term() instanceof Term.Call c) {
      boolean equality = c.function().equals("equal") && c.arguments().size() == 2;
      return new Expr.Holds(equality ? terms.settledOperands(c) : terms.settledArguments(c));
    } else if (expr instanceof Expr.Holds h) {
      return new Expr.Holds(terms.settledWithin(h.term()));
    }
    return expr;
  }

  private Replacement.Change change(With with) {
    Term.Ref target = with.target();
    boolean input = target.isRooted("input");
    if (input || (target.isRooted("data") && links.function(target) == null)) {
      List<Value> path = new ArrayList<>();
      for (Term step : target.steps()) {
        if (step instanceof Term.Constant c) {
          path.add(c.value());
        }
      }
      Operand value = terms.operand(terms.hoist(with.value()));
      return input
          ? new Replacement.Change.OfInput(path, value)
          : new Replacement.Change.OfData(path, value);
    }
    Object key = links.callee(target).key();
    if (with.value() instanceof Term.Ref name && links.isFunction(name)) {
      return new Replacement.Change.OfFunction(key, links.callee(name), null);
    }
    Operand value = terms.operand(terms.hoist(with.value()));
    return new Replacement.Change.OfFunction(key, null, value);
  }

  private void expr(Expr expr) {
    if (expr instanceof Expr.Holds h) {
      plan.add(new Filter.Holds(terms.operand(terms.hoist(h.term()))));
    } else if (expr instanceof Expr.Unify u) {
      equality(terms.withoutClosures(u.left()), terms.withoutClosures(u.right()));
    } else if (expr instanceof Expr.SomeIn s) {
      someIn(s);
    } else if (expr instanceof Expr.Every e) {
      every(e);
    }
  }

  /**
   * As in OPA, a comprehension that faces something on its left, or a ref, is computed only if that
   * is a collection of its kind; if it stands on the left itself, or faces a ref to documents that
   * are no rules', it is computed whatever comes.
   */
  private void equality(Term left, Term right) {
    boolean swap = Straightening.isClosure(left) && right instanceof Term.Ref;
    Term first = swap ? right : left;
    Term second = swap ? left : right;
    boolean compares = Straightening.isClosure(second);
    if (compares && first instanceof Term.Ref r && links.isBase(r)) {
      Term value = terms.variable(terms.hoist(first));
      unify(value, terms.variable(second));
    } else if (Straightening.isClosure(first)) {
      unify(terms.variable(first), terms.hoist(second));
    } else if (compares && !mayEqual(first, second)) {
      plan.nested(true, () -> terms.variable(second)); // for what is wrong within
      plan.add(new Filter.Never());
      plan.bound().or(Variables.of(first));
    } else {
      Term hoisted = terms.hoist(first);
      unify(hoisted, terms.hoist(second));
    }
  }

  private static boolean mayEqual(Term pattern, Term comprehension) {
    return pattern instanceof Term.ArrayTerm
        ? comprehension instanceof Term.ArrayComprehension
        : !(pattern instanceof Term.ObjectTerm)
            || comprehension instanceof Term.ObjectComprehension;
  }

  private void someIn(Expr.SomeIn some) {
    if (some.domain() instanceof Term.Ref r && links.isNode(r)) {
      Term key = some.key().orElseGet(() -> plan.freshVar(some.location()));
      equality(some.value(), Lines.item(r, key));
      return;
    }
    Term domain = terms.hoist(some.domain());
    Operand collection = terms.operand(domain);
    Term value = terms.hoist(some.value());
    Optional<Term> key = some.key().map(terms::hoist);
    Term.@Nullable Var keyVar = key.map(this::binder).orElse(null);
    Term.Var valueVar = binder(value);
    plan.markCostly();
    plan.add(new Enumerate(collection, keyVar == null ? -1 : keyVar.slot(), valueVar.slot()));
    if (keyVar != null) {
      plan.bound().set(keyVar.slot());
    }
    plan.bound().set(valueVar.slot());
    if (keyVar != null && key.isPresent() && key.get() != keyVar) {
      unify(key.get(), keyVar);
    }
    if (value != valueVar) {
      unify(value, valueVar);
    }
  }

  /** The variable itself if it is not bound yet, else a new one to be compared. */
  Term.Var binder(Term pattern) {
    return pattern instanceof Term.Var v && !plan.isBound(v)
        ? v
        : plan.freshVar(pattern.location());
  }

  private void every(Expr.Every every) {
    Operand domain = terms.operand(terms.hoist(every.domain()));
    int key = every.key().map(k -> ((Term.Var) k).slot()).orElse(-1);
    int value = ((Term.Var) every.value()).slot();
    plan.markCostly();
    BitSet known = (BitSet) plan.line().clone();
    every.key().ifPresent(k -> known.or(Variables.of(k)));
    known.or(Variables.of(every.value()));
    List<Object> chain =
        plan.nested(
            false,
            () -> {
              plan.bound().or(known);
              lines(every.body(), known);
            });
    plan.add(new Every(domain, key, value, Step.chain(chain)));
  }

  /** Plans that two terms are equal, binding variables from whichever side is known. */
  void unify(Term left, Term right) {
    Deque<Bindings.Pair> waiting = new ArrayDeque<>(Bindings.pairs(left, right));
    int deferred = 0;
    while (!waiting.isEmpty() && deferred <= waiting.size()) {
      Bindings.Pair pair = waiting.poll();
      boolean leftKnown = plan.covers(pair.left());
      boolean rightKnown = plan.covers(pair.right());
      if (leftKnown && rightKnown) {
        plan.add(new Filter.Equal(terms.operand(pair.left()), terms.operand(pair.right())));
      } else if (rightKnown && match(pair.left(), pair.right(), waiting)) {
        deferred = 0;
      } else if (leftKnown && match(pair.right(), pair.left(), waiting)) {
        deferred = 0;
      } else {
        waiting.add(pair);
        deferred++;
      }
    }
    for (Bindings.Pair pair : waiting) {
      plan.add(new Filter.Never()); // a set, or a key, that holds what nobody has bound
      plan.bound().or(Variables.of(pair.left()));
      plan.bound().or(Variables.of(pair.right()));
    }
  }

  /** Matches a pattern with a known term; what is within the pattern is left waiting. */
  private boolean match(Term pattern, Term known, Deque<Bindings.Pair> waiting) {
    if (pattern instanceof Term.Var v) {
      plan.add(new Filter.Assign(v.slot(), terms.operand(known)));
      plan.bound().set(v.slot());
      return true;
    } else if (pattern instanceof Term.ArrayTerm array) {
      int[] slots = new int[array.items().size()];
      for (int i = 0; i < slots.length; i++) {
        slots[i] = part(array.items().get(i), waiting);
      }
      plan.add(new Filter.Items(terms.operand(known), slots));
      return true;
    } else if (pattern instanceof Term.ObjectTerm object
        && object.entries().stream().allMatch(e -> plan.covers(e.key()))) {
      int n = object.entries().size();
      Operand[] keys = new Operand[n];
      int[] slots = new int[n];
      Operand operand = terms.operand(known);
      for (int i = 0; i < n; i++) {
        Term.ObjectTerm.Entry entry = object.entries().get(i);
        keys[i] = terms.operand(entry.key());
        slots[i] = part(entry.value(), waiting);
      }
      plan.add(new Filter.Entries(operand, keys, slots));
      return true;
    }
    return false;
  }

  private int part(Term pattern, Deque<Bindings.Pair> waiting) {
    Term.Var v = binder(pattern);
    plan.bound().set(v.slot());
    if (v != pattern) {
      waiting.add(new Bindings.Pair(pattern, v));
    }
    return v.slot();
  }

  /** A literal planned by itself, for the value it leaves in a variable. */
  Operand first(Term term, List<With> with) {
    BitSet bound = (BitSet) plan.bound().clone();
    Bindings.byRefs(term, bound);
    if (!declared(term, bound)) {
      return new Operand.Constant(RegoNull.NULL);
    }
    Term.Var result = plan.freshVar(term.location());
    Literal literal =
        new Literal(false, new Expr.Unify(result, term, term.location()), with, term.location());
    List<Object> chain =
        plan.nested(
            false,
            () ->
                body(
                    new Body(List.of(literal), term.location()),
                    new ArrayList<>(),
                    Optional.empty()));
    return new Composite.First(Step.chain(chain), result.slot());
  }

  private boolean declared(Term term, BitSet bound) {
    Set<Integer> reported = new HashSet<>();
    Variables.visit(
        term,
        false,
        v -> {
          if (!bound.get(v.slot()) && reported.add(v.slot())) {
            errors.add(RegoError.COMPILE, "var " + v.name() + " is undeclared", v.location());
          }
        });
    return reported.isEmpty();
  }

  /** What a body gives: a term in which every variable must be bound by now. */
  Operand head(Term term) {
    return head(term, plan.bound());
  }

  /**
   * What a closure gives.
   *
   * @param bound by the closure, or before its line
   */
  Operand head(Term term, BitSet bound) {
    Set<Integer> reported = new HashSet<>();
    Variables.visit(
        term,
        false,
        v -> {
          boolean isMissing = !bound.get(v.slot()) && reported.add(v.slot());
          if (isMissing && !lines.generated().get(v.slot())) {
            BodyOrder.unsafe(v, errors);
          }
        });
    return reported.isEmpty()
        ? terms.operand(terms.hoist(term))
        : new Operand.Constant(RegoNull.NULL);
  }
}
