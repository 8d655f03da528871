package dev.assay.collect.asset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.collect.google.Gathered;
import dev.assay.collect.google.GoogleClients;
import dev.assay.collect.google.GoogleSettings;
import dev.assay.collect.google.Territory;
import dev.assay.fixtures.google.GoogleStandIn;
import dev.assay.fixtures.google.GoogleStandIn.Fault;
import dev.assay.report.Gap;
import dev.assay.report.Gap.Cause;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AssetCollectorTest {
  private static final String CRM = "//cloudresourcemanager.googleapis.com/";
  private static final String KEY =
      "//cloudkms.googleapis.com/projects/shop-prod/locations/europe-west1/keyRings/databases"
          + "/cryptoKeys/alloydb";

  @Test
  void readsThePoliciesOfAProject() throws IOException {
    Gathered gathered = collect("projects/shop-prod", "messy");

    assertThat(gathered.gaps()).isEmpty();
    assertThat(gathered.ids("iam.Policy", "//"))
        .containsExactly(
            "cloudkms.googleapis.com/projects/shop-prod/locations/europe-west1/keyRings/databases"
                + "/cryptoKeys/alloydb/iamPolicy",
            "cloudresourcemanager.googleapis.com/projects/shop-prod/iamPolicy",
            "secretmanager.googleapis.com/projects/shop-prod/secrets/shop-database/iamPolicy");
    assertThat(gathered.fact(KEY + "/iamPolicy").parent()).isEqualTo(KEY);
    assertThat(gathered.at(KEY + "/iamPolicy", "resource")).isEqualTo(KEY);
    assertThat(gathered.at(KEY + "/iamPolicy", "assetType"))
        .isEqualTo("cloudkms.googleapis.com/CryptoKey");
    assertThat(gathered.at(KEY + "/iamPolicy", "bindings", "1", "members", "0"))
        .isEqualTo("allAuthenticatedUsers");
  }

  @Test
  void aProjectHasItsIdThoughTheInventoryNamesItByNumber() throws IOException {
    Gathered gathered = collect("organizations/200000000001", "messy");

    assertThat(gathered.ids("cloudresourcemanager.Project", CRM))
        .containsExactly("projects/shop-analytics", "projects/shop-prod");
    String project = CRM + "projects/shop-prod";
    assertThat(gathered.fact(project).parent()).isEqualTo(CRM + "folders/300000000001");
    assertThat(gathered.at(project, "projectNumber")).isEqualTo("410000000001");
    assertThat(gathered.at(project, "labels", "env")).isEqualTo("prod");
    assertThat(gathered.fact(project + "/iamPolicy").parent()).isEqualTo(project);
  }

  @Test
  void conditionsAndAuditConfigsAreTold() throws IOException {
    Gathered gathered = collect("folders/300000000001", "messy");

    String policy = CRM + "projects/shop-prod/iamPolicy";
    assertThat(gathered.at(policy, "bindings", "1", "condition", "title"))
        .isEqualTo("until the migration ends");
    assertThat(gathered.at(policy, "auditConfigs", "0", "service"))
        .isEqualTo("alloydb.googleapis.com");
    assertThat(gathered.at(policy, "auditConfigs", "0", "auditLogConfigs", "1", "logType"))
        .isEqualTo("DATA_READ");
  }

  @Test
  void aRefusalIsAGapForProjectsAndForPolicies() throws IOException {
    Gathered gathered = collect("organizations/200000000001", "odd");

    assertThat(gathered.facts()).isEmpty();
    assertThat(gathered.gaps())
        .extracting(Gap::kind)
        .containsExactly(
            "cloudresourcemanager.Project",
            "cloudresourcemanager.Folder",
            "cloudresourcemanager.Organization",
            "iam.Policy");
    Gap policies = gathered.gaps().get(3);
    assertThat(policies.cause()).isEqualTo(Cause.DENIED);
    assertThat(policies.scope()).isEqualTo(CRM + "organizations/200000000001");
    assertThat(policies.message()).startsWith("cloudasset.assets.listIamPolicy on ");
    assertThat(policies.remedy()).contains("roles/cloudasset.viewer");
  }

  @Test
  void whatWasReadBeforeAPageFailedIsKept() throws IOException {
    Gathered gathered = new Gathered();
    try (GoogleStandIn google = GoogleStandIn.start("messy")) {
      google.fault("ListAssets", Fault.BREAKS_AFTER_FIRST_PAGE);
      collect("folders/300000000001", google, gathered);
    }

    assertThat(gathered.ids("iam.Policy", "//")).hasSize(2);
    assertThat(gathered.gaps()).extracting(Gap::kind).containsExactly("iam.Policy");
    assertThat(gathered.gaps().get(0).message()).endsWith("(after 2 had been read)");
  }

  private static Gathered collect(String parent, String estate) throws IOException {
    Gathered gathered = new Gathered();
    try (GoogleStandIn google = GoogleStandIn.start(estate)) {
      collect(parent, google, gathered);
    }
    return gathered;
  }

  private static void collect(String parent, GoogleStandIn google, Gathered gathered) {
    GoogleSettings settings =
        new GoogleSettings(
            Map.of("asset", google.endpoint()), true, Duration.ofSeconds(20), Optional.empty());
    try (GoogleClients clients = new GoogleClients(settings)) {
      new AssetCollector(clients, new Territory(clients, parent), "iam.Policy"::equals)
          .collect(gathered);
    }
  }
}
