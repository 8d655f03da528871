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
    Lines lines = new Lines(plan::freshSlot, links::isFunction, false);
    List<Term> parameters = rule.parameters().orElse(List.of());
    int[] slots = new int[parameters.size()];
    List<Literal> matching = new ArrayList<>();
    for (int i = 0; i < slots.length; i++) {
      slots[i] = parameter(parameters.get(i), plan, matching);
    }
    List<Step> chains = new ArrayList<>();
    chains.add(
        chain(
            new BodyPlanner(plan, links, lines, errors),
            matching,
            rule.body(),
            heads(definition, rule),
            testCase(rule),
            rule.location(),
            (bodies, heads) -> end(group, rule, bodies, heads)));
    for (Rule.Else e : rule.orElse()) {
      chains.add(
          chain(
              new BodyPlanner(plan, links, lines, errors),
              matching,
              e.body(),
              List.of(e.value()),
              Optional.empty(),
              e.location(),
              (bodies, heads) ->
                  single(group, heads.get(0), !rule.isDefault(), e.location(), bodies)));
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

  /** What a chain ends in, given what its heads are by then. */
  private interface End {
    Step plan(BodyPlanner bodies, List<Term> heads);
  }

  /** What varies in a definition's name, and its value. */
  private static List<Term> heads(Declarations.Definition definition, Rule rule) {
    List<Term> steps = rule.ref().steps();
    List<Term> heads = new ArrayList<>(steps.subList(definition.constantSteps(), steps.size()));
    heads.add(rule.member().orElse(rule.value()));
    return heads;
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

  private static Step chain(
      BodyPlanner bodies,
      List<Literal> matching,
      Body body,
      List<Term> heads,
      Optional<BodyPlanner.TestCase> testCase,
      Location at,
      End end) {
    List<Literal> literals = new ArrayList<>(matching);
    literals.addAll(body.literals());
    Plan plan = bodies.plan();
    Step[] last = new Step[1];
    List<Object> parts =
        plan.nested(
            false,
            () -> {
              List<Term> evaluated = new ArrayList<>(heads);
              bodies.body(new Body(literals, body.location()), evaluated, testCase);
              last[0] = end.plan(bodies, evaluated);
              plan.observe(at);
            });
    return Step.chain(parts, last[0]);
  }

  private Step end(Group group, Rule rule, BodyPlanner bodies, List<Term> heads) {
    Term value = heads.get(heads.size() - 1);
    if (group instanceof SetRule && rule.member().isPresent()) {
      return new SetRule.Add(bodies.head(value));
    } else if (group instanceof DocumentRule) {
      List<Term> keys = heads.subList(0, heads.size() - 1);
      Operand[] operands = keys.stream().map(bodies::head).toArray(Operand[]::new);
      return new DocumentRule.Put(
          operands, bodies.head(value), rule.member().isPresent(), rule.location());
    }
    return single(group, value, !rule.isDefault(), rule.location(), bodies);
  }

  private Step single(Group group, Term value, boolean counts, Location at, BodyPlanner bodies) {
    Operand operand = bodies.head(value);
    if (counts) {
      values.add(operand instanceof Operand.Constant c ? c.value() : null);
    }
    return new Clause.Yield(operand, group.conflict(), at);
  }
}
