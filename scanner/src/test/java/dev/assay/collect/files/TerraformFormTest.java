package dev.assay.collect.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.report.Declaration;
import dev.assay.snapshot.Fact;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TerraformFormTest {
  private static final Path OPEN =
      Path.of("src/test/resources/dev/assay/collect/files/quintuples/open/plan.json");
  private static final String CLUSTER =
      "//alloydb.googleapis.com/projects/shop-prod/locations/europe-west1/clusters/open";

  private static String plan(String resources) {
    return "{'format_version': '1.2', 'planned_values': {'root_module': {'resources': [%s]}}}"
        .formatted(resources)
        .replace('\'', '"');
  }

  private static String resource(String type, String name, String values) {
    return "{'address': '%s.%s', 'mode': 'managed', 'type': '%s', 'name': '%s', 'values': {%s}}"
        .formatted(type, name, type, name, values);
  }

  private static Facts of(String plan) throws Exception {
    return Facts.of(plan, Path.of("-"));
  }

  @Test
  void anArgumentThatIsNotKnownYetLeadsToTheResourceThatItRefersTo() throws Exception {
    Fact instance = Facts.of(OPEN).fact(CLUSTER + "/instances/open-1");

    assertThat(instance.parent()).isEqualTo(CLUSTER);
    assertThat(instance.untold())
        .containsEntry("activationPolicy", "known after apply")
        .containsEntry("ipAddress", "known after apply")
        .containsEntry("nodes", "a Terraform plan does not have it")
        .doesNotContainKey("clientConnectionConfig");
  }

  @Test
  void aFindingPointsAtTheCodeBesideThePlan() throws Exception {
    String code = OPEN.resolveSibling("db/main.tf").toString().replace('\\', '/');
    Facts facts = Facts.of(OPEN);

    assertThat(facts.fact(CLUSTER).declaration())
        .contains(new Declaration("module.db.google_alloydb_cluster.main", code, 3));
    assertThat(facts.fact(CLUSTER + "/instances/open-1").declaration())
        .contains(new Declaration("module.db.google_alloydb_instance.first", code, 6));
  }

  @Test
  void withoutTheCodeItPointsAtTheAddress() throws Exception {
    Facts facts =
        of(plan(resource("google_sql_database_instance", "a", "'name': 'db', 'project': 'p'")));

    assertThat(facts.fact("//cloudsql.googleapis.com/projects/p/instances/db").declaration())
        .isEqualTo(Optional.of(new Declaration("google_sql_database_instance.a", "-", 0)));
  }

  @Test
  void whatNobodyKnowsStaysVisibleInTheName() throws Exception {
    assertThat(of(plan(resource("google_alloydb_cluster", "a", "'location': 'l'"))).facts)
        .containsOnlyKeys(
            "//alloydb.googleapis.com/projects/${google_alloydb_cluster.a.project}/locations/l"
                + "/clusters/${google_alloydb_cluster.a.clusterId}");
  }

  @Test
  void anArgumentThatAPlanLeavesOutIsNotUnset() throws Exception {
    String id = "//alloydb.googleapis.com/c/instances/i";
    String base = "'cluster': 'c', 'instance_id': 'i'";

    assertThat(of(plan(resource("google_alloydb_instance", "a", base))).fact(id).untold())
        .containsEntry("clientConnectionConfig", "known after apply")
        .containsEntry("publicIpAddress", "a Terraform plan does not have it");
    assertThat(
            of(plan(
                    resource(
                        "google_alloydb_instance",
                        "a",
                        base + ", 'client_connection_config': [], 'network_config': []")))
                .fact(id)
                .untold())
        .doesNotContainKeys("clientConnectionConfig", "publicIpAddress");
  }

  @Test
  void blocksMapsUnitsAndLabelsBecomeWhatRestWouldTell() throws Exception {
    Facts facts =
        of(
            plan(
                resource(
                    "google_sql_database_instance",
                    "a",
                    """
                    'name': 'db', 'project': 'p', 'encryption_key_name': 'k', 'root_password': 'hunter2',
                    'settings': [{'disk_size': 20, 'user_labels': {'My.Label_x': 'v'},
                      'database_flags': [{'name': 'f', 'value': 'on'}],
                      'backup_configuration': [{'enabled': true, 'backup_retention_settings': []}]}]
                    """)));

    assertThat(facts.fact("//cloudsql.googleapis.com/projects/p/instances/db").data().toString())
        .contains("\"dataDiskSizeGb\": \"20\"")
        .contains("\"userLabels\": {\"My.Label_x\": \"v\"}")
        .contains("\"databaseFlags\": [{\"name\": \"f\", \"value\": \"on\"}]")
        .contains("\"backupConfiguration\": {\"enabled\": true}")
        .contains("\"diskEncryptionConfiguration\": {\"kmsKeyName\": \"k\"}")
        .doesNotContain("hunter2");
  }

  @Test
  void grantsOfOneResourceBecomeAPolicyThatMayLackSome() throws Exception {
    Facts facts =
        of(
            plan(
                resource(
                        "google_project_iam_member",
                        "a",
                        "'project': 'p', 'role': 'roles/editor', 'member': 'user:a@x'")
                    + ","
                    + resource(
                        "google_project_iam_binding",
                        "b",
                        "'project': 'p', 'role': 'roles/editor', 'members': ['user:b@x']")
                    + ","
                    + resource(
                        "google_project_iam_audit_config",
                        "c",
                        "'project': 'p', 'service': 'allServices', 'audit_log_config': [{'log_type':"
                            + " 'DATA_READ', 'exempted_members': []}]")));

    Fact policy = facts.fact("//cloudresourcemanager.googleapis.com/projects/p/iamPolicy");
    assertThat(policy.data().toString())
        .contains("[{\"members\": [\"user:a@x\", \"user:b@x\"], \"role\": \"roles/editor\"}]")
        .contains(
            "{\"auditLogConfigs\": [{\"logType\": \"DATA_READ\"}], \"service\": \"allServices\"}");
    assertThat(policy.untold()).containsOnlyKeys("bindings", "auditConfigs");
  }

  @Test
  void aWholePolicyIsWhole() throws Exception {
    Facts facts =
        of(
            plan(
                resource(
                        "google_project_iam_policy",
                        "a",
                        "'project': 'p', 'policy_data': '{\\'bindings\\':[]}'"
                            .replace("\\'", "\\\\'"))
                    .replace("\\\\'", "\\u0022")));

    assertThat(facts.fact("//cloudresourcemanager.googleapis.com/projects/p/iamPolicy").untold())
        .isEmpty();
  }

  @Test
  void whatIsSensitiveIsWithheldAndSaidToBe() throws Exception {
    String state =
        """
        {"version": 4, "terraform_version": "1.11.4", "serial": 1, "resources": [
          {"mode": "managed", "type": "google_sql_database_instance", "name": "a", "instances": [
            {"index_key": "x", "sensitive_attributes": [[{"type": "get_attr", "value": "settings"}]],
             "attributes": {"name": "db", "project": "p", "settings": [{"tier": "secret"}]}}]},
          {"mode": "data", "type": "google_project", "name": "d", "instances": []},
          {"mode": "managed", "type": "google_dns_record_set", "name": "r", "instances": [{"attributes": {}}]}]}
        """;
    Facts facts = of(state);
    Fact instance = facts.fact("//cloudsql.googleapis.com/projects/p/instances/db");

    assertThat(instance.data().toString()).doesNotContain("secret");
    assertThat(instance.untold()).containsEntry("settings", "sensitive in Terraform");
    assertThat(instance.declaration().orElseThrow().name())
        .isEqualTo("google_sql_database_instance.a[\"x\"]");
    assertThat(facts.messages).containsExactly("-: no rule looks at google_dns_record_set (1)");
  }

  @Test
  void aPlanTellsOnlyAPart() throws Exception {
    assertThat(Facts.of(OPEN).sources.get(0).part())
        .contains("a Terraform plan tells only what Terraform manages");
  }
}
