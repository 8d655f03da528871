package dev.assay.rulepack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.assay.rego.value.Json;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParametersTest {
  private final RulePack pack =
      new PackText()
          .rule(
              "x/a",
              "T-1",
              """
              parameters:
                max: {type: integer, default: 3, description: d}
                names: {type: array, default: [a], description: d}
                label: {type: string, default: env, description: d}
                strict: {type: boolean, default: false, description: d}
              """,
              "fail contains \"x\" if input.parameters.strict")
          .load();
  private final Rule rule = pack.rules().get(0);

  private String set(String key, String value) {
    return Json.write(Parameters.of(pack, Map.of(key, value)).of(rule));
  }

  private void refused(String key, String value, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Parameters.of(pack, Map.of(key, value)))
        .withMessage(message);
  }

  @Test
  void whatIsNotSetHasItsDefault() throws IOException {
    assertThat(Parameters.defaults().of(rule))
        .isEqualTo(Json.parse("{\"label\":\"env\",\"max\":3,\"names\":[\"a\"],\"strict\":false}"));
    assertThat(Parameters.defaults().texts(rule))
        .isEqualTo(Map.of("label", "env", "max", "3", "names", "[\"a\"]", "strict", "false"));
  }

  @Test
  void valuesAreReadByTheTypeOfTheirParameter() {
    assertThat(set("T-1.max", "7")).contains("\"max\":7");
    assertThat(set("T-1.label", "7")).contains("\"label\":\"7\"");
    assertThat(set("T-1.strict", "true")).contains("\"strict\":true");
    assertThat(set("T-1.names", "b, c")).contains("\"names\":[\"b\",\"c\"]");
    assertThat(set("T-1.names", "[1]")).contains("\"names\":[1]");
    assertThat(set("T-1.names", "")).contains("\"names\":[]");
  }

  @Test
  void mistakesSayWhatThereIs() {
    refused("T-2.max", "7", "no rule \"T-2\": did you mean \"T-1\"?");
    refused("T-1.mx", "7", "T-1 has no parameter \"mx\": did you mean \"max\"?");
    refused("T-1.max", "many", "T-1.max takes a whole number, found \"many\"");
    refused("T-1.strict", "yes", "T-1.strict takes true or false, found \"yes\"");
    refused("max", "7", "max: write ID.NAME, e.g. PG-IDX-002.min_bytes");
  }
}
