package dev.assay.collect.alloydb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.collect.google.Gathered;
import dev.assay.collect.google.GoogleClients;
import dev.assay.collect.google.GoogleSettings;
import dev.assay.collect.google.Territory;
import dev.assay.fixtures.google.Fleet;
import dev.assay.fixtures.google.GoogleStandIn;
import dev.assay.fixtures.google.GoogleStandIn.Fault;
import dev.assay.report.Gap;
import dev.assay.report.Gap.Cause;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Against servers that speak AlloyDB's protocol over the network, never against mocks. */
class AlloyDbCollectorTest {
  private static final String HOST = "//alloydb.googleapis.com/";
  private static final String PROD = HOST + "projects/shop-prod/locations/europe-west1/clusters/";

  @Test
  void readsEveryPageOfEveryKind() throws IOException {
    try (GoogleStandIn google = GoogleStandIn.start("messy")) {
      Gathered gathered = collect("projects/shop-prod", google);

      assertThat(gathered.gaps()).isEmpty();
      assertThat(gathered.ids("alloydb.Cluster", PROD))
          .containsExactly("carts", "ledger", "orders");
      assertThat(gathered.ids("alloydb.Instance", PROD))
          .containsExactly(
              "carts/instances/carts-primary",
              "ledger/instances/ledger-primary",
              "orders/instances/orders-primary",
              "orders/instances/orders-reads");
      assertThat(gathered.ids("alloydb.Backup", HOST)).hasSize(3);
      assertThat(gathered.ids("alloydb.User", PROD))
          .contains("orders/users/shop", "ledger/users/shop@shop-prod.iam")
          .hasSize(5);
    }
  }

  @Test
  void everythingHasItsPlaceInTheEstate() throws IOException {
    try (GoogleStandIn google = GoogleStandIn.start("messy")) {
      Gathered gathered = collect("projects/shop-prod", google);

      String project = "//cloudresourcemanager.googleapis.com/projects/shop-prod";
      assertThat(gathered.fact(PROD + "orders").parent()).isEqualTo(project);
      assertThat(gathered.fact(PROD + "orders/instances/orders-primary").parent())
          .isEqualTo(PROD + "orders");
      assertThat(gathered.fact(PROD + "orders/users/shop").parent()).isEqualTo(PROD + "orders");
      assertThat(
              gathered
                  .fact(
                      HOST
                          + "projects/shop-prod/locations/europe-west1/backups/orders-before-upgrade")
                  .parent())
          .isEqualTo(project);
    }
  }

  @Test
  void asksForWhatListsLeaveOut() throws IOException {
    try (GoogleStandIn google = GoogleStandIn.start("messy")) {
      Gathered gathered = collect("projects/shop-prod", google);

      assertThat(gathered.at(PROD + "ledger", "continuousBackupInfo", "earliestRestorableTime"))
          .isEqualTo("2026-11-07T06:00:00Z");
      assertThat(gathered.at(PROD + "orders/instances/orders-reads", "nodes", "0", "zoneId"))
          .isEqualTo("europe-west1-c");
    }
  }

  @Test
  void aLocationThatGoogleCannotReachIsAGapForEachKindThatItHid() throws IOException {
    try (GoogleStandIn google = GoogleStandIn.start("messy")) {
      Gathered gathered = collect("projects/shop-analytics", google);

      String location = HOST + "projects/shop-analytics/locations/europe-west9";
      assertThat(gathered.gaps())
          .filteredOn(gap -> gap.cause() == Cause.UNREACHABLE)
          .allMatch(gap -> gap.scope().equals(location))
          .extracting(Gap::kind)
          .containsExactlyInAnyOrder("alloydb.Cluster", "alloydb.Instance", "alloydb.User");
      assertThat(gathered.ids("alloydb.Instance", HOST)).hasSize(1);
    }
  }

  @Test
  void aRefusedCallNamesPermissionRoleAndEndpointAndLosesNothingElse() throws IOException {
    try (GoogleStandIn google = GoogleStandIn.start("messy")) {
      Gathered gathered = collect("projects/shop-analytics", google);

      Gap denied = only(gathered, Cause.DENIED);
      assertThat(denied.kind()).isEqualTo("alloydb.Backup");
      assertThat(denied.scope()).isEqualTo(HOST + "projects/shop-analytics");
      assertThat(denied.message())
          .startsWith(
              "alloydb.backups.list on projects/shop-analytics at "
                  + google.endpoint()
                  + " was denied:");
      assertThat(denied.remedy())
          .isEqualTo(
              "Grant alloydb.backups.list, e.g. with roles/alloydb.viewer: gcloud projects"
                  + " add-iam-policy-binding shop-analytics --member=MEMBER"
                  + " --role=roles/alloydb.viewer");
      assertThat(gathered.facts()).hasSize(3);
    }
  }

