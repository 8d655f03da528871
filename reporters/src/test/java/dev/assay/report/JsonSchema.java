package dev.assay.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** A schema that a JSON text can be held against. */
public final class JsonSchema {
  private final Schema schema;

  /** From a resource: an absolute name. */
  public JsonSchema(String resource) throws IOException {
    try (InputStream in = Objects.requireNonNull(JsonSchema.class.getResourceAsStream(resource))) {
      schema =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
              .getSchema(in, InputFormat.JSON);
    }
  }

  public void accepts(String json) {
    assertThat(schema.validate(json, InputFormat.JSON)).isEmpty();
  }

  public void refuses(String json) {
    assertThat(schema.validate(json, InputFormat.JSON)).isNotEmpty();
  }
}
