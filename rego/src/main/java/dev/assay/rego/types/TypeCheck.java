package dev.assay.rego.types;

import dev.assay.rego.ast.Refs;
import dev.assay.rego.ast.RegoError;
import dev.assay.rego.ast.Rule;
import dev.assay.rego.ast.Term;
import dev.assay.rego.builtin.Type;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Infers the types of rules and reports what can never hold: arguments that a function does not
 * take, keys that are not there, values that cannot be equal.
 *
 * <p>As OPA's (https://www.openpolicyagent.org/docs/policy-language#schema), and where types of
 * documents are given also beyond it: the parameters of a function have the types of the arguments
 * of all its calls.
 */
public final class TypeCheck {
  private static final int ROUNDS = 4;

  /** How long a chain of rules that use each other is followed at once: a thread's stack ends. */
  private static final int DEEPEST = 100;

  /** A definition of a rule. */
  public record Definition(List<Value> place, Rule rule) {
    /**
     * @param place where in data the constant part of the rule's name lies, without {@code data}
     * @param rule with its names resolved
     */
    public Definition {
      place = List.copyOf(place);
    }

    /** The steps of the name after its constant part. */
    List<Term> variableSteps() {
      return rule.ref().steps().subList(constantSteps(), rule.ref().steps().size());
    }

    private int constantSteps() {
      int n = 0;
      while (n < rule.ref().steps().size() && rule.ref().steps().get(n) instanceof Term.Constant) {
        n++;
      }
      return n;
    }
  }

  private final Map<List<Value>, List<Definition>> places = new HashMap<>();
  private final Map<List<Value>, Set<List<Value>>> below = new HashMap<>();
  private final Map<List<Value>, Type> roots = new LinkedHashMap<>();

  private final Map<List<Value>, Type> types = new HashMap<>();
  private final Map<List<Value>, List<Known>> parameters = new HashMap<>();

  /** The arguments of calls seen in this round. */
  private final Map<List<Value>, List<Known>> arguments = new HashMap<>();

  /** Rules at the end of too long a chain: of any type where they are used, and checked last. */
  private final Deque<List<Value>> postponed = new ArrayDeque<>();

  private int depth;

  private final Map<List<Value>, Set<List<Value>>> uses = new LinkedHashMap<>();
  private final Map<List<Value>, Set<Read>> reads = new HashMap<>();
  private final Set<RegoError> errors = new LinkedHashSet<>();

  private TypeCheck(List<Definition> definitions, Map<String, Type> roots) {
    for (Definition d : definitions) {
      places.computeIfAbsent(d.place(), p -> new ArrayList<>()).add(d);
      for (int i = 0; i <= d.place().size(); i++) {
        below.computeIfAbsent(d.place().subList(0, i), p -> new LinkedHashSet<>()).add(d.place());
      }
    }
    roots.forEach(
        (path, type) -> {
          List<Value> keys = new ArrayList<>();
          for (String key : path.split("\\.", -1)) {
            keys.add(RegoString.of(key));
          }
          this.roots.put(keys, type);
        });
  }

  /**
   * Checks definitions, and whatever they use.
   *
   * @param definitions all of the policy
   * @param wanted which of them are to be checked; a function that is not called is checked with
   *     parameters of any type
   * @param roots the types of documents, by path: {@code input}, {@code data.estate}
   */
  public static Checked of(
      List<Definition> definitions, Predicate<Definition> wanted, Map<String, Type> roots) {
    TypeCheck check = new TypeCheck(definitions, roots);
    List<List<Value>> start =
        definitions.stream().filter(wanted).map(Definition::place).distinct().toList();
    int rounds = roots.isEmpty() ? 1 : ROUNDS;
    for (int i = 0; i < rounds; i++) {
      check.round(start);
    }
    List<RegoError> errors = new ArrayList<>(check.errors);
    errors.sort(
        Comparator.comparing(
            e -> e.at().orElse(null), Comparator.nullsFirst(Comparator.naturalOrder())));
    return new Checked(errors, roots.isEmpty() ? Map.of() : check.reads(start));
  }

