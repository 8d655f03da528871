package dev.assay.workbench;

import dev.assay.rego.Evaluator;
import dev.assay.rego.ModuleInfo;
import dev.assay.rego.Policy;
import dev.assay.rego.Result;
import dev.assay.rego.RuleInfo;
import dev.assay.rego.ast.Location;
import dev.assay.rego.ast.Refs;
import dev.assay.rego.ast.RegoException;
import dev.assay.rego.ast.RegoSource;
import dev.assay.rego.compile.CompileOptions;
import dev.assay.rego.compile.TestNames;
import dev.assay.rego.eval.Limits;
import dev.assay.rego.eval.Observer;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoBoolean;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The tests that are written in Rego: rules whose names begin with {@code test_}. A test passes
 * when it is true; {@code test_x[name]} has a case for each name; {@code todo_test_} is skipped. As
 * {@code opa test} (https://www.openpolicyagent.org/docs/policy-testing).
 */
public final class PolicyTests {
  private final Policy policy;
  private final Evaluator evaluator;
  private final ThreadLocal<Map<Location, List<RegoArray>>> began =
      ThreadLocal.withInitial(LinkedHashMap::new);

  /**
   * @param data beside the sources' rules
   * @param limits of each test
   * @param coverage to be kept, if it is wanted
   * @throws RegoException if the sources do not compile, or a rule lies where data does
   */
  public PolicyTests(
      List<RegoSource> sources, RegoObject data, Limits limits, Optional<Coverage> coverage) {
    Observer observer =
        new Observer() {
          @Override
          public Optional<Runnable> watch(Location at) {
            return coverage.map(c -> c.line(at));
          }

          @Override
          public void began(Location test, RegoArray name) {
            began.get().computeIfAbsent(test, t -> new ArrayList<>()).add(name);
          }
        };
    policy = Policy.compile(sources, CompileOptions.PLAIN.forTests(observer));
    Overlap.refuse(policy, data);
    evaluator = policy.over(data, limits);
  }

  /**
   * A test.
   *
   * @param path in data
   */
  private record Test(ModuleInfo module, List<Value> path, RuleInfo rule) {
    String suite() {
      return "data." + module.name();
    }

    String name() {
      return Refs.text(path.subList(module.path().size(), path.size()));
    }
  }

  /** Runs the tests whose full names are wanted, in the order of the sources. */
  public List<TestOutcome> run(Predicate<String> wanted) {
    return tests().stream()
        .filter(test -> wanted.test(TestOutcome.fullName(test.suite(), test.name())))
        .flatMap(test -> run(test).stream())
        .toList();
  }

  private List<Test> tests() {
    Map<List<Value>, Test> tests = new LinkedHashMap<>();
    for (ModuleInfo module : policy.modules()) {
      for (RuleInfo rule : module.rules()) {
        int length = TestNames.length(rule.path());
        if (length > 0) {
          List<Value> path = new ArrayList<>();
          module.path().forEach(key -> path.add(RegoString.of(key)));
          path.addAll(rule.path().subList(0, length));
          tests.putIfAbsent(path, new Test(module, path, rule));
        }
      }
    }
    return List.copyOf(tests.values());
  }

  private List<TestOutcome> run(Test test) {
    Location at = test.rule().location();
    Run run = new Run(test, System.nanoTime());
    if (TestNames.isSkipped(test.path().get(test.path().size() - 1))) {
      return List.of(run.ended("", TestOutcome.Status.SKIPPED, "", List.of()));
    }
    if (test.rule().kind() == RuleInfo.Kind.FUNCTION) {
      String reason = "is a function; a test takes no arguments";
      return List.of(run.ended("", TestOutcome.Status.ERROR, reason, List.of()));
    }
    began.get().clear();
    try {
      List<Value> path = new ArrayList<>(test.path());
      path.add(0, RegoString.of("data"));
      Result result = evaluator.evaluate(policy.query(Refs.text(path)), null);
      return outcomes(run, result, began.get().getOrDefault(at, List.of()));
    } catch (RegoException e) {
      String reason = e.errors().get(0).toString();
      return List.of(run.ended("", TestOutcome.Status.ERROR, reason, List.of()));
    }
  }

  private static List<TestOutcome> outcomes(Run run, Result result, List<RegoArray> names) {
    Optional<Value> value = result.value();
    boolean hasCases =
        run.test.rule().path().size() > TestNames.length(run.test.rule().path())
            || run.test.rule().name().contains("[");
    Map<String, Boolean> cases =
        hasCases && value.isPresent() && value.get() instanceof RegoObject object
            ? TestCases.of(object, names)
            : Map.of();
    List<TestOutcome> outcomes = new ArrayList<>();
    cases.forEach(
        (name, holds) ->
            outcomes.add(
                run.ended(
                    "[" + name + "]",
                    holds ? TestOutcome.Status.PASSED : TestOutcome.Status.FAILED,
                    holds ? "" : "does not hold",
                    outcomes.isEmpty() ? result.notes() : List.of())));
    if (cases.isEmpty()) {
      boolean passed = hasCases ? value.isPresent() : value.equals(Optional.of(RegoBoolean.TRUE));
      String reason =
          passed ? "" : value.map(v -> "is " + v).orElse("is undefined") + ", should be true";
      outcomes.add(
          run.ended(
              "",
              passed ? TestOutcome.Status.PASSED : TestOutcome.Status.FAILED,
              reason,
              result.notes()));
    }
    return outcomes;
  }

  private record Run(Test test, long start) {
    TestOutcome ended(
        String testCase, TestOutcome.Status status, String reason, List<String> notes) {
      return new TestOutcome(
          test.suite(),
          test.name() + testCase,
          test.rule().location().toString(),
          status,
          reason,
          notes,
          Duration.ofNanos(System.nanoTime() - start));
    }
  }
}
