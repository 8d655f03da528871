package dev.assay.rego.compile;

import dev.assay.rego.ast.Refs;
import dev.assay.rego.ast.Term;
import dev.assay.rego.eval.AbsentRead;
import dev.assay.rego.eval.DataRef;
import dev.assay.rego.eval.Enumerate;
import dev.assay.rego.eval.Filter;
import dev.assay.rego.eval.Node;
import dev.assay.rego.eval.Operand;
import dev.assay.rego.eval.Path;
import dev.assay.rego.value.RegoString;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Plans refs: into the input, into data with its rules, and into any other value. */
final class RefPlanner {
  private final Plan plan;
  private final Links links;
  private final BodyPlanner bodies;
  private final TermPlanner terms;

  RefPlanner(Plan plan, Links links, BodyPlanner bodies, TermPlanner terms) {
    this.plan = plan;
    this.links = links;
    this.bodies = bodies;
    this.terms = terms;
  }

  /** A ref with keys that are not bound yet becomes a variable; any other stays a ref. */
  Term hoist(Term.Ref ref) {
    Term head = ref.head() instanceof Term.Var ? ref.head() : terms.hoist(ref.head());
    List<Term> steps = new ArrayList<>();
    ref.steps().forEach(step -> steps.add(terms.hoist(step)));
    Term.Ref hoisted = new Term.Ref(head, steps, ref.location());
    return steps.stream().allMatch(plan::covers) ? hoisted : search(hoisted);
  }

  Operand operand(Term.Ref ref) {
    Start start = start(ref);
    if (start.node != null) {
      List<Term> rest = ref.steps().subList(start.consumed, ref.steps().size());
      return rest.isEmpty()
          ? new DataRef.Whole(start.node, plan.quiet())
          : new DataRef.Lookup(start.node, terms.operands(rest), plan.quiet());
    }
    return path(ref, start.operand(), start.consumed, ref.steps().size());
  }

  /**
   * Where a ref begins.
   *
   * @param value of what the steps then lead on from; {@code null} if there is a node
   * @param node from which on packages, rules and base documents mix
   * @param consumed how many steps of the ref lead there
   */
  private record Start(@Nullable Operand value, @Nullable Node node, int consumed) {
    Operand operand() {
      return Objects.requireNonNull(value);
    }
  }

  private Start start(Term.Ref ref) {
    if (ref.isRooted("input")) {
      return new Start(new Operand.Input(), null, 0);
    } else if (!ref.isRooted("data")) {
      return new Start(terms.operand(ref.head()), null, 0);
    }
    Declarations.Place place = links.place(ref);
    if (place == null) {
      return new Start(new Operand.BaseData(), null, 0);
    } else if (place.definitions().isEmpty()) {
      return new Start(null, links.node(place), place.path().size());
    }
    Operand rule = new DataRef.OfRule(links.group(place), plan.quiet());
    return new Start(rule, null, place.path().size());
  }

  /** The steps from one position up to another, all bound. */
  private Operand path(Term.Ref ref, Operand root, int from, int to) {
    if (from == to) {
      return root;
    }
    Operand[] keys = terms.operands(ref.steps().subList(from, to));
    AbsentRead[] absent = new AbsentRead[keys.length];
    Term.Ref told = links.unaliased(ref);
    int more = told.steps().size() - ref.steps().size();
    for (int i = 0; i < keys.length; i++) {
      boolean named =
          ref.steps().get(from + i) instanceof Term.Constant c && c.value() instanceof RegoString;
      if (named && !plan.quiet()) {
        absent[i] = new AbsentRead(ref.location(), Refs.text(told, from + i + 1 + more));
      }
    }
    return new Path(root, keys, absent);
  }

  /** Plans the search through all that a ref with unbound keys may lead to. */
  private Term.Var search(Term.Ref ref) {
    plan.markCostly();
    Start start = start(ref);
    return start.node == null ? enumerate(ref, start) : searchData(ref, start.node, start.consumed);
  }

  private Term.Var enumerate(Term.Ref ref, Start start) {
    Operand at = start.operand();
    int from = start.consumed;
    int size = ref.steps().size();
    Term.Var result = plan.freshVar(ref.location());
    for (int i = from; i < size; i++) {
      Term step = ref.steps().get(i);
      if (plan.covers(step)) {
        continue;
      }
      Term.Var key = bodies.binder(step);
      Term.Var value = i == size - 1 ? result : plan.freshVar(ref.location());
      plan.add(new Enumerate(path(ref, at, from, i), key.slot(), value.slot()));
      plan.bound().set(key.slot());
      plan.bound().set(value.slot());
      if (key != step) {
        bodies.unify(step, key);
      }
      at = new Operand.Slot(value.slot());
      from = i + 1;
    }
    if (from < size) {
      plan.add(new Filter.Assign(result.slot(), path(ref, at, from, size)));
      plan.bound().set(result.slot());
    }
    return result;
  }

  private Term.Var searchData(Term.Ref ref, Node node, int consumed) {
    List<Term> steps = ref.steps().subList(consumed, ref.steps().size());
    Operand[] keys = new Operand[steps.size()];
    int[] slots = new int[steps.size()];
    List<Bindings.Pair> patterns = new ArrayList<>();
    for (int i = 0; i < keys.length; i++) {
      Term step = steps.get(i);
      if (plan.covers(step)) {
        keys[i] = terms.operand(step);
      } else {
        Term.Var key = bodies.binder(step);
        slots[i] = key.slot();
        plan.bound().set(key.slot());
        if (key != step) {
          patterns.add(new Bindings.Pair(step, key));
        }
      }
    }
    Term.Var result = plan.freshVar(ref.location());
    plan.add(new DataRef.Search(node, keys, slots, result.slot(), plan.quiet()));
    plan.bound().set(result.slot());
    patterns.forEach(p -> bodies.unify(p.left(), p.right()));
    return result;
  }
}
