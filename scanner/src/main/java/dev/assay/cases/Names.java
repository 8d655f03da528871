package dev.assay.cases;

import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.RegoString;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Ids for the resources of a case that gives none: as the collectors write them, from the fields of
 * the data where it has them.
 */
final class Names {
  private static final String GOOGLE = "//%s.googleapis.com/projects/example/%s";
  private static final Pattern FIELD = Pattern.compile("\\{([A-Za-z_]+)=([^}]*)}");
  private static final String PROJECT = "//cloudresourcemanager.googleapis.com/projects/example";
  private static final String LOCATION =
      "//alloydb.googleapis.com/projects/example/locations/europe-west1";
  private static final String CLUSTER = LOCATION + "/clusters/main";
  private static final String SERVER = "postgresql://db.example:5432";
  private static final String DATABASE = SERVER + "/{database=app}";
  private static final String SCHEMA = DATABASE + "/{schema=public}";
  private static final String TABLE = SCHEMA + "/{table=orders}";

  /** From kind to the parent's id and the resource's own. */
  private record Pair(@Nullable String parent, String id) {}

  private static final Map<String, Pair> KINDS = new HashMap<>();

  static {
    KINDS.put("alloydb.Cluster", new Pair(PROJECT, CLUSTER));
    KINDS.put("alloydb.Backup", new Pair(PROJECT, LOCATION + "/backups/nightly"));
    KINDS.put("alloydb.Instance", new Pair(CLUSTER, CLUSTER + "/instances/primary"));
    KINDS.put("alloydb.User", new Pair(CLUSTER, CLUSTER + "/users/app"));
    KINDS.put("alloydb.Operation", new Pair(PROJECT, LOCATION + "/operations/one"));
    KINDS.put("alloydb.SupportedDatabaseFlag", new Pair(PROJECT, LOCATION + "/flags/{flagName=x}"));
    KINDS.put("iam.Policy", new Pair(PROJECT, PROJECT + "/iamPolicy"));
    KINDS.put("cloudresourcemanager.Project", new Pair(null, PROJECT));
    KINDS.put(
        "accesscontextmanager.ServicePerimeter",
        new Pair(
            "//cloudresourcemanager.googleapis.com/organizations/1",
            "//accesscontextmanager.googleapis.com/accessPolicies/1/servicePerimeters/db"));
    google("bigquery.Dataset", "datasets/audit");
    google("bigqueryconnection.Connection", "locations/europe-west1/connections/db");
    google("cloudkms.CryptoKey", "locations/europe-west1/keyRings/db/cryptoKeys/main");
    google(
        "cloudkms.CryptoKeyVersion",
        "locations/europe-west1/keyRings/db/cryptoKeys/main/cryptoKeyVersions/1");
    google("cloudfunctions.CloudFunction", "locations/europe-west1/functions/f");
    google("cloudfunctions.Function", "locations/europe-west1/functions/f");
    google("compute.Firewall", "global/firewalls/{name=x}");
    google("compute.Instance", "zones/europe-west1-b/instances/{name=x}");
    google("datamigration.ConnectionProfile", "locations/europe-west1/connectionProfiles/from");
    google("datamigration.MigrationJob", "locations/europe-west1/migrationJobs/move");
    google("iam.Role", "roles/custom");
    google(
        "iam.ServiceAccountKey",
        "serviceAccounts/app@example.iam.gserviceaccount.com/keys/{name=x}");
    google("logging.LogBucket", "locations/global/buckets/audit");
    google("logging.LogSink", "sinks/{name=x}");
    google("monitoring.AlertPolicy", "alertPolicies/1");
    google("recommender.Recommendation", "locations/europe-west1/recommenders/r/recommendations/1");
    google("run.Job", "locations/europe-west1/jobs/nightly");
    google("run.Service", "locations/europe-west1/services/web");
    google("secretmanager.Secret", "secrets/{name=x}");
    google("sqladmin.Instance", "instances/{name=shop}");
    google("storage.Bucket", "buckets/{name=x}");
    KINDS.put(
        "assay.DatabaseLink", new Pair("{server=" + SERVER + "}", "assay://links/db.example:5432"));
    KINDS.put("postgresql.Server", new Pair(null, SERVER));
    KINDS.put("postgresql.Settings", new Pair(SERVER, SERVER + "/-/settings"));
    KINDS.put("postgresql.Role", new Pair(SERVER, SERVER + "/-/roles/{name=app}"));
    KINDS.put(
        "postgresql.SessionGroup",
        new Pair(SERVER, SERVER + "/-/sessions/{role=app}/{database=app}"));
    KINDS.put("postgresql.Database", new Pair(SERVER, SERVER + "/{name=app}"));
    KINDS.put("postgresql.Extension", new Pair(DATABASE, DATABASE + "/-/extensions/{name=x}"));
    KINDS.put("postgresql.Publication", new Pair(DATABASE, DATABASE + "/-/publications/{name=x}"));
    KINDS.put(
        "postgresql.Subscription", new Pair(DATABASE, DATABASE + "/-/subscriptions/{name=x}"));
    KINDS.put(
        "postgresql.Statement",
        new Pair(DATABASE, DATABASE + "/-/statements/{queryid=1}:{role=app}"));
    KINDS.put(
        "postgresql.StatementStatistics", new Pair(DATABASE, DATABASE + "/-/statementStatistics"));
    KINDS.put("postgresql.HbaRule", new Pair(SERVER, SERVER + "/-/hba/{line=1}"));
    KINDS.put(
        "postgresql.RolePassword",
        new Pair(SERVER + "/-/roles/{role=app}", SERVER + "/-/roles/{role=app}/password"));
    KINDS.put("postgresql.Schema", new Pair(DATABASE, DATABASE + "/{name=public}"));
    KINDS.put("postgresql.Relation", new Pair(SCHEMA, SCHEMA + "/{name=orders}"));
    KINDS.put("postgresql.TableColumns", new Pair(TABLE, TABLE + "/columns"));
    KINDS.put("postgresql.Index", new Pair(TABLE, TABLE + "/indexes/{name=x}"));
    KINDS.put("postgresql.Policy", new Pair(TABLE, TABLE + "/policies/{name=x}"));
    KINDS.put("postgresql.ForeignKey", new Pair(TABLE, TABLE + "/foreignKeys/{name=x}"));
    KINDS.put(
        "postgresql.IndexOverlap",
        new Pair(TABLE, TABLE + "/indexOverlaps/{redundant=x}:{covered_by=y}"));
    KINDS.put(
        "postgresql.Function", new Pair(SCHEMA, SCHEMA + "/functions/{name=f}({args_md5=0})"));
  }

