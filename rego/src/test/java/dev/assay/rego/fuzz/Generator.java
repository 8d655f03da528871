package dev.assay.rego.fuzz;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

/**
 * Makes small random programs: rules of every kind that read the input, the data and each other. In
 * most programs a rule that does not compile is made anew; in the others, names that are not safe,
 * types that do not fit and recursion stay.
 */
final class Generator {
  private final Predicate<Sample> compiles;
  private final Random random;
  private final List<String> readable = new ArrayList<>();
  private final List<String> functions = new ArrayList<>();
  private int variables;

  /** Whether variables must not be bound here: in heads, and below {@code not}. */
  private boolean closed;

  Generator(long seed, Predicate<Sample> compiles) {
    this.compiles = compiles;
    random = new Random(seed * 0x9E3779B97F4A7C15L);
  }

  Sample sample() {
    List<String> rules = new ArrayList<>();
    int groups = 2 + random.nextInt(5);
    boolean careless = oneIn(10);
    for (int i = 0, tries = 0; i < groups && tries < 100; tries++) {
      List<String> more = new ArrayList<>(rules);
      int named = readable.size();
      int callable = functions.size();
      group("r" + i, more);
      if (careless || compiles.test(new Sample(more, "{}"))) {
        rules = more;
        i++;
      } else {
        readable.subList(named, readable.size()).clear();
        functions.subList(callable, functions.size()).clear();
      }
    }
    if (oneIn(4)) {
      Collections.shuffle(rules, random);
    }
    return new Sample(rules, input());
  }

  private void group(String name, List<String> rules) {
    if (oneIn(60)) {
      readable.add(name); // recursion
    }
    switch (random.nextInt(8)) {
      case 0, 1 -> complete(name, rules);
      case 2 -> set(name, rules);
      case 3 -> object(name, rules);
      case 4 -> function(name, rules);
      case 5 -> condition(name, rules);
      case 6 -> nested(name, rules);
      default -> several(name, rules);
    }
  }

  private String input() {
    return "{\"n\": %s, \"s\": %s, \"list\": %s, \"map\": {\"a\": %s, \"b\": %s}, \"rows\": %s}"
        .formatted(
            json(0),
            json(0),
            json(2),
            json(1),
            json(1),
            "[{\"id\": 1, \"tag\": " + json(0) + "}, {\"id\": 2, \"tag\": " + json(0) + "}]");
  }

  private String json(int depth) {
    if (depth == 0) {
      return of(Vocabulary.SCALARS);
    }
    return oneIn(3)
        ? "{\"a\": " + json(depth - 1) + ", \"b\": " + json(depth - 1) + "}"
        : "[" + json(depth - 1) + ", " + json(depth - 1) + ", " + json(depth - 1) + "]";
  }

  private void complete(String name, List<String> rules) {
    List<String> scope = new ArrayList<>();
    String body = body(scope, 3);
    StringBuilder rule = new StringBuilder(name + " := " + head(scope, 2) + " if {\n" + body + "}");
    for (int i = random.nextInt(3); i > 0; i--) {
      scope = new ArrayList<>();
      body = body(scope, 2);
      rule.append(" else := ").append(head(scope, 1)).append(" if {\n").append(body).append("}");
    }
    rules.add(rule.toString());
    if (oneIn(3)) {
      rules.add("default " + name + " := " + constant(1));
    }
    readable.add(name);
  }

  private void several(String name, List<String> rules) {
    String value = constant(1);
    for (int i = 0; i < 2; i++) {
      List<String> scope = new ArrayList<>();
      String body = body(scope, 2);
      String head = oneIn(8) ? head(scope, 1) : value;
      rules.add(name + " := " + head + " if {\n" + body + "}");
    }
    readable.add(name);
  }

  private void condition(String name, List<String> rules) {
    for (int i = random.nextInt(2); i >= 0; i--) {
      rules.add(name + " if {\n" + body(new ArrayList<>(), 3) + "}");
    }
    if (oneIn(3)) {
      rules.add("default " + name + " := false");
    }
    readable.add(name);
  }

