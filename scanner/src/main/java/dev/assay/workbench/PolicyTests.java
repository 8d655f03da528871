package dev.assay.workbench;

import dev.assay.rego.Evaluator;
import dev.assay.rego.ModuleInfo;
import dev.assay.rego.Policy;
import dev.assay.rego.Result;
import dev.assay.rego.RuleInfo;
import dev.assay.rego.ast.Location;
import dev.assay.rego.ast.RegoException;
import dev.assay.rego.ast.RegoSource;
import dev.assay.rego.eval.Limits;
import dev.assay.rego.value.RegoBoolean;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * The tests that are written in Rego: rules whose names begin with {@code test_}, in files named
 * {@code *_test.rego}. A test passes when it is true; {@code todo_test_} is skipped. As {@code opa
 * test} (https://www.openpolicyagent.org/docs/policy-testing).
 */
public final class PolicyTests {
  private final Policy policy;
  private final Evaluator evaluator;

  /**
   * @throws RegoException if the sources do not compile
   */
  public PolicyTests(List<RegoSource> sources, Limits limits) {
    policy = Policy.compile(sources);
    evaluator = policy.over(RegoObject.EMPTY, limits);
  }

  /** How a test ended. */
  public enum Status {
    PASSED,
    FAILED,
    SKIPPED
  }

  /**
   * @param name of the test: {@code data.a.b_test.test_c}
   * @param reason why it failed; empty if it did not
   * @param notes what it printed
   */
  public record Outcome(
      String name, Location at, Status status, String reason, List<String> notes) {
    public Outcome {
      notes = List.copyOf(notes);
    }

    @Override
    public String toString() {
      return at + ": " + name + (reason.isEmpty() ? "" : ": " + reason);
    }
  }

  /** Runs the tests whose names are wanted, in the order of the sources. */
  public List<Outcome> run(Predicate<String> wanted) {
    List<Outcome> outcomes = new ArrayList<>();
    for (ModuleInfo module : policy.modules()) {
      if (module.source().file().endsWith("_test.rego")) {
        tests(module)
            .forEach(
                (name, at) -> {
                  if (wanted.test(name)) {
                    outcomes.add(run(name, at));
                  }
                });
      }
    }
    return outcomes;
  }

  /** A test may have several definitions; the first one is where it is. */
  private static Map<String, Location> tests(ModuleInfo module) {
    Map<String, Location> tests = new LinkedHashMap<>();
    for (RuleInfo rule : module.rules()) {
      String name = rule.name().replaceFirst("[.\\[].*", "");
      if (name.startsWith("test_") || name.startsWith("todo_test_")) {
        tests.putIfAbsent("data." + module.name() + "." + name, rule.location());
      }
    }
    return tests;
  }

  private Outcome run(String name, Location at) {
    if (name.substring(name.lastIndexOf('.') + 1).startsWith("todo_")) {
      return new Outcome(name, at, Status.SKIPPED, "", List.of());
    }
    try {
      Result result = evaluator.evaluate(policy.query(name), null);
      Optional<Value> value = result.value();
      boolean passed = value.isPresent() && isTrue(value.get());
      String reason =
          passed ? "" : value.map(v -> "is " + v).orElse("is undefined") + ", should be true";
      return new Outcome(name, at, passed ? Status.PASSED : Status.FAILED, reason, result.notes());
    } catch (RegoException e) {
      return new Outcome(name, at, Status.FAILED, e.errors().get(0).toString(), List.of());
    }
  }

  /** {@code test_c[case]} holds if each of its cases does. */
  private static boolean isTrue(Value value) {
    return value instanceof RegoObject cases
        ? cases.size() > 0
            && IntStream.range(0, cases.size()).allMatch(i -> isTrue(cases.valueAt(i)))
        : value == RegoBoolean.TRUE;
  }
}
