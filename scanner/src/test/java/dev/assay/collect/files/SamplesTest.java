package dev.assay.collect.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.rego.value.Json;
import dev.assay.snapshot.Fact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Recordings, exports, plans and manifests that others made, where they lie beside the project: all
 * are read, and each field is found again by another reader of the same JSON.
 */
class SamplesTest {
  private static final Path SAMPLES = Path.of("../../shared/samples");
  private static final ObjectMapper OTHER = new ObjectMapper();

  private static List<Path> files(String folder, String ending) throws IOException {
    Path root = SAMPLES.resolve(folder);
    assumeTrue(Files.isDirectory(root), root + " is not there, so nothing was compared");
    try (Stream<Path> found = Files.walk(root)) {
      List<Path> files = found.filter(f -> f.toString().endsWith(ending)).sorted().toList();
      assertThat(files).isNotEmpty();
      return files;
    }
  }

  @Test
  void everyFieldOfRecordedAnswersIsThere() throws Exception {
    for (String folder : List.of("gcp-rest-recorded", "gcp-rest-gcpdiag")) {
      for (Path file : files(folder, ".json")) {
        JsonNode root = OTHER.readTree(file.toFile());
        JsonNode answer = root.has("_response") ? root.get("_response") : root;
        List<JsonNode> resources = new ArrayList<>();
        (answer.has("items") ? answer.get("items") : List.of(answer)).forEach(resources::add);
        Facts facts = Facts.of(file);
        assertThat(facts.facts).as(file.toString()).hasSize(resources.size());
        for (JsonNode resource : resources) {
          found(file, resource, facts);
        }
      }
    }
  }

  @Test
  void everyFieldOfExportsIsThere() throws Exception {
    for (String folder : List.of("cai-tgc", "cai-policy-library")) {
      for (Path file : files(folder, ".json")) {
        Facts facts = Facts.of(file);
        for (JsonNode asset : OTHER.readTree(file.toFile())) {
          String name = asset.get("name").asText();
          if (asset.has("resource")) {
            same(file, asset.get("resource").get("data"), facts.fact(name));
          }
          if (asset.has("iam_policy")) {
            same(file, asset.get("iam_policy"), facts.fact(name + "/iamPolicy"));
          }
        }
      }
    }
  }

  @Test
  void everyArgumentOfPlansIsThereOrLeftOutByName() throws Exception {
    for (Path file : files("derived", ".json")) {
      Facts facts = Facts.of(file);
      Map<String, Fact> byAddress = new TreeMap<>();
      for (Fact fact : facts.facts.values()) {
        byAddress.put(fact.declaration().orElseThrow().name(), fact);
      }
      for (JsonNode change : OTHER.readTree(file.toFile()).get("resource_changes")) {
        Fact fact = byAddress.get(change.get("address").asText());
        if (fact != null && !fact.kind().equals("iam.Policy")) {
          Shape shape = Shape.of(fact.kind()).orElseThrow();
          Set<String> told = new HashSet<>(leaves(data(fact), "").values());
          leaves(change.get("change").get("after"), "")
              .forEach(
                  (path, value) -> {
                    String camel = Names.camel(path.replaceAll("\\[[0-9]+]", ""));
                    if (shape.left().stream().noneMatch(l -> (camel + ".").startsWith(l + "."))) {
                      assertThat(told).as(file + " " + path).contains(value);
                    }
                  });
        }
      }
    }
  }

  @Test
  void everyManifestIsRead() throws Exception {
    int manifests = 0;
    for (Path file : files("kcc-yaml", ".yaml")) {
      Facts facts = Facts.of(file);
      String text = Files.readString(file);
      manifests += facts.facts.size();
      assertThat(facts.facts.values())
          .as(file.toString())
          .hasSize((int) text.lines().filter(l -> l.startsWith("apiVersion:")).count())
          .allSatisfy(
              f ->
                  assertThat(text.lines().toList().get(f.declaration().orElseThrow().line() - 1))
                      .startsWith("apiVersion:"));
      assertThat(facts.messages).isEmpty();
    }
    assertThat(manifests).isEqualTo(25);
  }

  private static void found(Path file, JsonNode resource, Facts facts) throws IOException {
    for (Fact fact : facts.facts.values()) {
      String name = resource.path("name").asText("");
      if (name.isEmpty() || name.equals(data(fact).path("name").asText(""))) {
        same(file, resource, fact);
        return;
      }
    }
    throw new AssertionError(file + ": nothing of " + resource.get("name"));
  }

  private static JsonNode data(Fact fact) throws IOException {
    return OTHER.readTree(Json.write(fact.data()));
  }

  /** Every leaf is there; only enums may have become names, and secrets are withheld. */
  private static void same(Path file, JsonNode expected, Fact fact) throws IOException {
    Map<String, String> told = leaves(data(fact), "");
    leaves(expected, "")
        .forEach(
            (path, value) -> {
              String its = told.get(path);
              boolean named =
                  value.matches("[0-9]+") && its != null && its.matches("[A-Z][A-Z0-9_]+");
              if (!named && !path.matches("(?i).*(password|clientKey)")) {
                assertThat(its).as(file + " " + path).isEqualTo(value);
              }
            });
  }

  /** Every scalar that says something, by its path. */
  private static Map<String, String> leaves(JsonNode node, String path) {
    Map<String, String> leaves = new TreeMap<>();
    if (node.isObject()) {
      node.properties()
          .forEach(
              e ->
                  leaves.putAll(
                      leaves(e.getValue(), path.isEmpty() ? e.getKey() : path + "." + e.getKey())));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        leaves.putAll(leaves(node.get(i), path + "[" + i + "]"));
      }
    } else if (!node.isNull() && !node.asText().isEmpty()) {
      leaves.put(path, node.asText());
    }
    return leaves;
  }
}
