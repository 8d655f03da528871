package dev.assay.rego;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.assay.rego.ast.Annotation;
import dev.assay.rego.ast.Refs;
import dev.assay.rego.ast.RegoException;
import dev.assay.rego.ast.RegoSource;
import dev.assay.rego.eval.Limits;
import dev.assay.rego.value.Json;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A policy from the outside: what it tells of itself, and how it stands up to load and malice. */
class PolicyTest {
  private static final Limits NO_LIMITS = Limits.none(Instant.EPOCH);

  private static Policy compile(String... modules) {
    List<RegoSource> sources = new ArrayList<>();
    for (String module : modules) {
      sources.add(new RegoSource(sources.size() + ".rego", module));
    }
    return Policy.compile(sources);
  }

  private static RegoException refused(String module) {
    RegoException e = catchThrowableOfType(RegoException.class, () -> compile(module));
    assertThat(e).isNotNull();
    return e;
  }

  @Test
  void eachRuleAndImportWithAMistakeIsTold() {
    String text =
        """
        package p

        import dat.x

        a := 1 +

        b := [1, 2]

        c if {
        	x := 1 +
        }

        d := `
        e := 1 +
        `

        f { true }
        """;
    assertThatThrownBy(() -> Policy.compile(List.of(new RegoSource("p.rego", text))))
        .isInstanceOfSatisfying(
            RegoException.class,
            e ->
                assertThat(e.errors())
                    .extracting(error -> error.at().orElseThrow().line())
                    .containsExactly(3, 7, 11, 17));
  }

  @Test
  void afterABracketThatNobodyClosesNothingElseIsTold() {
    String text = "package p\n\na := [1, 2\n\nb := 3 +\n\nc { true }\n";
    assertThatThrownBy(() -> Policy.compile(List.of(new RegoSource("p.rego", text))))
        .isInstanceOfSatisfying(RegoException.class, e -> assertThat(e.errors()).hasSize(1));
  }

  @Test
  void showsAnErrorWithItsLineAndACaret() {
    assertThat(refused("package p\n\tq := [1,\n\tx]\n"))
        .hasMessage("0.rego:3:2: rego_unsafe_var_error: var x is unsafe\n\t\tx]\n\t\t^");
  }

  @Test
  void tellsItsModulesRulesAndAnnotations() {
    Policy policy =
        compile(
            """
            # METADATA
            # title: The package
            # custom:
            #   id: X-1
            package a.b

            # METADATA
            # description: why
            deny contains "no" if input.x

            f(x) := x

            default ok[1] := false
            """
                .replace("default ok[1]", "default ok"));
    ModuleInfo module = policy.modules().get(0);
    assertThat(module.name()).isEqualTo("a.b");
    Annotation annotation = module.annotations().get(0);
    assertThat(annotation.scope()).isEqualTo(Annotation.Scope.PACKAGE);
    assertThat(annotation.location()).hasToString("0.rego:1:1");
    assertThat(Json.write(annotation.content()))
        .isEqualTo("{\"custom\":{\"id\":\"X-1\"},\"scope\":\"package\",\"title\":\"The package\"}");
    assertThat(module.rules())
        .extracting(r -> r.name() + " " + r.kind() + " " + r.isDefault() + " " + r.location())
        .containsExactly(
            "deny SET false 0.rego:9:1",
            "f FUNCTION false 0.rego:11:1",
            "ok SINGLE_VALUE true 0.rego:13:1");
    assertThat(module.rules().get(0).annotations())
        .extracting(a -> a.content().get("description"))
        .containsExactly(RegoString.of("why"));
  }

  @Test
  void tellsEveryFieldThatARuleReadsThroughOthersToo() {
    Policy policy =
        compile(
            """
            package p

            deny contains "x" if {
              input.resource.data.ssl == "off"
              helper
              data.lib.f(input.resource.id)
            }

            helper if input.resource.data.nodes[_].public
            """,
            """
            package lib

            f(x) if x == input.parameters["a b"]
            """);
    assertThat(policy.modules().get(0).rules().get(0).inputReads())
        .extracting(r -> Refs.text(r.path()) + (r.whole() ? "" : " …") + " " + r.at())
        .containsExactly(
            "resource.data.ssl 0.rego:4:3",
            "resource.id 0.rego:6:14",
            "resource.data.nodes … 0.rego:9:11",
            "parameters[\"a b\"] 1.rego:3:14");
  }

