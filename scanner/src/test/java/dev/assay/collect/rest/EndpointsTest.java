package dev.assay.collect.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.collect.google.Gathered;
import dev.assay.collect.google.GoogleClients;
import dev.assay.collect.google.GoogleSettings;
import dev.assay.collect.google.Territory;
import dev.assay.fixtures.google.GoogleStandIn;
import dev.assay.fixtures.google.GoogleStandIn.Fault;
import dev.assay.report.Gap;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Each endpoint of the table, asked of a project that has one of everything. */
class EndpointsTest {
  private static final String CRM = "//cloudresourcemanager.googleapis.com/";
  private static final String PROJECT = CRM + "projects/whole";
  private static final String FOLDER = CRM + "folders/300000000021";
  private static final String ORGANIZATION = CRM + "organizations/200000000021";
  private static final String CLUSTER =
      "//alloydb.googleapis.com/projects/whole/locations/europe-west1/clusters/c";
  private static final String SQL = "//cloudsql.googleapis.com/projects/whole/instances/sql";
  private static final String RECOMMENDERS =
      "//recommender.googleapis.com/projects/whole/locations/";

  @Test
  void everyResourceHasItsIdAndItsPlace() throws IOException {
    try (GoogleStandIn google = GoogleStandIn.start("whole")) {
      Gathered gathered = collect(google);

      assertThat(gathered.gaps()).isEmpty();
      Map<String, String> parents =
          gathered.facts().stream()
              .filter(fact -> !fact.kind().equals("orgpolicy.EffectivePolicy"))
              .collect(Collectors.toMap(f -> f.id(), f -> String.valueOf(f.parent())));
      assertThat(parents)
          .containsExactlyInAnyOrderEntriesOf(
              Map.ofEntries(
                  Map.entry(SQL, PROJECT),
                  Map.entry(SQL + "/users/postgres", SQL),
                  Map.entry(
                      SQL + "/-/timeSeries/cloudsql.googleapis.com%2Fdatabase%2Fcpu%2Futilization",
                      SQL),
                  Map.entry(
                      "//alloydb.googleapis.com/projects/whole/locations/europe-west1/operations/op",
                      PROJECT),
                  Map.entry(
                      "//alloydb.googleapis.com/projects/whole/locations/europe-west1/flags"
                          + "/max_connections",
                      PROJECT),
                  Map.entry(CLUSTER + "/databases/shop", CLUSTER),
                  Map.entry(
                      "//monitoring.googleapis.com/projects/whole/notificationChannels/1", PROJECT),
                  Map.entry(CRM + "liens/p1-l1", PROJECT),
                  Map.entry(
                      "//iam.googleapis.com/policies/cloudresourcemanager.googleapis.com"
                          + "%2Fprojects%2Fwhole/denypolicies/guard",
                      PROJECT),
                  Map.entry(
                      "//iam.googleapis.com/policies/cloudresourcemanager.googleapis.com"
                          + "%2Ffolders%2F300000000021/denypolicies/guard",
                      FOLDER),
                  Map.entry("//cloudbilling.googleapis.com/projects/whole/billingInfo", PROJECT),
                  Map.entry(
                      "//billingbudgets.googleapis.com/billingAccounts/0A-1B/budgets/b",
                      "//cloudbilling.googleapis.com/billingAccounts/0A-1B"),
                  Map.entry(FOLDER + "/iamPolicy", FOLDER),
                  Map.entry(ORGANIZATION + "/iamPolicy", ORGANIZATION),
                  Map.entry(
                      "//logging.googleapis.com/organizations/200000000021/sinks/everything",
                      ORGANIZATION),
                  Map.entry(
                      "//essentialcontacts.googleapis.com/organizations/200000000021/contacts/5",
                      ORGANIZATION),
                  Map.entry(
                      "//accesscontextmanager.googleapis.com/accessPolicies/77", ORGANIZATION),
                  Map.entry(
                      "//accesscontextmanager.googleapis.com/accessPolicies/77/servicePerimeters"
                          + "/databases",
                      ORGANIZATION),
                  Map.entry(
                      RECOMMENDERS
                          + "europe-west1/recommenders/google.alloydb.instance.SecurityRecommender"
                          + "/recommendations/r",
                      PROJECT),
                  Map.entry(
                      RECOMMENDERS
                          + "europe-west4/recommenders/google.cloudsql.instance.IdleRecommender"
                          + "/recommendations/r",
                      PROJECT),
                  Map.entry(
                      RECOMMENDERS
                          + "global/recommenders/google.iam.policy.Recommender/recommendations/r",
                      PROJECT),
                  Map.entry(
                      "//securitycenter.googleapis.com/projects/whole/sources/9/locations/global"
                          + "/findings/f",
                      SQL),
                  Map.entry("//databasecenter.googleapis.com/" + CLUSTER.substring(2), CLUSTER),
                  Map.entry(
                      "//databasecenter.googleapis.com/" + CLUSTER.substring(2) + "/instances/i",
                      CLUSTER + "/instances/i")));
    }
  }