  @Test
  void anApiThatIsNotEnabledSaysHowToEnableItWhereItIsMissing() throws IOException {
    try (GoogleStandIn google = GoogleStandIn.start("odd")) {
      Gathered gathered = collect("projects/retired", google);

      assertThat(gathered.gaps())
          .extracting(Gap::kind)
          .containsExactlyInAnyOrderElementsOf(AlloyDbKind.names());
      assertThat(gathered.gaps())
          .allMatch(gap -> gap.cause() == Cause.UNAVAILABLE)
          .allMatch(
              gap ->
                  gap.remedy()
                      .equals(
                          "gcloud services enable alloydb.googleapis.com --project=410000000077"));
    }
  }

  @Test
  void aServicePerimeterIsNotMistakenForAMissingRole() throws IOException {
    try (GoogleStandIn google = GoogleStandIn.start("odd")) {
      Gathered gathered = collect("projects/walled", google);

      assertThat(gathered.gaps())
          .extracting(Gap::kind)
          .containsExactly("alloydb.Cluster", "alloydb.User");
      assertThat(gathered.gaps().get(0).remedy())
          .startsWith("A VPC Service Controls perimeter stands before alloydb.googleapis.com");
    }
  }

  @Test
  void aProjectAskedForByNumberHasItsGapsUnderItsIdToo() throws IOException {
    try (GoogleStandIn google = GoogleStandIn.start("odd")) {
      Gathered gathered = collect("projects/410000000009", google);

      assertThat(gathered.ids("alloydb.Cluster", HOST))
          .containsExactly("projects/shop-numbered/locations/europe-west1/clusters/stock");
      assertThat(gathered.gaps())
          .extracting(Gap::scope)
          .containsExactlyInAnyOrder(
              HOST + "projects/410000000009", HOST + "projects/shop-numbered");
    }
  }

  @Test
  void aConnectionThatBreaksBetweenPagesKeepsWhatWasRead() throws IOException {
    try (GoogleStandIn google = GoogleStandIn.start("messy")) {
      google.fault("ListInstances", Fault.BREAKS_AFTER_FIRST_PAGE);
      Gathered gathered = collect("projects/shop-prod", google);

      assertThat(gathered.ids("alloydb.Instance", PROD)).hasSize(2);
      Gap gap = only(gathered, Cause.UNREACHABLE);
      assertThat(gap.kind()).isEqualTo("alloydb.Instance");
      assertThat(gap.message()).contains(google.endpoint()).endsWith("(after 2 had been read)");
      assertThat(gathered.ids("alloydb.Backup", HOST)).hasSize(3);
    }
  }

  @Test
  void aCallThatIsNeverAnsweredTimesOutAlone() throws IOException {
    try (GoogleStandIn google = GoogleStandIn.start("messy")) {
      google.fault("ListBackups", Fault.SILENT);
      Gathered gathered = collect("projects/shop-prod", google.endpoint(), Duration.ofSeconds(3));

      Gap gap = only(gathered, Cause.TIMEOUT);
      assertThat(gap.kind()).isEqualTo("alloydb.Backup");
      assertThat(gap.message()).contains(google.endpoint());
      assertThat(gathered.ids("alloydb.Cluster", PROD)).hasSize(3);
    }
  }

  @Test
  void aClusterWhoseDetailIsNotToldIsStillTold() throws IOException {
    try (GoogleStandIn google = GoogleStandIn.start("messy")) {
      google.fault("GetCluster", Fault.SILENT);
      Gathered gathered =
          collect("projects/shop-analytics", google.endpoint(), Duration.ofSeconds(3));

      Gap gap = only(gathered, Cause.TIMEOUT);
      String events = HOST + "projects/shop-analytics/locations/us-central1/clusters/events";
      assertThat(gap.kind())
          .isEqualTo("alloydb.Cluster.continuousBackupInfo.earliestRestorableTime");
      assertThat(gap.scope()).isEqualTo(events);
      assertThat(gathered.at(events, "continuousBackupInfo", "earliestRestorableTime"))
          .isEqualTo("absent");
      assertThat(gathered.at(events, "automatedBackupPolicy", "enabled")).isEqualTo("true");
    }
  }

