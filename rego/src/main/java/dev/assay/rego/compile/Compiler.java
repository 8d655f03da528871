package dev.assay.rego.compile;

import dev.assay.rego.ast.Body;
import dev.assay.rego.ast.Dialect;
import dev.assay.rego.ast.Expr;
import dev.assay.rego.ast.Literal;
import dev.assay.rego.ast.Module;
import dev.assay.rego.ast.Refs;
import dev.assay.rego.ast.RegoError;
import dev.assay.rego.ast.RegoException;
import dev.assay.rego.ast.RegoSource;
import dev.assay.rego.ast.Rule;
import dev.assay.rego.ast.Term;
import dev.assay.rego.ast.With;
import dev.assay.rego.builtin.Type;
import dev.assay.rego.eval.Clause;
import dev.assay.rego.eval.Observer;
import dev.assay.rego.eval.Operand;
import dev.assay.rego.eval.Program;
import dev.assay.rego.eval.Step;
import dev.assay.rego.parse.Parser;
import dev.assay.rego.types.Checked;
import dev.assay.rego.types.Inference;
import dev.assay.rego.types.Straight;
import dev.assay.rego.types.TypeCheck;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Compiles modules, and queries against them. Immutable once made. */
public final class Compiler {
  private final List<Module> modules;
  private final Optional<Observer> observer;
  private final Declarations declarations;
  private final Functions functions;
  private final Links links;
  private final Dependencies dependencies;
  private final List<TypeCheck.Definition> definitions;
  private final IdentityHashMap<Rule, Declarations.Place> places = new IdentityHashMap<>();

  /** The rules whose names could not all be resolved. */
  private final Set<Rule> broken = Collections.newSetFromMap(new IdentityHashMap<>());

  /**
   * Compiles sources.
   *
   * @throws RegoException with all the errors that were found
   */
  public static Compiler compile(List<RegoSource> sources, CompileOptions options) {
    return withinStack(() -> new Compiler(sources, options));
  }

  /** The parser bounds nesting, but not the length of a chain of operators, which nests as well. */
  private static <T> T withinStack(Supplier<T> work) {
    try {
      return work.get();
    } catch (StackOverflowError tooDeep) {
      throw new RegoException(
          new RegoError(RegoError.COMPILE, "a term is nested too deeply", Optional.empty()));
    }
  }

  private Compiler(List<RegoSource> sources, CompileOptions options) {
    Errors errors = new Errors();
    List<Module> parsed = parse(sources, errors);
    errors.raise();
    this.modules = options.separateTests() ? TestNames.separated(parsed) : parsed;
    this.observer = options.observer();
    this.declarations = new Declarations(modules);
    this.functions = new Functions(declarations);
    this.links = new Links(declarations);
    this.dependencies = new Dependencies(declarations);
    new Conflicts(errors).check(declarations);
    boolean plannable = errors.count() == 0;
    IdentityHashMap<Rule, Rule> resolved = resolve(options.strict(), errors);
    for (Declarations.Place place : links.groups().keySet()) {
      dependencies.add(place, rules(place, resolved));
    }
    dependencies.reportRecursion(errors);
    this.definitions = definitions(resolved);
    if (plannable) {
      links.groups().keySet().forEach(place -> plan(place, rules(place, resolved), errors));
      Set<Declarations.Place> onDataOnly = dependencies.onDataOnly();
      links
          .groups()
          .forEach(
              (place, group) -> {
                if (onDataOnly.contains(place)) {
                  group.dependsOnDataOnly();
                }
              });
    }
    errors.raise();
    if (!options.trusted()) {
      errors.addAll(Inference.errors(straight(resolved)));
      errors.raise();
    }
  }

  private static List<Module> parse(List<RegoSource> sources, Errors errors) {
    record Parsed(Optional<Module> module, List<RegoError> errors) {}
    List<Parsed> all =
        sources.parallelStream()
            .map(
                source -> {
                  try {
                    return new Parsed(Optional.of(Parser.module(source)), List.of());
                  } catch (RegoException e) {
                    return new Parsed(Optional.empty(), e.errors());
                  }
                })
            .toList();
    all.forEach(parsed -> errors.addAll(parsed.errors()));
    return all.stream().flatMap(parsed -> parsed.module().stream()).toList();
  }

  private IdentityHashMap<Rule, Rule> resolve(boolean strict, Errors errors) {
    modules.forEach(m -> m.rules().forEach(r -> new Replaced(functions).visit(r)));
    IdentityHashMap<Rule, Rule> resolved = new IdentityHashMap<>();
    for (Module module : modules) {
      Names names = new Names(module, declarations, errors);
      for (Rule rule : module.rules()) {
        Metadata metadata = new Metadata(rule, module, modules);
        Resolver resolver = new Resolver(names, functions, errors, strict, metadata);
        int before = errors.harmful();
        resolved.put(rule, resolver.rule(rule));
        if (errors.harmful() > before) {
          broken.add(rule);
        }
      }
      if (strict) {
        names.reportUnused(errors);
      }
    }
    return resolved;
  }

