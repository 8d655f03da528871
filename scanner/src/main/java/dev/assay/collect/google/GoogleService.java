package dev.assay.collect.google;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An API of Google Cloud that facts are read from.
 *
 * <p>Hosts, permissions and roles: each API's reference, and
 * https://cloud.google.com/iam/docs/roles-permissions.
 */
public enum GoogleService {
  ALLOYDB("alloydb", "alloydb.googleapis.com", "roles/alloydb.viewer", Transport.GRPC),
  ASSET("asset", "cloudasset.googleapis.com", "roles/cloudasset.viewer", Transport.GRPC),
  /** What AlloyDB's gRPC client has no names for is asked for as JSON. */
  ALLOYDB_JSON("alloydb_json", "alloydb.googleapis.com", "roles/alloydb.viewer", Transport.REST),
  /** What AlloyDB's connector asks; unlike the others, a stand-in of it speaks TLS. */
  ALLOYDB_CONNECT(
      "alloydb_connect", "alloydb.googleapis.com", "roles/alloydb.client", Transport.GRPC),
  /** Asked for a password, where the configuration says that it is kept there. */
  SECRET_MANAGER(
      "secret_manager",
      "secretmanager.googleapis.com",
      "roles/secretmanager.secretAccessor",
      Transport.REST),
  SQLADMIN("sqladmin", "sqladmin.googleapis.com", "roles/cloudsql.viewer", Transport.REST),
  MONITORING("monitoring", "monitoring.googleapis.com", "roles/monitoring.viewer", Transport.REST),
  LOGGING("logging", "logging.googleapis.com", "roles/logging.viewer", Transport.REST),
  RESOURCE_MANAGER(
      "resource_manager",
      "cloudresourcemanager.googleapis.com",
      "roles/iam.securityReviewer",
      Transport.REST),
  IAM("iam", "iam.googleapis.com", "roles/iam.denyReviewer", Transport.REST),
  ORG_POLICY(
      "org_policy", "orgpolicy.googleapis.com", "roles/orgpolicy.policyViewer", Transport.REST),
  ACCESS_CONTEXT(
      "access_context",
      "accesscontextmanager.googleapis.com",
      "roles/accesscontextmanager.policyReader",
      Transport.REST),
  CONTACTS(
      "contacts",
      "essentialcontacts.googleapis.com",
      "roles/essentialcontacts.viewer",
      Transport.REST),
  RECOMMENDER(
      "recommender", "recommender.googleapis.com", "roles/recommender.viewer", Transport.REST),
  SECURITY_CENTER(
      "security_center",
      "securitycenter.googleapis.com",
      "roles/securitycenter.findingsViewer",
      Transport.REST),
  DATABASE_CENTER(
      "database_center",
      "databasecenter.googleapis.com",
      "roles/databasecenter.viewer",
      Transport.REST),
  BILLING("billing", "cloudbilling.googleapis.com", "roles/billing.viewer", Transport.REST),
  BUDGETS("budgets", "billingbudgets.googleapis.com", "roles/billing.viewer", Transport.REST);

  private enum Transport {
    GRPC,
    REST
  }

  /** The name in {@code assay.yaml} of a stand-in for all services that are asked by REST. */
  public static final String REST = "rest";

  private final String key;
  private final String host;
  private final String viewerRole;
  private final Transport transport;

  GoogleService(String key, String host, String viewerRole, Transport transport) {
    this.key = key;
    this.host = host;
    this.viewerRole = viewerRole;
    this.transport = transport;
  }

  /** Its name in {@code assay.yaml}. */
  public String key() {
    return key;
  }

  /** The host, which is also the name by which it is enabled. */
  public String host() {
    return host;
  }

  /** How the names of what it holds begin, as Cloud Asset Inventory has them. */
  public String namespace() {
    return this == SQLADMIN ? "//cloudsql.googleapis.com/" : "//" + host + "/";
  }

  /** The smallest predefined role that can read all that is read from it. */
  public String viewerRole() {
    return viewerRole;
  }

  /** Whether it is asked by REST. */
  boolean isRest() {
    return transport == Transport.REST;
  }

  /** The names in {@code assay.yaml} of all of them. */
  public static Set<String> keys() {
    Set<String> keys = Arrays.stream(values()).map(GoogleService::key).collect(Collectors.toSet());
    keys.add(REST);
    return keys;
  }
}
