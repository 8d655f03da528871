package dev.assay.collect.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.report.Source;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lists as gcloud prints them, and recorded calls: what they leave out, others tell. */
class GcloudListsTest {
  private static final String CRM = "//cloudresourcemanager.googleapis.com/";

  @Test
  void sinksAreOfTheProjectWhoseRequiredSinkIsAmongThem() throws Exception {
    Facts facts =
        Facts.stdin(
            """
            [{'name': '_Required', 'filter': 'LOG_ID(x)',
              'destination': 'logging.googleapis.com/projects/p/locations/global/buckets/_Required'},
             {'name': 'audit', 'destination': 'storage.googleapis.com/b', 'writerIdentity': 'serviceAccount:s'}]
            """);
    assertThat(facts.facts)
        .containsOnlyKeys(
            "//logging.googleapis.com/projects/p/sinks/_Required",
            "//logging.googleapis.com/projects/p/sinks/audit");
    assertThat(facts.fact("//logging.googleapis.com/projects/p/sinks/audit").parent())
        .isEqualTo(CRM + "projects/p");
  }

  @Test
  void aSinkThatSaysNotWhereItLiesKeepsAPlaceForIt() throws Exception {
    assertThat(Facts.stdin("[{'name': 's', 'destination': 'storage.googleapis.com/b'}]").facts)
        .containsOnlyKeys("//logging.googleapis.com/projects/${project}/sinks/s");
  }

  @Test
  void whatARecordedCallNamesIsWhereItsAnswerLies() throws Exception {
    Facts facts =
        Facts.stdin(
            """
            {'_request': 'GET https://logging.googleapis.com/v2/folders/7/sinks?alt=json', '_response':
              {'sinks': [{'name': 'audit', 'destination': 'storage.googleapis.com/b', 'includeChildren': true}]}}
            """);
    assertThat(facts.fact("//logging.googleapis.com/folders/7/sinks/audit").parent())
        .isEqualTo(CRM + "folders/7");
  }

  @Test
  void anAnswerWithoutAnythingSaysThatThereIsNone() throws Exception {
    Facts facts =
        Facts.stdin(
            """
            {'_request': 'GET https://alloydb.googleapis.com/v1/projects/p/locations/-/clusters', '_response': {}}
            """);
    assertThat(facts.facts).isEmpty();
    assertThat(facts.messages).isEmpty();
    assertThat(facts.sources).extracting(Source::kinds).containsExactly(List.of("alloydb.Cluster"));
  }

  @Test
  void aListWithoutAnythingSaysOfWhat() throws Exception {
    assertThat(Facts.stdin("{'kind': 'sql#instancesList'}").sources)
        .extracting(Source::kinds)
        .containsExactly(List.of("sqladmin.Instance"));
  }

  @Test
  void whatIsDeletedWasNotAskedFor() throws Exception {
    assertThat(
            Facts.stdin(
                    """
                    {'_request': 'DELETE https://alloydb.googleapis.com/v1/projects/p/locations/l/backups/b', '_response': {}}
                    """)
                .sources)
        .extracting(Source::kinds)
        .containsExactly(List.of());
  }

  @Test
  void whatIsNullIsNotSet() throws Exception {
    String name = "projects/p/locations/l/clusters/c";
    Facts facts =
        Facts.stdin(
            "{'name': '%s', 'clusterType': 'PRIMARY', 'automatedBackupPolicy': null, 'networkConfig': {'network': null}}"
                .formatted(name));
    assertThat(facts.fact("//alloydb.googleapis.com/" + name).data().toString())
        .isEqualTo(
            "{\"clusterType\": \"PRIMARY\", \"name\": \"%s\", \"networkConfig\": {}}"
                .formatted(name));
  }

  @Test
  void aServiceThatIsAskedNeedNotShowWhatItIs() throws Exception {
    Facts facts =
        Facts.stdin(
            """
            {'_request': 'GET https://alloydb.googleapis.com/v1/projects/p/locations/l/clusters/c',
             '_response': {'name': 'projects/p/locations/l/clusters/c', 'state': 'CREATING'}}
            {'_request': 'GET https://redis.googleapis.com/v1/projects/p/locations/l/clusters/d',
             '_response': {'name': 'projects/p/locations/l/clusters/d', 'state': 'CREATING'}}
            """);
    assertThat(facts.facts)
        .containsOnlyKeys("//alloydb.googleapis.com/projects/p/locations/l/clusters/c");
    assertThat(facts.messages).containsExactly("-: not judged: redis.googleapis.com/clusters (1)");
  }

  @Test
  void theAnswerToAChangeIsNotWhatIsChanged() throws Exception {
    assertThat(
            Facts.stdin(
                    """
                    {'_request': 'POST https://sqladmin.googleapis.com/sql/v1beta4/projects/p/instances',
                     '_response': {'kind': 'sql#operation', 'name': 'o', 'operationType': 'CREATE'}}
                    """)
                .messages)
        .containsExactly("-: not judged: sql#operation (1)");
    assertThat(
            Facts.stdin(
                    """
                    {'_request': 'POST https://alloydb.googleapis.com/v1/projects/p/locations/l/clusters/c/instances',
                     '_response': {'name': 'operations/o', 'done': true, 'metadata': null}}
                    """)
                .messages)
        .containsExactly("-: not judged: alloydb.googleapis.com/operations (1)");
  }

  @Test
  void whatIsInSeveralZonesIsOneList() throws Exception {
    Facts facts =
        Facts.stdin(
            """
            {'kind': 'compute#instanceAggregatedList', 'items': {
              'zones/a': {'instances': [{'kind': 'compute#instance', 'selfLink':
                'https://www.googleapis.com/compute/v1/projects/p/zones/a/instances/i'}]},
              'zones/b': {'warning': {'code': 'NO_RESULTS_ON_PAGE'}}}}
            """);
    assertThat(facts.facts)
        .containsOnlyKeys("//compute.googleapis.com/projects/p/zones/a/instances/i");
  }

