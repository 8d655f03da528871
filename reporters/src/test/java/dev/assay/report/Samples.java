package dev.assay.report;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reports that every format must be able to tell. */
public final class Samples {
  public static final String PROJECT = "projects/shop-prod";
  public static final String ORDERS = "postgresql://10.20.0.5:5432/orders";
  public static final String BILLING = "postgresql://10.20.0.5:5432/billing";

  /** Names that have broken reports: markup, controls, overrides, half characters, too much. */
  public static final List<String> HOSTILE =
      List.of(
          "</script><img src=x onerror=alert(1)>",
          "<!--<script>",
          "invoice\u202Efdp.exe",
          "two\nlines\r\nand\ttabs",
          "nul\u0000byte\u001b[31mred",
          "half\uD800pair",
          "]]>",
          "[click](https://evil.example)",
          "=HYPERLINK(\"https://evil.example\")",
          "İstanbul ıssız",
          "emoji 🐘 中文 naïve",
          "../../../etc/passwd",
          "{0} %s ${jndi:ldap://evil.example} {{constructor}}",
          "\"quoted\" 'single' `tick` \\ & &amp;",
          "x".repeat(10_000));

  private static final Waiver TEAM_PAYMENTS =
      new Waiver(
          "payments@shop.example",
          "The partner's ingestion job needs it until its migration is done.",
          LocalDate.parse("2027-01-31"));
  private static final Waiver LAPSED =
      new Waiver(
          "ops@shop.example", "Planned with the next window.", LocalDate.parse("2026-10-31"));

  private Samples() {}

  /** What a first scan finds: every verdict, several sources, gaps, waivers. */
  public static AuditReport messy() {
    return estate().build();
  }

  /** The same with a baseline and every hostile name. */
  public static AuditReport hostile() {
    ReportBuilder report = estate();
    for (String name : HOSTILE) {
      Resource role = new Resource(ORDERS + "/-/roles/" + name, "postgresql.Role", ORDERS);
      report.add(
          finding(
                  "PG-ROL-001",
                  Verdict.FAIL,
                  Severity.HIGH,
                  role,
                  "The role " + name + " is a superuser.",
                  name)
              .aged(Finding.Age.NEW));
      report.add(
          finding("PG-PWD-003", Verdict.UNKNOWN, Severity.MEDIUM, role, name, "")
              .aged(Finding.Age.KNOWN));
      report.gap(new Gap(ORDERS, name, name, Gap.Cause.FAILED, name, name));
    }
    return report.build();
  }

  /** All was read, and all is well. */
  public static AuditReport clean() {
    return rules(
            new ReportBuilder().source(ORDERS, "postgresql", Map.of("server", "PostgreSQL 17.2")))
        .add(pass("PG-ROL-001", new Resource(ORDERS + "/-/roles/app", "postgresql.Role", ORDERS)))
        .count("PG-ROL-001", ORDERS, Verdict.PASS, 11)
        .build();
  }

  /** Nothing was found that a rule speaks of. */
  public static AuditReport empty() {
    return new ReportBuilder().build();
  }

  /** Nothing but what could not be read of one source. */
  public static AuditReport withGaps(List<Gap> gaps) {
    ReportBuilder report = new ReportBuilder().source(gaps.get(0).source(), "alloydb", Map.of());
    gaps.forEach(report::gap);
    return report.build();
  }

  /** Nothing could be read. */
  public static AuditReport allUnknown() {
    ReportBuilder report =
        rules(new ReportBuilder().source(ORDERS, "postgresql", Map.of("role", "assay")));
    Resource server = new Resource("postgresql://10.20.0.5:5432", "postgresql.Server", ORDERS);
    for (String rule : List.of("PG-ROL-001", "PG-RLS-001", "PG-PWD-003")) {
      report.add(
          finding(
              rule,
              Verdict.UNKNOWN,
              Severity.HIGH,
              server,
              "The server could not be reached.",
              ""));
    }
    return report
        .gap(
            new Gap(
                ORDERS,
                "postgresql.Role",
                "postgresql://10.20.0.5:5432",
                Gap.Cause.UNREACHABLE,
                "Connection refused.",
                "Open port 5432 to the scanner, or run it inside the network."))
        .build();
  }