  private void set(String name, List<String> rules) {
    for (int i = random.nextInt(2); i >= 0; i--) {
      List<String> scope = new ArrayList<>();
      String body = body(scope, 3);
      rules.add(name + " contains " + head(scope, 1) + " if {\n" + body + "}");
    }
    readable.add(name);
  }

  private void object(String name, List<String> rules) {
    for (int i = random.nextInt(2); i >= 0; i--) {
      List<String> scope = new ArrayList<>();
      String body = body(scope, 3);
      String key = simple(scope);
      rules.add(
          name + "[" + key + "] := " + (oneIn(2) ? key : simple(scope)) + " if {\n" + body + "}");
    }
    readable.add(name);
  }

  /** Rules whose names are paths, with variables in them. */
  private void nested(String name, List<String> rules) {
    List<String> scope = new ArrayList<>();
    String body = body(scope, 2);
    rules.add(name + ".a := " + head(scope, 1) + " if {\n" + body + "}");
    scope = new ArrayList<>();
    body = body(scope, 2);
    rules.add(
        switch (random.nextInt(6)) {
              case 0 -> name + ".b[" + simple(scope) + "] contains " + simple(scope);
              case 1 -> name + ".c[" + simple(scope) + "].d := " + constant(0);
              case 2 -> name + "[" + simple(scope) + "][" + simple(scope) + "] := " + constant(1);
              case 3 -> name + "[" + simple(scope) + "].f[" + simple(scope) + "] contains 1";
              case 4 -> name + ".g.h := " + head(scope, 1);
              default -> name + "[" + simple(scope) + "].e := " + constant(1);
            }
            + " if {\n"
            + body
            + "}");
    readable.add(name);
    readable.add(name + ".a");
  }

  private void function(String name, List<String> rules) {
    List<String> arguments = List.of("x", "y", "[x, y]", "{\"a\": x}", "1", "\"a\"", "_", "null");
    int arity = 1 + random.nextInt(2);
    for (int i = random.nextInt(3); i >= 0; i--) {
      List<String> scope = new ArrayList<>();
      List<String> given = new ArrayList<>();
      for (int j = 0; j < arity; j++) {
        String argument = oneIn(2) ? List.of("x", "y").get(j) : of(arguments);
        given.add(argument);
        for (String v : List.of("x", "y")) {
          if (argument.contains(v) && !scope.contains(v)) {
            scope.add(v);
          }
        }
      }
      String head = name + "(" + String.join(", ", given) + ")";
      String body = body(scope, 2);
      String rule = head + " := " + head(scope, 1) + " if {\n" + body + "}";
      if (oneIn(3)) {
        rule += " else := " + constant(1);
      }
      rules.add(rule);
    }
    if (oneIn(5)) {
      rules.add("default " + name + "(" + (arity == 1 ? "_" : "_, _") + ") := " + constant(1));
    }
    functions.add(name + "/" + arity);
  }

  /** Lines; what they bind is added to the scope. */
  private String body(List<String> scope, int most) {
    List<String> lines = new ArrayList<>();
    for (int i = random.nextInt(most); i >= 0; i--) {
      lines.add("  " + line(scope) + "\n");
    }
    String body = String.join("", lines);
    if (!body.contains(":=") && !body.contains("some ") && oneIn(2)) {
      Collections.shuffle(lines, random);
    }
    return String.join("", lines);
  }

  /** A line that begins with a sign would go on from the line before. */
  private String line(List<String> scope) {
    String literal = literal(scope, 2);
    return literal.startsWith("-") ? "true; " + literal : literal;
  }

  private String head(List<String> scope, int depth) {
    closed = true;
    String term = term(scope, depth);
    closed = false;
    return term;
  }

  private String literal(List<String> scope, int depth) {
    List<String> before = List.copyOf(scope);
    String literal = plain(scope, depth);
    if (oneIn(8)) {
      String target =
          of(
              List.of(
                  "input",
                  "input.n",
                  "input.list",
                  "input.map.a",
                  "data.base.n",
                  "data.base.map",
                  "data.base",
                  "data.base.map.c.d"));
      literal += " with " + target + " as " + simple(before);
      if (oneIn(4)) {
        literal += " with input.s as " + constant(0);
      }
    } else if (oneIn(25)) {
      literal += " with " + of(List.of("count", "is_number", "upper")) + " as " + constant(0);
    } else if (!readable.isEmpty() && oneIn(20)) {
      literal += " with data.fuzz." + of(readable) + " as " + constant(1);
    }
    return literal;
  }

