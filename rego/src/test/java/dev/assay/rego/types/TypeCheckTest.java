package dev.assay.rego.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.rego.Policy;
import dev.assay.rego.ast.RegoError;
import dev.assay.rego.ast.RegoException;
import dev.assay.rego.ast.RegoSource;
import dev.assay.rego.builtin.Type;
import dev.assay.rego.value.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the type check finds in policies, without schemas and with them. */
class TypeCheckTest {
  private static final String INSTANCE =
      """
      {"type": "object", "properties": {
        "name": {"type": "string"},
        "ssl": {"type": "object", "properties": {
          "mode": {"type": "string", "enum": ["ON", "OFF"]},
          "enabled": {"type": "boolean"}}},
        "nets": {"type": "array", "items": {"$ref": "#/$defs/net"}},
        "labels": {"type": "object", "additionalProperties": {"type": "string"}},
        "flags": {"type": "object", "additionalProperties": {"type": "object",
          "properties": {"value": {"type": "string"}}}},
        "free": {"type": "object"}},
       "$defs": {"net": {"type": "object", "properties": {
          "cidr": {"type": "string"}, "ports": {"type": "array", "items": {"type": "integer"}}}}}}
      """;

  // ---- as OPA, without schemas

  @ParameterizedTest
  @ValueSource(
      strings = {
        "p if count(1) > 0",
        "p if 1 + \"a\" > 0",
        "p if sum([1, \"a\"]) > 0",
        "p if { x := {\"a\": 1}; x.b }",
        "p if { x := [1, 2]; x[2] }",
        "p if { x := 1; x = \"a\" }",
        "p if { {\"a\": 1} = {\"a\": \"b\"} }",
        "p if [1, x] = [\"a\", 2]",
        "p if concat(\",\", [1])",
        "f(x) := 1\np if f(2).a",
        "f(\"a\") := 1\np if f(2)",
        "q := \"a\"\np if q.b",
        "q contains 1\np if q[\"a\"]",
        "q[k] := 1 if { some k in [\"a\"] }\np if q.a.b",
        "p if { some x in [1, 2]; startswith(x, \"a\") }",
        "p if { startswith(x, \"a\"); x = [1, 2][_] }",
        "p if xs := [upper(x) | some x in [1]]",
        "p := $\"{count(1)}\""
      })
  void what_cannot_hold_is_an_error(String rules) {
    assertThatThrownBy(() -> policy(rules))
        .isInstanceOfSatisfying(
            RegoException.class,
            e -> assertThat(e.errors()).extracting(RegoError::code).containsOnly(RegoError.TYPE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "p if input.anything.at.all[_].x == 1",
        "p if data.unknown.path > 3",
        "p if { x := [1, \"a\"][_]; startswith(x, \"a\") }",
        "p if { x := {\"a\": 1}; x[k] }",
        "p if { x := 1 == \"a\"; not x }",
        "p if count({1, 2} - {2}) > 0",
        "q contains x if some x in input.xs\np if q.a",
        "q[k] := v if some k, v in input.xs\np if q.a.b",
        "f(x) := x.a\np if f({\"b\": 1})",
        "q := input.x\np if q.b.c",
        "p if json.patch({}, [{\"op\": \"add\", \"path\": \"a\", \"value\": 1}])",
        "p if input.x.y with input as {\"z\": 1}",
        "p.a.b := 1\np.c := 2\nq if p.z",
        "p if { walk(input, [path, value]); count(path) > 0; value == 1 }"
      })
  void what_may_hold_is_none(String rules) {
    assertThat(policy(rules)).isNotNull();
  }

  @Test
  void a_wrong_argument_is_shown_with_what_is_wanted() {
    assertThatThrownBy(() -> policy("p if sum(\"a\") > 0"))
        .hasMessageContaining(
            "sum: invalid argument(s): have (string), want (any<array[number], set[number]>)");
  }

  // ---- with the type of the input

  @Test
  void a_mistyped_field_is_an_error_with_the_one_that_was_meant() throws IOException {
    Checked checked = check("p if input.ssl.enabeld");
    assertThat(checked.errors()).hasSize(1);
    assertThat(checked.errors().get(0).message())
        .isEqualTo(
            "undefined ref: input.ssl.enabeld: no \"enabeld\" in input.ssl,"
                + " did you mean \"enabled\"?");
    assertThat(checked.errors().get(0).at().orElseThrow().line()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "p if { some n in input.nets; n.cdir == \"\" }",
        "p if input.nets[_].cdir == \"\"",
        "p if { s := input.ssl; s.enabeld }",
        "p if { [n | n := input.nets[_]; n.cdir] }",
        "p if every n in input.nets { n.cdir }",
        "p if not input.ssl.enabeld",
        "p if input.flags.log.valeu == \"on\"",
        "p if { some name, flag in input.flags; flag.valeu == name }",
        "p if input.ssl.mode = 1",
        "p if input.name.first",
        "p if input.nets.cidr",
        "p if input.ssl[\"enabeld\"]",
        "p if upper(input.nets) == \"\"",
        "p if object.get(input, \"ssl\", {}).enabeld",
        "f(c) if c.enabeld\np if f(input.ssl)",
        "g(c) if f(c.ssl)\nf(c) if c.enabeld\np if g(input)",
        "f(ns) := [n | some n in ns; n.cdir]\np if count(f(input.nets)) > 0",
        "q := input.ssl\np if q.enabeld",
        "p if input.ssl = {\"enabeld\": true}"
      })
  void mistyped_fields_are_found_wherever_the_value_goes(String rules) throws IOException {
    assertThat(check(rules).errors()).extracting(RegoError::code).containsExactly(RegoError.TYPE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "p if input.ssl.enabled == false",
        "p if input.labels.team == \"x\"",
        "p if input.free.anything.below",
        "p if { some port in input.nets[_].ports; port > 1024 }",
        "f(c) if c.enabled\np if f(input.ssl)",
        "f(x) if x.enabled\nf(x) if x.cidr\np if f(input.ssl)\nq if f(input.nets[0])",
        "p if input.ssl.enabeld with input as {\"ssl\": {\"enabeld\": true}}",
        "p if object.get(input.ssl, \"mode\", \"ON\") == \"ON\""
      })
  void right_fields_are_not(String rules) throws IOException {
    assertThat(check(rules).errors()).isEmpty();
  }

  @Test
  void tells_what_a_rule_reads_and_whether_the_schema_lists_it() throws IOException {
    Checked checked =
        check(
            """
            fail contains n.cidr if {
              some n in input.nets
              n.ports[_] > 1024
              input.labels.team == "x"
              open(input.ssl)
            }
            open(ssl) if object.get(ssl, "mode", "ON") == "OFF"
            open(ssl) if {
              some name
              input.flags[name].value == ssl.mode
            }
            other if input.name == "x"
            """);
    assertThat(checked.errors()).isEmpty();
    assertThat(checked.reads().get("data.test.fail"))
        .extracting(r -> r.path() + (r.declared() ? "" : " (not listed)"))
        .containsExactlyInAnyOrder(
            "input.nets[].cidr",
            "input.nets",
            "input.nets[].ports[]",
            "input.labels.team (not listed)",
            "input.ssl",
            "input.ssl.mode",
            "input.ssl.mode",
            "input.flags.*.value");
    assertThat(checked.reads().get("data.test.other"))
        .extracting(Read::path)
        .containsExactly("input.name");
  }

  @Test
  void libraries_are_checked_by_what_their_callers_give_them() throws IOException {
    Policy policy =
        Policy.compile(
            List.of(
                new RegoSource(
                    "lib.rego",
                    "package lib\nweak(ssl) if ssl.enabeld == false\nunused if input.nowhere"),
                new RegoSource(
                    "test.rego", "package test\nimport data.lib\np if lib.weak(input.ssl)")));
    assertThat(policy.check(List.of("test"), input()).errors())
        .singleElement()
        .satisfies(
            e -> {
              assertThat(e.message()).contains("ssl.enabeld").contains("\"enabled\"");
              assertThat(e.at().orElseThrow().file()).isEqualTo("lib.rego");
            });
  }

  @Test
  void data_may_be_typed_too() throws IOException {
    Policy policy = policy("p if data.estate.instances[_].sll");
    Map<String, Type> roots =
        Map.of(
            "data.estate",
            Type.object(Type.STRING, Type.array(JsonSchemaTypes.typeOf(Json.parse(INSTANCE)))));
    assertThat(policy.check(List.of("test"), roots).errors())
        .singleElement()
        .satisfies(e -> assertThat(e.message()).contains("did you mean \"ssl\"?"));
  }

  @Test
  void long_chains_of_rules_are_checked_to_their_end() throws IOException {
    StringBuilder rules = new StringBuilder("r0 := input.nmae\n");
    for (int i = 1; i <= 1_000; i++) {
      rules.append("r").append(i).append(" := r").append(i - 1).append("\n");
    }
    assertThat(check(rules.toString()).errors()).hasSize(1);
  }

  private static Policy policy(String rules) {
    return Policy.compile(List.of(new RegoSource("test.rego", "package test\n\n" + rules)));
  }

  private static Map<String, Type> input() throws IOException {
    return Map.of("input", JsonSchemaTypes.typeOf(Json.parse(INSTANCE)));
  }

  private static Checked check(String rules) throws IOException {
    return policy(rules).check(List.of("test"), input());
  }
}
