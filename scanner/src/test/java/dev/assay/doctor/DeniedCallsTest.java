package dev.assay.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.cases.GcloudTable;
import dev.assay.collect.alloydb.AlloyDbCollector;
import dev.assay.collect.asset.AssetCollector;
import dev.assay.collect.google.Gathered;
import dev.assay.collect.google.GoogleClients;
import dev.assay.collect.google.GoogleSettings;
import dev.assay.collect.google.Territory;
import dev.assay.collect.rest.RestCollector;
import dev.assay.fixtures.google.GoogleStandIn;
import dev.assay.fixtures.google.GoogleStandIn.Fault;
import dev.assay.report.Source;
import dev.assay.snapshot.Snapshot;
import dev.assay.snapshot.SnapshotHeader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Each call that the collectors make, refused by itself: the doctor names the permission that it
 * needs, and where to grant which role.
 */
class DeniedCallsTest {
  private static final Instant TIME = Instant.parse("2026-11-21T12:00:00Z");
  private static final String PROJECT = "gcloud projects add-iam-policy-binding whole";
  private static final String SHOP = "gcloud projects add-iam-policy-binding shop-prod";
  private static final String ORGANIZATION =
      "gcloud organizations add-iam-policy-binding 200000000021";
  private static final String FOLDER =
      "gcloud resource-manager folders add-iam-policy-binding 300000000021";
  private static final Pattern ROLE = Pattern.compile("(roles/\\S+) ([0-9]+): (.*)");

  /** A binding, and what it grants. */
  private record Grant(String binding, String role, Set<String> permissions) {
    static Grant of(String binding, String role, String... permissions) {
      return new Grant(binding, "roles/" + role, Set.of(permissions));
    }
  }

  private record Role(String name, int size, Set<String> permissions) {
    /** Others let in to databases, or show secrets. */
    boolean onlyReads() {
      return !name.endsWith(".client") && !name.equals("roles/secretmanager.secretAccessor");
    }
  }

  /** By the estate and the call's name. */
  private static final Map<String, Map<String, List<Grant>>> CALLS =
      Map.of("whole", whole(), "messy", messy());