  private String plain(List<String> scope, int depth) {
    switch (random.nextInt(18)) {
      case 0, 1 -> {
        String value = term(scope, depth);
        return fresh(scope) + " := " + value;
      }
      case 2 -> {
        String from = document(scope);
        return "some " + fresh(scope) + " in " + from;
      }
      case 3 -> {
        String from = document(scope);
        return "some " + fresh(scope) + ", " + fresh(scope) + " in " + from;
      }
      case 4 -> {
        String from = document(scope);
        return oneIn(2)
            ? "some [" + fresh(scope) + ", " + of(Vocabulary.SCALARS) + "] in " + from
            : "some {\"id\": " + fresh(scope) + "} in " + from;
      }
      case 5 -> {
        String from = document(scope);
        return fresh(scope) + " = " + from + "[" + place(scope) + "]";
      }
      case 6 -> {
        String from = term(scope, depth - 1);
        return switch (random.nextInt(4)) {
          case 0 -> "[" + fresh(scope) + ", " + fresh(scope) + "] = " + from;
          case 1 -> "{\"a\": " + fresh(scope) + ", \"b\": _} = " + from;
          case 2 -> assigned(scope, from);
          default ->
              "["
                  + fresh(scope)
                  + ", "
                  + from
                  + "] = ["
                  + simple(scope)
                  + ", "
                  + fresh(scope)
                  + "]";
        };
      }
      case 7 -> {
        return document(scope) + "[" + place(scope) + "]";
      }
      case 8 -> {
        return "not " + negated(scope);
      }
      case 9 -> {
        String from = document(scope);
        List<String> inner = new ArrayList<>(scope);
        String value = fresh(inner);
        String more = depth > 0 && oneIn(2) ? "; " + literal(inner, depth - 1) : "";
        if (oneIn(2)) {
          String key = fresh(inner);
          value = key + ", " + value;
          more = "; " + key + " != " + simple(scope) + more;
        }
        String used = "v" + value.substring(value.lastIndexOf('v') + 1);
        return "every %s in %s { %s %s %s%s }"
            .formatted(value, from, used, of(Vocabulary.COMPARISONS), simple(inner), more);
      }
      case 10, 11 -> {
        return closed(scope);
      }
      case 12 -> {
        return simple(scope) + " in " + document(scope);
      }
      case 13 -> {
        return term(scope, depth) + " = " + simple(scope);
      }
      case 14 -> {
        return document(scope) + "[" + place(scope) + "][" + place(scope) + "] = " + fresh(scope);
      }
      case 15 -> {
        String from = document(scope);
        return "walk(" + from + ", [" + fresh(scope) + ", " + fresh(scope) + "])";
      }
      default -> {
        return term(scope, depth);
      }
    }
  }

  private String negated(List<String> scope) {
    return oneIn(2) ? document(scope) : closed(scope);
  }

  private String assigned(List<String> scope, String from) {
    String values = "[" + from + ", " + simple(scope) + "]";
    return "[" + fresh(scope) + ", " + fresh(scope) + "] := " + values;
  }

  /** A literal that binds nothing. */
  private String closed(List<String> scope) {
    boolean outer = closed;
    closed = true;
    String literal =
        switch (random.nextInt(5)) {
          case 0 -> document(scope) + "[" + place(scope) + "] == " + simple(scope);
          case 1 -> simple(scope);
          case 2 -> call(scope, 1);
          default -> simple(scope) + " " + of(Vocabulary.COMPARISONS) + " " + simple(scope);
        };
    closed = outer;
    return literal;
  }