  @Test
  void whatTheAnswerLeavesOutIsAddedFromTheQuestion() throws IOException {
    try (GoogleStandIn google = GoogleStandIn.start("whole")) {
      Gathered gathered = collect(google);

      String policies = "//orgpolicy.googleapis.com/projects/whole/policies/";
      assertThat(gathered.ids("orgpolicy.EffectivePolicy", policies)).hasSize(5);
      String publicIp = policies + "sql.restrictPublicIp/effective";
      assertThat(gathered.at(publicIp, "constraint")).isEqualTo("sql.restrictPublicIp");
      assertThat(gathered.at(publicIp, "spec", "rules", "0", "enforce")).isEqualTo("true");
      assertThat(
              gathered.at(
                  RECOMMENDERS
                      + "global/recommenders/google.iam.policy.Recommender/recommendations/r",
                  "recommender"))
          .isEqualTo("google.iam.policy.Recommender");
      String guard =
          "//iam.googleapis.com/policies/cloudresourcemanager.googleapis.com"
              + "%2Fprojects%2Fwhole/denypolicies/guard";
      assertThat(gathered.at(guard, "rules", "0", "denyRule", "deniedPermissions", "0"))
          .isEqualTo("alloydb.googleapis.com/clusters.delete");
      assertThat(gathered.at(FOLDER + "/iamPolicy", "assetType"))
          .isEqualTo("cloudresourcemanager.googleapis.com/Folder");
      assertThat(
              gathered.at(
                  "//databasecenter.googleapis.com/" + CLUSTER.substring(2), "childResources"))
          .isEqualTo("absent");
    }
  }

  @Test
  void everyKindThatIsDeniedIsAGap() throws IOException {
    try (GoogleStandIn google = GoogleStandIn.start("whole")) {
      for (String node : Set.of("projects/whole", "folders/", "organizations/")) {
        google.fault("*", node, Fault.DENIED);
      }
      google.fault("queryDatabaseResourceGroups", Fault.DENIED);
      Gathered gathered = collect(google);

      Set<String> missing = new TreeSet<>();
      gathered.gaps().forEach(gap -> missing.add(gap.kind()));
      assertThat(gathered.facts()).isEmpty();
      assertThat(missing).containsAll(RestCollector.kinds());
    }
  }

  @Test
  void aBillingAccountThatIsDeniedIsMissingInTheProjectsThatItPaysFor() throws IOException {
    try (GoogleStandIn google = GoogleStandIn.start("whole")) {
      google.fault("budgets", Fault.DENIED);
      Gathered gathered = collect(google);

      assertThat(gathered.gaps())
          .extracting(Gap::kind, Gap::scope)
          .containsExactly(org.assertj.core.groups.Tuple.tuple("billingbudgets.Budget", PROJECT));
      assertThat(gathered.gaps().get(0).remedy())
          .contains("gcloud billing accounts add-iam-policy-binding 0A-1B");
    }
  }

  private static Gathered collect(GoogleStandIn google) {
    Gathered gathered = new Gathered();
    GoogleSettings settings =
        new GoogleSettings(google.endpoints(), true, Duration.ofSeconds(20), Optional.empty());
    try (GoogleClients clients = new GoogleClients(settings)) {
      Territory territory = new Territory(clients, "projects/whole");
      Instant now = Instant.parse("2026-11-21T12:00:00Z");
      new RestCollector(clients, territory, kind -> true, now).collect(gathered);
    }
    return gathered;
  }
}
