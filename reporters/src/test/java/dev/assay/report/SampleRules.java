package dev.assay.report;

import java.util.List;
import java.util.Map;

/** Rules in the shape of the real ones. */
final class SampleRules {
  static final List<RuleInfo> ALL =
      List.of(
          new RuleInfo(
              "GC-NET-001",
              "alloydb/network/public_ip",
              "AlloyDB instances have no inbound public IP",
              "An address on the internet is found within minutes, and then every weakness of a"
                  + " password or a library is one that strangers can try.",
              Severity.HIGH,
              "alloydb.Instance",
              List.of("https://cloud.google.com/alloydb/docs/connect-public-ip"),
              Map.of("pci-dss-4.0", List.of("1.3.1", "1.4.2")),
              "gcloud alloydb instances update {{instance}} --cluster={{cluster}}"
                  + " --region={{location}} --assign-inbound-public-ip=NO_PUBLIC_IP",
              Map.of()),
          new RuleInfo(
              "GC-NET-002",
              "alloydb/network/authorized_networks",
              "Authorized external networks are narrow",
              "A wide range of addresses is as good as none: whoever rents a machine in it stands"
                  + " at the door.\n\nName the addresses that need access, one by one.",
              Severity.CRITICAL,
              "alloydb.Instance",
              List.of("https://cloud.google.com/alloydb/docs/connect-public-ip"),
              Map.of(
                  "pci-dss-4.0",
                  List.of("1.3.1"),
                  "iso-27001-2022",
                  List.of("A.8.20", "A.8.22"),
                  "soc-2",
                  List.of("CC6.6")),
              "gcloud alloydb instances update {{instance}} --cluster={{cluster}}"
                  + " --region={{location}} --authorized-external-networks=203.0.113.8/32",
              Map.of("min_prefix_length", "24")),
          new RuleInfo(
              "GC-BKP-001",
              "alloydb/backup/automated_backups",
              "AlloyDB automated backups are enabled",
              "Without them there is nothing to go back to after a mistake, and the mistake is"
                  + " usually noticed late.",
              Severity.HIGH,
              "alloydb.Cluster",
              List.of("https://cloud.google.com/alloydb/docs/backup/configure"),
              Map.of("iso-27001-2022", List.of("A.8.13")),
              "gcloud alloydb clusters update {{cluster}} --region={{location}}"
                  + " --automated-backup-retention-period=14d",
              Map.of()),
          new RuleInfo(
              "GC-CMK-001",
              "alloydb/encryption/cmek_rotation",
              "Keys that protect clusters are rotated",
              "A key that is never rotated opens all that was ever written.",
              Severity.MEDIUM,
              "alloydb.Cluster",
              List.of(),
              Map.of("iso-27001-2022", List.of("A.8.24")),
              "",
              Map.of("max_days", "90")),
          new RuleInfo(
              "PG-RLS-001",
              "postgresql/access/rls_not_enabled",
              "Tables of several tenants have row level security",
              "A forgotten WHERE clause then shows a customer nothing, instead of another"
                  + " customer's rows.",
              Severity.HIGH,
              "postgresql.Relation",
              List.of("https://www.postgresql.org/docs/current/ddl-rowsecurity.html"),
              Map.of("iso-27001-2022", List.of("A.8.3"), "soc-2", List.of("CC6.1")),
              "ALTER TABLE {{schema}}.{{name}} ENABLE ROW LEVEL SECURITY;",
              Map.of("tenant_columns", "tenant_id, org_id")),
          new RuleInfo(
              "PG-ROL-001",
              "postgresql/access/superuser_login",
              "No login role is a superuser",
              "Nothing limits a superuser: not grants, not row level security, not the audit log.",
              Severity.CRITICAL,
              "postgresql.Role",
              List.of("https://www.postgresql.org/docs/current/role-attributes.html"),
              Map.of("cis-postgresql-16", List.of("4.3"), "soc-2", List.of("CC6.1", "CC6.3")),
              "ALTER ROLE {{name}} NOSUPERUSER;",
              Map.of()),
          new RuleInfo(
              "PG-PWD-003",
              "postgresql/access/password_encryption",
              "Passwords are stored as SCRAM-SHA-256",
              "MD5 hashes can be used to log in without being broken.",
              Severity.MEDIUM,
              "postgresql.Server",
              List.of(),
              Map.of("cis-postgresql-16", List.of("6.9")),
              "ALTER SYSTEM SET password_encryption = 'scram-sha-256';",
              Map.of()),
          new RuleInfo(
              "PG-IDX-002",
              "postgresql/performance/unused_index",
              "Indexes are used",
              "An index that no query uses still costs every write, and space.",
              Severity.LOW,
              "postgresql.Index",
              List.of(),
              Map.of(),
              "DROP INDEX CONCURRENTLY {{schema}}.{{name}};",
              Map.of("min_days", "30")),
          new RuleInfo(
              "PG-FK-001",
              "postgresql/performance/foreign_key_without_index",
              "Foreign keys have an index",
              "Without one, a delete in the parent reads the whole child, under a lock.",
              Severity.MEDIUM,
              "postgresql.ForeignKey",
              List.of(),
              Map.of(),
              "",
              Map.of("min_rows", "10000")));

  private SampleRules() {}
}
