package dev.assay.rego.compile;

import dev.assay.rego.ast.Body;
import dev.assay.rego.ast.Expr;
import dev.assay.rego.ast.Literal;
import dev.assay.rego.ast.Location;
import dev.assay.rego.ast.RegoError;
import dev.assay.rego.ast.Rule;
import dev.assay.rego.ast.Term;
import dev.assay.rego.ast.With;
import dev.assay.rego.builtin.Builtin;
import dev.assay.rego.builtin.Builtins;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Which rules use which, and what each reads of the input. */
final class Dependencies {
  /** A ref into the input, and how many of its steps are constant before the first that varies. */
  record Read(Term.Ref ref, int constantSteps) {
    Location location() {
      return ref.location();
    }
  }

  private final Declarations declarations;
  private final Map<Declarations.Place, Uses> uses = new HashMap<>();
  private final Map<Declarations.Place, List<Read>> known = new ConcurrentHashMap<>();

  Dependencies(Declarations declarations) {
    this.declarations = declarations;
  }

  /** What the definitions at one place use themselves. */
  private static final class Uses {
    final Set<Declarations.Place> places = new LinkedHashSet<>();
    final Set<Read> reads = new LinkedHashSet<>();

    /** Whether anything but data has a say. */
    boolean varies;
  }

  void add(Declarations.Place place, List<Rule> rules) {
    Uses found = new Uses();
    for (Rule rule : rules) {
      rule.ref().steps().forEach(step -> term(step, found));
      rule.parameters().ifPresent(parameters -> parameters.forEach(p -> term(p, found)));
      rule.member().ifPresent(member -> term(member, found));
      term(rule.value(), found);
      body(rule.body(), found);
      rule.orElse()
          .forEach(
              e -> {
                term(e.value(), found);
                body(e.body(), found);
              });
    }
    if (place.isDocument()) {
      place.visit(
          below -> {
            if (below != place && !below.definitions().isEmpty()) {
              found.places.add(below);
            }
          });
    }
    uses.put(place, found);
  }

  /** Every place used, directly or not, the place itself first. */
  private Set<Declarations.Place> all(Declarations.Place start) {
    Set<Declarations.Place> seen = new LinkedHashSet<>(List.of(start));
    Deque<Declarations.Place> open = new ArrayDeque<>(seen);
    while (!open.isEmpty()) {
      Uses direct = uses.get(open.remove());
      if (direct != null) {
        direct.places.stream().filter(seen::add).forEach(open::add);
      }
    }
    return seen;
  }

  /** The rules whose values follow from data alone. */
  Set<Declarations.Place> onDataOnly() {
    Map<Declarations.Place, List<Declarations.Place>> users = users();
    Set<Declarations.Place> varying = new HashSet<>();
    Deque<Declarations.Place> open = new ArrayDeque<>();
    uses.forEach(
        (place, direct) -> {
          if (direct.varies || !uses.keySet().containsAll(direct.places)) {
            open.add(place);
          }
        });
    while (!open.isEmpty()) {
      Declarations.Place place = open.remove();
      if (varying.add(place)) {
        open.addAll(users.getOrDefault(place, List.of()));
      }
    }
    Set<Declarations.Place> constant = new HashSet<>(uses.keySet());
    constant.removeAll(varying);
    return constant;
  }

  /** For each place those that use it themselves. */
  private Map<Declarations.Place, List<Declarations.Place>> users() {
    Map<Declarations.Place, List<Declarations.Place>> users = new HashMap<>();
    uses.forEach(
        (place, direct) ->
            direct.places.forEach(
                used -> users.computeIfAbsent(used, p -> new ArrayList<>()).add(place)));
    return users;
  }

  /**
   * What a rule may read of the input, itself or through what it uses, in the order of the sources.
   */
  List<Read> reads(Declarations.Place place) {
    return known.computeIfAbsent(
        place,
        start ->
            all(start).stream()
                .map(uses::get)
                .filter(u -> u != null)
                .flatMap(u -> u.reads.stream())
                .distinct()
                .sorted(Comparator.comparing(Read::location))
                .toList());
  }

  void reportRecursion(Errors errors) {
    Set<Declarations.Place> done = new HashSet<>();
    List<Declarations.Place> places = new ArrayList<>(entangled());
    places.sort(Comparator.comparing(Declarations.Place::name));
    for (Declarations.Place place : places) {
      List<Declarations.Place> cycle = cycle(place);
      if (!cycle.isEmpty() && cycle.stream().noneMatch(done::contains)) {
        done.addAll(cycle);
        String way =
            cycle.stream().map(Declarations.Place::name).collect(Collectors.joining(" -> "));
        errors.add(
            RegoError.RECURSION,
            "rule " + place.name() + " is recursive: " + way,
            place.definitions().get(0).rule().location());
      }
    }
  }

  /** The places that are left when those that use nothing (any more) are taken away. */
  private Set<Declarations.Place> entangled() {
    Set<Declarations.Place> left = new HashSet<>(uses.keySet());
    order().forEach(left::remove);
    return left;
  }

  /** The places, each after those that it uses; without those that use themselves. */
  List<Declarations.Place> order() {
    List<Declarations.Place> order = new ArrayList<>();
    Map<Declarations.Place, List<Declarations.Place>> users = users();
    Map<Declarations.Place, Integer> open = new HashMap<>();
    Deque<Declarations.Place> free = new ArrayDeque<>();
    uses.forEach(
        (place, direct) -> {
          int count = (int) direct.places.stream().filter(uses::containsKey).count();
          open.put(place, count);
          if (count == 0) {
            free.add(place);
          }
        });
    while (!free.isEmpty()) {
      Declarations.Place done = free.remove();
      order.add(done);
      for (Declarations.Place user : users.getOrDefault(done, List.of())) {
        if (open.merge(user, -1, Integer::sum) == 0) {
          free.add(user);
        }
      }
    }
    return order;
  }

