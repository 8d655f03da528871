package dev.assay.rego.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A module and an input.
 *
 * @param rules each of whole lines
 * @param input JSON
 */
record Sample(List<String> rules, String input) {
  /** What the module finds as {@code data.base}, JSON. */
  static final String BASE =
      """
      {
        "n": 3, "s": "abc", "t": true, "f": false, "z": null,
        "list": [1, 2, 2, "a", [1, 2], {"a": 1}],
        "map": {"a": 1, "b": [1, 2], "c": {"d": 2, "a": false}},
        "rows": [{"id": 1, "tag": "a"}, {"id": 2, "tag": "b"}, {"id": 3}]
      }\
      """;

  /** The data, JSON. */
  static final String DATA = "{\"base\": " + BASE + "}";

  /** The row of the module in which the first rule begins. */
  static final int FIRST_ROW = 3;

  Sample {
    rules = List.copyOf(rules);
  }

  String module() {
    return "package fuzz\n\n" + String.join("\n\n", rules) + "\n";
  }

  /** The sample with each of its rules changed. */
  Sample with(UnaryOperator<String> change) {
    return new Sample(rules.stream().map(change).toList(), input);
  }

  /** The smallest sample found, by leaving out rules and lines, for which the predicate holds. */
  Sample shrunk(Predicate<Sample> holds) {
    Sample best = this;
    for (boolean smaller = true; smaller; ) {
      smaller = false;
      for (Sample next : best.smaller()) {
        if (holds.test(next)) {
          best = next;
          smaller = true;
          break;
        }
      }
    }
    return best;
  }

  private List<Sample> smaller() {
    List<Sample> found = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      List<String> without = new ArrayList<>(rules);
      without.remove(i);
      found.add(new Sample(without, input));
    }
    for (int i = 0; i < rules.size(); i++) {
      List<String> lines = rules.get(i).lines().toList();
      for (int j = 0; j < lines.size(); j++) {
        List<String> fewer = new ArrayList<>(lines);
        fewer.remove(j);
        List<String> changed = new ArrayList<>(rules);
        changed.set(i, String.join("\n", fewer));
        found.add(new Sample(changed, input));
      }
    }
    return found;
  }
}
