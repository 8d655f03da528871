package dev.assay.waiver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.audit.Fingerprint;
import dev.assay.input.InputException;
import dev.assay.report.AuditReport;
import dev.assay.report.Finding;
import dev.assay.report.Resource;
import dev.assay.report.RuleInfo;
import dev.assay.report.Severity;
import dev.assay.report.Source;
import dev.assay.report.Tally;
import dev.assay.report.Verdict;
import dev.assay.rulepack.RuleNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WaiversTest {
  private static final Instant NOW = Instant.parse("2026-11-21T23:30:00Z");
  private static final String DB = "postgresql://h:5432/shop";
  private static final RuleInfo RLS = rule("PG-RLS-001", "postgresql/rls_off", Severity.HIGH);
  private static final RuleInfo PK = rule("PG-PK-001", "postgresql/no_key", Severity.CRITICAL);
  private static final RuleInfo NET = rule("GC-NET-001", "alloydb/public_ip", Severity.HIGH);
  private static final RuleNames NAMES = RuleNames.of(List.of()).and(List.of(RLS, PK, NET));

  @TempDir private Path folder;
  private final List<Finding> findings = new ArrayList<>();

  private static RuleInfo rule(String id, String name, Severity severity) {
    return new RuleInfo(
        id, name, "t", "d", severity, "k", List.of(), Map.of(), "mend it", Map.of());
  }

  private WaiversTest finding(RuleInfo rule, String table, String at, Verdict verdict) {
    String id = DB + "/" + table;
    findings.add(
        new Finding(
            Fingerprint.of(rule.id(), id, at),
            rule.id(),
            verdict,
            rule.severity(),
            new Resource(id, "k", DB),
            "It is so.",
            at,
            List.of(),
            "mend it"));
    return this;
  }

  private WaiversTest fails(RuleInfo rule, String table) {
    return finding(rule, table, "", Verdict.FAIL);
  }

  /** The audit of RLS and PK, counted; then with waivers. */
  private AuditReport with(String... waivers) throws InputException, IOException {
    List<Tally> tallies =
        List.of(RLS, PK).stream()
            .map(
                rule ->
                    new Tally(
                        rule.id(),
                        DB,
                        count(rule, Verdict.FAIL),
                        count(rule, Verdict.UNKNOWN),
                        0,
                        7,
                        1))
            .toList();
    AuditReport report =
        new AuditReport(
            "t",
            "r",
            "s",
            NOW,
            NOW,
            List.of(new Source(DB, "postgresql", List.of("k"), Map.of())),
            List.of(RLS, PK),
            findings,
            tallies,
            List.of());
    Path file = folder.resolve("waivers.yaml");
    Files.writeString(file, String.join("", waivers));
    return Waivers.read(file, NAMES, Waivers.MOST_DAYS).applyTo(report);
  }

  private int count(RuleInfo rule, Verdict verdict) {
    return (int)
        findings.stream()
            .filter(f -> f.rule().equals(rule.id()) && f.verdict() == verdict)
            .map(f -> f.resource().id())
            .distinct()
            .count();
  }

  private static String waiver(String rule, String resource, String more) {
    return """
        - rule: %s
          resource: %s
          reason: The partner migrates in March.
          owner: payments@shop.example
          expires: 2027-03-31
        %s"""
        .formatted(rule, resource, more.isEmpty() ? "" : more.indent(2));
  }

  private static List<String> told(AuditReport report, String rule) {
    return report.findings().stream()
        .filter(f -> f.rule().equals(rule))
        .map(f -> f.verdict().label() + ": " + f.message())
        .toList();
  }

  private static List<Verdict> verdicts(AuditReport report, RuleInfo rule) {
    return report.findings().stream()
        .filter(f -> f.rule().equals(rule.id()))
        .map(Finding::verdict)
        .toList();
  }

  @Test
  void aWaivedViolationStaysAndDoesNotCount() throws Exception {
    AuditReport report =
        fails(RLS, "app/orders")
            .fails(RLS, "app/items")
            .with(waiver("PG-RLS-001", DB + "/app/o*", ""));

    assertThat(verdicts(report, RLS)).containsExactly(Verdict.FAIL, Verdict.WAIVED);
    assertThat(report.summary().waived()).isEqualTo(1);
    assertThat(report.summary().failed()).isEqualTo(1);
    assertThat(report.tallies().stream().filter(t -> t.rule().equals(RLS.id())))
        .containsExactly(new Tally(RLS.id(), DB, 1, 0, 1, 7, 1));
    assertThat(told(report, "WV-001")).containsExactly("pass: ");
    assertThat(told(report, "WV-002")).containsExactly("pass: ");
  }

  @Test
  void aStarEndsAtTheSlashAndTwoStarsDoNot() throws Exception {
    fails(RLS, "app/orders").fails(RLS, "app/orders/x");
    assertThat(verdicts(with(waiver("PG-RLS-001", DB + "/*/*", "")), RLS))
        .containsExactly(Verdict.WAIVED, Verdict.FAIL);
    assertThat(verdicts(with(waiver("PG-RLS-001", "'**/orders/?'", "")), RLS))
        .containsExactly(Verdict.FAIL, Verdict.WAIVED);
    assertThat(verdicts(with(waiver("postgresql", DB + "/**", "")), RLS))
        .containsExactly(Verdict.WAIVED, Verdict.WAIVED);
  }

  @Test
  void aCheckFailsAsLongAsOnePlaceOfItDoes() throws Exception {
    finding(RLS, "app/orders", "a", Verdict.FAIL).finding(RLS, "app/orders", "b", Verdict.FAIL);
    AuditReport report = with(waiver("PG-RLS-001", DB + "/app/orders", "at: a"));

    assertThat(verdicts(report, RLS)).containsExactly(Verdict.WAIVED, Verdict.FAIL);
    assertThat(report.summary().failed()).isEqualTo(1);
    assertThat(report.summary().waived()).isZero();
  }

  @Test
  void itHoldsThroughItsLastDayAndThenFailsAgain() throws Exception {
    fails(RLS, "app/orders");
    String waiver = waiver("PG-RLS-001", DB + "/app/orders", "");
    assertThat(verdicts(with(waiver.replace("2027-03-31", "2026-11-21")), RLS))
        .containsExactly(Verdict.WAIVED);

    AuditReport report = with(waiver.replace("2027-03-31", "2026-11-20"));
    assertThat(verdicts(report, RLS)).containsExactly(Verdict.FAIL);
    assertThat(report.findings().get(0).lapse())
        .isEqualTo("The waiver of payments@shop.example lapsed after 2026-11-20.");
    assertThat(told(report, "WV-001"))
        .containsExactly(
            "fail: The waiver of PG-RLS-001 for "
                + DB
                + "/app/orders expired on 2026-11-20. One violation fails again.");
  }

  @Test
  void oneThatCoversNothingIsToldUnlessNobodyLooked() throws Exception {
    finding(RLS, "app/hidden", "", Verdict.UNKNOWN);
    AuditReport report =
        with(
            waiver("PG-RLS-001", DB + "/app/gone", ""),
            waiver("PG-RLS-001", DB + "/app/hidden", ""),
            waiver("GC-NET-001", "//alloydb.googleapis.com/**", ""));

    assertThat(told(report, "WV-002"))
        .containsExactlyInAnyOrder(
            "fail: The waiver of PG-RLS-001 for " + DB + "/app/gone covers nothing that was found.",
            "unknown: What it is to cover could not be decided.",
            "not_applicable: No rule that GC-NET-001 stands for had its turn in this audit.");
  }

  @Test
  void aCriticalIsWaivedOnPurposeOnly() throws Exception {
    fails(PK, "app/orders");
    AuditReport report = with(waiver("postgresql", DB + "/**", ""));
    assertThat(verdicts(report, PK)).containsExactly(Verdict.FAIL);
    assertThat(told(report, "WV-003"))
        .containsExactly(
            "fail: The waiver of postgresql would hide 1 critical violation; it has no"
                + " allow_critical: true.");

    assertThat(verdicts(with(waiver("postgresql", DB + "/**", "allow_critical: true")), PK))
        .containsExactly(Verdict.WAIVED);
  }

  @Test
  void oneThatLastsTooLongOrIsToComeCoversNothing() throws Exception {
    fails(RLS, "app/orders");
    String waiver = waiver("PG-RLS-001", DB + "/app/orders", "");
    AuditReport tooLong = with(waiver.replace("2027-03-31", "2027-11-23"));
    assertThat(verdicts(tooLong, RLS)).containsExactly(Verdict.FAIL);
    assertThat(told(tooLong, "WV-001").get(0)).contains("may last until 2027-11-22 at most");

    AuditReport toCome = with(waiver("PG-RLS-001", DB + "/app/orders", "approved_on: 2026-11-22"));
    assertThat(verdicts(toCome, RLS)).containsExactly(Verdict.FAIL);
    assertThat(told(toCome, "WV-001").get(0)).contains("approved on 2026-11-22, which is to come");
  }

  @Test
  void ofSeveralTheOneThatHoldsLongestIsTold() throws Exception {
    AuditReport report =
        fails(RLS, "app/orders")
            .with(
                waiver("PG-RLS-001", DB + "/app/orders", "").replace("2027-03-31", "2026-01-01"),
                waiver("PG-RLS-001", DB + "/app/**", "").replace("2027-03-31", "2027-01-01"),
                waiver("PG-RLS", DB + "/**", ""));
    assertThat(report.findings().get(0).waiver().orElseThrow().expires()).hasToString("2027-03-31");
  }
}
