package dev.assay.rulepack;

import java.util.List;

/** Rules or their cases are not well written. */
public final class RulePackException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient List<String> problems;

  /**
   * @param problems every mistake that was found, as {@code file:line:column: what is wrong and
   *     what to write instead}
   */
  public RulePackException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  public List<String> problems() {
    return problems;
  }
}