  private String term(List<String> scope, int depth) {
    if (depth <= 0) {
      return simple(scope);
    }
    switch (random.nextInt(14)) {
      case 0 -> {
        return "[" + term(scope, depth - 1) + ", " + term(scope, depth - 1) + "]";
      }
      case 1 -> {
        return "{" + of(List.of("\"a\"", simple(scope))) + ": " + term(scope, depth - 1) + "}";
      }
      case 2 -> {
        return "{" + term(scope, depth - 1) + ", " + simple(scope) + "}";
      }
      case 3, 4 -> {
        List<String> inner = new ArrayList<>(scope);
        boolean outer = closed;
        closed = false;
        String body = literal(inner, depth - 1);
        if (oneIn(2)) {
          body += "; " + literal(inner, depth - 1);
        }
        closed = outer;
        return switch (random.nextInt(3)) {
          case 0 -> "[" + simple(inner) + " | " + body + "]";
          case 1 -> "{" + simple(inner) + " | " + body + "}";
          default -> "{" + simple(inner) + ": " + simple(inner) + " | " + body + "}";
        };
      }
      case 5, 6, 7 -> {
        return call(scope, depth);
      }
      case 8 -> {
        return "("
            + term(scope, depth - 1)
            + " "
            + of(Vocabulary.ARITHMETIC)
            + " "
            + simple(scope)
            + ")";
      }
      case 9 -> {
        return "(" + simple(scope) + " in " + document(scope) + ")";
      }
      case 10 -> {
        return document(scope) + "[" + place(scope) + "]";
      }
      default -> {
        return simple(scope);
      }
    }
  }

  private String call(List<String> scope, int depth) {
    if (!functions.isEmpty() && oneIn(2)) {
      String[] function = of(functions).split("/", -1);
      String first = term(scope, depth - 1);
      return function[0]
          + "("
          + first
          + (function[1].equals("2") ? ", " + simple(scope) : "")
          + ")";
    }
    String first = term(scope, depth - 1);
    return switch (random.nextInt(5)) {
      case 0, 1 -> of(Vocabulary.ONE) + "(" + first + ")";
      case 2, 3 -> of(Vocabulary.TWO) + "(" + first + ", " + simple(scope) + ")";
      default ->
          of(Vocabulary.THREE) + "(" + first + ", " + simple(scope) + ", " + simple(scope) + ")";
    };
  }

  /** Something to look into. */
  private String document(List<String> scope) {
    if (!readable.isEmpty() && oneIn(2)) {
      String name = of(readable);
      return oneIn(4) ? "data.fuzz." + name : name;
    }
    return switch (random.nextInt(6)) {
      case 0, 1 -> of(Vocabulary.INPUTS);
      case 2, 3 -> of(Vocabulary.BASES);
      case 4 -> scope.isEmpty() ? "data.base" : of(scope);
      default -> of(List.of("[1, 2, \"a\"]", "{1, 2, \"a\"}", "data.fuzz.none"));
    };
  }

  /** What may stand between brackets: a known value, or a variable to bind. */
  private String place(List<String> scope) {
    return switch (closed ? 1 : random.nextInt(5)) {
      case 0 -> "_";
      case 1 -> simple(scope);
      case 2 -> constant(0);
      default -> fresh(scope);
    };
  }

  private String simple(List<String> scope) {
    if (!scope.isEmpty() && oneIn(2)) {
      return of(scope);
    }
    return switch (random.nextInt(6)) {
      case 0 -> of(Vocabulary.INPUTS);
      case 1 -> of(Vocabulary.BASES);
      case 2 -> readable.isEmpty() ? "1" : of(readable);
      default -> constant(oneIn(4) ? 1 : 0);
    };
  }

  private String constant(int depth) {
    if (depth == 0) {
      return of(Vocabulary.SCALARS);
    }
    return switch (random.nextInt(4)) {
      case 0 -> "[" + constant(depth - 1) + ", " + constant(depth - 1) + "]";
      case 1 -> "{\"a\": " + constant(depth - 1) + "}";
      case 2 -> "{" + constant(depth - 1) + "}";
      default -> of(Vocabulary.SCALARS);
    };
  }

  private String fresh(List<String> scope) {
    String name = "v" + variables++;
    scope.add(name);
    return name;
  }

  private boolean oneIn(int count) {
    return random.nextInt(count) == 0;
  }

  private <T> T of(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
