package dev.assay.collect.rest;

import static dev.assay.collect.rest.Over.ABOVE;
import static dev.assay.collect.rest.Over.ACCESS_POLICY;
import static dev.assay.collect.rest.Over.ACCOUNT;
import static dev.assay.collect.rest.Over.ALLOYDB_LOCATION;
import static dev.assay.collect.rest.Over.ALLOYDB_PROJECT;
import static dev.assay.collect.rest.Over.CLUSTER;
import static dev.assay.collect.rest.Over.ONE_PER_LOCATION;
import static dev.assay.collect.rest.Over.ORGANIZATION;
import static dev.assay.collect.rest.Over.PROJECT;
import static dev.assay.collect.rest.Over.SQL_LOCATION;
import static dev.assay.collect.rest.Over.SQL_POSTGRES;
import static dev.assay.collect.rest.Over.SQL_PROJECT;
import static dev.assay.collect.rest.Over.TERRITORY;

import dev.assay.collect.google.GoogleService;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The table of all that is read by REST. Sources: each API's REST reference. */
final class Endpoints {
  static final String SQL_INSTANCE = "sqladmin.Instance";
  static final String BILLING_INFO = "cloudbilling.ProjectBillingInfo";
  static final String PERIMETERS_POLICY = "accesscontextmanager.AccessPolicy";
  static final String RECOMMENDATION = "recommender.Recommendation";
  static final String EFFECTIVE_POLICY = "orgpolicy.EffectivePolicy";
  static final String DATABASE_CENTER = "databasecenter.Resource";
  static final String CHANNEL = "monitoring.NotificationChannel";
  static final String INHERITED = ".inherited";

  private static final String CRM = "//cloudresourcemanager.googleapis.com/";
  private static final String PAGE = "1000";

  /** Read to know where there are AlloyDB clusters. */
  static final Endpoint PLACES =
      Endpoint.of(
              "",
              GoogleService.ALLOYDB_JSON,
              ALLOYDB_PROJECT,
              "clusters",
              "v1/projects/{project}/locations/-/clusters",
              "clusters")
          .query(Map.of("fields", "clusters.name,nextPageToken,unreachable", "pageSize", PAGE))
          .needs("alloydb.clusters.list")
          .build();

