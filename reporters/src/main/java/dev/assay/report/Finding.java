package dev.assay.report;

import dev.assay.report.text.Quantity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * The verdict of one rule on one resource, or on one place in it.
 *
 * @param details what is told besides; it may be made when somebody asks
 * @param rule the id of the {@link RuleInfo}
 * @param message what was seen, one sentence; for unknown, what could not be seen; empty for pass
 * @param at the place in the resource, e.g. {@code networkConfig.authorizedExternalNetworks[0]};
 *     empty for the whole of it
 * @param waiver what keeps a waived violation from counting; on a failure, the waiver that lapsed
 * @param age what a baseline says of it; empty when the audit was given none
 * @param explanation the rule's expressions, in the order of their places; empty unless it was
 *     asked for
 * @param resources how many it tells of: one, unless the report is {@link AuditReport#folded}
 * @param terms the rule's parameters and severity, as somebody set them for this resource
 */
public record Finding(
    Details details,
    String rule,
    Verdict verdict,
    Severity severity,
    Resource resource,
    String message,
    String at,
    Optional<Waiver> waiver,
    Optional<Age> age,
    List<Expression> explanation,
    int resources,
    Terms terms) {

  /**
   * What most readers of a large audit never ask for. Hundreds of thousands of findings are folded
   * into a few (see {@link AuditReport#folded}), so it need not exist before it is read; it is the
   * same each time.
   */
  public interface Details {
    /** Stable across scans: SHA-256 in hex of rule id, resource id and {@code at}. */
    String fingerprint();

    /** What the verdict rests on. */
    List<Evidence> evidence();

    /** How to mend it, with this resource's names filled in; empty unless it fails. */
    String remediation();
  }

  private record Told(String fingerprint, List<Evidence> evidence, String remediation)
      implements Details {
    Told {
      evidence = List.copyOf(evidence);
    }
  }

  public Finding {
    explanation = List.copyOf(explanation);
    if (verdict == Verdict.WAIVED && waiver.isEmpty()) {
      throw new IllegalArgumentException("a waived finding of " + rule + " names no waiver");
    }
  }

  /** A finding of which everything is known. */
  public Finding(
      String fingerprint,
      String rule,
      Verdict verdict,
      Severity severity,
      Resource resource,
      String message,
      String at,
      List<Evidence> evidence,
      String remediation,
      Optional<Waiver> waiver,
      Optional<Age> age,
      List<Expression> explanation,
      int resources,
      Terms terms) {
    this(
        new Told(fingerprint, evidence, remediation),
        rule,
        verdict,
        severity,
        resource,
        message,
        at,
        waiver,
        age,
        explanation,
        resources,
        terms);
  }

  /** The same of one that no waiver and no baseline speaks of. */
  public Finding(
      String fingerprint,
      String rule,
      Verdict verdict,
      Severity severity,
      Resource resource,
      String message,
      String at,
      List<Evidence> evidence,
      String remediation) {
    this(
        new Told(fingerprint, evidence, remediation),
        rule,
        verdict,
        severity,
        resource,
        message,
        at);
  }

  /** A finding that no waiver and no baseline speaks of. */
  public Finding(
      Details details,
      String rule,
      Verdict verdict,
      Severity severity,
      Resource resource,
      String message,
      String at) {
    this(
        details,
        rule,
        verdict,
        severity,
        resource,
        message,
        at,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        1,
        Terms.NONE);
  }

  public String fingerprint() {
    return details.fingerprint();
  }

  public List<Evidence> evidence() {
    return details.evidence();
  }

  public String remediation() {
    return details.remediation();
  }

  /**
   * The same finding, told once for the first of many resources that are alike.
   *
   * @param family what stands for all of them in the fingerprint
   * @param resources how many they are
   * @param named some of them, as evidence
   */
  Finding toldFor(String family, int resources, List<Evidence> named) {
    List<Evidence> all = new ArrayList<>(evidence());
    all.addAll(named);
    return new Finding(
        new Told(family, all, remediation()),
        rule,
        verdict,
        severity,
        resource,
        message + " (The first of " + Quantity.of(resources) + " resources alike.)",
        at,
        waiver,
        age,
        explanation,
        resources,
        terms);
  }

  /** The same finding, judged by such terms: a severity that they change counts from here on. */
  public Finding under(Terms terms) {
    if (terms.equals(this.terms)) {
      return this;
    }
    return new Finding(
        details,
        rule,
        verdict,
        terms.regrading().map(r -> r.of(severity)).orElse(severity),
        resource,
        message,
        at,
        waiver,
        age,
        explanation,
        resources,
        terms);
  }

  /** The same violation, waived. */
  public Finding waivedBy(Waiver by) {
    return with(Verdict.WAIVED, Optional.of(by), age, explanation);
  }

  /** The same violation, which a waiver covered until it lapsed. */
  public Finding lapsed(Waiver by) {
    return with(Verdict.FAIL, Optional.of(by), age, explanation);
  }

  /** What a reader of a failure should know of the waiver that covered it; empty if none did. */
  public String lapse() {
    return verdict == Verdict.FAIL
        ? waiver
            .map(w -> "The waiver of %s lapsed after %s.".formatted(w.owner(), w.expires()))
            .orElse("")
        : "";
  }

  /** The same finding, compared with a baseline. */
  public Finding aged(Age by) {
    return with(verdict, waiver, Optional.of(by), explanation);
  }

  /** The same finding, with how it came about. */
  public Finding explainedBy(List<Expression> expressions) {
    return with(verdict, waiver, age, expressions);
  }

  private Finding with(
      Verdict verdict, Optional<Waiver> waiver, Optional<Age> age, List<Expression> explanation) {
    return new Finding(
        details,
        rule,
        verdict,
        severity,
        resource,
        message,
        at,
        waiver,
        age,
        explanation,
        resources,
        terms);
  }

  /** Findings are equal that say the same, whether or not all of it was made. */
  @Override
  public boolean equals(Object o) {
    return o instanceof Finding that
        && rule.equals(that.rule)
        && verdict == that.verdict
        && severity == that.severity
        && resource.equals(that.resource)
        && message.equals(that.message)
        && at.equals(that.at)
        && waiver.equals(that.waiver)
        && age.equals(that.age)
        && explanation.equals(that.explanation)
        && resources == that.resources
        && terms.equals(that.terms)
        && fingerprint().equals(that.fingerprint())
        && evidence().equals(that.evidence())
        && remediation().equals(that.remediation());
  }

  @Override
  public int hashCode() {
    return Objects.hash(rule, verdict, resource, message, at);
  }

  /**
   * A field that was read.
   *
   * @param path below the resource's data, e.g. {@code automatedBackupPolicy.enabled}
   * @param value as JSON, cut to a readable length
   */
  public record Evidence(String path, String value) {}

  /**
   * An expression of the rule, or of what it uses.
   *
   * @param place {@code file:line}
   * @param text in one line
   * @param held whether it held, in one way at least
   * @param values of its parts, by their text; {@code undefined} for what is not there
   */
  public record Expression(String place, String text, boolean held, List<Evidence> values) {
    public Expression {
      values = List.copyOf(values);
    }
  }

  /** Whether the baseline has the finding already. */
  public enum Age {
    NEW,
    KNOWN;

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Age> of(String label) {
      return Arrays.stream(values()).filter(a -> a.label().equals(label)).findFirst();
    }
  }
}