  /** All that fails is waived. */
  public static AuditReport allWaived() {
    ReportBuilder report =
        rules(new ReportBuilder().source(ORDERS, "postgresql", Map.of("role", "assay")));
    for (String table : List.of("invoices", "payments", "sessions")) {
      Resource relation = new Resource(ORDERS + "/public/" + table, "postgresql.Relation", ORDERS);
      report.add(
          finding(
                  "PG-RLS-001",
                  Verdict.FAIL,
                  Severity.HIGH,
                  relation,
                  "Row level security is off, and the table has a tenant_id column.",
                  "")
              .waivedBy(TEAM_PAYMENTS));
    }
    return report.build();
  }

  /** What a plan of Terraform would make, judged before it is there. */
  public static AuditReport planned() {
    String plan = "file:/home/alice/infra/plan.json";
    ReportBuilder report =
        rules(new ReportBuilder().source(plan, "terraform", Map.of("path", "/home/alice/infra")));
    Resource cluster =
        new Resource(
            "//alloydb.googleapis.com/" + PROJECT + "/locations/europe-west4/clusters/prod",
            "alloydb.Cluster",
            plan,
            Optional.of(
                new Declaration(
                    "module.alice.google_alloydb_cluster.prod", "modules/alice/main.tf", 12)));
    return report
        .add(
            finding(
                "GC-BKP-001",
                Verdict.FAIL,
                Severity.HIGH,
                cluster,
                "Automated backups are disabled.",
                ""))
        .gap(
            new Gap(
                plan,
                "iam.Policy",
                plan,
                Gap.Cause.FAILED,
                "/home/alice/infra/plan.json tells of no policy.",
                "Plan the whole of /home/alice/infra."))
        .build();
  }

  /** A check of each of so many rules: failed, or undecided for one reason. */
  public static AuditReport manyRules(int rules, Verdict verdict) {
    ReportBuilder report = new ReportBuilder().source(ORDERS, "postgresql", Map.of());
    Resource table = new Resource(ORDERS + "/public/invoices", "postgresql.Relation", ORDERS);
    for (int i = 100; i < 100 + rules; i++) {
      String id = "PG-MANY-" + i;
      report.rule(
          new RuleInfo(
              id,
              "postgresql/many/rule_" + i,
              "Rule number " + i + " holds",
              "Why it matters.",
              Severity.MEDIUM,
              "postgresql.Relation",
              List.of(),
              Map.of(),
              "",
              Map.of()));
      report.add(finding(id, verdict, Severity.MEDIUM, table, "It is as it is.", "here"));
    }
    return report.build();
  }

  /** As many failures as asked for, spread over two databases and all rules. */
  public static AuditReport large(int failures) {
    ReportBuilder report = estate();
    List<String> rules = List.of("PG-RLS-001", "PG-ROL-001", "PG-IDX-002", "PG-FK-001");
    List<Severity> severities =
        List.of(Severity.CRITICAL, Severity.HIGH, Severity.LOW, Severity.MEDIUM);
    for (int i = 0; i < failures; i++) {
      String source = i % 3 == 0 ? BILLING : ORDERS;
      Resource table = new Resource(source + "/public/table_" + i, "postgresql.Relation", source);
      report.add(
          finding(
              rules.get(i % 4),
              Verdict.FAIL,
              severities.get(i % 4),
              table,
              "The relation public.table_" + i + " is open to every tenant.",
              ""));
    }
    return report.build();
  }

  private static ReportBuilder estate() {
    ReportBuilder report =
        rules(
            new ReportBuilder()
                .source(PROJECT, "alloydb", Map.of("identity", "auditor@shop-prod.iam"))
                .source(
                    ORDERS,
                    "postgresql",
                    Map.of("server", "PostgreSQL 15.7 (AlloyDB)", "role", "assay_reader"))
                .source(
                    BILLING,
                    "postgresql",
                    Map.of("server", "PostgreSQL 15.7 (AlloyDB)", "role", "assay_reader")));
    cloud(report);
    databases(report);
    gaps(report);
    return report;
  }