  private static Map<String, List<Grant>> whole() {
    Map<String, List<Grant>> calls = new TreeMap<>();
    List<Grant> alloyDb = List.of(Grant.of(PROJECT, "alloydb.viewer", "alloydb.clusters.list"));
    calls.put("ListClusters", alloyDb);
    calls.put("clusters", alloyDb);
    calls.put(
        "ListInstances", List.of(Grant.of(PROJECT, "alloydb.viewer", "alloydb.instances.list")));
    calls.put("ListBackups", List.of(Grant.of(PROJECT, "alloydb.viewer", "alloydb.backups.list")));
    calls.put(
        "operations", List.of(Grant.of(PROJECT, "alloydb.viewer", "alloydb.operations.list")));
    calls.put(
        "supportedDatabaseFlags",
        List.of(Grant.of(PROJECT, "alloydb.viewer", "alloydb.supportedDatabaseFlags.list")));
    calls.put("databases", List.of(Grant.of(PROJECT, "alloydb.viewer", "alloydb.databases.list")));
    calls.put(
        "ListAssets",
        List.of(
            Grant.of(
                PROJECT,
                "cloudasset.viewer",
                "cloudasset.assets.listIamPolicy",
                "cloudasset.assets.listResource")));
    calls.put(
        "instances", List.of(Grant.of(PROJECT, "cloudsql.viewer", "cloudsql.instances.list")));
    calls.put("users", List.of(Grant.of(PROJECT, "cloudsql.viewer", "cloudsql.users.list")));
    calls.put(
        "notificationChannels",
        List.of(Grant.of(PROJECT, "monitoring.viewer", "monitoring.notificationChannels.list")));
    calls.put(
        "timeSeries",
        List.of(Grant.of(PROJECT, "monitoring.viewer", "monitoring.timeSeries.list")));
    List<Grant> browser = List.of(Grant.of(PROJECT, "browser", "resourcemanager.projects.get"));
    calls.put("liens", browser);
    calls.put("billingInfo", browser);
    calls.put(
        "getEffectivePolicy",
        List.of(Grant.of(PROJECT, "orgpolicy.policyViewer", "orgpolicy.policy.get")));
    String organization = "gcloud organizations add-iam-policy-binding ORGANIZATION";
    calls.put(
        "denypolicies",
        List.of(Grant.of(organization, "iam.denyReviewer", "iam.denypolicies.list")));
    calls.put("guard", List.of(Grant.of(organization, "iam.denyReviewer", "iam.denypolicies.get")));
    calls.put(
        "budgets",
        List.of(
            Grant.of(
                "gcloud billing accounts add-iam-policy-binding 0A-1B",
                "billing.viewer",
                "billing.budgets.list")));
    calls.put(
        "getIamPolicy",
        List.of(
            Grant.of(
                ORGANIZATION, "iam.securityReviewer", "resourcemanager.organizations.getIamPolicy"),
            Grant.of(FOLDER, "iam.securityReviewer", "resourcemanager.folders.getIamPolicy")));
    calls.put(
        "sinks",
        List.of(
            Grant.of(ORGANIZATION, "logging.viewer", "logging.sinks.list"),
            Grant.of(FOLDER, "logging.viewer", "logging.sinks.list")));
    calls.put(
        "contacts",
        List.of(
            Grant.of(ORGANIZATION, "essentialcontacts.viewer", "essentialcontacts.contacts.list"),
            Grant.of(FOLDER, "essentialcontacts.viewer", "essentialcontacts.contacts.list")));
    calls.put(
        "accessPolicies",
        List.of(
            Grant.of(
                ORGANIZATION,
                "accesscontextmanager.policyReader",
                "accesscontextmanager.policies.list")));
    calls.put(
        "servicePerimeters",
        List.of(
            Grant.of(
                ORGANIZATION,
                "accesscontextmanager.policyReader",
                "accesscontextmanager.servicePerimeters.list")));
    calls.put(
        "recommendations",
        List.of(
            Grant.of(
                PROJECT,
                "recommender.viewer",
                "recommender.alloydbClusterReliabilityRecommendations.list",
                "recommender.alloydbInstanceSecurityRecommendations.list",
                "recommender.cloudsqlIdleInstanceRecommendations.list",
                "recommender.cloudsqlInstanceOutOfDiskRecommendations.list",
                "recommender.cloudsqlInstancePerformanceRecommendations.list",
                "recommender.cloudsqlInstanceReliabilityRecommendations.list",
                "recommender.cloudsqlInstanceSecurityRecommendations.list",
                "recommender.cloudsqlOverprovisionedInstanceRecommendations.list",
                "recommender.iamPolicyRecommendations.list",
                "recommender.spendBasedCommitmentRecommendations.list")));
    calls.put(
        "findings",
        List.of(
            Grant.of(PROJECT, "securitycenter.findingsViewer", "securitycenter.findings.list")));
    calls.put(
        "queryDatabaseResourceGroups",
        List.of(Grant.of(PROJECT, "databasecenter.viewer", "databasecenter.databaseGroups.list")));
    return calls;
  }

  private static Map<String, List<Grant>> messy() {
    return Map.of(
        "ListUsers",
        List.of(Grant.of(SHOP, "alloydb.viewer", "alloydb.users.list")),
        "GetCluster",
        List.of(Grant.of(SHOP, "alloydb.viewer", "alloydb.clusters.get")),
        "GetInstance",
        List.of(Grant.of(SHOP, "alloydb.viewer", "alloydb.instances.get")));
  }

  @TestFactory
  Stream<DynamicTest> whatIsDeniedIsNamedWithItsRole() {
    List<DynamicTest> tests = new ArrayList<>();
    CALLS.forEach(
        (estate, calls) ->
            calls.forEach(
                (call, grants) ->
                    tests.add(
                        DynamicTest.dynamicTest(
                            estate + " " + call, () -> denied(estate, call, grants)))));
    return tests.stream();
  }

