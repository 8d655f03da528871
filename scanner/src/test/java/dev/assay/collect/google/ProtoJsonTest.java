package dev.assay.collect.google;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.alloydb.v1.Backup;
import com.google.cloud.alloydb.v1.Cluster;
import com.google.cloud.alloydb.v1.Instance;
import com.google.cloud.alloydb.v1.ListBackupsResponse;
import com.google.cloud.alloydb.v1.ListClustersResponse;
import com.google.cloud.alloydb.v1.ListInstancesResponse;
import com.google.cloud.alloydb.v1.ListUsersResponse;
import com.google.cloud.alloydb.v1.User;
import com.google.cloud.alloydb.v1.UserPassword;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.Struct;
import com.google.protobuf.util.JsonFormat;
import dev.assay.rego.value.Json;
import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoBoolean;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProtoJsonTest {
  /** Beside the repository, or beside the folder of its work trees. */
  private static final Optional<Path> SAMPLES =
      Stream.of("../../shared", "../../../shared")
          .map(shared -> Path.of(shared, "samples/gcp-rest-recorded/alloydb"))
          .filter(Files::isDirectory)
          .findFirst();

  private static final Map<String, Message> TYPES =
      Map.of(
          "cluster", Cluster.getDefaultInstance(),
          "instance", Instance.getDefaultInstance(),
          "backup", Backup.getDefaultInstance(),
          "user", User.getDefaultInstance(),
          "clusters", ListClustersResponse.getDefaultInstance(),
          "instances", ListInstancesResponse.getDefaultInstance(),
          "backups", ListBackupsResponse.getDefaultInstance(),
          "users", ListUsersResponse.getDefaultInstance());

  @ParameterizedTest
  @CsvSource({
    "messy/shop-prod,clusters", "messy/shop-prod,instances", "messy/shop-prod,backups",
    "messy/shop-prod,users", "clean/shop-prod,clusters", "clean/shop-prod,instances"
  })
  void theTreeIsTheJsonThatRestSends(String project, String kind) throws IOException {
    String path = "/estate/google/" + project + "/" + kind + ".json";
    try (InputStream in = ProtoJsonTest.class.getResourceAsStream(path)) {
      assertThat(in).as(path).isNotNull();
      String json = new String(in.readAllBytes(), StandardCharsets.UTF_8);

      assertThat(ProtoJson.of(parse(json, kind))).isEqualTo(Json.parse(json));
    }
  }

  /** Over answers that nobody here wrote, where they are at hand. */
  @Test
  void recordedAnswersComeThroughFieldByField() throws IOException {
    Assumptions.assumeTrue(SAMPLES.isPresent(), "no recorded samples beside the repository");
    int compared = 0;
    try (Stream<Path> files = Files.list(SAMPLES.orElseThrow())) {
      for (Path file : (Iterable<Path>) files::iterator) {
        String name = file.getFileName().toString();
        String kind = name.substring(name.lastIndexOf('_') + 1, name.lastIndexOf('.'));
        RegoObject recording = (RegoObject) Json.parse(Files.readString(file));
        RegoObject response = (RegoObject) Objects.requireNonNull(recording.get("_response"), name);
        Descriptor type = type(kind).getDescriptorForType();
        RegoObject named = ProtoJson.named(response, type);

        assertThat(ProtoJson.of(parse(Json.write(response), kind)))
            .as(name)
            .isEqualTo(asTheWireCarriesIt(named, type));
        compared++;
      }
    }
    assertThat(compared).isPositive();
  }

  @Test
  void numbersOfEnumsBecomeNamesAndUnknownNumbersStay() throws IOException {
    RegoObject numbers =
        (RegoObject)
            Json.parse(
                """
                {"state": 1, "databaseVersion": 99, "unheardOf": 1, "labels": {"state": "1"},
                 "automatedBackupPolicy": {"weeklySchedule": {"daysOfWeek": [1, 7]}}}
                """);

    assertThat(ProtoJson.named(numbers, Cluster.getDescriptor()))
        .isEqualTo(
            Json.parse(
                """
                {"state": "READY", "databaseVersion": 99, "unheardOf": 1, "labels": {"state": "1"},
                 "automatedBackupPolicy": {"weeklySchedule": {"daysOfWeek": ["MONDAY", "SUNDAY"]}}}
                """));
  }

  @Test
  void anEnumValueOfTomorrowStaysVisible() throws IOException {
    Cluster cluster = Cluster.newBuilder().setDatabaseVersionValue(99).build();

    assertThat(ProtoJson.of(cluster)).isEqualTo(Json.parse("{\"databaseVersion\": 99}"));
  }

  @Test
  void aPasswordIsNotTakenOverWhateverTheAnswerHolds() {
    Cluster cluster =
        Cluster.newBuilder()
            .setInitialUser(UserPassword.newBuilder().setUser("postgres").setPassword("hunter2"))
            .build();

    assertThat(ProtoJson.of(cluster)).isEqualTo(RegoObject.EMPTY);
    assertThat(ProtoJson.of(User.newBuilder().setPassword("hunter2").build()))
        .isEqualTo(RegoObject.EMPTY);
  }

  @Test
  void presenceIsKept() throws IOException {
    Cluster.Builder off = Cluster.newBuilder();
    off.getAutomatedBackupPolicyBuilder().setEnabled(false);

    assertThat(ProtoJson.of(off.build()))
        .isEqualTo(Json.parse("{\"automatedBackupPolicy\": {\"enabled\": false}}"));
  }

  @Test
  void numbersInAnAssetAreWrittenAsInJson() throws IOException {
    String json =
        "{\"a\": 3, \"b\": 0.5, \"c\": 1e21, \"d\": null, \"e\": [true, \"x\"], \"f\": {}}";
    Struct.Builder struct = Struct.newBuilder();
    JsonFormat.parser().merge(json, struct);

    RegoObject tree = ProtoJson.struct(struct.build());
    assertThat(tree).isEqualTo(Json.parse(json));
    assertThat(String.valueOf(tree.get("a"))).isEqualTo("3");
  }

  private static Message type(String kind) {
    Message type = TYPES.get(kind);
    if (type == null) {
      throw new AssertionError(kind);
    }
    return type;
  }

  private static Message parse(String json, String kind) throws IOException {
    Message.Builder builder = type(kind).newBuilderForType();
    JsonFormat.parser().ignoringUnknownFields().merge(json, builder);
    return builder.build();
  }

  /** Without fields of other API versions, and without zeros that protobuf does not send. */
  private static RegoObject asTheWireCarriesIt(RegoObject json, Descriptor type) {
    RegoObject.Builder kept = new RegoObject.Builder();
    json.forEach(
        (key, value) -> {
          for (FieldDescriptor field : type.getFields()) {
            if (RegoString.of(field.getJsonName()).equals(key)) {
              Value carried = carried(value, field);
              if (carried != null) {
                kept.put(key, carried);
              }
            }
          }
        });
    return kept.build();
  }

  private static @Nullable Value carried(Value value, FieldDescriptor field) {
    if (value == RegoBoolean.FALSE && !field.hasPresence()) {
      return null;
    }
    if (value instanceof RegoArray array) {
      List<Value> items = new ArrayList<>();
      for (Value item : array) {
        items.add(
            item instanceof RegoObject object
                ? asTheWireCarriesIt(object, field.getMessageType())
                : item);
      }
      return RegoArray.of(items);
    }
    return value instanceof RegoObject object && !field.isMapField()
        ? asTheWireCarriesIt(object, field.getMessageType())
        : value;
  }
}