  /** Checks everything once; what was learnt of parameters counts in the next round. */
  private void round(List<List<Value>> start) {
    parameters.clear();
    parameters.putAll(arguments);
    arguments.clear();
    types.clear();
    uses.clear();
    reads.clear();
    errors.clear();
    start.stream().filter(p -> !isFunction(p)).forEach(this::typeOf);
    start.forEach(this::typeOf);
    while (!postponed.isEmpty()) {
      typeOf(postponed.remove());
    }
  }

  private boolean isFunction(List<Value> place) {
    List<Definition> definitions = places.get(place);
    return definitions != null && definitions.get(0).rule().isFunction();
  }

  private Map<String, List<Read>> reads(List<List<Value>> start) {
    Map<String, List<Read>> found = new TreeMap<>();
    for (List<Value> place : start) {
      Set<List<Value>> seen = reach(place);
      Set<Read> all = new LinkedHashSet<>();
      seen.forEach(p -> all.addAll(reads.getOrDefault(p, Set.of())));
      List<Read> sorted = new ArrayList<>(all);
      sorted.sort(Comparator.comparing(Read::at).thenComparing(Read::path));
      found.put(name(place), sorted);
    }
    return found;
  }

  /** The place and all that it uses, directly or not. */
  private Set<List<Value>> reach(List<Value> place) {
    Set<List<Value>> seen = new LinkedHashSet<>(List.of(place));
    Deque<List<Value>> open = new ArrayDeque<>(seen);
    while (!open.isEmpty()) {
      uses.getOrDefault(open.remove(), Set.of()).stream().filter(seen::add).forEach(open::add);
    }
    return seen;
  }

  private static String name(List<Value> place) {
    List<Value> full = new ArrayList<>(place);
    full.add(0, RegoString.of("data"));
    return Refs.text(full);
  }

  // ---- what a rule's check asks and tells

  void error(RegoError error) {
    errors.add(error);
  }

  void read(List<Value> by, Read read) {
    reads.computeIfAbsent(by, p -> new LinkedHashSet<>()).add(read);
  }

  boolean hasRoots() {
    return !roots.isEmpty();
  }

  /** The definitions at a place; empty if there are none. */
  List<Definition> at(List<Value> place) {
    return places.getOrDefault(place, List.of());
  }

  /** The places of rules at or below a path. */
  Set<List<Value>> below(List<Value> path) {
    return below.getOrDefault(path, Set.of());
  }

  /**
   * The type given for a document at exactly this path, its first key {@code input} or {@code
   * data}.
   */
  @Nullable Type root(List<Value> path) {
    return roots.get(path);
  }

  /** A rule's use by another. */
  Type use(List<Value> by, List<Value> place) {
    uses.computeIfAbsent(by, p -> new LinkedHashSet<>()).add(place);
    return typeOf(place);
  }

  /** A call of a policy's function. */
  void argumentsOf(List<Value> place, List<Known> given) {
    arguments.merge(
        place,
        given,
        (a, b) -> {
          List<Known> both = new ArrayList<>();
          for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            both.add(a.get(i).or(b.get(i)));
          }
          return both;
        });
  }

  /** What is known of a function's parameter from its calls. */
  Known parameter(List<Value> place, int i) {
    List<Known> known = hasRoots() ? parameters.get(place) : null;
    return known == null || i >= known.size() ? Known.ANYTHING : known.get(i);
  }

  /** The type of what lies at a place of rules, or of a function's result. */
  private Type typeOf(List<Value> place) {
    Type known = types.get(place);
    if (known != null) {
      return known;
    }
    if (depth == DEEPEST) {
      postponed.add(place);
      return Type.ANY;
    }
    depth++;
    types.put(place, Type.ANY);
    List<Type> found = new ArrayList<>();
    for (Definition definition : at(place)) {
      found.add(new RuleCheck(this, definition).type());
    }
    // Rules whose names go on from here have a say, too.
    Type type = below(place).size() > 1 ? Type.ANY : Shape.merged(found);
    types.put(place, type);
    depth--;
    return type;
  }
}
