package dev.assay.collect.google;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.rego.value.Json;
import dev.assay.rego.value.RegoObject;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WithheldTest {
  private static final String NOTHING = "{'empty':false,'url':false,'urlWithPassword':false}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        // Cloud Run, both forms
        "{'env':[{'name':'DB_PASS','value':'hush'}]}"
            + "|{'env':[{'name':'DB_PASS','withheld':"
            + NOTHING
            + "}]}",
        "{'env':[{'name':'DB_PASS','valueSource':{'secretKeyRef':{'secret':'s'}}}]}"
            + "|{'env':[{'name':'DB_PASS','valueSource':{'secretKeyRef':{'secret':'s'}}}]}",
        "{'env':[{'name':'URL','value':'postgresql://shop:hush@db/shop'}]}"
            + "|{'env':[{'name':'URL','withheld':"
            + "{'empty':false,'url':true,'urlWithPassword':true}}]}",
        "{'env':[{'name':'URL','value':'jdbc:postgresql://db/shop?user=a&password=hush'}]}"
            + "|{'env':[{'name':'URL','withheld':"
            + "{'empty':false,'url':true,'urlWithPassword':true}}]}",
        // functions
        "{'environmentVariables':{'A':'hush'}}|{'environmentVariables':{'A':" + NOTHING + "}}",
        // machines
        "{'metadata':{'items':[{'key':'startup-script','value':'export PGPASSWORD=hush'}]}}"
            + "|{'metadata':{'items':[{'key':'startup-script','withheld':"
            + NOTHING
            + "}]}}",
        // by the field's name
        "{'postgresql':{'password':'hush','passwordSet':true}}"
            + "|{'postgresql':{'password':{'withheld':"
            + NOTHING
            + "},'passwordSet':true}}",
        "{'passwordValidationPolicy':{'minLength':14}}"
            + "|{'passwordValidationPolicy':{'minLength':14}}",
      })
  void whatMayBeASecretIsNotKept(String given, String kept) throws IOException {
    RegoObject data = (RegoObject) Json.parse(given.replace('\'', '"'));

    assertThat(Withheld.in(data)).isEqualTo(Json.parse(kept.replace('\'', '"')));
  }
}