  @Test
  void aDeadEndpointIsNamed() throws IOException {
    String dead;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      dead = "127.0.0.1:" + socket.getLocalPort();
    }
    Gathered gathered = collect("projects/shop-prod", dead, Duration.ofSeconds(60));

    assertThat(gathered.gaps())
        .extracting(Gap::kind)
        .containsExactlyInAnyOrderElementsOf(AlloyDbKind.names());
    assertThat(gathered.gaps())
        .allMatch(gap -> gap.cause() == Cause.UNREACHABLE)
        .allMatch(gap -> gap.message().contains(dead) && gap.remedy().contains(dead));
  }

  @Test
  void aFolderIsReadByItsProjects() throws IOException {
    try (GoogleStandIn google = GoogleStandIn.start("messy")) {
      Gathered gathered = collect("folders/300000000001", google);

      assertThat(gathered.ids("alloydb.Cluster", HOST))
          .containsExactly(
              "projects/shop-analytics/locations/us-central1/clusters/events",
              "projects/shop-prod/locations/europe-west1/clusters/carts",
              "projects/shop-prod/locations/europe-west1/clusters/ledger",
              "projects/shop-prod/locations/europe-west1/clusters/orders");
    }
  }

  @Test
  void anOrganizationWhoseProjectsAreNotToldIsAGapForEveryKind() throws IOException {
    try (GoogleStandIn google = GoogleStandIn.start("odd")) {
      Gathered gathered = collect("organizations/200000000001", google);

      assertThat(gathered.gaps()).extracting(Gap::kind).isEqualTo(AlloyDbKind.names());
      assertThat(gathered.gaps().get(0).remedy())
          .isEqualTo(
              "Grant cloudasset.assets.listResource, e.g. with roles/cloudasset.viewer: gcloud"
                  + " organizations add-iam-policy-binding 200000000001 --member=MEMBER"
                  + " --role=roles/cloudasset.viewer");
    }
  }

  @Test
  void fieldsThatAreNewerThanTheClientAreKept() throws IOException {
    String instance = "projects/fleet-1/locations/europe-west1/clusters/c1/instances/primary";
    try (GoogleStandIn google = GoogleStandIn.start(new Fleet(1, 2, 2))) {
      Gathered gathered = new Gathered();
      GoogleSettings settings =
          new GoogleSettings(google.endpoints(), true, Duration.ofSeconds(20), Optional.empty());
      try (GoogleClients clients = new GoogleClients(settings)) {
        new AlloyDbCollector(clients, new Territory(clients, "projects/fleet-1")).collect(gathered);
      }

      assertThat(gathered.gaps()).isEmpty();
      assertThat(gathered.at(HOST + instance, "aFieldOfNextYear")).isEqualTo("kept");
    }
  }

  @Test
  void aResourceWhoseNewerFieldsAreNotToldIsStillToldWithAGapForThem() throws IOException {
    try (GoogleStandIn google = GoogleStandIn.start(new Fleet(1, 2, 2))) {
      Gathered gathered = collect("projects/fleet-1", google);

      assertThat(gathered.gaps())
          .extracting(Gap::kind)
          .containsExactly("alloydb.Instance.unknownFields");
      assertThat(gathered.ids("alloydb.Instance", HOST)).hasSize(1);
    }
  }

  private static Gap only(Gathered gathered, Cause cause) {
    List<Gap> gaps = gathered.gaps().stream().filter(gap -> gap.cause() == cause).toList();
    assertThat(gaps).hasSize(1);
    return gaps.get(0);
  }

  private static Gathered collect(String parent, GoogleStandIn google) {
    return collect(parent, google.endpoint(), Duration.ofSeconds(20));
  }

  private static Gathered collect(String parent, String endpoint, Duration timeout) {
    Gathered gathered = new Gathered();
    try (GoogleClients clients = clients(endpoint, timeout)) {
      new AlloyDbCollector(clients, new Territory(clients, parent)).collect(gathered);
    }
    return gathered;
  }

  private static GoogleClients clients(String endpoint, Duration timeout) {
    return new GoogleClients(
        new GoogleSettings(
            Map.of("alloydb", endpoint, "asset", endpoint), true, timeout, Optional.empty()));
  }
}