  private static void cloud(ReportBuilder report) {
    Resource prod = alloydb("clusters/prod", "Cluster");
    Resource replica = alloydb("clusters/prod-dr", "Cluster");
    Resource staging = alloydb("clusters/staging", "Cluster");
    Resource primary = alloydb("clusters/prod/instances/primary", "Instance");
    Resource pool = alloydb("clusters/prod/instances/read-pool", "Instance");
    report
        .add(
            new Finding(
                ReportBuilder.sha256("a"),
                "GC-NET-002",
                Verdict.FAIL,
                Severity.CRITICAL,
                primary,
                "The authorized network 0.0.0.0/0 lets the whole internet in.",
                "networkConfig.authorizedExternalNetworks[0]",
                List.of(
                    new Finding.Evidence("networkConfig.enablePublicIp", "true"),
                    new Finding.Evidence(
                        "networkConfig.authorizedExternalNetworks[0].cidrRange", "\"0.0.0.0/0\"")),
                "gcloud alloydb instances update primary --cluster=prod --region=europe-west4"
                    + " --project=shop-prod --authorized-external-networks=203.0.113.8/32"))
        .add(pass("GC-NET-002", pool))
        .add(
            new Finding(
                ReportBuilder.sha256("b"),
                "GC-BKP-001",
                Verdict.FAIL,
                Severity.HIGH,
                prod,
                "Automated backups are disabled.",
                "",
                List.of(new Finding.Evidence("automatedBackupPolicy.enabled", "false")),
                "gcloud alloydb clusters update prod --region=europe-west4 --project=shop-prod"
                    + " --automated-backup-retention-period=14d"))
        .add(
            new Finding(
                    ReportBuilder.sha256("c"),
                    "GC-BKP-001",
                    Verdict.FAIL,
                    Severity.HIGH,
                    staging,
                    "Automated backups are disabled.",
                    "",
                    List.of(new Finding.Evidence("automatedBackupPolicy.enabled", "false")),
                    "gcloud alloydb clusters update staging --region=europe-west4"
                        + " --project=shop-prod --automated-backup-retention-period=14d")
                .lapsed(LAPSED))
        .add(
            finding(
                "GC-BKP-001",
                Verdict.NOT_APPLICABLE,
                Severity.HIGH,
                replica,
                "A secondary cluster inherits its backups.",
                ""))
        .add(
            finding(
                "GC-CMK-001",
                Verdict.UNKNOWN,
                Severity.MEDIUM,
                prod,
                "cloudkms.CryptoKey could not be read (denied), and the rule needs it.",
                ""))
        .add(
            finding(
                "GC-CMK-001",
                Verdict.UNKNOWN,
                Severity.MEDIUM,
                staging,
                "cloudkms.CryptoKey could not be read (denied), and the rule needs it.",
                ""))
        .add(pass("GC-NET-001", pool))
        .add(pass("GC-NET-001", primary));
  }

