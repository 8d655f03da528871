package dev.assay.report.sarif;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.assay.report.AuditReport;
import dev.assay.report.Finding;
import dev.assay.report.Gap;
import dev.assay.report.Reporter;
import dev.assay.report.Source;
import dev.assay.report.Verdict;
import dev.assay.report.text.JsonOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * SARIF 2.1.0, as GitHub, GitLab, Azure DevOps, SonarQube and DefectDojo take it: failures, waived
 * failures (suppressed) and what could not be decided (kind {@code open}). What passed is left out,
 * since the dashboards show every result as an alert.
 */
public final class SarifReporter implements Reporter {
  /** GitHub takes no more results in one run. */
  private static final int RESULTS_A_RUN = 25_000;

  private final String format;
  private final String id;
  private final int resultsARun;

  private SarifReporter(String format, String id, int resultsARun) {
    this.format = format;
    this.id = id;
    this.resultsARun = resultsARun;
  }

  /** For whoever reads SARIF; GitHub's bounds are the narrowest, and kept. */
  public static SarifReporter forAll() {
    return new SarifReporter("sarif", "assay", RESULTS_A_RUN);
  }

  /** For GitHub's code scanning, of which the id is the category. */
  public static SarifReporter github() {
    return new SarifReporter("sarif.github", "assay", RESULTS_A_RUN);
  }

  /** For GitLab, which takes a run for a scanner: all in one. */
  public static SarifReporter gitlab() {
    return new SarifReporter("sarif.gitlab", "assay", Integer.MAX_VALUE);
  }

  /** For Advanced Security of Azure DevOps, which files runs by an id that begins so. */
  public static SarifReporter azure() {
    return new SarifReporter("sarif.azure", "azuredevops/pipeline/build/assay", RESULTS_A_RUN);
  }

  SarifReporter withResultsARun(int most) {
    return new SarifReporter(format, id, most);
  }

  @Override
  public boolean folds() {
    return true;
  }

  @Override
  public String format() {
    return format;
  }

  @Override
  public void write(AuditReport report, OutputStream out) throws IOException {
    try (JsonGenerator json = JsonOutput.open(out, 4)) {
      json.writeStartObject();
      json.writeStringField(
          "$schema",
          "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json");
      json.writeStringField("version", "2.1.0");
      json.writeArrayFieldStart("runs");
      for (Part part : parts(report)) {
        new Run(json, report, part).write();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  /**
   * What one run tells.
   *
   * @param id stable from scan to scan, so that a dashboard knows what the run replaces
   */
  record Part(String id, List<Finding> findings, List<Gap> gaps) {}

  /** One part, or, when that has too many results, at least one for each source. */
  private List<Part> parts(AuditReport report) {
    List<Finding> results = report.findings().stream().filter(SarifReporter::isResult).toList();
    if (results.size() <= resultsARun) {
      return List.of(new Part(id + "/", results, report.gaps()));
    }
    Map<String, List<Finding>> bySource = new LinkedHashMap<>();
    for (Source source : report.sources()) {
      bySource.put(source.id(), new ArrayList<>());
    }
    for (Finding finding : results) {
      bySource.computeIfAbsent(finding.resource().source(), any -> new ArrayList<>()).add(finding);
    }
    List<Part> parts = new ArrayList<>();
    bySource.forEach(
        (source, findings) -> {
          List<Gap> gaps =
              report.gaps().stream().filter(gap -> gap.source().equals(source)).toList();
          for (int from = 0, n = 1; from == 0 || from < findings.size(); from += resultsARun, n++) {
            String part = id + "/" + source + "/" + (n == 1 ? "" : n + "/");
            int to = Math.min(findings.size(), from + resultsARun);
            parts.add(new Part(part, findings.subList(from, to), n == 1 ? gaps : List.of()));
          }
        });
    return parts;
  }

  private static boolean isResult(Finding finding) {
    return switch (finding.verdict()) {
      case FAIL, UNKNOWN, WAIVED -> true;
      case PASS, NOT_APPLICABLE -> false;
    };
  }

  static boolean isUnknown(Finding finding) {
    return finding.verdict() == Verdict.UNKNOWN;
  }
}
