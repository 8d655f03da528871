package dev.assay.collect.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.assay.input.InputException;
import dev.assay.report.Gap;
import dev.assay.report.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a file is, its content says; what cannot be understood ends the run. */
class FileInputsTest {
  private static final String CLUSTER =
      """
      {"name": "projects/p/locations/l/clusters/c", "clusterType": "PRIMARY", "state": "READY"}
      """;
  private static final String ID = "//alloydb.googleapis.com/projects/p/locations/l/clusters/c";

  @TempDir private Path folder;

  private void refused(String name, String text, String message) throws IOException {
    Path file = Facts.file(folder, name, text);
    assertThatThrownBy(() -> Facts.of(file))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(file + message);
  }

  @Test
  void standardInputIsAFileToo() throws Exception {
    assertThat(Facts.of(CLUSTER, Path.of("-")).fact(ID).kind()).isEqualTo("alloydb.Cluster");
  }

  @Test
  void aCompressedFileIsReadWhateverItsName() throws Exception {
    Path file = folder.resolve("export");
    try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(CLUSTER.getBytes(StandardCharsets.UTF_8));
    }
    assertThat(Facts.of(file).facts).containsOnlyKeys(ID);
  }

  @Test
  void aByteOrderMarkIsNoContent() throws Exception {
    assertThat(Facts.of(Facts.file(folder, "a.json", "\ufeff" + CLUSTER)).facts).hasSize(1);
  }

  @Test
  void enumsAsNumbersGetTheirNamesAndUnknownNumbersStay() throws Exception {
    Facts facts =
        Facts.of(
            "{\"_request\": \"GET https://alloydb.googleapis.com/v1/x\", \"_response\":"
                + " {\"name\": \"projects/p/locations/l/clusters/c\", \"clusterType\": 1, \"state\": 999}}",
            Path.of("-"));

    assertThat(facts.fact(ID).data().toString()).contains("\"PRIMARY\"").contains("999");
  }

  @Test
  void aPageOfSeveralIsAGap() throws Exception {
    Facts facts =
        Facts.of(
            "{\"clusters\": ["
                + CLUSTER
                + "], \"nextPageToken\": \"x\", \"unreachable\": [\"projects/p/locations/m\"]}",
            Path.of("-"));

    assertThat(facts.gaps)
        .extracting(Gap::cause, Gap::scope)
        .containsExactly(
            tuple(Gap.Cause.TRUNCATED, "//alloydb.googleapis.com/projects/p"),
            tuple(Gap.Cause.UNREACHABLE, "//alloydb.googleapis.com/projects/p/locations/m"));
  }

  @Test
  void aListThatIsEmptySinceNobodyAnsweredIsAGap() throws Exception {
    String call = "{\"_request\": \"GET https://%s\", \"_response\": {%s}}";
    String clusters = "alloydb.googleapis.com/v1/projects/p/locations/-/clusters";
    String instances = "sqladmin.googleapis.com/v1/projects/p/instances";
    Facts facts =
        Facts.of(
            call.formatted(clusters, "\"unreachable\": [\"projects/12/locations/m\"]"),
            Path.of("-"));
    Facts sql =
        Facts.of(
            call.formatted(
                instances,
                "\"kind\": \"sql#instancesList\", \"warnings\":"
                    + " [{\"code\": \"REGION_UNREACHABLE\", \"region\": \"m\"}]"),
            Path.of("-"));

    assertThat(facts.gaps)
        .extracting(Gap::kind, Gap::scope)
        .containsExactly(
            tuple("alloydb.Cluster", "//alloydb.googleapis.com/projects/p/locations/m"));
    assertThat(sql.gaps)
        .extracting(Gap::kind, Gap::scope)
        .containsExactly(
            tuple("sqladmin.Instance", "//cloudsql.googleapis.com/projects/p/locations/m"));
  }

  @Test
  void aPageOfNobodyKnowsWhatIsRefused() throws Exception {
    refused(
        "instances.json",
        "{\"kind\": \"sql#instancesList\", \"nextPageToken\": \"x\"}",
        ": the list is not whole, and nothing tells whose it is; record the call with it");
  }

  @Test
  void onlyKindsThatAreThereWereAskedFor() throws Exception {
    assertThat(Facts.of(CLUSTER, Path.of("-")).sources)
        .extracting(Source::kinds)
        .containsExactly(List.of("alloydb.Cluster"));
  }

  @Test
  void aNameThatLooksAlikeIsNoAlloyDbCluster() throws Exception {
    String name = "{\"name\": \"projects/p/locations/l/clusters/c\", ";
    assertThat(Facts.of(name + "\"shardCount\": 3}", Path.of("-")).messages)
        .containsExactly("-: not judged: projects/*/locations/*/clusters/* (1)");
    refused(
        "cluster.json",
        name + "\"state\": \"ACTIVE\"}",
        ":1: not of a known form; tried a snapshot of assay collect; Terraform plan or state");
  }

  @Test
  void brokenFilesAreRefusedAtTheirPlace() throws Exception {
    refused("a.json", "{\n  \"name\": oops}", ":2:");
    refused("a.yaml", "a: 1\nb: [1, 2\n", ":3:1: ");
    refused("twice.json", "{\"a\": 1,\n \"a\": 2}", ":2:");
    refused("cut.json", "[{\"name\": \"x\"}", ":");
    refused("deep.json", "[".repeat(5000), ":");
    refused("empty.json", "", ": nothing in it; tried ");
    refused("none.json", "[]", ": nothing in it; tried ");
  }

  @Test
  void aliasesThatWouldGrowAreRefused() throws Exception {
    refused("bomb.yaml", "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", ":2:8: *a repeats a list");
  }

  @Test
  void terraformCodeIsForTerraformToEvaluate() throws Exception {
    refused(
        "main.tf",
        "resource \"google_alloydb_cluster\" \"a\" {}",
        ": Terraform itself has to evaluate its code: terraform plan -out=plan");
  }

  @Test
  void oneThingThatIsNotKnownSpoilsTheFile() throws Exception {
    refused("list.json", "[" + CLUSTER + ", {\"name\": \"x\"}]", ":1: not of a known form");
  }

  @Test
  void aFolderIsReadAndWhatDoesNotBelongIsNamed() throws Exception {
    Facts.file(folder, "gcloud/cluster.json", CLUSTER);
    Facts.file(folder, "README.md", "# Read me");
    Facts.file(folder, "chart.yaml", "apiVersion: v2\nname: shop\n");
    Facts.file(folder, ".git/config.json", "{}");

    Facts facts = Facts.of(folder);

    assertThat(facts.facts).containsOnlyKeys(ID);
    assertThat(facts.messages).containsExactly(folder + ": skipped README.md, chart.yaml");
  }

  @Test
  void aFolderWithoutAnythingKnownIsAnError() throws Exception {
    Facts.file(folder, "README.md", "# Read me");
    assertThatThrownBy(() -> Facts.of(folder))
        .hasMessageStartingWith(folder + ": none of its 1 files is of a known form: ");
  }

  @Test
  void passwordsAreNotKept() throws Exception {
    Facts facts =
        Facts.of(
            "{\"name\": \"projects/p/locations/l/clusters/c\", \"clusterType\": \"PRIMARY\","
                + " \"initialUser\": {\"user\": \"postgres\", \"password\": \"hunter2\"}}",
            Path.of("-"));
    assertThat(facts.fact(ID).data().toString()).doesNotContain("hunter2");
  }

  @Test
  void addressesOfChannelsAreNotKept() throws Exception {
    String channel =
        "{\"name\": \"projects/p/notificationChannels/1\", \"type\": \"slack\","
            + " \"labels\": {\"url\": \"https://example.com/?key=hunter2\"}}";
    Facts facts =
        Facts.of(
            channel
                + "{\"name\": \"//monitoring.googleapis.com/projects/p/notificationChannels/2\","
                + " \"assetType\": \"monitoring.googleapis.com/NotificationChannel\","
                + (" \"resource\": {\"data\": " + channel + "}}"),
            Path.of("-"));
    assertThat(facts.facts).hasSize(2);
    assertThat(facts.facts.values())
        .noneMatch(fact -> fact.data().toString().contains("hunter2"))
        .allMatch(fact -> fact.data().toString().contains("\"empty\": false"));
  }

  @Test
  void exportsSpellTheirEnvelopeEitherWay() throws Exception {
    String snake =
        "{\"name\": \"//x\", \"asset_type\": \"storage.googleapis.com/Bucket\", \"iam_policy\":"
            + " {\"bindings\": [{\"role\": \"r\", \"members\": [\"allUsers\"]}]}}\n";
    String camel = snake.replace("asset_type", "assetType").replace("iam_policy", "iamPolicy");

    assertThat(Facts.of(snake, Path.of("-")).fact("//x/iamPolicy").data())
        .isEqualTo(Facts.of(camel, Path.of("-")).fact("//x/iamPolicy").data());
  }

  @Test
  void whatIsLoggedOfAccessIsTellableByNumberToo() throws Exception {
    String export =
        """
        {'name': '//cloudresourcemanager.googleapis.com/projects/p',
         'asset_type': 'cloudresourcemanager.googleapis.com/Project', 'iam_policy': {'audit_configs': [
           {'service': 'allServices', 'audit_log_configs': [{'log_type': 2}, {'log_type': 9}]}]}}
        """;
    assertThat(
            Facts.of(export.replace('\'', '"'), Path.of("-"))
                .fact("//cloudresourcemanager.googleapis.com/projects/p/iamPolicy")
                .data()
                .toString())
        .contains("[{\"logType\": \"DATA_WRITE\"}, {\"logType\": 9}]");
  }

  @Test
  void exportsThatOthersMadeAreReadAsFarAsTheyGo() throws Exception {
    Facts facts =
        Facts.of(
            """
            [{'name': '//cloudresourcemanager.googleapis.com/projects/p',
              'asset_type': 'cloudresourcemanager.googleapis.com/Project',
              'ancestry_path': 'organization/1/folder/2/project/p', 'resource': {'name': 'shop'},
              'v2_org_policies': [{'name': 'projects/p/policies/c', 'spec': {'rules':
                [{'values': {'allowed_values': ['x']}}]}}]}]
            """
                .replace('\'', '"'),
            Path.of("-"));
    String project = "//cloudresourcemanager.googleapis.com/projects/p";
    assertThat(facts.fact(project).parent())
        .isEqualTo("//cloudresourcemanager.googleapis.com/folders/2");
    assertThat(facts.fact(project).data().toString()).contains("shop");
    assertThat(facts.fact("//orgpolicy.googleapis.com/projects/p/policies/c").data().toString())
        .contains("\"allowedValues\": [\"x\"]");
    assertThat(facts.gaps).isEmpty();
  }

  @Test
  void wholeNumbersOfExportsAreWholeHoweverTheyAreWritten() throws Exception {
    String id = "//alloydb.googleapis.com/projects/p/locations/l/clusters/c/instances/i";
    Facts facts =
        Facts.of(
            """
            [{'name': '%s', 'assetType': 'alloydb.googleapis.com/Instance', 'resource': {'data':
              {'machineConfig': {'cpuCount': 4.0}, 'ratio': 0.5, 'large': 1e300}}}]
            """
                .formatted(id)
                .replace('\'', '"'),
            Path.of("-"));
    assertThat(facts.fact(id).data().toString())
        .contains("\"cpuCount\": 4}", "\"ratio\": 0.5", "\"large\": 1e300");
  }

  @Test
  void exportsFromBigQueryKeepDataAsTextAndWriteNulls() throws Exception {
    String row =
        """
        {'name': '%s', 'asset_type': 'alloydb.googleapis.com/Cluster', 'iam_policy': null,
         'resource': {'parent': null, 'data': %s}}
        """
            .replace('\'', '"');
    Facts facts =
        Facts.of(
            row.formatted(ID, "\"{\\\"clusterType\\\": \\\"PRIMARY\\\"}\"")
                + row.formatted(ID + "2", "null"),
            Path.of("-"));
    assertThat(facts.fact(ID).data().toString()).isEqualTo("{\"clusterType\": \"PRIMARY\"}");
    assertThat(facts.fact(ID).parent())
        .isEqualTo("//cloudresourcemanager.googleapis.com/projects/p");
    assertThat(facts.gaps).extracting(Gap::scope).containsExactly(ID + "2");
  }

  @Test
  void projectsAreCalledByTheirIdsWhereAFileTellsThem() throws Exception {
    String project = "//cloudresourcemanager.googleapis.com/projects/";
    Facts facts =
        Facts.of(
            ("{'name': '%s42', 'assetType': 'cloudresourcemanager.googleapis.com/Project',"
                    + " 'resource': {'parent': '//cloudresourcemanager.googleapis.com/folders/7',"
                    + " 'data': {'projectId': 'shop', 'projectNumber': '42'}},"
                    + " 'iamPolicy': {'bindings': []}}\n"
                    + "{'name': '//storage.googleapis.com/b', 'assetType': 'storage.googleapis.com/Bucket',"
                    + " 'resource': {'parent': '%s42', 'data': {'name': 'b'}}}")
                .formatted(project, project)
                .replace('\'', '"'),
            Path.of("-"));

    assertThat(facts.facts)
        .containsOnlyKeys(
            project + "shop", project + "shop/iamPolicy", "//storage.googleapis.com/b");
    assertThat(facts.fact("//storage.googleapis.com/b").parent()).isEqualTo(project + "shop");
    assertThat(facts.fact(project + "shop/iamPolicy").data().toString()).contains("projects/shop");
  }

  @Test
  void anAssetsAncestorsTellTheNumberOfItsProject() throws Exception {
    Facts facts =
        Facts.of(
            """
            [{'name': '//cloudsql.googleapis.com/projects/shop/instances/i', 'assetType':
              'sqladmin.googleapis.com/Instance', 'ancestors': ['projects/42', 'organizations/1'], 'resource':
              {'parent': '//cloudresourcemanager.googleapis.com/projects/42', 'data': {'name': 'i'}}},
             {'name': '//cloudresourcemanager.googleapis.com/projects/42', 'assetType':
              'cloudresourcemanager.googleapis.com/Project', 'iamPolicy': {'bindings': []}}]
            """
                .replace('\'', '"'),
            Path.of("-"));
    String project = "//cloudresourcemanager.googleapis.com/projects/shop";
    assertThat(facts.fact("//cloudsql.googleapis.com/projects/shop/instances/i").parent())
        .isEqualTo(project);
    assertThat(facts.fact(project + "/iamPolicy").parent()).isEqualTo(project);
  }

  @Test
  void organizationPoliciesOfTheFirstVersionBecomeRules() throws Exception {
    Facts facts =
        Facts.of(
            """
            {"name": "//cloudresourcemanager.googleapis.com/projects/p",
             "asset_type": "cloudresourcemanager.googleapis.com/Project",
             "org_policy": [
               {"constraint": "constraints/sql.restrictPublicIp", "boolean_policy": {"enforced": true}},
               {"constraint": "constraints/serviceuser.services", "list_policy": {"all_values": 2}},
               {"constraint": "constraints/gcp.resourceLocations",
                "list_policy": {"allowed_values": ["in:eu-locations"]}}]}
            """,
            Path.of("-"));

    String id = "//orgpolicy.googleapis.com/projects/p/policies/";
    assertThat(facts.fact(id + "sql.restrictPublicIp").data().toString())
        .contains("\"enforce\": true");
    assertThat(facts.fact(id + "serviceuser.services").data().toString())
        .contains("\"denyAll\": true");
    assertThat(facts.fact(id + "gcp.resourceLocations").data().toString())
        .contains("\"allowedValues\": [\"in:eu-locations\"]");
  }
}
