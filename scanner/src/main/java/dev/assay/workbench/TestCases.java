package dev.assay.workbench;

import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoBoolean;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The cases of a test {@code test_x[name]}. Its value lists those that hold; those that began and
 * are not among them do not.
 */
final class TestCases {
  private final Map<String, TestCases> below = new LinkedHashMap<>();
  private boolean holds;

  private TestCases(boolean holds) {
    this.holds = holds;
  }

  /**
   * @param value of the test
   * @param began the names of the cases that began
   * @return by name whether each holds; empty if there are none
   */
  static Map<String, Boolean> of(RegoObject value, List<RegoArray> began) {
    TestCases root = from(value);
    began.forEach(name -> root.add(name.asList()));
    Map<String, Boolean> cases = new LinkedHashMap<>();
    root.collect("", cases);
    return cases;
  }

  private static TestCases from(Value value) {
    TestCases cases = new TestCases(value == RegoBoolean.TRUE);
    if (value instanceof RegoObject object) {
      object.forEach((key, member) -> cases.below.put(name(key), from(member)));
    }
    return cases;
  }

  private void add(List<Value> name) {
    if (!name.isEmpty()) {
      below
          .computeIfAbsent(name(name.get(0)), key -> new TestCases(false))
          .add(name.subList(1, name.size()));
    }
  }

  private void collect(String prefix, Map<String, Boolean> cases) {
    below.forEach(
        (name, named) -> {
          if (named.below.isEmpty()) {
            cases.put(prefix + name, named.holds);
          } else {
            named.collect(prefix + name + "/", cases);
          }
        });
  }

  private static String name(Value key) {
    return key instanceof RegoString s ? s.value() : key.toString();
  }
}