  private static void denied(String estate, String call, List<Grant> grants) throws IOException {
    List<String> expected = new ArrayList<>();
    for (Grant grant : grants) {
      expected.add("# Missing: " + String.join(" ", new TreeSet<>(grant.permissions())));
      expected.add(grant.binding() + " --member=MEMBER --role=" + grant.role());
    }
    String text = grants(estate, call);
    List<String> lines = new ArrayList<>(text.lines().toList());
    // What an estate itself refuses is told as well.
    lines.removeAll(grants(estate, "").lines().toList());
    lines.removeIf(line -> line.startsWith("# gcloud iam roles create"));
    assertThat(lines)
        .filteredOn(line -> !line.startsWith("# Google Cloud") && !line.startsWith("# Or one"))
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(text).contains("gcloud iam roles create assayScanner --organization=ORGANIZATION");
    for (Grant grant : grants) {
      assertThat(text.lines().filter(line -> line.startsWith("# gcloud iam roles")).toList())
          .singleElement()
          .asString()
          .contains(grant.permissions());
    }
    assertThat(GcloudTable.mistakes(text, new TreeSet<>())).isEmpty();
  }

  @Test
  void thereIsNoOtherCall() throws IOException {
    Set<String> made = new TreeSet<>();
    for (String estate : CALLS.keySet()) {
      try (GoogleStandIn google = GoogleStandIn.start(estate)) {
        collect(google, estate);
        made.addAll(google.calls().keySet());
      }
    }
    Set<String> known = new TreeSet<>();
    CALLS.values().forEach(calls -> known.addAll(calls.keySet()));
    assertThat(made).isEqualTo(known);
  }

  @Test
  void noSmallerRoleHasThePermission() throws IOException {
    List<Role> roles = new ArrayList<>();
    try (InputStream in = DeniedCallsTest.class.getResourceAsStream("/gcloud/roles.txt")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      text.lines()
          .map(ROLE::matcher)
          .filter(Matcher::matches)
          .map(
              m ->
                  new Role(
                      m.group(1), Integer.parseInt(m.group(2)), Set.of(m.group(3).split(" ", -1))))
          .forEach(roles::add);
    }
    CALLS.values().stream()
        .flatMap(calls -> calls.values().stream())
        .flatMap(List::stream)
        .forEach(
            grant -> {
              Role granted =
                  roles.stream()
                      .filter(r -> r.name().equals(grant.role()))
                      .findFirst()
                      .orElseThrow();
              assertThat(granted.permissions()).containsAll(grant.permissions());
              assertThat(roles)
                  .filteredOn(role -> role.onlyReads() && role.size() < granted.size())
                  .noneMatch(role -> role.permissions().containsAll(grant.permissions()));
            });
  }

  @Test
  void theGuideNamesTheSameRoles() throws IOException {
    String guide = Files.readString(Path.of("../docs/deployment.md"));
    for (Map<String, List<Grant>> calls : CALLS.values()) {
      calls.values().forEach(grants -> grants.forEach(g -> assertThat(guide).contains(g.role())));
    }
  }

  private static String grants(String estate, String call) throws IOException {
    try (GoogleStandIn google = GoogleStandIn.start(estate)) {
      if (!call.isEmpty()) {
        google.fault(call, Fault.DENIED);
      }
      return new GoogleGrants(collect(google, estate)).text();
    }
  }

  private static Snapshot collect(GoogleStandIn google, String estate) {
    String project = estate.equals("whole") ? "projects/whole" : "projects/shop-prod";
    Gathered gathered = new Gathered();
    List<Source> sources = new ArrayList<>();
    GoogleSettings settings =
        new GoogleSettings(google.endpoints(), true, Duration.ofSeconds(20), Optional.empty());
    try (GoogleClients clients = new GoogleClients(settings)) {
      Territory territory = new Territory(clients, project);
      sources.add(new AlloyDbCollector(clients, territory).collect(gathered));
      sources.add(new AssetCollector(clients, territory, kind -> true).collect(gathered));
      if (estate.equals("whole")) {
        sources.add(new RestCollector(clients, territory, kind -> true, TIME).collect(gathered));
      }
    }
    return Snapshot.of(
        new SnapshotHeader("test", TIME), sources, gathered.gaps(), gathered.facts());
  }
}
