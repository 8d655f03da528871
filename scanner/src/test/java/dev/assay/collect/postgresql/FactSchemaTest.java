package dev.assay.collect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.assay.rego.value.Json;
import dev.assay.rego.value.RegoBoolean;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import dev.assay.rego.value.Value;
import dev.assay.snapshot.Fact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What real servers of every major answer, held against the published schemas: every resource is as
 * its schema says, no field is unknown to it, and none that it names is never there. {@code
 * -Dgolden.update=true} writes the schema of the settings anew; it is the union of all majors.
 */
class FactSchemaTest {
  private static final Path FOLDER = Path.of("../rules/schema");

  private static final Map<Integer, Collected> SCANS = EveryMajor.scans();

  @Test
  void the_schema_of_the_settings_is_that_of_the_servers() throws IOException {
    Path file = FOLDER.resolve("postgresql.Settings.json");
    String json = settingsSchema();
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(file, json);
    }
    assertThat(file).content().isEqualTo(json);
  }

  @Test
  void every_resource_is_as_its_schema_says() throws IOException {
    Map<String, Schema> schemas = new TreeMap<>();
    for (Fact fact : all()) {
      if (!schemas.containsKey(fact.kind())) {
        schemas.put(
            fact.kind(),
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(file(fact.kind()))));
      }
      assertThat(
              Objects.requireNonNull(schemas.get(fact.kind()))
                  .validate(Json.write(fact.data()), InputFormat.JSON))
          .as(fact.id())
          .isEmpty();
    }
  }

  @Test
  void a_schema_names_exactly_the_fields_that_servers_answer() throws IOException {
    Map<String, Set<String>> answered = new TreeMap<>();
    for (Fact fact : all()) {
      paths(fact.data(), "", answered.computeIfAbsent(fact.kind(), k -> new TreeSet<>()));
    }
    for (Map.Entry<String, Set<String>> kind : answered.entrySet()) {
      Set<String> named = new TreeSet<>();
      named((RegoObject) Json.parse(Files.readString(file(kind.getKey()))), "", named);
      assertThat(kind.getValue()).as(kind.getKey()).isEqualTo(named);
    }
  }

  private static List<Fact> all() {
    return SCANS.values().stream().flatMap(scan -> scan.facts().stream()).toList();
  }

  private static Path file(String kind) {
    return FOLDER.resolve(kind + ".json");
  }

  /** The fields of an object; inside settings only once, whichever setting has them. */
  private static void paths(RegoObject data, String prefix, Set<String> found) {
    data.forEach(
        (key, value) -> {
          String path = prefix + ((RegoString) key).value();
          found.add(path);
          if (value instanceof RegoObject inner) {
            paths(inner, path + "/", found);
          }
        });
  }

  private static void named(RegoObject schema, String prefix, Set<String> found) {
    if (schema.get("properties") instanceof RegoObject properties) {
      properties.forEach(
          (key, value) -> {
            String path = prefix + ((RegoString) key).value();
            found.add(path);
            named((RegoObject) value, path + "/", found);
          });
    }
  }

  private static String settingsSchema() {
    TreeMap<String, TreeMap<Integer, RegoObject>> settings = new TreeMap<>();
    SCANS.forEach(
        (major, scan) ->
            scan.facts().stream()
                .filter(f -> f.kind().equals("postgresql.Settings"))
                .forEach(
                    f ->
                        f.data()
                            .forEach(
                                (name, setting) ->
                                    settings
                                        .computeIfAbsent(
                                            ((RegoString) name).value(), n -> new TreeMap<>())
                                        .put(major, (RegoObject) setting))));
    return """
        {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "postgresql.Settings",
        "description": "The parameters of a server by name, as pg_settings has them (https://www.postgresql.org/docs/current/view-pg-settings.html); those of PostgreSQL 14 to 18, of some of its modules, and of AlloyDB and Cloud SQL. Read reset_val: what a new session starts with; value is what the scan's own session had, and is absent where the scan itself set it. Numbers are numbers, in the parameter's unit; on and off, enums and file modes (0600) are text. A parameter that the role may not see is absent, with one gap of kind postgresql.Settings.restricted that names them. redacted: it may hold a secret, so that only is_set tells whether it is empty. listed: false for parameters that answer to their name though pg_settings does not list them, as AlloyDB's do; those are text. There are no defaults: a server answers every parameter that it has.",
        "type": "object",
        "properties": {
        """
        + settings.entrySet().stream()
            .map(e -> RegoString.of(e.getKey()) + ": " + settingSchema(e.getValue()))
            .collect(Collectors.joining(",\n"))
        + "\n}\n}\n";
  }

  private static String settingSchema(SortedMap<Integer, RegoObject> byMajor) {
    TreeMap<String, Value> fields = new TreeMap<>();
    TreeMap<String, TreeSet<String>> types = new TreeMap<>();
    byMajor
        .values()
        .forEach(
            setting ->
                setting.forEach(
                    (key, value) -> {
                      String field = ((RegoString) key).value();
                      types
                          .computeIfAbsent(field, f -> new TreeSet<>())
                          .add(type(field, setting, value));
                      fields.put(field, value);
                    }));
    List<String> properties = new ArrayList<>();
    types.forEach(
        (field, found) ->
            properties.add(
                "\"%s\": {\"type\": %s}"
                    .formatted(
                        field,
                        found.size() == 1
                            ? "\"" + found.first() + "\""
                            : found.stream()
                                .map(t -> "\"" + t + "\"")
                                .collect(Collectors.joining(", ", "[", "]")))));
    boolean listed = fields.get("listed") == RegoBoolean.TRUE;
    String versions =
        byMajor.size() == SCANS.size()
            ? "PostgreSQL 14 to 18"
            : "PostgreSQL "
                + byMajor.keySet().stream().map(String::valueOf).collect(Collectors.joining(", "));
    String unit =
        fields.containsKey("unit")
            ? ", in units of " + ((RegoString) Objects.requireNonNull(fields.get("unit"))).value()
            : "";
    return "{\"type\": \"object\", \"description\": \"%s\", \"properties\": {%s}}"
        .formatted(
            listed ? versions + unit : "as the provider or module documents it",
            String.join(", ", properties));
  }

  /** By the parameter's type, not by the value at hand: a real may happen to be whole. */
  private static String type(String field, RegoObject setting, Value value) {
    String vartype = ((RegoString) Objects.requireNonNull(setting.get("vartype"))).value();
    boolean number =
        Set.of("value", "reset_val", "boot_val").contains(field) && !(value instanceof RegoString);
    return number
        ? vartype.equals("integer") ? "integer" : "number"
        : value instanceof RegoString ? "string" : "boolean";
  }
}
