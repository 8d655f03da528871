package dev.assay.rego;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.rego.ast.RegoSource;
import dev.assay.rego.eval.Limits;
import dev.assay.rego.value.RegoBoolean;
import dev.assay.rego.value.RegoObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules that OPA's conformance suite has and other tests do not. */
class RuleBodiesTest {
  @Test
  void a_comprehension_in_braces_can_be_the_condition() {
    assertHolds("p if {x: i | x := [\"a\", \"b\"][i]}");
  }

  @Test
  void a_ref_whose_package_varies_is_no_recursion_where_its_further_keys_lead_elsewhere() {
    assertHolds("p := data[name].q.r if name := \"other\"", "package other\nq.r := true");
  }

  private static void assertHolds(String rules, String... others) {
    List<RegoSource> sources = new ArrayList<>();
    sources.add(new RegoSource("test.rego", "package test\n\n" + rules));
    for (String other : others) {
      sources.add(new RegoSource("other" + sources.size() + ".rego", other));
    }
    Policy policy = Policy.compile(sources);
    Evaluator evaluator = policy.over(RegoObject.EMPTY, Limits.none(Instant.EPOCH));
    assertThat(evaluator.evaluate(policy.query("data.test.p"), null).value())
        .contains(RegoBoolean.TRUE);
  }
}
