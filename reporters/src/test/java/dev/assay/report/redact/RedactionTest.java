package dev.assay.report.redact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.report.AuditReport;
import dev.assay.report.Finding;
import dev.assay.report.Reporter;
import dev.assay.report.Samples;
import dev.assay.report.Verdict;
import dev.assay.report.format.Formats;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** What somebody outside may learn from a report, and what not. */
class RedactionTest {
  private static final List<String> SECRETS =
      List.of(
          "10.20.0.5",
          "shop-prod",
          "shop.example",
          "payments",
          "invoices",
          "customers",
          "order lines",
          "ledger",
          "entries_old_idx",
          "entries_account_fk",
          "assay_reader",
          "deploy",
          "read-pool",
          "tenant_id",
          "account_id",
          "auditor",
          "ingestion");

  @Test
  void noFormatTellsAName() throws IOException {
    AuditReport redacted = Redaction.of(Samples.messy(), "");
    for (Reporter reporter : Formats.all()) {
      String text = text(reporter, redacted);
      for (String secret : SECRETS) {
        assertThat(text.contains(secret)).as(reporter.format() + " tells " + secret).isFalse();
      }
    }
  }

  @Test
  void noFormatTellsWhoseMachineAFileIsOn() throws IOException {
    AuditReport redacted = Redaction.of(Samples.planned(), "");
    for (Reporter reporter : Formats.all()) {
      String text = text(reporter, redacted);
      assertThat(text).as(reporter.format()).doesNotContain("alice", "infra", "plan.json");
    }
    assertThat(redacted.sources().get(0).id()).matches("file:/n\\w{10}/n\\w{10}/n\\w{10}/n\\w{10}");
    assertThat(redacted.findings().get(0).resource().declaration().orElseThrow().line())
        .isEqualTo(12);
  }

  @Test
  void whatIsWrongAndHowBadStays() {
    AuditReport report = Samples.messy();
    AuditReport redacted = Redaction.of(report, "");

    assertThat(redacted.summary()).isEqualTo(report.summary());
    assertThat(redacted.findings()).hasSameSizeAs(report.findings());
    assertThat(redacted.rules()).extracting("title").isEqualTo(titles(report));
    assertThat(redacted.findings())
        .extracting(Finding::message)
        .contains("Automated backups are disabled.")
        .anyMatch(
            m -> m.matches("Row level security is off, and the table has a n\\w{10} column\\."))
        .anyMatch(m -> m.startsWith("The authorized network 0.0.0.0/0 lets"));
    assertThat(redacted.findings())
        .filteredOn(f -> f.verdict() == Verdict.WAIVED)
        .allMatch(f -> f.waiver().orElseThrow().reason().equals("(redacted)"));
  }

  @Test
  void anIdKeepsItsShapeAndIsTheSameEverywhere() {
    AuditReport redacted = Redaction.of(Samples.messy(), "");
    String index =
        redacted.findings().stream()
            .filter(f -> f.rule().equals("PG-IDX-002"))
            .map(f -> f.resource().id())
            .findFirst()
            .orElseThrow();

    assertThat(index)
        .matches("postgresql://n\\w{10}:5432/n\\w{10}/n\\w{10}/n\\w{10}/indexes/n\\w{10}");
    assertThat(redacted.findings())
        .extracting(Finding::remediation)
        .anyMatch(fix -> fix.contains("--region=europe-west4 --project=n"));
    assertThat(redacted.sources()).anyMatch(source -> index.startsWith(source.id() + "/"));
  }

  @Test
  void oneKeyMakesTheSamePseudonymsAndAnotherMakesOthers() {
    assertThat(Redaction.of(Samples.messy(), "k")).isEqualTo(Redaction.of(Samples.messy(), "k"));
    assertThat(Redaction.of(Samples.messy(), "k").findings())
        .isNotEqualTo(Redaction.of(Samples.messy(), "l").findings());
    assertThat(Redaction.of(Samples.messy(), "k").snapshotDigest())
        .isNotEqualTo(Samples.messy().snapshotDigest());
  }

  @Test
  void namesThatNobodyThoughtOfGoToo() {
    for (Finding finding : Redaction.of(Samples.hostile(), "").findings()) {
      assertThat(finding.message() + finding.at() + finding.remediation() + finding.resource().id())
          .doesNotContain("onerror", "evil", "HYPERLINK", "ıssız", "中文", "etc/passwd", "xxxxxxxx");
    }
  }

  private static List<Object> titles(AuditReport report) {
    return report.rules().stream().map(rule -> (Object) rule.title()).toList();
  }

  private static String text(Reporter reporter, AuditReport report) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    reporter.write(report, out);
    if (!reporter.format().equals("xlsx")) {
      return out.toString(StandardCharsets.UTF_8);
    }
    StringBuilder text = new StringBuilder();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(out.toByteArray()))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        text.append(new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return text.toString();
  }
}
