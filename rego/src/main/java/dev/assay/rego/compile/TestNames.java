package dev.assay.rego.compile;

import dev.assay.rego.ast.Module;
import dev.assay.rego.ast.Refs;
import dev.assay.rego.ast.Rule;
import dev.assay.rego.ast.Term;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The names of tests: {@code test_x}, or {@code a.test_x[case]}. */
public final class TestNames {
  private static final String TEST = "test_";
  private static final String SKIPPED = "todo_test_";

  private TestNames() {}

  /**
   * How many keys of a rule's path name a test; what follows names its cases.
   *
   * @return 0 if the rule is no test
   */
  public static int length(List<Value> path) {
    for (int i = 0; i < path.size(); i++) {
      if (path.get(i) instanceof RegoString s
          && (s.value().startsWith(TEST) || s.value().startsWith(SKIPPED))) {
        return i + 1;
      }
    }
    return 0;
  }

  /** Whether the test is one for later. */
  public static boolean isSkipped(Value name) {
    return name instanceof RegoString s && s.value().startsWith(SKIPPED);
  }

  /** The modules with a number behind the name of each test that is there already. */
  static List<Module> separated(List<Module> modules) {
    Map<String, Integer> known = new HashMap<>();
    List<Module> separated = new ArrayList<>();
    for (Module module : modules) {
      List<Rule> rules = new ArrayList<>();
      for (Rule rule : module.rules()) {
        int length = length(rule.groundPrefix());
        if (length == 0 || rule.isFunction() || isSkipped(rule.groundPrefix().get(length - 1))) {
          rules.add(rule);
          continue;
        }
        String name = module.path() + "." + Refs.text(rule.groundPrefix().subList(0, length));
        int before = known.merge(name, 1, Integer::sum) - 1;
        rules.add(before == 0 ? rule : renamed(rule, length, before));
      }
      separated.add(
          new Module(
              module.source(),
              module.dialect(),
              module.path(),
              module.packageLocation(),
              module.imports(),
              rules,
              module.annotations()));
    }
    return separated;
  }

  private static Rule renamed(Rule rule, int length, int number) {
    Term.Ref ref = rule.ref();
    String suffix = String.format(Locale.ROOT, "#%02d", number);
    Term head = ref.head();
    List<Term> steps = new ArrayList<>(ref.steps());
    if (length == 1 && head instanceof Term.Var v) {
      head = new Term.Var(v.name() + suffix, v.location());
    } else if (steps.get(length - 2) instanceof Term.Constant c
        && c.value() instanceof RegoString s) {
      steps.set(length - 2, new Term.Constant(RegoString.of(s.value() + suffix), c.location()));
    }
    return new Rule(
        rule.isDefault(),
        new Term.Ref(head, steps, ref.location()),
        rule.parameters(),
        rule.member(),
        rule.value(),
        rule.body(),
        rule.orElse(),
        rule.annotations(),
        rule.slots(),
        rule.location());
  }
}
