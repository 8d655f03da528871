package dev.assay.report;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What somebody set that a finding was judged by: the values of the rule's parameters, and perhaps
 * another severity than the rule's.
 *
 * @param parameters all of the rule's, in the order of their names, each with its effective value
 * @param regrading the severity that takes the place of the rule's own
 */
public record Terms(List<Parameter> parameters, Optional<Regrading> regrading) {
  /** Of a rule without parameters whose severity nobody changed. */
  public static final Terms NONE = new Terms(List.of(), Optional.empty());

  /** The origin of a value that nobody set. */
  public static final String DEFAULT = "rule default";

  public Terms {
    parameters = List.copyOf(parameters);
  }

  /**
   * @param value as text
   * @param origin where it was set, e.g. {@code assay.yaml:12:20}, or {@link #DEFAULT}
   */
  public record Parameter(String name, String value, String origin) {
    @Override
    public String toString() {
      return name + " = " + value + " (" + origin + ")";
    }
  }

  /**
   * @param from the rule's own severity
   * @param to the severity in its place
   * @param origin where it was set
   */
  public record Regrading(Severity from, Severity to, String reason, String origin) {
    /**
     * What a violation counts for that the rule itself grades so: of less than its severity it
     * stays what it is, but not above a lowered one; of more it stays what it is.
     */
    public Severity of(Severity graded) {
      boolean within = from.atLeast(graded) && graded.atLeast(to);
      return graded == from || within ? to : graded;
    }
  }

  /** The parameters that somebody set. */
  public List<Parameter> set() {
    return parameters.stream().filter(p -> !p.origin().equals(DEFAULT)).toList();
  }

  /** Why the severity is not the rule's, in one sentence; empty if it is. */
  public String whyRegraded() {
    return regrading
        .map(
            r ->
                "The rule's severity is %s, and %s here by %s: %s"
                    .formatted(r.from().label(), r.to().label(), r.origin(), r.reason()))
        .orElse("");
  }

  /** What a reader should know who knows the rule: sentences, none if nobody set anything. */
  public String departures() {
    String values = set().stream().map(Parameter::toString).collect(Collectors.joining(", "));
    String judged = values.isEmpty() ? "" : "Judged with " + values + ".";
    return (whyRegraded() + " " + judged).strip();
  }
}
