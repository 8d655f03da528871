package dev.assay.collect.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.assay.report.Gap;
import dev.assay.snapshot.Fact;
import org.junit.jupiter.api.Test;

/** What Cloud Asset Inventory exports and what its searches find, of now and of old. */
class AssetFormTest {
  private static final String NAME = "projects/p/locations/l/clusters/c";
  private static final String ID = "//alloydb.googleapis.com/" + NAME;
  private static final String CLUSTER =
      "{\"name\": \"" + NAME + "\", \"clusterType\": \"PRIMARY\"}";

  @Test
  void anInventoryOfNamesIsNotLookedAt() throws Exception {
    Facts facts =
        Facts.stdin(
            """
            {'name': '%s', 'assetType': 'alloydb.googleapis.com/Cluster', 'ancestors': ['projects/1']}
            {'name': '//compute.googleapis.com/s', 'assetType': 'compute.googleapis.com/Subnetwork'}
            """
                .formatted(ID));

    assertThat(facts.facts).isEmpty();
    assertThat(facts.gaps)
        .extracting(Gap::kind, Gap::scope)
        .containsExactly(tuple("alloydb.Cluster", ID));
    assertThat(facts.messages)
        .containsExactly("-: not judged: compute.googleapis.com/Subnetwork (1)");
  }

  @Test
  void aSearchThatAskedForEverythingIsAnExport() throws Exception {
    Facts facts =
        Facts.stdin(
            """
            {'results': [{'name': '%s', 'assetType': 'alloydb.googleapis.com/Cluster',
              'parentFullResourceName': '//cloudresourcemanager.googleapis.com/projects/p',
              'versionedResources': [
                {'version': 'v1beta', 'resource': {'name': 'other'}},
                {'version': 'v1', 'resource': %s}]}]}
            """
                .formatted(ID, CLUSTER));

    assertThat(facts.fact(ID).data().toString()).contains("PRIMARY");
    assertThat(facts.fact(ID).parent())
        .isEqualTo("//cloudresourcemanager.googleapis.com/projects/p");
  }

  @Test
  void grantsThatASearchFoundAreSomeOfThem() throws Exception {
    Facts facts =
        Facts.stdin(
            """
            [{'resource': '//cloudresourcemanager.googleapis.com/projects/p',
              'assetType': 'cloudresourcemanager.googleapis.com/Project',
              'policy': {'bindings': [{'role': 'roles/owner', 'members': ['allUsers']}]}}]
            """);

    String policy = "//cloudresourcemanager.googleapis.com/projects/p/iamPolicy";
    assertThat(facts.fact(policy).data().toString()).contains("allUsers");
    assertThat(facts.fact(policy).untold()).containsKey("bindings");
  }

  @Test
  void exportsOfOldNameTypesOtherwise() throws Exception {
    Facts told =
        Facts.stdin(
            """
            {'asset_type': 'google.cloud.sql.Instance', 'name': '//cloudsql.googleapis.com/projects/p/instances/i',
             'resource': {'data': {'databaseVersion': 'POSTGRES_11'}}}
            {'asset_type': 'google.appengine.Application', 'name': '//appengine.googleapis.com/apps/p',
             'resource': {'data': {'locationId': 'us-central'}}}
            """);
    assertThat(told.facts.values())
        .extracting(Fact::kind)
        .containsExactly("appengine.Application", "sqladmin.Instance");
    assertThat(told.messages).containsExactly("-: not judged: google.appengine.Application (1)");
  }

  @Test
  void policiesThatAreInEffectAreThoseOfTheNodesAbove() throws Exception {
    Facts told =
        Facts.stdin(
            """
            {'policyResults': [{'fullResourceName': '//cloudresourcemanager.googleapis.com/projects/p', 'policies': [
              {'attachedResource': '//cloudresourcemanager.googleapis.com/projects/p',
               'policy': {'bindings': [{'role': 'roles/viewer', 'members': ['user:a@example.com']}]}},
              {'attachedResource': '//cloudresourcemanager.googleapis.com/folders/1',
               'policy': {'bindings': [{'role': 'roles/owner', 'members': ['user:b@example.com']}]}}]}]}
            """);
    assertThat(told.facts)
        .containsOnlyKeys(
            "//cloudresourcemanager.googleapis.com/projects/p/iamPolicy",
            "//cloudresourcemanager.googleapis.com/folders/1/iamPolicy");
  }

  @Test
  void whatBelongsToAClusterLiesInItWhateverAConverterTells() throws Exception {
    Facts told =
        Facts.stdin(
            """
            [{'asset_type': 'alloydb.googleapis.com/Instance', 'name': '%s/instances/i',
              'resource': {'parent': '//cloudresourcemanager.googleapis.com/projects/p',
                           'data': {'instanceType': 'PRIMARY'}}}]
            """
                .formatted(ID));
    assertThat(told.facts.get(ID + "/instances/i")).extracting(Fact::parent).isEqualTo(ID);
  }
}
