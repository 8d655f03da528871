package dev.assay.rego.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.assay.rego.value.RegoNumber;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The built-in functions by the tables in {@code builtins/*.yaml}: a call, and what it {@code
 * gives}, or how it {@code fails}. The expectations are what OPA 1.22 answers, but for the wording
 * of a few errors.
 */
class BuiltinsTest {
  private static final Path TABLES = Path.of("src/test/resources/builtins");

  /** What the compiler and the evaluator provide themselves. */
  private static final Set<String> OF_THE_ENGINE =
      Set.of(
          "print",
          "internal.print",
          "internal.template_string",
          "internal.test_case",
          "rego.metadata.chain",
          "rego.metadata.rule");

  /**
   * What depends on the evaluation, or on how it is called: see below, and {@code cases/*.yaml}.
   */
  private static final Set<String> BY_OTHER_MEANS =
      Set.of("assign", "rand.intn", "time.now_ns", "trace", "uuid.rfc4122", "walk");

  @TestFactory
  Stream<DynamicTest> answers_as_opa() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    try (Stream<Path> files = Files.list(TABLES)) {
      for (Path file : files.sorted().toList()) {
        for (Map<String, Object> row : rows(file)) {
          String call = Objects.requireNonNull((String) row.get("call"));
          assertThat(seen.add(call)).as("only once: " + call).isTrue();
          tests.add(dynamicTest(call, () -> assertThat(answer(call)).isEqualTo(expected(row))));
        }
      }
    }
    return tests.stream();
  }

  @Test
  void every_function_has_a_row() throws IOException {
    Set<String> without = new TreeSet<>(Builtins.all().keySet());
    without.removeAll(BY_OTHER_MEANS);
    try (Stream<Path> files = Files.list(TABLES)) {
      for (Path file : files.toList()) {
        for (Map<String, Object> row : rows(file)) {
          without.remove(CallText.of(Objects.requireNonNull((String) row.get("call"))).name());
        }
      }
    }
    assertThat(without).isEmpty();
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> rows(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return (List<Map<String, Object>>)
          new Yaml(new SafeConstructor(new LoaderOptions())).<Object>load(in);
    }
  }

  private static String expected(Map<String, Object> row) {
    return row.containsKey("gives")
        ? String.valueOf(row.get("gives"))
        : row.containsKey("fails") ? "fails: " + row.get("fails") : "undefined";
  }

  private static String answer(String text) {
    CallText call = CallText.of(text);
    try {
      Value result = call(new TestCall(), call);
      return result == null ? "undefined" : result.toString();
    } catch (BuiltinException e) {
      return "fails: " + e.getMessage();
    }
  }

  private static @Nullable Value call(Builtin.Call call, CallText text) throws BuiltinException {
    return call(call, text.name(), text.arguments().toArray(new Value[0]));
  }

  private static @Nullable Value call(Builtin.Call call, String name, Value... arguments)
      throws BuiltinException {
    return Objects.requireNonNull(Builtins.all().get(name), name).function().call(call, arguments);
  }

  @Test
  void has_every_function_of_opa_or_says_why_not() throws IOException {
    Set<String> missing = new TreeSet<>();
    for (String line : Files.readAllLines(Path.of("src/test/resources/builtins.txt"))) {
      if (line.startsWith("#")) {
        continue;
      }
      String name = line.substring(0, line.indexOf(' '));
      int arity = Integer.parseInt(line.substring(line.indexOf(' ') + 1));
      Builtin builtin = Builtins.all().get(name);
      if (builtin != null) {
        assertThat(builtin.parameters()).as(name).hasSize(arity);
        assertThat(Builtins.refused(name)).as(name).isEmpty();
      } else if (Builtins.refused(name).isEmpty() && !OF_THE_ENGINE.contains(name)) {
        missing.add(name);
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void says_why_the_network_is_out_of_reach() {
    assertThat(Builtins.refused("http.send"))
        .contains(
            "not available in Assay: http.send, since policies have no access to the network");
    assertThat(Builtins.refused("io.jwt.decode")).isPresent();
    assertThat(Builtins.refused("count")).isEmpty();
    assertThat(Builtins.refused("no.such.function")).isEmpty();
  }

  @Test
  void random_numbers_and_uuids_are_the_same_for_the_same_time() throws BuiltinException {
    RegoString key = RegoString.of("k");
    Value n = call(new TestCall(), "rand.intn", key, RegoNumber.of(1_000_000));
    assertThat(call(new TestCall(), "rand.intn", key, RegoNumber.of(1_000_000))).isEqualTo(n);
    assertThat(call(new TestCall(), "rand.intn", RegoString.of("l"), RegoNumber.of(1_000_000)))
        .isNotEqualTo(n);
    Value uuid = call(new TestCall(), "uuid.rfc4122", key);
    assertThat(call(new TestCall(), "uuid.rfc4122", key)).isEqualTo(uuid);
    assertThat(((RegoString) Objects.requireNonNull(uuid)).value())
        .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
  }

  @Test
  void now_is_the_time_of_the_evaluation() throws BuiltinException {
    assertThat(call(new TestCall(), "time.now_ns"))
        .isEqualTo(RegoNumber.of(1_700_000_000_000_000_000L));
  }

  @Test
  void trace_keeps_a_note() throws BuiltinException {
    TestCall call = new TestCall();
    call(call, "trace", RegoString.of("here"));
    assertThat(call.notes).containsExactly("here");
  }

  @Test
  void walk_goes_to_everything_inside_parents_first() {
    List<String> seen = new ArrayList<>();
    Walk.each(
        new TestCall(),
        CallText.of("f({\"a\": [1, {2}]})").arguments().get(0),
        (path, value) -> seen.add(path + " " + value));
    assertThat(seen)
        .containsExactly(
            "[] {\"a\": [1, {2}]}",
            "[\"a\"] [1, {2}]", "[\"a\", 0] 1", "[\"a\", 1] {2}", "[\"a\", 1, 2] 2");
  }

  @TestFactory
  Stream<DynamicTest> runaway_calls_end_by_the_step_budget() {
    String text = "x".repeat(10_000);
    return Stream.of(
            "numbers.range(1, 1000000000000)",
            "net.cidr_expand(\"::/0\")",
            "replace(\"" + text + "\", \"\", \"" + text + "\")",
            "strings.replace_n({\"x\": \"" + text + "\"}, \"" + text + "\")",
            "regex.replace(\"" + text + "\", \"x\", \"" + text + "\")",
            "concat(\"" + text + "\", [" + "\"\", ".repeat(1000) + "\"\"])",
            "sprintf(\"" + "%999999d".repeat(100) + "\", [" + "1, ".repeat(99) + "1])")
        .map(
            written ->
                dynamicTest(
                    written.substring(0, Math.min(30, written.length())),
                    () -> {
                      CallText call = CallText.of(written);
                      assertThatThrownBy(() -> call(new TestCall(100_000), call))
                          .isInstanceOf(OutOfSteps.class);
                    }));
  }

  @Test
  void enormous_numbers_are_refused_rather_than_computed() {
    for (String call :
        List.of(
            "plus(1e999999999, 1.5)",
            "mul(1e999999999, 2)",
            "floor(1.5e999999999)",
            "format_int(1e999999999, 10)",
            "bits.lsh(1, 999999999)",
            "units.parse_bytes(\"1e999999999\")")) {
      assertThat(answer(call)).as(call).startsWith("fails: ");
    }
  }

  private static final class OutOfSteps extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private static final class TestCall implements Builtin.Call {
    private final Map<Object, Object> memo = new HashMap<>();
    private final List<String> notes = new ArrayList<>();
    private long stepsLeft;

    TestCall() {
      this(Long.MAX_VALUE);
    }

    TestCall(long stepsLeft) {
      this.stepsLeft = stepsLeft;
    }

    @Override
    public long nowNanos() {
      return 1_700_000_000_000_000_000L;
    }

    @Override
    public void step(long steps) {
      stepsLeft -= steps;
      if (stepsLeft < 0) {
        throw new OutOfSteps();
      }
    }

    @Override
    public void grow(long cells) {}

    @Override
    @SuppressWarnings("unchecked")
    public <T> T memo(Object key, Supplier<T> compute) {
      return (T) memo.computeIfAbsent(key, k -> compute.get());
    }

    @Override
    public void note(String text) {
      notes.add(text);
    }
  }
}
