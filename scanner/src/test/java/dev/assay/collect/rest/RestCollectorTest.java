package dev.assay.collect.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.collect.google.Gathered;
import dev.assay.collect.google.GoogleClients;
import dev.assay.collect.google.GoogleSettings;
import dev.assay.collect.google.Pace;
import dev.assay.collect.google.Territory;
import dev.assay.fixtures.google.Fleet;
import dev.assay.fixtures.google.GoogleStandIn;
import dev.assay.fixtures.google.GoogleStandIn.Fault;
import dev.assay.report.Gap;
import dev.assay.report.Gap.Cause;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Against servers that speak Google's REST over the network, never against mocks. */
class RestCollectorTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final String SQL = "//cloudsql.googleapis.com/projects/shop-prod/instances/";
  private static final String CRM = "//cloudresourcemanager.googleapis.com/";

  @Test
  void readsEveryPageAndKeepsFieldsThatNobodyKnows() throws IOException {
    try (GoogleStandIn google = GoogleStandIn.start("messy")) {
      Gathered gathered = collect(google, "sqladmin.Instance", "sqladmin.User");

      assertThat(gathered.ids("sqladmin.Instance", SQL))
          .containsExactly("blog", "legacy", "reports");
      assertThat(gathered.fact(SQL + "legacy").parent()).isEqualTo(CRM + "projects/shop-prod");
      assertThat(gathered.at(SQL + "legacy", "aFieldOfNextYear", "kept")).isEqualTo("true");
      assertThat(gathered.ids("sqladmin.User", SQL))
          .containsExactly("legacy/users/ana@example.com", "legacy/users/postgres");
      assertThat(gathered.fact(SQL + "legacy/users/postgres").parent()).isEqualTo(SQL + "legacy");
    }
  }

  @Test
  void aRegionThatGoogleCannotReachIsAGapForInstancesAndTheirUsers() throws IOException {
    try (GoogleStandIn google = GoogleStandIn.start("messy")) {
      Gathered gathered = collect(google, "sqladmin.Instance", "sqladmin.User");

      assertThat(gathered.gaps())
          .allMatch(gap -> gap.cause() == Cause.UNREACHABLE)
          .allMatch(gap -> gap.scope().endsWith("/projects/shop-prod/locations/europe-west9"))
          .extracting(Gap::kind)
          .containsExactlyInAnyOrder("sqladmin.Instance", "sqladmin.User");
    }
  }

  @Test
  void onlyWhatSomebodyLooksAtIsAskedFor() throws IOException {
    try (GoogleStandIn google = GoogleStandIn.start("messy")) {
      collect(google, "sqladmin.Instance");

      assertThat(google.calls()).containsOnlyKeys("ListAssets", "instances");
    }
  }

  /** An API is often disabled where nothing of it is; nor do calls for nothing help. */
  @Test
  void aProductIsAskedForWhereTheInventoryKnowsIt() throws IOException {
    try (GoogleStandIn google = GoogleStandIn.start(new Fleet(1, 8, 3))) {
      GoogleSettings settings =
          new GoogleSettings(
              google.endpoints(), true, Duration.ofSeconds(3), Optional.empty(), Pace.DEFAULT);
      try (GoogleClients clients = new GoogleClients(settings)) {
        Territory territory = new Territory(clients, Fleet.ORGANIZATION);
        new RestCollector(clients, territory, kind -> true, NOW).collect(new Gathered());
      }

      // Three projects have AlloyDB clusters, two Cloud SQL instances; one has both, four neither.
      assertThat(google.calls())
          .containsEntry("liens", 4L)
          .containsEntry("clusters", 3L)
          .containsEntry("operations", 3L)
          .containsEntry("instances", 2L)
          .containsEntry("timeSeries", 6L * 3 + 2L * 2);
    }
  }

  @Test
  void aDisabledApiSaysHowToEnableIt() throws IOException {
    try (GoogleStandIn google = GoogleStandIn.start("messy")) {
      google.fault("notificationChannels", Fault.DISABLED);
      Gap gap = only(collect(google, "monitoring.NotificationChannel"));

      assertThat(gap.kind()).isEqualTo("monitoring.NotificationChannel");
      assertThat(gap.scope()).isEqualTo(CRM + "projects/shop-prod");
      assertThat(gap.cause()).isEqualTo(Cause.UNAVAILABLE);
      assertThat(gap.remedy())
          .isEqualTo("gcloud services enable monitoring.googleapis.com --project=shop-prod");
    }
  }

  @ParameterizedTest
  @CsvSource({"THROTTLED_TWICE, 3", "THROTTLED_SIX_TIMES, 7"})
  void whoHasAskedTooMuchWaitsAndAsksAgain(Fault fault, long calls) throws IOException {
    try (GoogleStandIn google = GoogleStandIn.start("messy")) {
      google.fault("notificationChannels", fault);
      Gathered gathered = collect(google, "monitoring.NotificationChannel");

      assertThat(gathered.gaps()).isEmpty();
      assertThat(google.calls()).containsEntry("notificationChannels", calls);
    }
  }

  @Test
  void aQuotaThatStaysUsedUpIsAGap() throws IOException {
    try (GoogleStandIn google = GoogleStandIn.start("messy")) {
      google.fault("notificationChannels", Fault.THROTTLED);
      Gap gap = only(collect(google, "monitoring.NotificationChannel"));

      assertThat(gap.cause()).isEqualTo(Cause.FAILED);
      assertThat(gap.message()).contains("the quota is used up");
    }
  }

  @Test
  void anAnswerThatBreaksOffKeepsThePagesBefore() throws IOException {
    try (GoogleStandIn google = GoogleStandIn.start("messy")) {
      google.fault("instances", Fault.BREAKS_AFTER_FIRST_PAGE);
      Gathered gathered = collect(google, "sqladmin.Instance");

      assertThat(gathered.ids("sqladmin.Instance", SQL)).containsExactly("blog", "legacy");
      Gap gap = only(gathered);
      assertThat(gap.scope()).isEqualTo(CRM + "projects/shop-prod");
      assertThat(gap.message()).endsWith("(after 2 had been read)");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SILENT", "STALLS"})
  void aCallThatIsNeverAnsweredWholeTimesOut(Fault fault) throws IOException {
    try (GoogleStandIn google = GoogleStandIn.start("messy")) {
      google.fault("liens", fault);
      Gap gap = only(collect(google, "cloudresourcemanager.Lien"));

      assertThat(gap.cause()).isEqualTo(Cause.TIMEOUT);
    }
  }

  @Test
  void secretsOfChannelsAreWithheld() throws IOException {
    try (GoogleStandIn google = GoogleStandIn.start("messy")) {
      Gathered gathered = collect(google, "monitoring.NotificationChannel");

      String channel = "//monitoring.googleapis.com/projects/shop-prod/notificationChannels/1001";
      assertThat(gathered.at(channel, "verificationStatus")).isEqualTo("UNVERIFIED");
      assertThat(gathered.at(channel, "labels", "url", "url")).isEqualTo("true");
      assertThat(gathered.facts().toString()).doesNotContain("must-not-leak");
    }
  }

  @Test
  void aSeriesIsSummedUpThoughPagesBreakItAndOneWithoutPointsIsNotTold() throws IOException {
    try (GoogleStandIn google = GoogleStandIn.start("messy")) {
      Gathered gathered = collect(google, "monitoring.TimeSeries");

      String orders =
          "//alloydb.googleapis.com/projects/shop-prod/locations/europe-west1/clusters/orders"
              + "/instances/orders-primary";
      String id =
          orders + "/-/timeSeries/alloydb.googleapis.com%2Finstance%2Fcpu%2Faverage_utilization";
      assertThat(gathered.ids("monitoring.TimeSeries", "")).containsExactly(id);
      assertThat(gathered.fact(id).parent()).isEqualTo(orders);
      Map<String, String> told = new TreeMap<>();
      for (String field :
          List.of("points", "mean", "min", "max", "p95", "first", "last", "lastTime", "unit")) {
        told.put(field, gathered.at(id, field));
      }
      assertThat(told)
          .isEqualTo(
              Map.of(
                  "points", "3",
                  "mean", "0.5",
                  "min", "0.1",
                  "max", "0.9",
                  "p95", "0.9",
                  "first", "0.1",
                  "last", "0.9",
                  "lastTime", "2026-11-20T12:00:00Z",
                  "unit", "ratio"));
    }
  }

  @Test
  void whatIsSetAboveAProjectIsReadForThoseWhoNeedItAndIsTheirGapAlone() throws IOException {
    try (GoogleStandIn google = GoogleStandIn.start("messy")) {
      Gathered gathered = collect(google, "iam.Policy", "iam.Policy.inherited");

      String organization = CRM + "organizations/200000000001";
      assertThat(gathered.fact(organization + "/iamPolicy").parent()).isEqualTo(organization);
      assertThat(gathered.at(organization + "/iamPolicy", "auditConfigs", "0", "service"))
          .isEqualTo("allServices");
      Gap gap = only(gathered);
      assertThat(gap.kind()).isEqualTo("iam.Policy.inherited");
      assertThat(gap.scope()).isEqualTo(CRM + "folders/300000000001");
      assertThat(gap.remedy())
          .isEqualTo(
              "Grant resourcemanager.folders.getIamPolicy, e.g. with roles/iam.securityReviewer:"
                  + " gcloud resource-manager folders add-iam-policy-binding 300000000001"
                  + " --member=MEMBER --role=roles/iam.securityReviewer");
    }
  }

  @Test
  void aServiceWithoutAnEndpointIsNotLookedForElsewhere() throws IOException {
    try (GoogleStandIn google = GoogleStandIn.start("messy")) {
      Map<String, String> some = Map.of("asset", google.endpoint());
      Gap gap = only(collect(some, Pace.DEFAULT, "sqladmin.Instance"));

      assertThat(gap.cause()).isEqualTo(Cause.UNAVAILABLE);
      assertThat(gap.message())
          .isEqualTo("sqladmin.googleapis.com was not asked: no endpoint is configured for it");
      assertThat(gap.remedy()).contains("google.endpoints.sqladmin");
    }
  }

  @Test
  void callsBeyondTheBudgetAreNotMade() throws IOException {
    try (GoogleStandIn google = GoogleStandIn.start("messy")) {
      Pace little = new Pace(1, 4, Duration.ofMinutes(1));
      Gathered gathered = collect(google.endpoints(), little, "orgpolicy.EffectivePolicy");

      assertThat(google.calls().values().stream().mapToLong(n -> n).sum()).isEqualTo(4);
      assertThat(gathered.facts()).isNotEmpty();
      assertThat(gathered.gaps())
          .isNotEmpty()
          .allMatch(gap -> gap.message().contains("google.max_calls"));
    }
  }

  private static Gap only(Gathered gathered) {
    assertThat(gathered.gaps()).hasSize(1);
    return gathered.gaps().get(0);
  }

  private static Gathered collect(GoogleStandIn google, String... kinds) {
    return collect(google.endpoints(), Pace.DEFAULT, kinds);
  }

  private static Gathered collect(Map<String, String> endpoints, Pace pace, String... kinds) {
    Gathered gathered = new Gathered();
    GoogleSettings settings =
        new GoogleSettings(endpoints, true, Duration.ofSeconds(3), Optional.empty(), pace);
    try (GoogleClients clients = new GoogleClients(settings)) {
      Territory territory = new Territory(clients, "projects/shop-prod");
      new RestCollector(clients, territory, Set.of(kinds)::contains, NOW).collect(gathered);
    }
    return gathered;
  }
}