  /** The shortest way from a place back to itself; empty if there is none. */
  private List<Declarations.Place> cycle(Declarations.Place start) {
    Map<Declarations.Place, Declarations.Place> from = new HashMap<>();
    Deque<Declarations.Place> open = new ArrayDeque<>(List.of(start));
    while (!open.isEmpty()) {
      Declarations.Place place = open.remove();
      Uses direct = uses.get(place);
      for (Declarations.Place next :
          direct == null ? Set.<Declarations.Place>of() : direct.places) {
        if (next == start) {
          List<Declarations.Place> way = new ArrayList<>(List.of(start));
          for (Declarations.Place p = place; p != start; p = from.get(p)) {
            way.add(1, p);
          }
          way.add(start);
          if (way.size() > 2 && way.get(1) == start) {
            way.remove(1);
          }
          return way;
        }
        if (from.putIfAbsent(next, place) == null) {
          open.add(next);
        }
      }
    }
    return List.of();
  }

  private void body(Body body, Uses found) {
    body.literals().forEach(literal -> literal(literal, found));
  }

  private void literal(Literal literal, Uses found) {
    Expr expr = literal.expr();
    if (expr instanceof Expr.Holds h) {
      term(h.term(), found);
    } else if (expr instanceof Expr.Unify u) {
      term(u.left(), found);
      term(u.right(), found);
    } else if (expr instanceof Expr.SomeIn s) {
      s.key().ifPresent(key -> term(key, found));
      term(s.value(), found);
      term(s.domain(), found);
    } else if (expr instanceof Expr.Every e) {
      term(e.domain(), found);
      body(e.body(), found);
    }
    literal.with().forEach(with -> with(with, found));
  }

  private void with(With with, Uses found) {
    if (with.target().isRooted("data")) {
      ref(with.target(), found); // as OPA: a rule must not replace what uses it
    }
    boolean replacesByFunction =
        with.value() instanceof Term.Ref r
            && r.head() instanceof Term.Var v
            && v.slot() == Term.Var.UNRESOLVED
            && !r.isRooted("data")
            && !r.isRooted("input");
    if (!replacesByFunction) {
      term(with.value(), found);
    }
    found.varies = true;
  }

  private void term(Term term, Uses found) {
    if (term instanceof Term.Ref r) {
      ref(r, found);
    } else if (term instanceof Term.ArrayTerm a) {
      a.items().forEach(item -> term(item, found));
    } else if (term instanceof Term.SetTerm s) {
      s.items().forEach(item -> term(item, found));
    } else if (term instanceof Term.ObjectTerm o) {
      o.entries()
          .forEach(
              e -> {
                term(e.key(), found);
                term(e.value(), found);
              });
    } else if (term instanceof Term.Call c) {
      c.arguments().forEach(argument -> term(argument, found));
      call(c, found);
    } else if (term instanceof Term.ArrayComprehension a) {
      body(a.body(), found);
      term(a.head(), found);
    } else if (term instanceof Term.SetComprehension s) {
      body(s.body(), found);
      term(s.head(), found);
    } else if (term instanceof Term.ObjectComprehension o) {
      body(o.body(), found);
      term(o.key(), found);
      term(o.value(), found);
    } else if (term instanceof Term.Template t) {
      for (Term.Template.Part part : t.parts()) {
        if (part instanceof Term.Template.Hole h) {
          term(h.term(), found);
          h.with().forEach(with -> with(with, found));
        }
      }
    }
  }

  private void ref(Term.Ref ref, Uses found) {
    term(ref.head(), found);
    ref.steps().forEach(step -> term(step, found));
    Term.Ref read = declarations.unaliased(ref);
    if (read.isRooted("input")) {
      int constant = 0;
      while (constant < read.steps().size()
          && read.steps().get(constant) instanceof Term.Constant) {
        constant++;
      }
      found.reads.add(new Read(read, constant));
      found.varies = true;
    }
    if (ref.isRooted("data")) {
      reach(declarations.root(), ref.steps(), found);
    }
  }

  /** Adds the rules to which steps from a place may lead. */
  private static void reach(Declarations.Place place, List<Term> steps, Uses found) {
    if (!place.definitions().isEmpty()) {
      found.places.add(place);
    } else if (!steps.isEmpty() && steps.get(0) instanceof Term.Constant c) {
      Declarations.Place child = place.children().get(c.value());
      if (child != null) {
        reach(child, steps.subList(1, steps.size()), found);
      }
    } else {
      List<Term> rest = steps.isEmpty() ? steps : steps.subList(1, steps.size());
      place.children().values().forEach(child -> reach(child, rest, found));
    }
  }

  private void call(Term.Call call, Uses found) {
    if (call.target() != null) {
      Declarations.Place place = declarations.of(call.target());
      if (place != null) {
        found.places.add(place);
      }
      return;
    }
    Builtin builtin = Builtins.all().get(call.function());
    boolean pure = builtin != null && builtin.pure() && !depends(call.function());
    found.varies |= !pure && !call.function().equals(Functions.WALK);
  }

  /** What differs between evaluations: notes, chance. */
  private static boolean depends(String function) {
    return function.equals("trace")
        || function.startsWith("rand.")
        || function.startsWith("uuid.rfc4122");
  }
}