  static final List<Endpoint> ALL =
      Stream.of(
              Endpoint.of(
                      SQL_INSTANCE,
                      GoogleService.SQLADMIN,
                      SQL_PROJECT,
                      "instances",
                      "v1/projects/{project}/instances",
                      "items")
                  // The name that Cloud Asset Inventory has for them.
                  .id("//cloudsql.googleapis.com/projects/{project}/instances/{.name}")
                  .needs("cloudsql.instances.list"),
              Endpoint.of(
                      "sqladmin.User",
                      GoogleService.SQLADMIN,
                      SQL_POSTGRES,
                      "users",
                      "v1/projects/{project}/instances/{instance}/users",
                      "items")
                  .id(
                      "//cloudsql.googleapis.com/projects/{project}/instances/{instance}/users/{.name}")
                  .parent("//cloudsql.googleapis.com/projects/{project}/instances/{instance}")
                  .needs("cloudsql.users.list"),
              Endpoint.of(
                      "alloydb.Operation",
                      GoogleService.ALLOYDB_JSON,
                      ALLOYDB_PROJECT,
                      "operations",
                      "v1/projects/{project}/locations/-/operations",
                      "operations")
                  .query(Map.of("pageSize", PAGE))
                  .needs("alloydb.operations.list"),
              Endpoint.of(
                      "alloydb.SupportedDatabaseFlag",
                      GoogleService.ALLOYDB_JSON,
                      ONE_PER_LOCATION,
                      "supportedDatabaseFlags",
                      "v1/projects/{project}/locations/{location}/supportedDatabaseFlags",
                      "supportedDatabaseFlags")
                  .query(Map.of("pageSize", PAGE))
                  .needs("alloydb.supportedDatabaseFlags.list"),
              Endpoint.of(
                      "alloydb.Database",
                      GoogleService.ALLOYDB_JSON,
                      CLUSTER,
                      "databases",
                      "v1/projects/{project}/locations/{location}/clusters/{cluster}/databases",
                      "databases")
                  .query(Map.of("pageSize", PAGE))
                  .parent(
                      "//alloydb.googleapis.com/projects/{project}/locations/{location}"
                          + "/clusters/{cluster}")
                  .needs("alloydb.databases.list"),
              Endpoint.of(
                      CHANNEL,
                      GoogleService.MONITORING,
                      PROJECT,
                      "notificationChannels",
                      "v3/projects/{project}/notificationChannels",
                      "notificationChannels")
                  .query(Map.of("pageSize", PAGE))
                  .needs("monitoring.notificationChannels.list"),
              Endpoint.of(
                      "cloudresourcemanager.Lien",
                      GoogleService.RESOURCE_MANAGER,
                      PROJECT,
                      "liens",
                      "v3/liens",
                      "liens")
                  .query(Map.of("parent", "projects/{project}", "pageSize", PAGE))
                  .needs("resourcemanager.projects.get")
                  .role("roles/browser"),
              denyPolicies(
                  PROJECT, "cloudresourcemanager.googleapis.com%2Fprojects%2F{project}", "", ""),
              denyPolicies(
                  ABOVE, "cloudresourcemanager.googleapis.com%2F{escaped}", "{node}", INHERITED),
              Endpoint.of(
                      EFFECTIVE_POLICY,
                      GoogleService.ORG_POLICY,
                      PROJECT,
                      "getEffectivePolicy",
                      "v2/projects/{project}/policies/{choice}:getEffectivePolicy",
                      "")
                  .choices(
                      List.of(
                          "sql.restrictPublicIp",
                          "sql.restrictAuthorizedNetworks",
                          "gcp.restrictNonCmekServices",
                          "gcp.resourceLocations",
                          "iam.allowedPolicyMemberDomains"))
                  .id("//orgpolicy.googleapis.com/projects/{project}/policies/{choice}/effective")
                  .needs("orgpolicy.policy.get"),
              Endpoint.of(
                      BILLING_INFO,
                      GoogleService.BILLING,
                      PROJECT,
                      "billingInfo",
                      "v1/projects/{project}/billingInfo",
                      "")
                  .id("//cloudbilling.googleapis.com/projects/{project}/billingInfo")
                  .needs("resourcemanager.projects.get")
                  .role("roles/browser"),
              Endpoint.of(
                      "billingbudgets.Budget",
                      GoogleService.BUDGETS,
                      ACCOUNT,
                      "budgets",
                      "v1/billingAccounts/{account}/budgets",
                      "budgets")
                  .query(Map.of("pageSize", "100"))
                  .parent("//cloudbilling.googleapis.com/billingAccounts/{account}")
                  .needs("billing.budgets.list"),
              above(
                  "iam.Policy",
                  GoogleService.RESOURCE_MANAGER,
                  "getIamPolicy",
                  "v3/{node}:getIamPolicy",
                  "",
                  "resourcemanager.{type}.getIamPolicy",
                  CRM + "{node}/iamPolicy"),
              above(
                  "logging.LogSink",
                  GoogleService.LOGGING,
                  "sinks",
                  "v2/{node}/sinks",
                  "sinks",
                  "logging.sinks.list",
                  "//logging.googleapis.com/{node}/sinks/{.name}"),
              above(
                  "essentialcontacts.Contact",
                  GoogleService.CONTACTS,
                  "contacts",
                  "v1/{node}/contacts",
                  "contacts",
                  "essentialcontacts.contacts.list",
                  "//essentialcontacts.googleapis.com/{.name}"),
              Endpoint.of(
                      PERIMETERS_POLICY,
                      GoogleService.ACCESS_CONTEXT,
                      ORGANIZATION,
                      "accessPolicies",
                      "v1/accessPolicies",
                      "accessPolicies")
                  .query(Map.of("parent", "{organization}", "pageSize", PAGE))
                  .parent(CRM + "{organization}")
                  .needs("accesscontextmanager.policies.list"),
              Endpoint.of(
                      "accesscontextmanager.ServicePerimeter",
                      GoogleService.ACCESS_CONTEXT,
                      ACCESS_POLICY,
                      "servicePerimeters",
                      "v1/{policy}/servicePerimeters",
                      "servicePerimeters")
                  .query(Map.of("pageSize", PAGE))
                  .parent(CRM + "{organization}")
                  .needs("accesscontextmanager.servicePerimeters.list"),
              recommendations(
                  ALLOYDB_LOCATION,
                  "{location}",
                  "google.alloydb.cluster.ReliabilityRecommender",
                  "google.alloydb.instance.SecurityRecommender"),
              recommendations(
                  SQL_LOCATION,
                  "{location}",
                  "google.cloudsql.instance.SecurityRecommender",
                  "google.cloudsql.instance.ReliabilityRecommender",
                  "google.cloudsql.instance.OverprovisionedRecommender",
                  "google.cloudsql.instance.IdleRecommender",
                  "google.cloudsql.instance.OutOfDiskRecommender",
                  "google.cloudsql.instance.PerformanceRecommender"),
              recommendations(
                  PROJECT,
                  "global",
                  "google.iam.policy.Recommender",
                  "google.cloudbilling.commitment.SpendBasedCommitmentRecommender"),
              Endpoint.of(
                      "securitycenter.Finding",
                      GoogleService.SECURITY_CENTER,
                      TERRITORY,
                      "findings",
                      "v2/{scope}/sources/-/findings",
                      "listFindingsResults")
                  .item("finding")
                  .query(
                      Map.of(
                          "filter",
                          "state=\"ACTIVE\" AND NOT mute=\"MUTED\""
                              + " AND (resource_name : \"//alloydb.googleapis.com/\""
                              + " OR resource_name : \"//cloudsql.googleapis.com/\")",
                          "pageSize",
                          PAGE))
                  .parent("{.resourceName}")
                  .needs("securitycenter.findings.list"),
              Endpoint.of(
                      DATABASE_CENTER,
                      GoogleService.DATABASE_CENTER,
                      TERRITORY,
                      "queryDatabaseResourceGroups",
                      "v1beta:queryDatabaseResourceGroups",
                      "resourceGroups")
                  .body(Map.of("parent", "{scope}"))
                  .id("//databasecenter.googleapis.com/{path}")
                  .parent("{.fullResourceName}")
                  .needs("databasecenter.databaseGroups.list"))
          .map(Endpoint.Builder::build)
          .toList();

