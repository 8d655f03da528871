package dev.assay.collect.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.input.InputException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Manifests that refer to each other, and what a cluster of Kubernetes has noted in them. */
class ConnectorFormTest {
  private static final String CRM = "//cloudresourcemanager.googleapis.com/";
  private static final String ALLOYDB = "//alloydb.googleapis.com/projects/p/locations/l/clusters/";

  private static String manifest(String group, String kind, String name, String rest) {
    return """
        ---
        apiVersion: %s.cnrm.cloud.google.com/v1beta1
        kind: %s
        metadata: {name: %s, namespace: p}
        %s
        """
        .formatted(group, kind, name, rest);
  }

  private static Facts of(String... manifests) throws InputException {
    return Facts.of(String.join("", manifests), Path.of("-"));
  }

  @Test
  void referencesOfAllFieldsBecomeNames() throws Exception {
    Facts facts =
        of(
            manifest("alloydb", "AlloyDBCluster", "one", "spec: {location: l}"),
            manifest(
                "alloydb",
                "AlloyDBCluster",
                "two",
                "spec: {location: l, clusterType: SECONDARY, secondaryConfig: {primaryClusterNameRef: {name: one}},"
                    + " networkConfig: {networkRef: {name: gone}}}"),
            manifest(
                "alloydb",
                "AlloyDBBackup",
                "b",
                "spec: {location: l, clusterNameRef: {name: one}}"));

    assertThat(facts.fact(ALLOYDB + "two").data().toString())
        .contains("\"primaryClusterName\": \"projects/p/locations/l/clusters/one\"")
        .contains("\"network\": \"${ComputeNetwork:gone}\"");
    assertThat(
            facts
                .fact("//alloydb.googleapis.com/projects/p/locations/l/backups/b")
                .data()
                .toString())
        .contains("\"clusterName\": \"projects/p/locations/l/clusters/one\"");
  }

  @Test
  void aNameIsOfTheNamespaceThatTheReferenceMeans() throws Exception {
    Facts facts =
        of(
            manifest("alloydb", "AlloyDBCluster", "c", "spec: {location: l}"),
            manifest("alloydb", "AlloyDBCluster", "c", "spec: {location: l}")
                .replace("namespace: p", "namespace: q"),
            manifest("alloydb", "AlloyDBInstance", "own", "spec: {clusterRef: {name: c}}")
                .replace("namespace: p", "namespace: q"),
            manifest(
                "alloydb",
                "AlloyDBInstance",
                "other",
                "spec: {clusterRef: {name: c, namespace: q}}"));
    assertThat(facts.facts.keySet())
        .contains(
            ALLOYDB.replace("/p/", "/q/") + "c/instances/own",
            ALLOYDB.replace("/p/", "/q/") + "c/instances/other");
  }

  @Test
  void aTypeThatIsReferredToIsUnknownWithoutItsCluster() throws Exception {
    Facts facts =
        of(
            manifest(
                "alloydb",
                "AlloyDBInstance",
                "i",
                "spec: {clusterRef: {external: projects/p/locations/l/clusters/c}, instanceTypeRef: {name: c}}"));
    assertThat(facts.fact(ALLOYDB + "c/instances/i").untold())
        .containsEntry("instanceType", "the cluster c is not among the files");
  }

  @Test
  void whatABlockLeavesOutIsLeftAsItIs() throws Exception {
    Facts facts =
        of(
            manifest(
                "alloydb",
                "AlloyDBCluster",
                "c",
                "spec: {location: l, automatedBackupPolicy: {location: l}, continuousBackupConfig: {enabled: true}}"));
    assertThat(facts.fact(ALLOYDB + "c").untold())
        .containsEntry("automatedBackupPolicy.enabled", "the manifest leaves it to what is there")
        .containsEntry(
            "continuousBackupConfig.recoveryWindowDays", "the manifest leaves it to what is there")
        .doesNotContainKeys(
            "automatedBackupPolicy", "continuousBackupConfig.enabled", "pscConfig.pscEnabled");
  }

