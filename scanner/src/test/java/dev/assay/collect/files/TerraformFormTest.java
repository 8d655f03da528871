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

  private static Facts state(String... resources) throws Exception {
    return of(
        "{'format_version': '1.0', 'values': {'root_module': {'resources': [%s]}}}"
            .formatted(String.join(",", resources))
            .replace('\'', '"'));
  }

  @Test
  void namesThatAreWholeInAStateAreNotRepeated() throws Exception {
    Facts facts =
        state(
            resource(
                "google_monitoring_alert_policy",
                "a",
                "'project': 'p', 'name': 'projects/p/alertPolicies/1', 'notification_channels':"
                    + " ['projects/p/notificationChannels/2']"),
            resource(
                "google_monitoring_notification_channel",
                "n",
                "'project': 'p', 'name': 'projects/p/notificationChannels/2'"));
    assertThat(facts.facts)
        .containsOnlyKeys(
            "//monitoring.googleapis.com/projects/p/alertPolicies/1",
            "//monitoring.googleapis.com/projects/p/notificationChannels/2");
    assertThat(
            facts.fact("//monitoring.googleapis.com/projects/p/alertPolicies/1").data().get("name"))
        .hasToString("\"projects/p/alertPolicies/1\"");
  }

  @Test
  void whatAnOlderProviderDidNotKnowIsNotTold() throws Exception {
    Fact instance =
        state(
                resource(
                    "google_sql_database_instance",
                    "i",
                    "'project': 'p', 'name': 'i', 'settings': [{'tier': 'db-f1-micro', 'edition': null,"
                        + " 'ip_configuration': [{'require_ssl': false}]}]"))
            .fact("//cloudsql.googleapis.com/projects/p/instances/i");
    assertThat(instance.untold())
        .containsEntry("settings.deletionProtectionEnabled", "the state does not have it")
        .containsEntry("settings.ipConfiguration.sslMode", "the state does not have it")
        .doesNotContainKeys("settings.edition", "settings.ipConfiguration.requireSsl");
  }

  @Test
  void shortNamesThatTheProviderTakesAreWritten() throws Exception {
    Facts facts =
        state(
            resource("google_kms_crypto_key", "k", "'key_ring': 'p/l/r', 'name': 'k'"),
            resource(
                "google_kms_crypto_key_iam_member",
                "m",
                "'crypto_key_id': 'p/l/r/k', 'role': 'x', 'member': 'allUsers'"),
            resource(
                "google_service_account_key",
                "s",
                "'service_account_id': 'a@p.iam.gserviceaccount.com', 'private_key': 'hunter2', 'name':"
                    + " 'projects/p/serviceAccounts/a@p.iam.gserviceaccount.com/keys/1'"),
            resource(
                "google_secret_manager_secret_iam_member",
                "g",
                "'project': 'p', 'secret_id': 'projects/p/secrets/s', 'role': 'x', 'member': 'allUsers'"),
            resource(
                "google_logging_project_bucket_config",
                "b",
                "'project': 'projects/p', 'location': 'global', 'bucket_id': '_Default'"));
    assertThat(facts.facts)
        .containsOnlyKeys(
            "//cloudkms.googleapis.com/projects/p/locations/l/keyRings/r/cryptoKeys/k",
            "//cloudkms.googleapis.com/projects/p/locations/l/keyRings/r/cryptoKeys/k/iamPolicy",
            "//iam.googleapis.com/projects/p/serviceAccounts/a@p.iam.gserviceaccount.com/keys/1",
            "//secretmanager.googleapis.com/projects/p/secrets/s/iamPolicy",
            "//logging.googleapis.com/projects/p/locations/global/buckets/_Default");
    assertThat(facts.facts.values()).noneMatch(f -> f.data().toString().contains("hunter2"));
  }

  @Test
  void whatContainsAResourceIsWhatItsTypeSays() throws Exception {
    Facts facts =
        state(
            resource("google_logging_folder_sink", "f", "'folder': '8', 'name': 's'"),
            resource("google_logging_organization_sink", "o", "'org_id': '7', 'name': 's'"),
            resource("google_project", "p", "'project_id': 'p', 'folder_id': '8', 'number': '99'"));
    String crm = "//cloudresourcemanager.googleapis.com/";
    assertThat(facts.facts.keySet())
        .contains(
            "//logging.googleapis.com/folders/8/sinks/s",
            "//logging.googleapis.com/organizations/7/sinks/s");
    assertThat(facts.fact(crm + "projects/p").parent()).isEqualTo(crm + "folders/8");
  }

  @Test
  void booleansThatTheProviderKeepsAsTextAreBooleans() throws Exception {
    assertThat(
            state(
                    resource(
                        "google_org_policy_policy",
                        "o",
                        "'name': 'projects/p/policies/c', 'spec': [{'rules': [{'enforce': 'TRUE', 'deny_all': ''}]}]"))
                .fact("//orgpolicy.googleapis.com/projects/p/policies/c")
                .data()
                .get("spec"))
        .hasToString("{\"rules\": [{\"enforce\": true}]}");
  }

  @Test
  void changesAloneAreAPlanWithoutWhatGoes() throws Exception {
    Facts facts =
        of(
            """
            {'resource_changes': [
              {'address': 'google_sql_database.a', 'mode': 'managed', 'type': 'google_sql_database', 'name': 'a',
               'change': {'actions': ['create'], 'after': {'project': 'p', 'instance': 'i', 'name': 'a'}}},
              {'address': 'google_sql_database.b', 'mode': 'managed', 'type': 'google_sql_database', 'name': 'b',
               'change': {'actions': ['delete'], 'before': {'name': 'b'}, 'after': null}},
              {'address': 'data.google_project.c', 'mode': 'data', 'type': 'google_project', 'name': 'c',
               'change': {'actions': ['read'], 'after': {'project_id': 'c'}}}]}
            """
                .replace('\'', '"'));
    assertThat(facts.facts)
        .containsOnlyKeys("//cloudsql.googleapis.com/projects/p/instances/i/databases/a");
  }

  @Test
  void whatIsPutOffIsPartOfThePlan() throws Exception {
    Facts facts =
        of(
            """
            {'format_version': '1.2', 'complete': false, 'planned_values': {'root_module': {}}, 'deferred_changes': [
              {'reason': 'resource_config_unknown', 'resource_change': {'address': 'google_sql_database.a', 'mode':
               'managed', 'type': 'google_sql_database', 'name': 'a', 'change': {'actions': ['create'], 'after':
               {'project': 'p', 'instance': 'i', 'name': 'a'}}}}]}
            """
                .replace('\'', '"'));
    assertThat(facts.facts)
        .containsOnlyKeys("//cloudsql.googleapis.com/projects/p/instances/i/databases/a");
  }

  @Test
  void whatIsReplacedAndGoesWithTheNextRunIsNotThere() throws Exception {
    Facts facts =
        of(
            """
            {'version': 4, 'terraform_version': '1.9.0', 'resources': [{'mode': 'managed', 'type':
              'google_sql_database', 'name': 'a', 'instances': [
                {'attributes': {'project': 'p', 'instance': 'new', 'name': 'a'}},
                {'deposed': '0a1b', 'attributes': {'project': 'p', 'instance': 'old', 'name': 'a'}}]}]}
            """
                .replace('\'', '"'));
    assertThat(facts.facts)
        .containsOnlyKeys("//cloudsql.googleapis.com/projects/p/instances/new/databases/a");
  }

  @Test
  void aResourceThatIsSensitiveAltogetherTellsNothing() throws Exception {
    Facts facts =
        of(
            """
            {'format_version': '1.2', 'planned_values': {'root_module': {'resources': [
              {'address': 'google_sql_database.a', 'type': 'google_sql_database', 'name': 'a', 'values': {'name':
               'hunter2'}}]}}, 'resource_changes': [{'address': 'google_sql_database.a', 'change':
              {'after_sensitive': true}}]}
            """
                .replace('\'', '"'));
    assertThat(facts.facts).hasSize(1);
    assertThat(facts.facts.toString()).doesNotContain("hunter2");
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
  void whatFollowsFromWhatIsToldIsTold() throws Exception {
    Fact told =
        of(plan(
                resource(
                    "google_alloydb_instance",
                    "a",
                    "'cluster': 'c', 'instance_id': 'i', 'machine_config': [{'cpu_count': 2}]")))
            .fact("//alloydb.googleapis.com/c/instances/i");
    assertThat(told.untold()).doesNotContainKeys("machineConfig", "machineConfig.machineType");

    Fact typed =
        of(plan(
                resource(
                    "google_alloydb_instance",
                    "a",
                    "'cluster': 'c', 'instance_id': 'i', 'machine_config': [{'machine_type': 'n2-highmem-4'}]")))
            .fact("//alloydb.googleapis.com/c/instances/i");
    assertThat(typed.untold()).doesNotContainKey("machineConfig.cpuCount");

    Fact neither =
        of(plan(
                resource(
                    "google_alloydb_instance",
                    "a",
                    "'cluster': 'c', 'instance_id': 'i', 'machine_config': [{}]")))
            .fact("//alloydb.googleapis.com/c/instances/i");
    assertThat(neither.untold())
        .containsKeys("machineConfig.cpuCount", "machineConfig.machineType");
  }

  @Test
  void anAttributeThatAStateHasEmptyWasReadAndIsEmpty() throws Exception {
    Fact instance =
        state(
                resource(
                    "google_sql_database_instance",
                    "i",
                    "'project': 'p', 'name': 'i', 'available_maintenance_versions': []"))
            .fact("//cloudsql.googleapis.com/projects/p/instances/i");
    assertThat(instance.untold())
        .doesNotContainKey("availableMaintenanceVersions")
        .containsEntry("state", "a Terraform state does not have it");
  }

  @Test
  void anInstanceOfCloudSqlIsAReplicaIfTheCodeNamesItsMaster() throws Exception {
    assertThat(
            sqlPlan("'master_instance_name': {'constant_value': 'm'}, 'settings': [{'tier': {}}]")
                .untold())
        .containsKey("instanceType");
    assertThat(sqlPlan("'settings': [{'tier': {}, 'user_labels': {}}]").untold())
        .containsEntry("settings.userLabels", "known after apply");
    Fact plain = sqlPlan("'settings': [{'tier': {}}]");
    assertThat(plain.untold()).doesNotContainKeys("instanceType", "settings.userLabels");
    assertThat(plain.data().toString()).contains("\"instanceType\": \"CLOUD_SQL_INSTANCE\"");
  }

  /** An instance of which the plan tells no more than its name and its code. */
  private static Fact sqlPlan(String expressions) throws Exception {
    String resources =
        resource(
            "google_sql_database_instance",
            "i",
            "'project': 'p', 'name': 'i', 'settings': [{'tier': 't'}]");
    String code =
        "{'type': 'google_sql_database_instance', 'name': 'i', 'expressions': {%s}}"
            .formatted(expressions);
    return of("{'format_version': '1.2', 'planned_values': {'root_module': {'resources': [%s]}}, 'configuration': {'root_module': {'resources': [%s]}}}"
            .formatted(resources, code)
            .replace('\'', '"'))
        .fact("//cloudsql.googleapis.com/projects/p/instances/i");
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
    assertThat(facts.messages).containsExactly("-: not judged: google_dns_record_set (1)");
  }

  @Test
  void aPlanTellsOnlyAPart() throws Exception {
    assertThat(Facts.of(OPEN).sources.get(0).part())
        .contains("a Terraform plan tells only what Terraform manages");
  }

  @Test
  void anEmptyStateIsAStateWithNothingInIt() throws Exception {
    Facts facts = Facts.of("{\"format_version\": \"1.0\"}", Path.of("-"));
    assertThat(facts.facts).isEmpty();
    assertThat(facts.sources)
        .extracting(source -> source.details().get("form"))
        .containsExactly("Terraform state");
  }
}
