package dev.assay.report.redact;

import dev.assay.report.AuditReport;
import dev.assay.report.Declaration;
import dev.assay.report.Finding;
import dev.assay.report.Gap;
import dev.assay.report.Resource;
import dev.assay.report.RuleInfo;
import dev.assay.report.Source;
import dev.assay.report.Tally;
import dev.assay.report.Terms;
import dev.assay.report.Waiver;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * The same audit without the names of the estate: hosts, projects, objects, people. Verdicts,
 * counts, times and the rules stay as they are; of waivers the reasons go, and explanations go
 * whole. A name has the same pseudonym wherever it stands.
 */
public final class Redaction {
  private final Pseudonyms pseudonyms;
  private final Names names;

  private Redaction(Pseudonyms pseudonyms, Names names) {
    this.pseudonyms = pseudonyms;
    this.names = names;
  }

  /**
   * The report with pseudonyms.
   *
   * @param key makes the pseudonyms, the same ones for each report that is redacted with it; empty
   *     for the report's own snapshot, whose digest is hidden then
   */
  public static AuditReport of(AuditReport report, String key) {
    Pseudonyms pseudonyms = new Pseudonyms(key.isEmpty() ? report.snapshotDigest() : key);
    Names names = new Names(pseudonyms, harmless(report));
    report.sources().forEach(source -> names.learn(source.id()));
    report.sources().forEach(source -> source.details().values().forEach(names::learn));
    report.gaps().forEach(gap -> names.learn(gap.scope()));
    for (Finding finding : report.findings()) {
      names.learn(finding.resource().id());
      finding.resource().declaration().ifPresent(there -> names.learn(there.file()));
      finding.waiver().ifPresent(waiver -> names.learnName(waiver.owner()));
    }
    return new Redaction(pseudonyms, names).redacted(report);
  }

  /** What the rules themselves say is no secret, nor how their kinds and fields are called. */
  private static Set<String> harmless(AuditReport report) {
    Set<String> words = new HashSet<>();
    try (InputStream in = Redaction.class.getResourceAsStream("words.txt")) {
      add(words, new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (RuleInfo rule : report.rules()) {
      add(words, rule.id() + " " + rule.name() + " " + rule.title() + " " + rule.kind());
      add(words, rule.description());
      add(words, rule.remediation());
    }
    report.gaps().forEach(gap -> add(words, gap.kind()));
    for (Finding finding : report.findings()) {
      add(words, finding.resource().kind());
      for (Finding.Evidence evidence : finding.evidence()) {
        add(words, evidence.path().split("[.\\[]", 2)[0]);
      }
    }
    return words;
  }

  private static void add(Set<String> words, String text) {
    for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{M}\\p{N}_]+", -1)) {
      words.add(word);
    }
  }

  private AuditReport redacted(AuditReport report) {
    Set<String> ofPeople = new HashSet<>();
    for (RuleInfo rule : report.rules()) {
      if (rule.kind().startsWith("assay.")) {
        ofPeople.add(rule.id());
      }
    }
    return new AuditReport(
        report.toolVersion(),
        report.rulesDigest(),
        pseudonyms.digest(report.snapshotDigest()),
        report.collectedAt(),
        report.asOf(),
        report.sources().stream().map(this::redacted).toList(),
        report.rules().stream().map(this::redacted).toList(),
        report.findings().stream()
            .map(f -> redacted(f, ofPeople.contains(f.rule()) ? List.of() : f.evidence()))
            .toList(),
        report.tallies().stream().map(this::redacted).toList(),
        report.gaps().stream().map(this::redacted).toList());
  }

  private Source redacted(Source source) {
    Map<String, String> details = new TreeMap<>();
    source.details().forEach((name, value) -> details.put(name, names.text(value)));
    return new Source(names.id(source.id()), source.collector(), source.kinds(), details);
  }

  /** Values of parameters are the user's own: networks, roles, labels. */
  private RuleInfo redacted(RuleInfo rule) {
    Map<String, String> parameters = new TreeMap<>();
    rule.parameters().forEach((name, value) -> parameters.put(name, names.text(value)));
    return new RuleInfo(
        rule.id(),
        rule.name(),
        rule.title(),
        rule.description(),
        rule.severity(),
        rule.kind(),
        rule.links(),
        rule.controls(),
        rule.remediation(),
        parameters);
  }

  /** What a team says of waivers and attestations names people and reasons: it goes. */
  private Finding redacted(Finding finding, List<Finding.Evidence> evidence) {
    Resource resource = finding.resource();
    return new Finding(
        pseudonyms.digest(finding.fingerprint()),
        finding.rule(),
        finding.verdict(),
        finding.severity(),
        new Resource(
            names.id(resource.id()),
            resource.kind(),
            names.id(resource.source()),
            resource.declaration().map(this::redacted)),
        names.text(finding.message()),
        names.text(finding.at()),
        evidence.stream()
            .map(e -> new Finding.Evidence(names.text(e.path()), names.text(e.value())))
            .toList(),
        names.text(finding.remediation()),
        finding.waiver().map(this::redacted),
        finding.age(),
        List.of(),
        finding.resources(),
        redacted(finding.terms()));
  }

  private Terms redacted(Terms terms) {
    return new Terms(
        terms.parameters().stream()
            .map(p -> new Terms.Parameter(p.name(), names.text(p.value()), origin(p.origin())))
            .toList(),
        terms
            .regrading()
            .map(r -> new Terms.Regrading(r.from(), r.to(), "(redacted)", origin(r.origin()))));
  }

  /** The names of profiles and files are the user's own. */
  private static String origin(String origin) {
    return origin.equals(Terms.DEFAULT) || origin.startsWith("--") ? origin : "(configuration)";
  }

  private Declaration redacted(Declaration declaration) {
    return new Declaration(
        names.text(declaration.name()), names.id(declaration.file()), declaration.line());
  }

  private Waiver redacted(Waiver waiver) {
    return new Waiver(pseudonyms.of(waiver.owner()), "(redacted)", waiver.expires());
  }

  private Tally redacted(Tally tally) {
    return new Tally(
        tally.rule(),
        names.id(tally.source()),
        tally.fail(),
        tally.unknown(),
        tally.waived(),
        tally.pass(),
        tally.notApplicable());
  }

  private Gap redacted(Gap gap) {
    return new Gap(
        names.id(gap.source()),
        gap.kind(),
        names.id(gap.scope()),
        gap.cause(),
        names.text(gap.message()),
        names.text(gap.remedy()));
  }
}