  private static void databases(ReportBuilder report) {
    for (String table :
        List.of(
            "customers", "invoices", "payments", "orders", "order lines", "carts", "sessions")) {
      Resource relation =
          new Resource(
              ORDERS + "/public/" + table.replace(" ", "%20"), "postgresql.Relation", ORDERS);
      Finding fail =
          new Finding(
              ReportBuilder.sha256("rls" + table),
              "PG-RLS-001",
              Verdict.FAIL,
              table.equals("payments") ? Severity.CRITICAL : Severity.HIGH,
              relation,
              "Row level security is off, and the table has a tenant_id column.",
              "",
              List.of(
                  new Finding.Evidence("rls_enabled", "false"),
                  new Finding.Evidence("columns.tenant_id", "\"uuid\"")),
              "ALTER TABLE public.\""
                  + table
                  + "\" ENABLE ROW LEVEL SECURITY;\n"
                  + "CREATE POLICY tenant ON public.\""
                  + table
                  + "\" USING (tenant_id = current_setting('app.tenant_id')::uuid);");
      report.add(table.equals("sessions") ? fail.waivedBy(TEAM_PAYMENTS) : fail);
    }
    report
        .add(
            finding(
                "PG-ROL-001",
                Verdict.FAIL,
                Severity.HIGH,
                new Resource(
                    "postgresql://10.20.0.5:5432/-/roles/deploy", "postgresql.Role", ORDERS),
                "The login role deploy is a superuser.",
                ""))
        .add(
            finding(
                "PG-IDX-002",
                Verdict.FAIL,
                Severity.LOW,
                new Resource(
                    BILLING + "/ledger/entries/indexes/entries_old_idx",
                    "postgresql.Index",
                    BILLING),
                "The index was not used since the statistics began, 94 days ago.",
                ""))
        .add(
            finding(
                "PG-FK-001",
                Verdict.FAIL,
                Severity.MEDIUM,
                new Resource(
                    BILLING + "/ledger/entries/foreignKeys/entries_account_fk",
                    "postgresql.ForeignKey",
                    BILLING),
                "No index begins with account_id; the table has 4,112,907 rows.",
                ""))
        .add(
            finding(
                "PG-PWD-003",
                Verdict.UNKNOWN,
                Severity.MEDIUM,
                new Resource("postgresql://10.20.0.5:5432", "postgresql.Server", ORDERS),
                "password_encryption is not visible to this role.",
                ""))
        .add(
            pass(
                "PG-ROL-001",
                new Resource("postgresql://10.20.0.5:5432/-/roles/app", "postgresql.Role", ORDERS)))
        .count("PG-ROL-001", ORDERS, Verdict.PASS, 17)
        .count("PG-RLS-001", ORDERS, Verdict.PASS, 12)
        .count("PG-RLS-001", BILLING, Verdict.PASS, 31)
        .count("PG-IDX-002", BILLING, Verdict.PASS, 84)
        .count("PG-IDX-002", ORDERS, Verdict.PASS, 140)
        .count("PG-FK-001", BILLING, Verdict.PASS, 22)
        .count("PG-FK-001", ORDERS, Verdict.NOT_APPLICABLE, 9);
  }

  private static void gaps(ReportBuilder report) {
    report
        .gap(
            new Gap(
                PROJECT,
                "cloudkms.CryptoKey",
                "//cloudresourcemanager.googleapis.com/projects/shop-prod",
                Gap.Cause.DENIED,
                "The identity auditor@shop-prod.iam may not list keys.",
                "gcloud projects add-iam-policy-binding shop-prod --role=roles/cloudkms.viewer"
                    + " --member=serviceAccount:auditor@shop-prod.iam.gserviceaccount.com"))
        .gap(
            new Gap(
                ORDERS,
                "postgresql.Settings",
                "postgresql://10.20.0.5:5432/-/settings",
                Gap.Cause.DENIED,
                "Settings of superusers are hidden from the role assay_reader.",
                "GRANT pg_read_all_settings TO assay_reader;"))
        .gap(
            new Gap(
                BILLING,
                "postgresql.Relation",
                BILLING + "/ledger/batches",
                Gap.Cause.LOCKED,
                "Another session holds an exclusive lock.",
                ""));
  }

  private static ReportBuilder rules(ReportBuilder report) {
    for (RuleInfo rule : SampleRules.ALL) {
      report.rule(rule);
    }
    return report;
  }

  private static Resource alloydb(String path, String kind) {
    return new Resource(
        "//alloydb.googleapis.com/projects/shop-prod/locations/europe-west4/" + path,
        "alloydb." + kind,
        PROJECT);
  }

  private static Finding pass(String rule, Resource resource) {
    return finding(rule, Verdict.PASS, Severity.HIGH, resource, "", "");
  }

  private static Finding finding(
      String rule,
      Verdict verdict,
      Severity severity,
      Resource resource,
      String message,
      String at) {
    return new Finding(
        ReportBuilder.sha256(rule + "\n" + resource.id() + "\n" + at),
        rule,
        verdict,
        severity,
        resource,
        message,
        at,
        at.isEmpty() ? List.of() : List.of(new Finding.Evidence(at, at)),
        verdict == Verdict.FAIL && !at.isEmpty()
            ? "-- " + at + "\nALTER ROLE \"" + at + "\" NOSUPERUSER;"
            : "");
  }
}
