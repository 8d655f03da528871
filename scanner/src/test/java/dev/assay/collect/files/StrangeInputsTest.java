package dev.assay.collect.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.assay.input.InputException;
import dev.assay.report.Gap;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people have at hand: other encodings, answers that say little, files that hold more. */
class StrangeInputsTest {
  private static final String NAME = "projects/p/locations/l/clusters/c";
  private static final String ID = "//alloydb.googleapis.com/" + NAME;
  private static final String CLUSTER =
      "{\"name\": \"" + NAME + "\", \"clusterType\": \"PRIMARY\"}";

  @TempDir private Path folder;

  private void refused(String name, String text, String message) throws IOException {
    Path file = Facts.file(folder, name, text);
    assertThatThrownBy(() -> Facts.of(file))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(file + message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE"})
  void whatPowerShellWritesIsText(String charset) throws Exception {
    Path file = folder.resolve("cluster.json");
    Files.write(file, CLUSTER.getBytes(Charset.forName(charset)));
    assertThat(Facts.of(file).facts).containsOnlyKeys(ID);
  }

  @Test
  void bytesThatAreNoTextAreRefused() throws Exception {
    Path file = folder.resolve("x.json");
    Files.write(file, new byte[] {'{', '"', (byte) 0xc3, '"', '}'});
    assertThatThrownBy(() -> Facts.of(file)).hasMessage(file + ": not UTF-8 text");
  }

  @Test
  void aPlanThatOnlyTerraformReadsIsToBeShown() throws Exception {
    refused(
        "plan",
        "PK\u0003\u0004\u0014",
        ": a plan as terraform plan -out writes it; terraform show");
  }

  @Test
  void whatTerraformSaysWhileItPlansIsNoPlan() throws Exception {
    refused(
        "plan.json",
        "{\"@level\": \"info\", \"@message\": \"Terraform 1.9.0\", \"type\": \"version\"}",
        ":1: what terraform plan -json says while it works; terraform show -json PLAN");
  }

  @Test
  void codeInJsonIsCode() throws Exception {
    refused(
        "main.tf.json",
        "{\"resource\": {\"google_sql_database\": {\"a\": {}}}}",
        ":1: Terraform itself has to evaluate its code: ");
    Facts.file(folder, "code/main.tf", "resource \"google_sql_database\" \"a\" {}");
    assertThatThrownBy(() -> Facts.of(folder.resolve("code")))
        .hasMessageContaining("none of its 1 files is of a known form: Terraform itself has to");
  }

  @Test
  void codeIsCodeWhateverItsName() throws Exception {
    refused(
        "main.txt",
        "# a database\n\nresource \"google_sql_database\" \"a\" {\n}\n",
        ": Terraform itself has to evaluate its code: ");
  }

  @Test
  void aPlanThatEndedWithAnErrorSaysSo() throws Exception {
    assertThat(
            Facts.stdin(
                    "{'format_version': '1.2', 'errored': true, 'planned_values': {'root_module': {}}}")
                .messages)
        .containsExactly("-: Terraform met an error, so the plan is not all of it");
  }

  @Test
  void aTimeWithoutQuotesIsText() throws Exception {
    Facts facts =
        Facts.of(
            """
            apiVersion: sql.cnrm.cloud.google.com/v1beta1
            kind: SQLInstanceList
            items:
            - apiVersion: sql.cnrm.cloud.google.com/v1beta1
              kind: SQLInstance
              metadata: {name: i, namespace: p}
              spec: {settings: {backupConfiguration: {startTime: 20:55}}}
            """,
            Path.of("-"));
    assertThat(facts.fact("//cloudsql.googleapis.com/projects/p/instances/i").data().toString())
        .contains("\"startTime\": \"20:55\"");
  }

  @Test
  void aStateOfOldIsToBeShown() throws Exception {
    refused(
        "terraform.tfstate",
        "{\"version\": 3, \"terraform_version\": \"0.11.14\", \"modules\": []}",
        ": a state of version 3, not 4: terraform show -json");
  }

  @Test
  void theLineOfJsonLinesThatIsBrokenIsNamed() throws Exception {
    refused("x.ndjson", CLUSTER + "\n{\"name\":\n" + CLUSTER, ":3:");
    assertThatThrownBy(
            () -> Facts.of(Facts.file(folder, "y.ndjson", CLUSTER + "\n{\"a\":\n" + CLUSTER)))
        .hasMessageEndingWith("expected close marker for Object of 2:1");
  }

  @Test
  void codeThatCannotBeReadCostsTheLineOnly() throws Exception {
    Path plan =
        Facts.file(
            folder,
            "plan.json",
            """
            {"format_version": "1.2", "planned_values": {"root_module": {"resources": [
              {"address": "google_alloydb_cluster.a", "mode": "managed", "type": "google_alloydb_cluster",
               "name": "a", "values": {"cluster_id": "c", "location": "l", "project": "p"}}]}}}
            """);
    Path code = folder.resolve("main.tf");
    Files.createSymbolicLink(code, folder.resolve("gone"));

    Facts facts = Facts.of(plan);

    assertThat(facts.fact(ID).declaration().orElseThrow().line()).isZero();
    assertThat(facts.messages)
        .containsExactly(code + ": cannot be read, so findings name addresses without lines");
  }

  @Test
  void anAnswerThatRefusesIsAGap() throws Exception {
    Facts list =
        Facts.stdin(
            """
            {'_request': 'GET https://alloydb.googleapis.com/v1/projects/p/locations/-/clusters?alt=json',
             '_response': {'error': {'code': 403, 'message': 'Permission denied'}}}
            """);
    assertThat(list.gaps)
        .containsExactly(
            new Gap(
                "file:-",
                "alloydb.Cluster",
                "//alloydb.googleapis.com/projects/p",
                Gap.Cause.DENIED,
                "Permission denied",
                "record it again"));

    Facts users =
        Facts.stdin(
            """
            {'_request': 'GET https://sqladmin.googleapis.com/sql/v1beta4/projects/p/instances/i/users',
             '_response': {'error': {'code': 503, 'message': 'x'}}}
            """);
    assertThat(users.gaps)
        .extracting(Gap::kind, Gap::scope)
        .containsExactly(
            tuple("sqladmin.User", "//cloudsql.googleapis.com/projects/p/instances/i"));
    refused(
        "x.json",
        "{\"error\": {\"code\": 403, \"message\": \"No\"}}",
        ": the service answered with an error: No");
  }

  @Test
  void aGatewaysErrorIsAnErrorToo() throws Exception {
    String answer =
        "{'_request': 'GET https://alloydb.googleapis.com/v1/"
            + NAME
            + "', '_response': {'code': %d,";
    answer += " 'details': [], 'message': 'no'}}";
    assertThat(Facts.stdin(answer.formatted(5)).messages).containsExactly("-: there is no " + ID);
    assertThat(Facts.stdin(answer.formatted(7)).gaps)
        .extracting(Gap::cause)
        .containsExactly(Gap.Cause.DENIED);
  }

  @Test
  void whatIsNotThereIsNoGap() throws Exception {
    Facts facts =
        Facts.stdin(
            """
            {'_request': 'GET https://alloydb.googleapis.com/v1/%s', '_response': {'error': {'code': 404}}}
            """
                .formatted(NAME));
    assertThat(facts.gaps).isEmpty();
    assertThat(facts.messages).containsExactly("-: there is no " + ID);
  }

  @Test
  void otherServicesAndOtherResourcesAreNamed() throws Exception {
    assertThat(Facts.stdin("[{'kind': 'sql#sslCert', 'commonName': 'x'}]").messages)
        .containsExactly("-: not judged: sql#sslCert (1)");
    assertThat(
            Facts.stdin(
                    """
                    {'_request': 'GET https://spanner.googleapis.com/v1/projects/p/instances/i',
                     '_response': {'name': 'projects/p/instances/i'}}
                    """)
                .messages)
        .containsExactly("-: not judged: spanner.googleapis.com/instances (1)");
  }

  @Test
  void emptyListsAndRecordedHeadersAreUnderstood() throws Exception {
    assertThat(Facts.stdin("{'kind': 'sql#instancesList'}").facts).isEmpty();
    assertThat(
            Facts.stdin(
                    """
                    {'headers': {'status': '200'}, 'body': {'kind': 'sql#instancesList', 'items': [
                      {'kind': 'sql#instance', 'name': 'i', 'project': 'p'}]}}
                    """)
                .facts)
        .containsOnlyKeys("//cloudsql.googleapis.com/projects/p/instances/i");
  }

  @Test
  void gcloudPrintsListsAndSeveralDocuments() throws Exception {
    String yaml = "name: " + NAME + "\nclusterType: PRIMARY\ncreateTime: 2026-01-01T00:00:00Z\n";
    assertThat(
            Facts.of("---\n" + yaml + "---\n" + yaml.replace("/c\n", "/d\n"), Path.of("-")).facts)
        .hasSize(2);
    Facts list = Facts.of("- " + yaml.replace("\n", "\n  ").stripTrailing(), Path.of("-"));
    assertThat(list.fact(ID).data().toString()).contains("\"2026-01-01T00:00:00Z\"");
  }

  @Test
  void manifestsOfKubernetesItselfAreNamed() throws Exception {
    String manifest =
        """
        apiVersion: alloydb.cnrm.cloud.google.com/v1beta1
        kind: AlloyDBCluster
        metadata: {name: c}
        spec: {location: l, projectRef: {external: p}}
        """;
    Facts facts =
        Facts.of(
            "apiVersion: v1\nkind: Secret\nmetadata: {name: s}\n---\n" + manifest, Path.of("-"));

    assertThat(facts.facts).containsOnlyKeys(ID);
    assertThat(facts.messages).containsExactly("-: not judged: Secret (1)");
    refused("deployment.yaml", "apiVersion: v1\nkind: Secret\n", ":1: not of a known form");
  }

  @Test
  void aMemberThatIsReferredToIsAName() throws Exception {
    Facts facts =
        Facts.of(
            """
            apiVersion: iam.cnrm.cloud.google.com/v1beta1
            kind: IAMPartialPolicy
            metadata: {name: x}
            spec:
              resourceRef: {kind: Project, external: projects/p}
              bindings:
              - role: roles/alloydb.admin
                members:
                - memberFrom: {serviceIdentityRef: {name: robot}}
                - member: user:a@example.com
            """,
            Path.of("-"));
    assertThat(
            facts
                .fact("//cloudresourcemanager.googleapis.com/projects/p/iamPolicy")
                .data()
                .toString())
        .contains("[\"${serviceIdentityRef:robot}\", \"user:a@example.com\"]");
  }

  @Test
  void aPlanIsJudgedInsteadOfWhatIsThere() throws Exception {
    String project = "//cloudresourcemanager.googleapis.com/projects/p";
    Path present =
        Facts.file(
            folder,
            "a.json",
            """
            {"name": "%s", "asset_type": "alloydb.googleapis.com/Cluster", "resource": {"data":
              {"name": "%s", "clusterType": "SECONDARY"}}}
            {"name": "%s", "asset_type": "cloudresourcemanager.googleapis.com/Project", "iam_policy":
              {"bindings": [{"role": "roles/viewer", "members": ["user:a@x"]}]}}
            """
                .formatted(ID, NAME, project));
    Path plan =
        Facts.file(
            folder,
            "plan.json",
            """
            {"format_version": "1.2", "planned_values": {"root_module": {"resources": [
              {"address": "google_alloydb_cluster.a", "mode": "managed", "type": "google_alloydb_cluster",
               "name": "a", "values": {"cluster_id": "c", "location": "l", "project": "p",
               "cluster_type": "PRIMARY"}},
              {"address": "google_project_iam_member.b", "mode": "managed", "type":
               "google_project_iam_member", "name": "b", "values": {"project": "p",
               "role": "roles/owner", "member": "user:b@x"}}]}}}
            """);

    Facts facts = Facts.of(present, plan);

    assertThat(facts.fact(ID).data().toString()).contains("PRIMARY");
    assertThat(facts.fact(project + "/iamPolicy").data().toString())
        .contains("roles/viewer")
        .contains("roles/owner");
    assertThat(facts.fact(project + "/iamPolicy").untold()).isEmpty();
    assertThat(facts.messages)
        .containsExactly(plan + ": judged instead of " + present + ": " + ID + " and 1 more");
  }

  @Test
  void twoReadingsThatDifferAreSaidToDiffer() throws Exception {
    Path a = Facts.file(folder, "a.json", CLUSTER);
    Path b = Facts.file(folder, "b.json", CLUSTER.replace("PRIMARY", "SECONDARY"));
    assertThat(Facts.of(b, a).messages)
        .containsExactly(a + ": judged, though " + b + " tells it differently: " + ID);
  }

  @Test
  void whatAManifestLeavesOutMayBeThereAlready() throws Exception {
    Facts facts =
        Facts.of(
            """
            apiVersion: alloydb.cnrm.cloud.google.com/v1beta1
            kind: AlloyDBCluster
            metadata: {name: c}
            spec: {location: l, projectRef: {external: p}, continuousBackupConfig: {enabled: true}}
            """,
            Path.of("-"));
    assertThat(facts.fact(ID).untold())
        .containsEntry("automatedBackupPolicy", "the manifest leaves it to what is there")
        .doesNotContainKeys("continuousBackupConfig", "clusterType", "labels");
  }

  @Test
  void sinksMayHaveTheirFullNames() throws Exception {
    Facts told =
        Facts.stdin(
            "[{'name': 'organizations/1/sinks/audit', 'destination': 'storage.googleapis.com/b'}]");
    assertThat(told.facts).containsOnlyKeys("//logging.googleapis.com/organizations/1/sinks/audit");
  }

  @Test
  void thePolicyOfABucketIsTheBuckets() throws Exception {
    Facts told =
        Facts.stdin(
            """
            {'_request': 'GET https://storage.googleapis.com/storage/v1/b/logs/iam?alt=json',
             '_response': {'kind': 'storage#policy', 'etag': 'a',
                           'bindings': [{'role': 'roles/storage.objectViewer', 'members': ['allUsers']}]}}
            """);
    assertThat(told.facts).containsOnlyKeys("//storage.googleapis.com/logs/iamPolicy");
  }

  @Test
  void fingerprintsThatLookLikeNumbersAreTexts() throws Exception {
    Facts told =
        Facts.stdin(
            """
            kind: sql#instance
            name: i
            project: p
            etag: 4578e12
            replicationLagMaxSeconds: 1e+06
            """);
    assertThat(told.facts.get("//cloudsql.googleapis.com/projects/p/instances/i"))
        .extracting(fact -> fact.data().toString())
        .asString()
        .contains("\"etag\": \"4578e12\"")
        .contains("\"replicationLagMaxSeconds\": 1e+06");
  }

  @Test
  void firewallRulesInEffectAreReadAndPoliciesAboveThemNamed() throws Exception {
    Facts told =
        Facts.stdin(
            """
            {'firewalls': [{'kind': 'compute#firewall', 'name': 'db',
              'selfLink': 'https://www.googleapis.com/compute/v1/projects/p/global/firewalls/db'}],
             'firewallPolicys': [{'name': '1', 'type': 'HIERARCHY', 'rules': []}]}
            """);
    assertThat(told.facts)
        .containsOnlyKeys("//compute.googleapis.com/projects/p/global/firewalls/db");
    assertThat(told.messages)
        .containsExactly("-: not judged: compute.googleapis.com/firewallPolicys (1)");
  }
}