  /**
   * https://cloud.google.com/iam/docs/roles-permissions/recommender names them each its own way.
   */
  private static final Map<String, String> RECOMMENDATIONS =
      Map.of(
          "google.alloydb.cluster.ReliabilityRecommender",
          "alloydbClusterReliabilityRecommendations",
          "google.alloydb.instance.SecurityRecommender",
          "alloydbInstanceSecurityRecommendations",
          "google.cloudsql.instance.SecurityRecommender",
          "cloudsqlInstanceSecurityRecommendations",
          "google.cloudsql.instance.ReliabilityRecommender",
          "cloudsqlInstanceReliabilityRecommendations",
          "google.cloudsql.instance.OverprovisionedRecommender",
          "cloudsqlOverprovisionedInstanceRecommendations",
          "google.cloudsql.instance.IdleRecommender",
          "cloudsqlIdleInstanceRecommendations",
          "google.cloudsql.instance.OutOfDiskRecommender",
          "cloudsqlInstanceOutOfDiskRecommendations",
          "google.cloudsql.instance.PerformanceRecommender",
          "cloudsqlInstancePerformanceRecommendations",
          "google.iam.policy.Recommender",
          "iamPolicyRecommendations",
          "google.cloudbilling.commitment.SpendBasedCommitmentRecommender",
          "spendBasedCommitmentRecommendations");

  private Endpoints() {}

  /** What templates may name for a choice. */
  static Map<String, String> names(String choice) {
    return Map.of(
        "choice",
        choice,
        "recommendations",
        RECOMMENDATIONS.getOrDefault(choice, "*"),
        "viewer",
        choice.startsWith("google.alloydb.")
            ? "alloydbViewer"
            : choice.startsWith("google.iam.") ? "iamViewer" : "viewer");
  }

  private static Endpoint.Builder denyPolicies(
      Over over, String attachment, String node, String gap) {
    return Endpoint.of(
            "iam.DenyPolicy",
            GoogleService.IAM,
            over,
            "denypolicies",
            "v2/policies/" + attachment + "/denypolicies",
            "policies")
        .query(Map.of("pageSize", PAGE))
        // The list leaves the rules out.
        .detail("v2/{.name}")
        .parent(CRM + (node.isEmpty() ? "projects/{project}" : node))
        .needs("iam.denypolicies.list")
        .gap(gap);
  }

  /** What is set on a folder or organization above the territory. */
  private static Endpoint.Builder above(
      String kind,
      GoogleService service,
      String method,
      String path,
      String items,
      String permission,
      String id) {
    Endpoint.Builder endpoint =
        Endpoint.of(kind, service, ABOVE, method, path, items)
            .id(id)
            .parent(CRM + "{node}")
            .needs(permission)
            .gap(INHERITED);
    return items.isEmpty() ? endpoint : endpoint.query(Map.of("pageSize", PAGE));
  }

  private static Endpoint.Builder recommendations(
      Over over, String location, String... recommenders) {
    return Endpoint.of(
            RECOMMENDATION,
            GoogleService.RECOMMENDER,
            over,
            "recommendations",
            "v1/projects/{project}/locations/"
                + location
                + "/recommenders/{choice}/recommendations",
            "recommendations")
        .query(Map.of("pageSize", PAGE))
        .choices(List.of(recommenders))
        .needs("recommender.{recommendations}.list")
        .role("roles/recommender.{viewer}");
  }
}
