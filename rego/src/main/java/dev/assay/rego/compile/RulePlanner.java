package dev.assay.rego.compile;

import dev.assay.rego.ast.Body;
import dev.assay.rego.ast.Expr;
import dev.assay.rego.ast.Literal;
import dev.assay.rego.ast.Location;
import dev.assay.rego.ast.Rule;
import dev.assay.rego.ast.Term;
import dev.assay.rego.eval.Clause;
import dev.assay.rego.eval.CompleteRule;
import dev.assay.rego.eval.DocumentRule;
import dev.assay.rego.eval.Function;
import dev.assay.rego.eval.Group;
import dev.assay.rego.eval.Observer;
import dev.assay.rego.eval.Operand;
import dev.assay.rego.eval.SetRule;
import dev.assay.rego.eval.Step;
import dev.assay.rego.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Plans the definitions of one rule or function. */
final class RulePlanner {
  private final Optional<Observer> observer;
  private final Links links;
  private final Errors errors;

  private final List<Clause> clauses = new ArrayList<>();
  private @Nullable Clause byDefault;
  private boolean costly;

  /** The constant values of all heads; {@code null} stands for a head that varies. */
  private final Set<@Nullable Value> values = new HashSet<>();

  RulePlanner(Links links, Errors errors, Optional<Observer> observer) {
    this.observer = observer;
    this.links = links;
    this.errors = errors;
  }

  /**
   * @param rules resolved
   */
  void plan(Declarations.Place place, List<Rule> rules) {
    Group group = links.group(place);
    for (int i = 0; i < rules.size(); i++) {
      Rule rule = rules.get(i);
      Clause clause = clause(group, place.definitions().get(i), rule);
      if (rule.isDefault()) {
        byDefault = clause;
      } else {
        clauses.add(clause);
      }
    }
    boolean firstSuffices = values.size() == 1 && !values.contains(null);
    if (group instanceof Function f) {
      f.define(clauses, byDefault, firstSuffices, costly);
    } else if (group instanceof CompleteRule c) {
      c.define(clauses, byDefault, firstSuffices);
    } else if (group instanceof SetRule s) {
      s.define(clauses);
    } else if (group instanceof DocumentRule d) {
      List<Group> below = new ArrayList<>();
      place.visit(
          p -> {
            if (p != place && !p.definitions().isEmpty()) {
              below.add(links.group(p));
            }
          });
      d.define(clauses, below);
    }
  }

  private Clause clause(Group group, Declarations.Definition definition, Rule rule) {
    Plan plan = new Plan(rule.slots(), observer);
    List<Term> parameters = rule.parameters().orElse(List.of());
    int[] slots = new int[parameters.size()];
    List<Literal> matching = new ArrayList<>();
    for (int i = 0; i < slots.length; i++) {
      slots[i] = parameter(parameters.get(i), plan, matching);
    }
    List<Step> chains = new ArrayList<>();
    chains.add(
        chain(
            plan,
            matching,
            rule.body(),
            testCase(rule),
            rule.location(),
            bodies -> end(group, definition, rule, bodies)));
    for (Rule.Else e : rule.orElse()) {
      chains.add(
          chain(
              plan,
              matching,
              e.body(),
              Optional.empty(),
              e.location(),
              bodies -> single(group, e.value(), !rule.isDefault(), e.location(), bodies)));
    }
    costly |= plan.isCostly();
    return new Clause(plan.slots(), plan.collectors(), slots, chains, rule.location());
  }

  /** The slot of a parameter; one that is a pattern is matched at the beginning of each body. */
  private static int parameter(Term parameter, Plan plan, List<Literal> matching) {
    Location at = parameter.location();
    if (parameter instanceof Term.Var v && !plan.isBound(v)) {
      plan.bound().set(v.slot());
      return v.slot();
    }
    Term.Var argument = plan.freshVar(at);
    plan.bound().set(argument.slot());
    matching.add(new Literal(false, new Expr.Unify(parameter, argument, at), List.of(), at));
    return argument.slot();
  }

  /** What a chain ends in. */
  private interface End {
    Step plan(BodyPlanner bodies);
  }

  /** The case that a definition of a test stands for, if somebody watches. */
  private Optional<BodyPlanner.TestCase> testCase(Rule rule) {
    int named = TestNames.length(rule.groundPrefix());
    List<Term> steps = rule.ref().steps();
    return named == 0 || named > steps.size() || rule.member().isPresent()
        ? Optional.empty()
        : observer.map(
            o ->
                new BodyPlanner.TestCase(
                    o, steps.subList(named - 1, steps.size()), rule.location()));
  }

  private Step chain(
      Plan plan,
      List<Literal> matching,
      Body body,
      Optional<BodyPlanner.TestCase> testCase,
      Location at,
      End end) {
    List<Literal> literals = new ArrayList<>(matching);
    literals.addAll(body.literals());
    Step[] last = new Step[1];
    List<Object> parts =
        plan.nested(
            false,
            () -> {
              BodyPlanner bodies = new BodyPlanner(plan, links, errors);
              bodies.body(new Body(literals, body.location()), testCase);
              last[0] = end.plan(bodies);
              plan.observe(at);
            });
    return Step.chain(parts, last[0]);
  }

  private Step end(Group group, Declarations.Definition definition, Rule rule, BodyPlanner bodies) {
    if (group instanceof SetRule && rule.member().isPresent()) {
      return new SetRule.Add(bodies.head(rule.member().get()));
    } else if (group instanceof DocumentRule) {
      List<Term> steps = rule.ref().steps();
      List<Term> keys = steps.subList(definition.constantSteps(), steps.size());
      Operand[] operands = keys.stream().map(bodies::head).toArray(Operand[]::new);
      Operand value = bodies.head(rule.member().orElse(rule.value()));
      return new DocumentRule.Put(operands, value, rule.member().isPresent(), rule.location());
    }
    return single(group, rule.value(), !rule.isDefault(), rule.location(), bodies);
  }

  private Step single(Group group, Term value, boolean counts, Location at, BodyPlanner bodies) {
    Operand operand = bodies.head(value);
    if (counts) {
      values.add(operand instanceof Operand.Constant c ? c.value() : null);
    }
    return new Clause.Yield(operand, group.conflict(), at);
  }
}
