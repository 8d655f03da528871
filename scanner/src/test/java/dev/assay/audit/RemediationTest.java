package dev.assay.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.rego.value.Json;
import dev.assay.rego.value.RegoObject;
import dev.assay.snapshot.Fact;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class RemediationTest {
  private static String filled(String template, String kind, String id, String data)
      throws IOException {
    RegoObject json = (RegoObject) Json.parse(data);
    return Remediation.of(template).in(new Fact(kind, id, null, "s", json), json);
  }

  @Test
  void fieldsAreSqlInsideADatabase() throws IOException {
    assertThat(
            filled(
                "ALTER TABLE {{schema}}.{{name}} SET (x = {{n}}); -- {{name|literal}} {{columns}}",
                "postgresql.Relation",
                "postgresql://h:5432/shop/app/order%20s",
                """
                {"schema": "app", "name": "order s", "n": 7, "columns": ["a", "B\\""]}"""))
        .isEqualTo("ALTER TABLE \"app\".\"order s\" SET (x = 7); -- 'order s' \"a\", \"B\"\"\"");
  }

  @Test
  void thePartsOfAnIdAreNamesToo() throws IOException {
    assertThat(
            filled(
                "gcloud x {{instance}} --cluster={{cluster}} --region={{location}}"
                    + " --project={{project}} {{labels.env}}",
                "alloydb.Instance",
                "//alloydb.googleapis.com/projects/p/locations/l/clusters/c/instances/i",
                "{\"labels\": {\"env\": \"a b\"}}"))
        .isEqualTo("gcloud x i --cluster=c --region=l --project=p 'a b'");
    assertThat(
            filled(
                "{{database}} {{schema}} {{relation}}",
                "postgresql.Index",
                "postgresql://h:5432/shop/app/a%2Fb+c/indexes/i",
                "{}"))
        .isEqualTo("\"shop\" \"app\" \"a/b+c\"");
    assertThat(filled("{{database}}", "postgresql.Role", "postgresql://h:5432/-/roles/app", "{}"))
        .isEqualTo("{{database}}");
  }

  @Test
  void whatCannotBeQuotedStaysAPlaceholderAndIsTold() throws IOException {
    assertThat(
            filled(
                "gcloud x {{name}}\n", "alloydb.User", "//x/projects/p", "{\"name\": \"a\\nb\"}"))
        .isEqualTo("gcloud x {{name}}\n# {{name}} cannot be quoted safely here; see the resource.");
    assertThat(
            filled(
                "DROP ROLE {{name}};",
                "postgresql.Role",
                "postgresql://h/-/roles/x",
                "{\"name\": \"a\\u0000\"}"))
        .isEqualTo(
            "DROP ROLE {{name}};\n-- {{name}} cannot be quoted safely here; see the resource.");
  }

  @Test
  void aValueIsNotReadAsATemplate() throws IOException {
    assertThat(
            filled("x {{a}}", "k", "//x/projects/p", "{\"a\": \"$1 {{b}} \\\\\", \"b\": \"no\"}"))
        .isEqualTo("x '$1 {{b}} \\'");
  }
}