  private Names() {}

  /** A kind whose resources lie right below a project: SERVICE.TYPE, and their place there. */
  private static void google(String kind, String place) {
    String service = kind.substring(0, kind.indexOf('.')).replace("sqladmin", "cloudsql");
    KINDS.put(kind, new Pair(PROJECT, GOOGLE.formatted(service, place)));
  }

  static String id(String kind, RegoObject data) {
    return fill(pair(kind).id(), data);
  }

  static @Nullable String parent(String kind, RegoObject data) {
    String parent = pair(kind).parent();
    return parent == null ? null : fill(parent, data);
  }

  private static Pair pair(String kind) {
    Pair unlisted =
        kind.startsWith("postgresql.")
            ? new Pair(SERVER, SERVER + "/-/" + kind + "/{name=x}")
            : new Pair(PROJECT, "//example.com/" + kind + "/{name=x}");
    return KINDS.getOrDefault(kind, unlisted);
  }

  private static String fill(String template, RegoObject data) {
    return FIELD
        .matcher(template)
        .replaceAll(
            m ->
                Matcher.quoteReplacement(
                    data.get(m.group(1)) instanceof RegoString s
                        ? encoded(s.value())
                        : m.group(2)));
  }

  /** A segment, or a whole id. */
  private static String encoded(String segment) {
    return segment.startsWith("postgresql://")
        ? segment
        : URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
