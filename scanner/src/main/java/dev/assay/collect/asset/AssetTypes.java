package dev.assay.collect.asset;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * What is read from Cloud Asset Inventory, by asset type; a kind is its type's short form.
 *
 * <p>Types: https://cloud.google.com/asset-inventory/docs/asset-types.
 */
final class AssetTypes {
  static final String POLICY = "iam.Policy";
  static final List<String> HIERARCHY =
      List.of(
          "cloudresourcemanager.Project",
          "cloudresourcemanager.Folder",
          "cloudresourcemanager.Organization");

  /** The types whose data rules read. */
  private static final List<String> RESOURCES =
      List.of(
          "accesscontextmanager.googleapis.com/AccessLevel",
          "bigquery.googleapis.com/Dataset",
          "bigqueryconnection.googleapis.com/Connection",
          "cloudfunctions.googleapis.com/CloudFunction",
          "cloudfunctions.googleapis.com/Function",
          "cloudkms.googleapis.com/CryptoKey",
          "cloudkms.googleapis.com/CryptoKeyVersion",
          "cloudkms.googleapis.com/KeyRing",
          "compute.googleapis.com/Firewall",
          "compute.googleapis.com/Instance",
          "compute.googleapis.com/Network",
          "datamigration.googleapis.com/ConnectionProfile",
          "datamigration.googleapis.com/MigrationJob",
          "essentialcontacts.googleapis.com/Contact",
          "iam.googleapis.com/Role",
          "iam.googleapis.com/ServiceAccount",
          "iam.googleapis.com/ServiceAccountKey",
          "logging.googleapis.com/LogBucket",
          "logging.googleapis.com/LogMetric",
          "logging.googleapis.com/LogSink",
          "monitoring.googleapis.com/AlertPolicy",
          "monitoring.googleapis.com/Dashboard",
          "orgpolicy.googleapis.com/CustomConstraint",
          "orgpolicy.googleapis.com/Policy",
          "run.googleapis.com/Job",
          "run.googleapis.com/Service",
          "secretmanager.googleapis.com/Secret",
          "serviceusage.googleapis.com/Service",
          "storage.googleapis.com/Bucket");

  /** The types whose IAM policies rules judge. */
  static final List<String> WITH_POLICIES =
      List.of(
          "cloudresourcemanager.googleapis.com/Organization",
          "cloudresourcemanager.googleapis.com/Folder",
          "cloudresourcemanager.googleapis.com/Project",
          "cloudkms.googleapis.com/KeyRing",
          "cloudkms.googleapis.com/CryptoKey",
          "secretmanager.googleapis.com/Secret",
          "storage.googleapis.com/Bucket",
          "iam.googleapis.com/ServiceAccount",
          "bigquery.googleapis.com/Dataset",
          "bigqueryconnection.googleapis.com/Connection",
          "run.googleapis.com/Service");

  private AssetTypes() {}

  /** {@code compute.googleapis.com/Firewall} is {@code compute.Firewall}. */
  static String kind(String type) {
    return type.replace(".googleapis.com/", ".");
  }

  /** The kinds of resources that can be read. */
  static List<String> kinds() {
    return RESOURCES.stream().map(AssetTypes::kind).toList();
  }

  /** The types of the kinds that are asked for. */
  static List<String> of(Predicate<String> asked) {
    return RESOURCES.stream().filter(type -> asked.test(kind(type))).toList();
  }

  /** The permission to list a resource's data, or its policy. */
  static String permission(boolean policies) {
    return String.format(
        Locale.ROOT, "cloudasset.assets.list%s", policies ? "IamPolicy" : "Resource");
  }
}