  private static List<Rule> rules(Declarations.Place place, IdentityHashMap<Rule, Rule> resolved) {
    List<Rule> rules = new ArrayList<>();
    for (Declarations.Definition d : place.definitions()) {
      rules.add(Objects.requireNonNull(resolved.get(d.rule())));
    }
    return rules;
  }

  private List<TypeCheck.Definition> definitions(IdentityHashMap<Rule, Rule> resolved) {
    List<TypeCheck.Definition> all = new ArrayList<>();
    for (Declarations.Place place : links.groups().keySet()) {
      rules(place, resolved).forEach(r -> all.add(new TypeCheck.Definition(place.path(), r)));
    }
    return List.copyOf(all);
  }

  /** All definitions, each after those that it uses. */
  private List<Straight> straight(IdentityHashMap<Rule, Rule> resolved) {
    List<Straight> all = new ArrayList<>();
    for (Declarations.Place place : dependencies.order()) {
      for (Rule rule : rules(place, resolved)) {
        all.addAll(Straightening.of(place.path(), rule, links::isFunction));
      }
    }
    return all;
  }

  /**
   * Checks the types of a package's rules.
   *
   * @param path of the package, without {@code data}
   * @param roots the types of documents by path, e.g. of {@code input}
   */
  public Checked check(List<String> path, Map<String, Type> roots) {
    List<Value> keys = path.stream().<Value>map(RegoString::of).toList();
    return TypeCheck.of(
        definitions,
        d -> d.place().size() > keys.size() && d.place().subList(0, keys.size()).equals(keys),
        roots);
  }

  private void plan(Declarations.Place place, List<Rule> rules, Errors errors) {
    place.definitions().forEach(d -> places.put(d.rule(), place));
    if (place.definitions().stream().anyMatch(d -> broken.contains(d.rule()))) {
      return; // what else is wrong may follow from that
    }
    new RulePlanner(links, errors, observer).plan(place, rules);
  }

  public List<Module> modules() {
    return modules;
  }

  /** How many rules and functions there are. */
  public int groups() {
    return links.groups().size();
  }

  /** The refs by which a rule may read the input, its own and those of what it uses. */
  public List<Term.Ref> inputReads(Rule rule) {
    Declarations.Place place = places.get(rule);
    return place == null
        ? List.of()
        : dependencies.reads(place).stream().map(Dependencies.Read::ref).toList();
  }

  /**
   * Compiles a query.
   *
   * @throws RegoException if it is none, or not safe
   */
  public Clause query(String text) {
    return withinStack(() -> plan(text));
  }

  private Clause plan(String text) {
    RegoSource source = new RegoSource("query", text);
    Body parsed = Parser.query(source);
    Errors errors = new Errors();
    Module nowhere =
        new Module(
            source, Dialect.V0, List.of(), parsed.location(), List.of(), List.of(), List.of());
    Names names = new Names(nowhere, new Declarations(List.of()), errors);
    Resolver resolver = new Resolver(names, functions, errors, false, Metadata.none());
    Body body = resolver.query(parsed);
    errors.raise();
    Plan plan = new Plan(resolver.slots().count(), Optional.empty());
    Lines lines = new Lines(plan::freshSlot, links::isFunction, false);
    BodyPlanner bodies = new BodyPlanner(plan, links, lines, errors);
    Step[] last = new Step[1];
    List<Object> parts =
        plan.nested(
            false,
            () -> {
              @Nullable Term sole = soleTerm(body);
              Operand value = null;
              if (sole == null) {
                bodies.body(body, new ArrayList<>(), Optional.empty());
              } else {
                List<Term> heads = new ArrayList<>(List.of(sole));
                bodies.body(new Body(List.of(), body.location()), heads, Optional.empty());
                value = bodies.head(heads.get(0));
              }
              last[0] = new Program.Row(variables(body), value);
            });
    errors.raise();
    Step chain = Step.chain(parts, last[0]);
    return new Clause(
        plan.slots(), plan.collectors(), new int[0], List.of(chain), parsed.location());
  }

  private static @Nullable Term soleTerm(Body body) {
    if (body.literals().size() != 1) {
      return null;
    }
    Literal literal = body.literals().get(0);
    return !literal.negated() && literal.with().isEmpty() && literal.expr() instanceof Expr.Holds h
        ? h.term()
        : null;
  }

  private static Map<String, Integer> variables(Body body) {
    Map<String, Integer> variables = new LinkedHashMap<>();
    for (Literal literal : body.literals()) {
      if (!literal.negated()) {
        Variables.visit(
            literal,
            false,
            v -> {
              if (!v.isWildcard()) {
                variables.put(v.name(), v.slot());
              }
            });
      }
    }
    return variables;
  }

  /** Finds the functions that {@code with} replaces somewhere in a rule. */
  private static final class Replaced {
    private final Functions functions;

    Replaced(Functions functions) {
      this.functions = functions;
    }

    void visit(Rule rule) {
      body(rule.body());
      rule.orElse().forEach(e -> body(e.body()));
    }

    private void body(Body body) {
      for (Literal literal : body.literals()) {
        for (With with : literal.with()) {
          functions.addReplaced(Refs.text(with.target()));
        }
      }
    }
  }
}
