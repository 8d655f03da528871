package dev.assay.audit;

import dev.assay.rego.value.RegoArray;
import dev.assay.rego.value.RegoObject;
import dev.assay.rego.value.Value;
import dev.assay.report.Finding;
import dev.assay.report.Finding.Evidence;
import dev.assay.rulepack.FieldPath;
import dev.assay.rulepack.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What findings of one rule tell besides their message. It is made when somebody asks: of the many
 * that are told as one, nobody does. So they hold the facts, which they share, and not the texts.
 */
final class Particulars {
  private static final int MOST_EVIDENCE = 12;

  private final String rule;
  private final RegoObject alike = RegoObject.alike();
  private final Remediation remediation;

  /** What the rule reads of a resource, with its name. */
  private final Map<FieldPath, String> reads = new LinkedHashMap<>();

  Particulars(Rule rule) {
    this.rule = rule.id();
    this.remediation = Remediation.of(rule.info().remediation());
    rule.reads().forEach(path -> reads.put(path, path.toString()));
  }

  /**
   * Of violations at one place of a resource.
   *
   * @param values what the rule said
   */
  Finding.Details of(Estate.Item item, String at, List<Value> values) {
    List<Value> given = new ArrayList<>(1);
    for (Value value : values) {
      Violation.given(value).ifPresent(evidence -> given.add(sharing(evidence)));
    }
    return new Violated(this, item, at, given.size() == 1 ? given.get(0) : RegoArray.of(given));
  }

  /** The same object; it has its keys in common with the others. */
  private RegoObject sharing(RegoObject evidence) {
    RegoObject.Builder same = new RegoObject.Builder(alike, evidence.size());
    evidence.forEach(same::put);
    return same.build();
  }

  /** Of a verdict on a resource as a whole that is no violation. */
  static Finding.Details plain(String rule, String resource) {
    return new Plain(rule, resource);
  }

  private record Plain(String rule, String resource) implements Finding.Details {
    @Override
    public String fingerprint() {
      return Fingerprint.of(rule, resource, "");
    }

    @Override
    public List<Evidence> evidence() {
      return List.of();
    }

    @Override
    public String remediation() {
      return "";
    }
  }

  /**
   * @param given the evidence that the rule itself gives: an object, or an array of none or several
   */
  private record Violated(Particulars of, Estate.Item item, String at, Value given)
      implements Finding.Details {
    @Override
    public String fingerprint() {
      return Fingerprint.of(of.rule, item.fact().id(), at, data());
    }

    @Override
    public List<Evidence> evidence() {
      if (given instanceof RegoArray several) {
        Set<Evidence> all = new LinkedHashSet<>();
        several.forEach(one -> all.addAll(Violation.evidence(one)));
        return all.isEmpty() ? of.read(data()) : List.copyOf(all);
      }
      List<Evidence> evidence = Violation.evidence(given);
      return evidence.isEmpty() ? of.read(data()) : evidence;
    }

    @Override
    public String remediation() {
      return of.remediation.in(item.fact(), data());
    }

    private RegoObject data() {
      return item.value().get("data") instanceof RegoObject data ? data : RegoObject.EMPTY;
    }
  }

  /** What the rule may have read of the resource, as far as it is there. */
  private List<Evidence> read(RegoObject data) {
    List<Evidence> evidence = new ArrayList<>();
    reads.forEach(
        (path, name) -> {
          if (evidence.size() < MOST_EVIDENCE) {
            path.in(data).ifPresent(value -> evidence.add(Violation.evidence(name, value)));
          }
        });
    return evidence;
  }
}