  @Test
  void answersAHundredThreadsAsItAnswersOne() throws Exception {
    Policy policy =
        compile(
            """
            package p

            by_owner[o] contains i if some i, x in data.xs; o := x.owner

            fail contains $"{x.id} shares {n}" if {
              some x in input.xs
              n := count(by_owner[x.owner])
              n > 1
            }
            """
                .replace(
                    "some i, x in data.xs; o := x.owner",
                    "{ some i, x in data.xs; o := x.owner }"));
    Value data =
        Json.parse("{\"xs\": [{\"owner\": \"a\"}, {\"owner\": \"b\"}, {\"owner\": \"a\"}]}");
    Query query = policy.query("data.p.fail");
    Evaluator evaluator = policy.over(data, NO_LIMITS);
    ExecutorService threads = Executors.newFixedThreadPool(100);
    try {
      List<Future<Value>> answers = new ArrayList<>();
      for (int i = 0; i < 1000; i++) {
        String owner = i % 2 == 0 ? "a" : "b";
        Value input = Json.parse("{\"xs\": [{\"id\": " + i + ", \"owner\": \"" + owner + "\"}]}");
        answers.add(threads.submit(() -> evaluator.evaluate(query, input).value().orElseThrow()));
      }
      for (int i = 0; i < answers.size(); i++) {
        assertThat(Json.write(answers.get(i).get()))
            .isEqualTo(i % 2 == 0 ? "[\"" + i + " shares 2\"]" : "[]");
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void stopsAtTheDeadline() {
    Policy policy =
        compile(
            """
            package p
            xs := numbers.range(1, 2000)
            p := count([1 | xs[_] + xs[_] + xs[_] + xs[_] < 0])
            """);
    Evaluator evaluator =
        policy.over(RegoObject.EMPTY, NO_LIMITS.withTimeout(Duration.ofMillis(100)));
    assertThatThrownBy(() -> evaluator.evaluate(policy.query("data.p.p"), null))
        .hasMessage("eval_cancel_error: evaluation stopped: no answer within 100 ms");
  }

  @Test
  void stopsWhenItsStepsAreUsedUp() {
    Policy policy =
        compile(
            "package p\np := count([1 | some x in numbers.range(1, 100000)])"
                .replace("some x in", "some _ in"));
    Evaluator evaluator = policy.over(RegoObject.EMPTY, NO_LIMITS.withSteps(5000));
    assertThatThrownBy(() -> evaluator.evaluate(policy.query("data.p.p"), null))
        .hasMessageContaining("the budget of 5000 steps is used up");
  }

  @Test
  void refusesDeepNestingWithAnError() {
    for (String open : List.of("[", "{", "f(", "{\"a\": ", "(", "[x | x := ", "$\"{")) {
      String text = "package p\np := " + open.repeat(10_000);
      assertThat(refused(text).errors().get(0).message()).contains("nested too deeply");
    }
    assertThat(refused("package p\np if " + "not ".repeat(10_000)).errors()).hasSize(1);
  }

  @Test
  void refusesDeepJson() {
    assertThatThrownBy(() -> Json.parse("[".repeat(10_000) + "]".repeat(10_000)))
        .isInstanceOf(IOException.class);
  }

  @Test
  void survivesLongChains() {
    StringBuilder sum = new StringBuilder("1");
    StringBuilder body = new StringBuilder();
    StringBuilder rules = new StringBuilder("package p\nr0 := 1\n");
    for (int i = 1; i <= 10_000; i++) {
      sum.append(" + 1");
      body.append("x").append(i).append(" := ").append(i).append("\n");
      rules.append("r").append(i).append(" := r").append(i - 1).append("\n");
    }
    Policy bodies = compile("package p\np if {\n" + body + "}\n");
    assertThat(
            bodies
                .over(RegoObject.EMPTY, NO_LIMITS)
                .evaluate(bodies.query("data.p.p"), null)
                .value())
        .hasValueSatisfying(v -> assertThat(v).hasToString("true"));
    assertAnswersOrRefuses("package p\np := " + sum, "data.p.p");
    assertAnswersOrRefuses(rules.toString(), "data.p.r10000");
  }

  /** Either is well; a {@link StackOverflowError} is not. */
  private static void assertAnswersOrRefuses(String module, String query) {
    try {
      Policy policy = compile(module);
      Result result = policy.over(RegoObject.EMPTY, NO_LIMITS).evaluate(policy.query(query), null);
      assertThat(result.value()).isPresent();
    } catch (RegoException e) {
      assertThat(e).hasMessageContaining("deep");
    }
  }

  @Test
  void refusesGarbage() {
    Random random = new Random(7);
    StringBuilder garbage = new StringBuilder("package p\n");
    while (garbage.length() < 1_000_000) {
      garbage.append((char) random.nextInt(0x3000));
    }
    assertThat(refused(garbage.toString()).errors()).isNotEmpty();
    String[] words = {
      "p", ":=", "[", "]", "{", "}", "(", ")", "|", "x", "some", "in", ",", "if", "\n", "1",
      "\"a\"", ".", "not", "with", "as", "$\"", "`", "every", ":", "else", "=", "+", "-"
    };
    for (int n = 0; n < 300; n++) {
      StringBuilder text = new StringBuilder("package p\n");
      for (int i = 0; i < 60; i++) {
        text.append(words[random.nextInt(words.length)]).append(' ');
      }
      try {
        compile(text.toString());
      } catch (RegoException e) {
        assertThat(e.errors()).isNotEmpty();
      }
    }
  }
}
