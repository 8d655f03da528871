package dev.assay.rego;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.rego.ast.RegoException;
import dev.assay.rego.ast.RegoSource;
import dev.assay.rego.eval.Limits;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoNull;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Strangers' rules end with an answer or an error, whatever they try. */
class BudgetTest {
  private static final Limits NONE = Limits.none(Instant.EPOCH);
  private static final Limits SMALL = NONE.withCells(100_000);
  private static final Value LONG =
      RegoObject.of("s", RegoString.of("x".repeat(20_000) + " ".repeat(20_000)));

  private static Policy compile(String rules) {
    return Policy.compile(List.of(new RegoSource("p.rego", "package p\n\n" + rules)));
  }

  private static Optional<Value> ask(String rules, Limits limits) {
    Policy policy = compile(rules);
    return policy.over(RegoObject.EMPTY, limits).evaluate(policy.query("data.p.r"), LONG).value();
  }

  /** {@code x0}, and forty rules each of which is made of the one before. */
  private static String doubling(String first, IntFunction<String> next) {
    return "x0 := "
        + first
        + IntStream.rangeClosed(1, 40)
            .mapToObj(i -> "\nx" + i + " := " + next.apply(i - 1))
            .collect(Collectors.joining())
        + "\n";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "count(numbers.range(1, 100000000))",
        "count([[a, b] | some a in numbers.range(1, 500); some b in numbers.range(1, 500)])",
        "count({a: b | some a in numbers.range(1, 40000); b := [a]})",
        "replace(input.s, \"x\", input.s)",
        "regex.replace(input.s, \"x\", input.s)",
        "concat(input.s, split(input.s, \"x\"))",
        "sprintf(\"%s\", [[input.s | some i in numbers.range(1, 100)]])",
        "strings.replace_n({\"x\": input.s}, input.s)",
        "net.cidr_expand(\"10.0.0.0/8\")",
      })
  void whatWouldFillMemoryIsAnError(String term) {
    assertThatThrownBy(() -> ask("r := " + term, SMALL))
        .isInstanceOf(RegoException.class)
        .hasMessageContaining("eval_cancel_error")
        .hasMessageContaining("more than 100000 items and entries");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "array.concat(x%1$d, x%1$d)",
        "[x%1$d, x%1$d]",
        "{\"a\": x%1$d, \"b\": x%1$d}",
        "{\"a\": [v | v := x%1$d], \"b\": x%1$d}",
      })
  void valuesThatDoubleAreAnError(String next) {
    String rules = doubling("[1]", i -> String.format(next, i)) + "r := json.marshal(x40) == x39";
    assertThatThrownBy(() -> ask(rules, SMALL))
        .isInstanceOf(RegoException.class)
        .hasMessageContaining("items and entries");
  }

  @Test
  void valuesThatDoubleAreAnErrorEvenWithoutLimits() {
    String rules = doubling("[1]", i -> "[x" + i + ", x" + i + "]") + "r := json.marshal(x40)";
    assertThatThrownBy(() -> ask(rules, NONE)).hasMessageContaining("items and entries");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "count(numbers.range(1, 100000000))",
        "count([1 | some a in numbers.range(1, 9999); some b in numbers.range(1, 9999)])",
      })
  void collectionsThatCouldNotBeCopiedSoonAreAnErrorEvenWithoutLimits(String term) {
    assertThatThrownBy(() -> ask("r := " + term, NONE))
        .hasMessageContaining("a collection of more than 4194304 items or entries");
  }

  @Test
  void textsThatDoubleAreAnError() {
    String rules = doubling("\"ab\"", i -> "$\"{x" + i + "}{x" + i + "}\"") + "r := count(x40)";
    assertThatThrownBy(() -> ask(rules, SMALL)).hasMessageContaining("items and entries");
  }

  @Test
  void resultsThatJsonCannotHoldAreAnError() {
    String rules =
        "x0 := []\n"
            + IntStream.rangeClosed(1, 1200)
                .mapToObj(i -> "x" + i + " := [x" + (i - 1) + "]\n")
                .collect(Collectors.joining())
            + "r := [x1200]";
    Policy policy = compile(rules);
    Evaluator evaluator = policy.over(RegoObject.EMPTY, NONE);
    // One after the other, so that it is not the rules that are nested too deeply.
    for (int i = 0; i <= 800; i += 100) {
      assertThat(evaluator.evaluate(policy.query("data.p.x" + i), null).value()).isPresent();
    }
    assertThatThrownBy(() -> evaluator.evaluate(policy.query("data.p.r"), null))
        .hasMessageContaining("nested");
  }

  @Test
  void deepValuesCanBeShown() {
    Value deep = RegoNull.NULL;
    for (int i = 0; i < 100_000; i++) {
      deep = RegoArray.of(deep);
    }
    assertThat(deep.toString()).startsWith("[[[[").contains("...").endsWith("]]]]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "count([1 | some a in numbers.range(1, 99999); some b in numbers.range(a, 99999); a > b])",
        "regex.match(`^(x+x+)+y$`, input.s)",
        "regex.find_n(`[a-z]*`, input.s, -1)",
        "glob.match(\"*x*x*x*x*y\", [], input.s)",
        "sort(numbers.range(1, 100000))",
        "yaml.unmarshal(concat(\"\", [\"- [\", input.s, \"]\"]))",
        "json.unmarshal(concat(\"\", [\"[\\\"\", input.s, \"\\\"]\"]))",
        "indexof_n(input.s, \"x\")",
        "split(input.s, \"\")",
        "object.subset(split(input.s, \"\"), [\"y\"])",
        "product(numbers.range(1, 5000))",
        "count([p | walk(numbers.range(1, 50000), [p, _])])",
        "indexof(input.s, concat(\"\", [trim_space(input.s), \"y\"]))",
        "replace(input.s, concat(\"\", [trim_space(input.s), \"y\"]), \"\")",
        "upper(input.s)",
        "trim(input.s, input.s)",
        "sprintf(\"%v\", [numbers.range(1, 20000)])",
        "json.marshal(numbers.range(1, 20000))",
        "yaml.marshal(numbers.range(1, 20000))",
        "crypto.sha256(input.s)",
        "crypto.hmac.sha512(input.s, `k`)",
        "regex.match(`(x{0,30}){0,30}y`, substring(input.s, 0, 500))",
        "json.remove({`a`: []}, [sprintf(`a/%d`, [i]) | some i in numbers.range(1, 900)])",
      })
  void aThreadThatIsInterruptedEndsWithinWhateverItDoes(String term) {
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> ask("r := " + term, NONE))
          .isInstanceOf(RegoException.class)
          .hasMessageContaining("evaluation stopped: its thread was interrupted");
    } finally {
      assertThat(Thread.interrupted()).isTrue(); // the flag is left to whoever interrupted
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"(((a{1000}){1000}){1000})", "(.{1,500}){1,5}", "(?:a{40}b{30}){30}{2}"})
  void repetitionsOfRepetitionsAreNoPatterns(String pattern) {
    assertThat(ask("r := regex.is_valid(`" + pattern + "`)", NONE).toString())
        .isEqualTo("Optional[false]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"(a{30}){30}", "a{1000}", "\\x{5000}\\p{Greek}", "[{1001}]", "\\Q{9999}"})
  void otherPatternsAre(String pattern) {
    assertThat(ask("r := regex.is_valid(`" + pattern + "`)", NONE).toString())
        .isEqualTo("Optional[true]");
  }

  @Test
  void patternsThatTakeLongToCompileAreNone() {
    assertThat(ask("r := regex.is_valid(input.s)", NONE).toString()).isEqualTo("Optional[false]");
    String names = "concat(`|`, [$`name{i}` | some i in numbers.range(1, 4000)])";
    assertThat(ask("r := regex.match(" + names + ", `name3999`)", NONE).toString())
        .isEqualTo("Optional[true]");
  }

  @Test
  void durationsOfManyDigitsAreNotRead() {
    String digits = "concat(\"\", [\"1\" | some i in numbers.range(1, 100000)])";
    assertThat(ask("r := time.parse_duration_ns(" + digits + ")", NONE)).isEmpty();
    assertThat(ask("r := time.parse_duration_ns(`00000000000000000000001.5s`)", NONE).toString())
        .isEqualTo("Optional[1500000000]");
  }

  @Test
  void longNumbersAreNotRead() {
    String digits = "concat(\"\", [\"1\" | some i in numbers.range(1, 100000)])";
    assertThat(ask("r := to_number(" + digits + ")", NONE)).isEmpty();
    assertThatThrownBy(() -> ask("r := to_number(" + digits + ")", NONE.withStrictErrors()))
        .hasMessageContaining("out of the range");
  }

  @Test
  void modulesOfNonsenseAreRefused() {
    assertThatThrownBy(() -> compile("x := " + "[".repeat(10_000)))
        .hasMessageContaining("nested too deeply");
    assertThatThrownBy(() -> compile("x := 1" + " + 1".repeat(100_000)))
        .hasMessageContaining("nested too deeply");
    assertThatThrownBy(() -> compile("x := input" + ".a".repeat(100_000)))
        .hasMessageContaining("more than 1000 steps");
    assertThatThrownBy(() -> compile("}{][)(".repeat(100_000))).isInstanceOf(RegoException.class);
    assertThatThrownBy(() -> compile("\u0000\ufffd\ud800".repeat(300_000)))
        .isInstanceOf(RegoException.class);
    assertThat(compile("x := \"" + "x".repeat(10_000_000) + "\"").modules()).hasSize(1);
  }
}
