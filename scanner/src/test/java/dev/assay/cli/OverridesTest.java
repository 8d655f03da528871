package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.report.AuditReport;
import dev.assay.report.Finding;
import dev.assay.report.Terms;
import dev.assay.report.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Two clusters of a project, one for production and one for development, each with one backup a
 * week and a primary in one zone, and an unlabelled one; and what a configuration sets of the rules
 * that judge them.
 */
class OverridesTest {
  private static final String PROJECT = "//alloydb.googleapis.com/projects/shop";
  private static final String CLUSTERS = PROJECT + "/locations/l/clusters/";
  private static final List<String> NAMES = List.of("dev", "old", "prod");

  @TempDir private Path folder;

  @BeforeEach
  void snapshot() throws IOException {
    StringBuilder lines =
        new StringBuilder(
            """
            {"assay":"snapshot","schema":1,"tool":"t","time":"2026-11-21T08:00:00Z","resources":6}
            {"source":{"id":"%s","collector":"alloydb","kinds":["alloydb.Cluster","alloydb.Instance"],"details":{}}}
            """
                .formatted(PROJECT));
    for (String name : NAMES) {
      String labels = name.equals("old") ? "{}" : "{\"env\":\"" + name + "\",\"team\":\"a\"}";
      lines.append(
          fact(
              "alloydb.Cluster",
              CLUSTERS + name,
              "//cloudresourcemanager.googleapis.com/projects/shop",
              "{\"clusterType\":\"PRIMARY\",\"labels\":" + labels + "}"));
      lines.append(
          fact(
              "alloydb.Instance",
              CLUSTERS + name + "/instances/one",
              CLUSTERS + name,
              "{\"instanceType\":\"PRIMARY\",\"availabilityType\":\"ZONAL\"}"));
    }
    Files.writeString(folder.resolve("snapshot.jsonl"), lines);
  }

  private static String fact(String kind, String id, String parent, String data) {
    return """
        {"kind":"%s","id":"%s","parent":"%s","source":"%s","data":%s}
        """
        .formatted(kind, id, parent, PROJECT, data);
  }