  @Test
  void oneAndSeveralAreWrittenTheOtherWayRound() throws Exception {
    Facts facts =
        of(
            manifest(
                "sql",
                "SQLInstance",
                "s",
                "spec: {settings: {denyMaintenancePeriod: {startDate: 2026-12-01, endDate: 2027-01-05, time: '00:00:00'},"
                    + " ipConfiguration: {pscConfig: [{pscEnabled: true}]}}}"));
    assertThat(facts.fact("//cloudsql.googleapis.com/projects/p/instances/s").data().toString())
        .contains("\"denyMaintenancePeriods\": [{")
        .contains("\"pscConfig\": {\"pscEnabled\": true}");
  }

  @Test
  void whatHasAMasterIsAReplica() throws Exception {
    Facts facts =
        of(
            manifest("sql", "SQLInstance", "s", "spec: {settings: {tier: t}}"),
            manifest(
                "sql",
                "SQLInstance",
                "r",
                "spec: {masterInstanceRef: {name: s}, settings: {tier: t}}"));
    String instances = "//cloudsql.googleapis.com/projects/p/instances/";
    assertThat(facts.fact(instances + "s").data().get("instanceType"))
        .hasToString("\"CLOUD_SQL_INSTANCE\"");
    assertThat(facts.fact(instances + "r").data().get("instanceType"))
        .hasToString("\"READ_REPLICA_INSTANCE\"");
    assertThat(facts.fact(instances + "s").untold())
        .containsKey("diskEncryptionConfiguration.kmsKeyName");
  }

  @Test
  void whatTheClusterOfKubernetesHasNotedIsTold() throws Exception {
    Facts facts =
        of(
            manifest(
                "alloydb",
                "AlloyDBInstance",
                "i",
                """
                spec: {clusterRef: {name: elsewhere}, machineConfig: {cpuCount: 4}}
                status:
                  externalRef: projects/p/locations/l/clusters/c/instances/i
                  conditions: [{type: Ready}]
                  observedGeneration: 1
                  state: READY
                  publicIpAddress: 192.0.2.1
                  observedState: {machineConfig: {cpuCount: 2}}
                """),
            manifest(
                "alloydb",
                "AlloyDBCluster",
                "c",
                """
                spec: {location: l}
                status:
                  databaseVersion: DATABASE_VERSION_UNSPECIFIED
                  encryptionInfo: [{encryptionType: GOOGLE_DEFAULT_ENCRYPTION}]
                """));

    assertThat(facts.fact(ALLOYDB + "c/instances/i").data().toString())
        .contains("\"cpuCount\": 4")
        .contains("\"publicIpAddress\": \"192.0.2.1\"")
        .contains("\"state\": \"READY\"")
        .doesNotContain("conditions");
    assertThat(facts.fact(ALLOYDB + "c/instances/i").untold())
        .doesNotContainKeys("state", "publicIpAddress")
        .containsKey("nodes");
    assertThat(facts.fact(ALLOYDB + "c").data().toString())
        .contains("\"encryptionInfo\": {\"encryptionType\": \"GOOGLE_DEFAULT_ENCRYPTION\"}");
    assertThat(facts.fact(ALLOYDB + "c").untold())
        .containsKey("databaseVersion")
        .doesNotContainKey("encryptionInfo");
  }

  @Test
  void aFirewallThatNamesNoSourceIsNotClosed() throws Exception {
    Facts facts =
        of(
            manifest(
                "compute",
                "ComputeFirewall",
                "f",
                "spec: {networkRef: {external: n}, allow: [{protocol: tcp, ports: ['5432']}]}"));
    assertThat(facts.fact("//compute.googleapis.com/projects/p/global/firewalls/f").untold())
        .containsKeys("sourceRanges", "direction");
  }

  @Test
  void aKeyIsNamedByItsLinkWhereItsRingIsElsewhere() throws Exception {
    Facts facts =
        of(
            manifest(
                "kms",
                "KMSCryptoKey",
                "k",
                """
                spec: {keyRingRef: {name: elsewhere}}
                status: {selfLink: projects/p/locations/l/keyRings/r/cryptoKeys/k}
                """));
    String name = "projects/p/locations/l/keyRings/r/cryptoKeys/k";
    assertThat(facts.fact("//cloudkms.googleapis.com/" + name).data().toString())
        .contains("\"name\": \"" + name + "\"")
        .doesNotContain("selfLink");
  }

