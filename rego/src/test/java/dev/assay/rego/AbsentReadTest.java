package dev.assay.rego;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.rego.ast.RegoSource;
import dev.assay.rego.eval.AbsentRead;
import dev.assay.rego.eval.Limits;
import dev.assay.rego.value.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * A field that was asked for and is not there is told, so that nobody takes silence for "false".
 */
class AbsentReadTest {

  private static Result evaluate(String module, String data, String input, String query)
      throws IOException {
    Policy policy = Policy.compile(List.of(new RegoSource("p.rego", "package p\n" + module)));
    return policy
        .over(Json.parse(data), Limits.none(Instant.EPOCH))
        .evaluate(policy.query(query), Json.parse(input));
  }

  private static Set<String> absent(String module, String data, String input) throws IOException {
    return evaluate(module, data, input, "data.p.fail").absentReads().stream()
        .map(AbsentRead::path)
        .collect(Collectors.toSet());
  }

  @Test
  void isToldWithThePathUpToTheMissingField() throws IOException {
    Result result =
        evaluate(
            "fail if input.net.config.public.ip == true", "{}", "{\"net\": {}}", "data.p.fail");
    assertThat(result.value()).isEmpty();
    assertThat(result.absentReads()).hasSize(1);
    AbsentRead read = result.absentReads().iterator().next();
    assertThat(read.path()).isEqualTo("input.net.config");
    assertThat(read.at()).hasToString("p.rego:2:9");
  }

  @Test
  void isToldOfLocalValuesToo() throws IOException {
    assertThat(absent("fail if { some x in input.xs; x.enabled }", "{}", "{\"xs\": [{}, {}]}"))
        .containsExactly("x.enabled");
  }

  @Test
  void isNotToldWithinNot() throws IOException {
    assertThat(absent("fail if not input.a", "{}", "{}")).isEmpty();
    assertThat(absent("fail if not q\nq if input.a == 1", "{}", "{}")).isEmpty();
    assertThat(absent("fail if not [1 | input.a][0]", "{}", "{}")).isEmpty();
  }

  @Test
  void isNotToldOfObjectGet() throws IOException {
    assertThat(absent("fail if object.get(input, \"a\", false)", "{}", "{}")).isEmpty();
  }

  @Test
  void isNotToldOfAKeyThatVaries() throws IOException {
    assertThat(absent("fail if { k := \"a\"; input[k] }", "{}", "{}")).isEmpty();
  }

  @Test
  void isToldAgainWhereARuleIsUsedThatWasFirstUsedWithinNot() throws IOException {
    assertThat(absent("fail if { not q; q != 1 } { q }\nq if input.a == 1", "{}", "{}"))
        .containsExactly("input.a");
  }

  @Test
  void isToldInEveryEvaluationThoughARuleOfDataIsComputedOnce() throws IOException {
    Policy policy =
        Policy.compile(List.of(new RegoSource("p.rego", "package p\nfail if data.a.b == 1")));
    Evaluator evaluator = policy.over(Json.parse("{\"a\": {}}"), Limits.none(Instant.EPOCH));
    Query query = policy.query("data.p.fail");
    for (int i = 0; i < 2; i++) {
      assertThat(evaluator.evaluate(query, null).absentReads())
          .extracting(AbsentRead::path)
          .containsExactly("data.a.b");
    }
  }

  @Test
  void isToldThroughFunctions() throws IOException {
    assertThat(
            absent(
                "fail if { some x in input.xs; f(x) }\nf(x) if { some y in [x]; y.on }",
                "{}",
                "{\"xs\": [{}]}"))
        .containsExactly("y.on");
  }

  @Test
  void isNotToldOfArraysAndSets() throws IOException {
    assertThat(absent("fail if input.xs.b\nfail if q.b\nq contains \"a\"", "{}", "{\"xs\": [1]}"))
        .isEmpty();
  }
}
