package dev.assay.collect.google;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.google.cloud.alloydb.v1.Backup;
import com.google.cloud.alloydb.v1.Cluster;
import com.google.cloud.alloydb.v1.Instance;
import com.google.cloud.alloydb.v1.User;
import com.google.iam.v1.Policy;
import com.google.protobuf.Descriptors.Descriptor;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.assay.collect.alloydb.AlloyDbCollector;
import dev.assay.collect.asset.AssetCollector;
import dev.assay.fixtures.google.GoogleStandIn;
import dev.assay.rego.value.Json;
import dev.assay.rego.value.RegoObject;
import dev.assay.snapshot.Fact;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The published schemas of Google's kinds are those of the protos on the class path; {@code
 * -Dgolden.update=true} writes them anew.
 */
class KindSchemaTest {
  private static final Path FOLDER = Path.of("../rules/schema");

  @Test
  void theSchemasAreUpToDate() throws IOException {
    KindSchema schemas = new KindSchema();
    for (Map.Entry<String, RegoObject> e : made(schemas).entrySet()) {
      Path file = FOLDER.resolve(e.getKey() + ".json");
      String json = pretty(e.getValue());
      if (Boolean.getBoolean("golden.update")) {
        Files.writeString(file, json);
      }
      assertThat(file).content().isEqualTo(json);
    }
    assertThat(schemas.unused()).as("defaults.yaml has entries for no field").isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"messy", "clean"})
  void whatIsCollectedIsAsTheSchemasSay(String estate) throws IOException {
    Gathered gathered = new Gathered();
    try (GoogleStandIn google = GoogleStandIn.start(estate);
        GoogleClients clients =
            new GoogleClients(
                new GoogleSettings(
                    Map.of("alloydb", google.endpoint(), "asset", google.endpoint()),
                    true,
                    Duration.ofSeconds(20),
                    Optional.empty()))) {
      new AlloyDbCollector(clients, new Territory(clients, "folders/300000000001"))
          .collect(gathered);
      new AssetCollector(
              clients, new Territory(clients, "folders/300000000001"), "iam.Policy"::equals)
          .collect(gathered);
    }
    assertThat(gathered.facts()).extracting(Fact::kind).contains("alloydb.User", "iam.Policy");
    for (Fact fact : gathered.facts()) {
      assertThat(schema(fact.kind()).validate(Json.write(fact.data()), InputFormat.JSON))
          .as(fact.id())
          .isEmpty();
    }
  }

  private static Schema schema(String kind) throws IOException {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(Files.readString(FOLDER.resolve(kind + ".json")));
  }

  private static Map<String, RegoObject> made(KindSchema schemas) {
    Map<String, RegoObject> made = new TreeMap<>();
    for (Descriptor type :
        List.of(
            Cluster.getDescriptor(),
            Instance.getDescriptor(),
            Backup.getDescriptor(),
            User.getDescriptor())) {
      String kind = "alloydb." + type.getName();
      String description = type.getFullName() + ", as AlloyDB's REST API reports it.";
      made.put(kind, schemas.of(kind, description, type, RegoObject.EMPTY));
    }
    RegoObject asset =
        new RegoObject.Builder()
            .put("resource", text("The full name of the asset that the policy is set on."))
            .put("assetType", text("Its type, e.g. cloudkms.googleapis.com/CryptoKey."))
            .build();
    String description =
        "The IAM policy that is set on a resource, as Cloud Asset Inventory reports it; what is"
            + " inherited is not in it.";
    made.put("iam.Policy", schemas.of("iam.Policy", description, Policy.getDescriptor(), asset));
    return made;
  }

  private static RegoObject text(String description) {
    return new RegoObject.Builder().put("type", "string").put("description", description).build();
  }

  private static String pretty(RegoObject schema) throws IOException {
    StringWriter text = new StringWriter();
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    try (JsonGenerator out = new JsonFactory().createGenerator(text)) {
      out.setPrettyPrinter(
          new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter));
      Json.write(schema, out);
    }
    return text + "\n";
  }
}