  @Test
  void sinksLieAndLeadWhereTheirReferencesSay() throws Exception {
    Facts facts =
        of(
            manifest(
                "logging",
                "LoggingLogSink",
                "org",
                "spec: {organizationRef: {external: '7'}, destination: {storageBucketRef: {external:"
                    + " storage.googleapis.com/archive}}}"),
            manifest(
                "logging",
                "LoggingLogSink",
                "own",
                "spec: {destination: {bigQueryDatasetRef: {name: audit}}}"),
            manifest("bigquery", "BigQueryDataset", "audit", "spec: {resourceID: audit_log}"));

    assertThat(
            facts
                .fact("//logging.googleapis.com/organizations/7/sinks/org")
                .data()
                .get("destination"))
        .hasToString("\"storage.googleapis.com/archive\"");
    assertThat(
            facts.fact("//logging.googleapis.com/projects/p/sinks/own").data().get("destination"))
        .hasToString("\"bigquery.googleapis.com/projects/p/datasets/audit_log\"");
  }

  @Test
  void alertPoliciesNameTheirChannels() throws Exception {
    Facts facts =
        of(
            manifest(
                "monitoring",
                "MonitoringAlertPolicy",
                "a",
                "spec: {notificationChannels: [{name: mail}, {external: projects/p/notificationChannels/1}]}"),
            manifest(
                "monitoring",
                "MonitoringNotificationChannel",
                "mail",
                "spec: {type: email, labels: {email_address: dba@example.com}}"));

    String monitoring = "//monitoring.googleapis.com/projects/p/";
    assertThat(facts.fact(monitoring + "alertPolicies/a").data().get("notificationChannels"))
        .hasToString(
            "[\"projects/p/notificationChannels/mail\", \"projects/p/notificationChannels/1\"]");
    assertThat(facts.fact(monitoring + "notificationChannels/mail").data().toString())
        .doesNotContain("dba@example.com");
  }

  @Test
  void grantsToServiceAccountsNameThem() throws Exception {
    Facts facts =
        of(
            manifest("iam", "IAMServiceAccount", "robot", "spec: {displayName: x}"),
            manifest(
                "iam",
                "IAMPolicyMember",
                "m",
                "spec: {role: roles/owner, memberFrom: {serviceAccountRef: {name: robot}}, resourceRef:"
                    + " {kind: Project, external: projects/p}}"),
            manifest(
                "iam",
                "IAMAuditConfig",
                "log",
                "spec: {service: allServices, auditLogConfigs: [{logType: DATA_READ}], resourceRef: {kind: Project,"
                    + " external: projects/p}}"));

    assertThat(facts.facts)
        .containsKey(
            "//iam.googleapis.com/projects/p/serviceAccounts/robot@p.iam.gserviceaccount.com");
    assertThat(facts.fact(CRM + "projects/p/iamPolicy").data().toString())
        .contains("serviceAccount:robot@p.iam.gserviceaccount.com")
        .contains("DATA_READ");
  }

  @Test
  void aProjectLiesWhereItIsPut() throws Exception {
    assertThat(
            of(manifest("resourcemanager", "Project", "shop", "spec: {folderRef: {external: '7'}}"))
                .fact(CRM + "projects/shop")
                .parent())
        .isEqualTo(CRM + "folders/7");
  }

  @Test
  void labelsOfKubernetesAreLabelsWhereGoogleHasThem() throws Exception {
    String labelled = "spec: {clusterRef: {external: projects/p/locations/l/clusters/c}}";
    Facts facts =
        of(
            manifest("alloydb", "AlloyDBInstance", "i, labels: {env: prod}", labelled),
            manifest("alloydb", "AlloyDBUser", "u, labels: {env: prod}", labelled));
    assertThat(facts.fact(ALLOYDB + "c/instances/i").data().toString()).contains("prod");
    assertThat(facts.fact(ALLOYDB + "c/users/u").data().toString()).doesNotContain("prod");
  }
}