  @Test
  void oneOfAListIsOfTheKindOfItsNeighbours() throws Exception {
    assertThat(
            Facts.stdin(
                    """
                    [{'name': 'projects/p/locations/l/clusters/c', 'clusterType': 'PRIMARY'},
                     {'name': 'projects/p/locations/l/clusters/d', 'state': 'CREATING'}]
                    """)
                .facts)
        .hasSize(2);
  }

  @Test
  void operationsOfOtherServicesAreNotAlloyDbs() throws Exception {
    String operation =
        "[{'name': 'projects/p/locations/l/operations/o', 'done': true, 'metadata':"
            + " {'@type': 'type.googleapis.com/google.cloud.%s.v1.OperationMetadata'}}]";
    assertThat(Facts.stdin(operation.formatted("alloydb")).facts)
        .containsOnlyKeys("//alloydb.googleapis.com/projects/p/locations/l/operations/o");
    assertThat(Facts.stdin(operation.formatted("redis")).messages)
        .containsExactly("-: not judged: projects/*/locations/*/operations/* (1)");
  }

  @Test
  void whatIsNotKnownIsNamedByItsLink() throws Exception {
    assertThat(
            Facts.stdin(
                    """
                    [{'name': 'gke', 'selfLink': 'https://container.googleapis.com/v1/projects/p/zones/z/clusters/gke'}]
                    """)
                .messages)
        .containsExactly("-: not judged: container.googleapis.com/clusters (1)");
  }

  @Test
  void policiesOfAncestorsSayWhoseTheyAre() throws Exception {
    Facts facts =
        Facts.stdin(
            """
            [{'id': 'p', 'type': 'project', 'policy': {'etag': 'x', 'bindings': []}},
             {'id': '12', 'type': 'folder', 'policy': {'etag': 'y'}}]
            """);
    assertThat(facts.facts)
        .containsOnlyKeys(CRM + "projects/p/iamPolicy", CRM + "folders/12/iamPolicy");
    assertThat(facts.fact(CRM + "folders/12/iamPolicy").parent()).isEqualTo(CRM + "folders/12");
  }

  @Test
  void aPolicyWithoutANameSaysWhatWouldTellIt() throws Exception {
    Facts facts = Facts.stdin("{'bindings': [], 'etag': 'x', 'version': 1}");
    assertThat(facts.fact("${-}/iamPolicy").untold()).containsKey("resource");
    assertThat(facts.messages)
        .containsExactly(
            "-: does not say whose policy it is; gcloud projects get-ancestors-iam-policy PROJECT"
                + " --format=json does");
  }

  @Test
  void whatIsInEffectIsNotWhatWasSet() throws Exception {
    String call =
        "{'_request': 'GET https://orgpolicy.googleapis.com/v2/projects/p/policies/c:getEffectivePolicy',"
            + " '_response': {'name': 'projects/p/policies/c', 'spec': {'rules': [{'enforce': true}]}}}";
    assertThat(
            Facts.stdin(call)
                .fact("//orgpolicy.googleapis.com/projects/p/policies/c/effective")
                .kind())
        .isEqualTo("orgpolicy.EffectivePolicy");
    assertThat(Facts.stdin(call.replace(":getEffectivePolicy", "")).facts)
        .containsOnlyKeys("//orgpolicy.googleapis.com/projects/p/policies/c");
  }

  @Test
  void otherKindsThatRulesJudgeAreKnownByTheirNames() throws Exception {
    Facts facts =
        Facts.stdin(
            """
            [{'name': 'folders/1', 'parent': 'organizations/2', 'displayName': 'f'},
             {'name': 'billingAccounts/0/budgets/b', 'thresholdRules': []},
             {'name': 'projects/p/locations/l/functions/f', 'environment': 'GEN_2'},
             {'name': 'projects/p/locations/l/services/s', 'template': {}},
             {'name': 'm', 'filter': 'x', 'metricDescriptor': {'name': 'projects/p/metricDescriptors/x'}},
             {'finding': {'name': 'organizations/2/sources/3/findings/4', 'resourceName': '//x'}, 'resource': {}},
             {'kind': 'bigquery#dataset', 'id': 'p:d', 'datasetReference': {'projectId': 'p', 'datasetId': 'd'}},
             {'name': 'i', 'connectionName': 'example.com:p:europe-west1:i'},
             {'apiVersion': 'serving.knative.dev/v1', 'kind': 'Service', 'metadata': {'name': 'k', 'namespace':
               '42', 'labels': {'cloud.googleapis.com/location': 'l'}}}]
            """);
    assertThat(facts.facts)
        .containsOnlyKeys(
            CRM + "folders/1",
            "//billingbudgets.googleapis.com/billingAccounts/0/budgets/b",
            "//cloudfunctions.googleapis.com/projects/p/locations/l/functions/f",
            "//run.googleapis.com/projects/p/locations/l/services/s",
            "//logging.googleapis.com/projects/p/metrics/m",
            "//securitycenter.googleapis.com/organizations/2/sources/3/findings/4",
            "//bigquery.googleapis.com/projects/p/datasets/d",
            "//cloudsql.googleapis.com/projects/example.com:p/instances/i",
            "//run.googleapis.com/projects/42/locations/l/services/k");
    assertThat(facts.fact(CRM + "folders/1").parent()).isEqualTo(CRM + "organizations/2");
    assertThat(
            facts
                .fact("//securitycenter.googleapis.com/organizations/2/sources/3/findings/4")
                .parent())
        .isEqualTo("//x");
  }
}