  private Run check(String config, String... more) throws IOException {
    Files.writeString(folder.resolve("assay.yaml"), config);
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "check",
                folder.resolve("snapshot.jsonl").toString(),
                "-c",
                folder.resolve("assay.yaml").toString(),
                "--select",
                "GC-HA-001",
                "-o",
                folder.resolve("audit.json").toString()));
    arguments.addAll(List.of(more));
    return Run.of(arguments.toArray(String[]::new));
  }

  private AuditReport audit(String config, String... more) throws Exception {
    Run run = check(config, more);
    assertThat(run.code()).as(run.err()).isNotEqualTo(ExitCode.USAGE);
    return ReportCommand.read(folder.resolve("audit.json"));
  }

  /** The finding on the instance of each cluster. */
  private Judged judged(String config, String... more) throws Exception {
    Map<String, Finding> byName = new TreeMap<>();
    for (Finding finding : audit(config, more).findings()) {
      byName.put(finding.resource().id().replaceFirst(".*/clusters/([^/]+)/.*", "$1"), finding);
    }
    assertThat(byName).containsOnlyKeys(NAMES);
    return new Judged(byName);
  }

  private record Judged(Map<String, Finding> byName) {
    Finding get(String name) {
      return Optional.ofNullable(byName.get(name)).orElseThrow();
    }
  }

  private String verdicts(String config, String... more) throws Exception {
    return String.join(
        " ",
        judged(config, more).byName().entrySet().stream()
            .map(e -> e.getKey() + ":" + e.getValue().verdict().label())
            .toList());
  }

  @Test
  void aSeverityThatSomebodySetStandsBesideTheRules() throws Exception {
    Judged plain = judged("");
    Judged set =
        judged(
            """
            overrides:
            - rule: GC-HA
              severity: low
              reason: Everything is restored from backups within the hour.
            - rule: GC-HA-001
              where: {labels: {env: prod}}
              severity: critical
              reason: The shop loses an order a second.
            """);

    assertThat(set.get("old").severity().label()).isEqualTo("low");
    assertThat(set.get("prod").severity().label()).isEqualTo("critical");
    assertThat(set.get("prod").terms().whyRegraded())
        .isEqualTo(
            "The rule's severity is high, and critical here by assay.yaml:7:13: The shop loses an"
                + " order a second.");
    assertThat(set.get("prod").fingerprint()).isEqualTo(plain.get("prod").fingerprint());
    assertThat(plain.get("prod").terms().whyRegraded()).isEmpty();
    assertThat(check("", "--fail-on", "high").code()).isEqualTo(1);
    assertThat(
            check(
                    """
                    overrides:
                    - {rule: GC-HA-001, severity: low, reason: It is restored from backups.}
                    """,
                    "--fail-on",
                    "high")
                .code())
        .isZero();
  }

  @Test
  void theEffectiveValueIsToldWithWhereItCameFrom() throws Exception {
    String config =
        """
        parameters:
          GC-HA-001: {unlabelled_is_production: false}
        overrides:
        - rule: GC-HA-001
          where: {resource: "**/clusters/dev"}
          parameters: {production: [dev]}
          reason: The developers asked for it.
        profiles:
          ours:
            extends: all
            parameters:
              GC-HA-001: {environment_label: team}
        """;

    assertThat(verdicts(config)).isEqualTo("dev:fail old:not_applicable prod:fail");
    assertThat(judged(config).get("dev").terms().parameters())
        .containsExactly(
            new Terms.Parameter("environment_label", "env", "rule default"),
            new Terms.Parameter("production", "[\"dev\"]", "assay.yaml:6:28"),
            new Terms.Parameter("unlabelled_is_production", "false", "assay.yaml:2:41"));
    assertThat(judged(config, "--profile", "ours").get("prod").terms().parameters())
        .contains(
            new Terms.Parameter("environment_label", "team", "profile ours (assay.yaml:12:38)"));
    assertThat(
            judged(config, "--profile", "ours", "--param", "GC-HA-001.environment_label=env")
                .get("prod")
                .terms()
                .parameters())
        .contains(new Terms.Parameter("environment_label", "env", "--param"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                                   | dev:not_applicable old:fail prod:fail
          {values: [dev]}                                      | dev:fail old:fail prod:not_applicable
          {unlabelled: false}                                  | dev:not_applicable old:not_applicable prod:fail
          {label: team, values: [a]}                           | dev:fail old:fail prod:fail
          {resources: "**/clusters/dev"}                       | dev:fail old:fail prod:fail
          {except: ["//alloydb.googleapis.com/projects/shop"]} | dev:not_applicable old:not_applicable prod:not_applicable
          {resources: projects/shop, except: "**/clusters/old"} | dev:fail old:not_applicable prod:fail
          """)
  void onePlaceSaysWhatProductionIs(String production, String verdicts) throws Exception {
    String config = "production: " + production + "\n";

    assertThat(verdicts(config)).isEqualTo(verdicts);
    // A scope that asks for production means the same.
    config +=
        """
        overrides:
        - {rule: GC-HA-001, where: {production: true}, severity: info, reason: It is production.}
        - {rule: GC-HA-001, where: {production: false}, severity: low, reason: It is not.}
        """;
    judged(config)
        .byName()
        .values()
        .forEach(
            finding ->
                assertThat(finding.severity().label())
                    .isEqualTo(finding.verdict() == Verdict.FAIL ? "info" : "low"));
  }

  @Test
  void evidenceKeepsTheLinesThatSetSomethingAndNoOthers() throws Exception {
    String config =
        """
        databases:
        - postgresql://scan:sesame4711@10.0.0.5/shop
        # Ask sesame4711.
        parameters:
          GC-HA-001: {unlabelled_is_production: false}
        from: [elsewhere.jsonl]
        profiles:
          ours:
            extends: all
            overrides:
            - rule: GC-HA-001
              where: {labels: {env: prod}}
              severity: low
              reason: It is restored from backups.
        """;
    String pack = folder.resolve("pack").toString();
    Judged findings = judged(config, "--profile", "ours", "--evidence", pack);
    assertThat(findings.get("prod").terms().whyRegraded())
        .contains("profile ours (assay.yaml:13:17)");

    Run verified = Run.of("verify", pack);
    assertThat(verified.out()).as(verified.err()).contains("judged again to the same report");
    Path kept = folder.resolve("pack/inputs/config/assay.yaml");
    assertThat(Files.readAllLines(kept).get(12)).isEqualTo("      severity: low");
    try (var files = Files.walk(folder.resolve("pack"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain("sesame4711");
      }
    }
  }

  @Test
  void linesThatCannotStandAloneAreNoEvidence() throws Exception {
    Run run =
        check(
            """
            fail_on: &x high
            overrides:
            - {rule: GC-HA-001, severity: *x, reason: It is restored from backups.}
            """,
            "--evidence",
            folder.resolve("pack").toString());

    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("evidence keeps these lines without the others");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          parameters: {GC-HA-01: {production: [a]}}              | 1:14: no rule or area "GC-HA-01": did you mean GC-HA-001?
          parameters: {GC-HA-001: {prodution: [a]}}              | 1:26: GC-HA-001 has no parameter "prodution": did you mean "production"?
          parameters: {GC-HA-001: {unlabelled_is_production: 7}} | 1:52: GC-HA-001.unlabelled_is_production takes true or false, found "7"
          parameters: {GC-BKP: {min_dayz: 7}}                    | 1:23: GC-BKP has no parameter "min_dayz": did you mean "min_days"?
          parameters: {GC-HA-001: 1}                             | 1:25: expected a mapping (key: value), found "1"
          parameters: [GC-HA-001]                                | 1:13: expected a mapping (key: value), found a list
          overrides: {rule: GC-HA-001}                           | 1:12: expected a list (- item), found a mapping
          overrides: [{severity: low, reason: It is so here.}]   | 1:13: "rule" is missing; every entry has one
          overrides: [{rule: GC-HA-001, severity: low}]          | 1:13: "reason" is missing; every entry has one
          overrides: [{rule: GC-HA-001, severity: low, reason: so}] | 1:54: "so" is no reason; say why it is so there
          overrides: [{rule: GC-HA-001, reason: It is so here.}] | 1:13: it sets nothing; write parameters or severity
          overrides: [{rule: GC-HA-001, severity: lo, reason: It is so here.}] | 1:41: severity "lo": use info, low, medium, high or critical
          overrides: [{rule: GC-HA-001, severty: low, reason: It is so here.}] | 1:31: unknown key "severty": did you mean "severity"?
          overrides: [{rule: GC-NET-002, severity: low, reason: It is so here.}] | 1:42: a critical rule would be low; mend what it finds, or write allow_critical: true
          overrides: [{rule: GC-HA-001, where: {}, severity: low, reason: It is so here.}] | 1:38: it names nothing; write resource, project, database, labels or production, or leave "where" out
          overrides: [{rule: GC-HA-001, where: {resource: shop}, severity: low, reason: It is so here.}] | 1:49: "shop" is no resource name; write projects/ID, a name as reports write it (postgresql://…, //alloydb…), or begin with **
          overrides: [{rule: GC-HA-001, where: {label: {env: a}}, severity: low, reason: It is so here.}] | 1:39: unknown key "label": did you mean "labels"?
          overrides: [{rule: GC-HA-001, severity: low, reason: It is so here.}, {rule: GC-HA-001, severity: info, reason: It is so here.}] | 1:78: the same rule is set for the same resources at {folder}1:13; join them
          overrides: [{rule: AT-003, severity: low, reason: It is so here.}] | 1:20: no rule or area "AT-003"; see assay rules list
          production: {vales: [prod]}                            | 1:14: unknown key "vales": did you mean "values"?
          production: {values: prod}                             | 1:22: expected a list (- item), found "prod"
          production: {except: [shop]}                           | 1:23: "shop" is no resource name; write projects/ID, a name as reports write it (postgresql://…, //alloydb…), or begin with **
          profiles: {ours: {overrides: [{rule: GC-HA, severity: 1, reason: It is so here.}]}}\\nprofile: all | 1:55: severity "1": use info, low, medium, high or critical
          """)
  void aMistakeIsToldWithPlaceAndRemedy(String config, String line) throws Exception {
    Run run = check(config.replace("\\n", "\n") + "\n");

    String file = folder.resolve("assay.yaml") + ":";
    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err().strip()).endsWith(file + line.replace("{folder}", file));
  }
}
