package dev.assay.rulepack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.assay.rego.value.Json;
import dev.assay.rego.value.RegoObject;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class DefaultsTest {
  private static RegoObject json(String text) throws IOException {
    return (RegoObject) Json.parse(text.replace('\'', '"'));
  }

  private static void given(String schema, String data, String expected) throws IOException {
    assertThat(Defaults.of(json(schema)).under(json(data))).isEqualTo(json(expected));
  }

  @Test
  void anAbsentFieldGetsItsDocumentedDefault() throws IOException {
    String schema = "{'properties': {'enabled': {'default': true}, 'size': {'type': 'integer'}}}";
    given(schema, "{}", "{'enabled': true}");
    given(schema, "{'size': 3}", "{'size': 3, 'enabled': true}");
    given(schema, "{'enabled': false}", "{'enabled': false}");
  }

  @Test
  void nullIsAnAnswer() throws IOException {
    given(
        "{'properties': {'search_path': {'default': 'x', 'properties': {'a': {'default': 1}}}}}",
        "{'search_path': null}",
        "{'search_path': null}");
  }

  @Test
  void anObjectThatIsAbsentAppearsOnlyWithADefaultOfItsOwn() throws IOException {
    String schema =
        "{'properties': {"
            + "'policy': {'default': {}, 'properties': {'enabled': {'default': true}}},"
            + "'info': {'properties': {'days': {'default': 14}}}}}";
    given(schema, "{}", "{'policy': {'enabled': true}}");
    given(schema, "{'info': {}}", "{'policy': {'enabled': true}, 'info': {'days': 14}}");
  }

  @Test
  void itemsOfArraysAndValuesOfMapsHaveDefaultsToo() throws IOException {
    String schema =
        "{'properties': {'networks': {'items': {'properties': {'wide': {'default': false}}}},"
            + "'settings': {'additionalProperties': {'properties': {'unit': {'default': ''}}}}}}";
    given(
        schema,
        "{'networks': [{'cidr': 'a'}, {'wide': true}, 7], 'settings': {'x': {}, 'y': {'unit': 's'}}}",
        "{'networks': [{'cidr': 'a', 'wide': false}, {'wide': true}, 7],"
            + " 'settings': {'x': {'unit': ''}, 'y': {'unit': 's'}}}");
  }

  @Test
  void schemasMayReferToThemselves() throws IOException {
    given(
        "{'$ref': '#/$defs/node', '$defs': {'node': {'properties': {"
            + "'leaf': {'default': false}, 'children': {'items': {'$ref': '#/$defs/node'}}}}}}",
        "{'children': [{'children': [{}]}]}",
        "{'leaf': false, 'children': [{'leaf': false, 'children': [{'leaf': false}]}]}");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Defaults.of(json("{'$ref': '#/$defs/nose'}")))
        .withMessage("no such schema: #/$defs/nose");
  }

  @Test
  void dataThatLacksNothingIsNotCopied() throws IOException {
    RegoObject full = json("{'a': {'b': [ {'c': 1} ]}, 'd': 2}");
    Defaults defaults =
        Defaults.of(
            json(
                "{'properties': {'d': {'default': 0}, 'a': {'default': {}, 'properties':"
                    + " {'b': {'items': {'properties': {'c': {'default': 0}}}}}}}}"));

    assertThat(defaults.under(full)).isSameAs(full);
  }
}
