package dev.assay.rego;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.rego.ast.RegoSource;
import dev.assay.rego.eval.Limits;
import dev.assay.rego.value.Json;
import dev.assay.rego.value.RegoObject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a trace tells of an evaluation. */
class TraceTest {
  private static final String PORTS =
      """
      package p

      deny contains port if {
      	not input.open
      	some port in input.ports
      	port > limit
      	count([q |
      		some q in input.ports
      		q == port
      	]) == 1
      }

      limit := 1024 if input.strict
      """;

  @Test
  void theValuesAreThoseOfTheWayInWhichTheRuleHeld() throws Exception {
    assertThat(trace("{\"ports\": [22, 8080, 9090, 23], \"strict\": true}"))
        .containsExactly(
            "4 not input.open 1/1 input.open=?",
            "5 some port in input.ports 4/1 port=8080 input.ports=[22, 8080, 9090, 23]",
            "6 port > limit 2/4 port=8080 data.p.limit=1024",
            "7 count([q | some q in input.ports q == port ]) == 1 2/2",
            "8 some q in input.ports 8/2 q=23 input.ports=[22, 8080, 9090, 23]",
            "9 q == port 2/8 q=8080 port=8080",
            "13 input.strict 1/1 input.strict=true");
  }

  @Test
  void whatDidNotHoldIsToldWithWhatItLookedAt() throws Exception {
    assertThat(trace("{\"ports\": [22], \"strict\": true}"))
        .contains("6 port > limit 0/1 port=22 data.p.limit=1024")
        .noneMatch(step -> step.startsWith("7"));
  }

  @Test
  void whatIsNotThereIsUndefined() throws Exception {
    assertThat(trace("{\"ports\": [22]}"))
        .contains(
            "6 port > limit 0/1 port=22 data.p.limit=?", "13 input.strict 0/1 input.strict=?");
  }

  /** Line, text, how often it held of how many times, and the parts. */
  private static List<String> trace(String input) throws Exception {
    Trace trace = new Trace();
    Policy policy = Policy.compile(List.of(new RegoSource("p.rego", PORTS)), trace);
    policy
        .over(RegoObject.EMPTY, Limits.none(Instant.EPOCH))
        .evaluate(policy.query("data.p.deny"), Json.parse(input));
    return trace.steps().stream().map(TraceTest::told).toList();
  }

  private static String told(Trace.Step step) {
    StringBuilder told = new StringBuilder();
    told.append(step.at().line()).append(' ').append(step.text());
    told.append(' ').append(step.held()).append('/').append(step.tried());
    step.values()
        .forEach(
            part ->
                told.append(' ')
                    .append(part.text())
                    .append('=')
                    .append(part.value().map(Object::toString).orElse("?")));
    return told.toString();
  }
}
