package dev.assay.rulepack;

import java.util.List;
import java.util.stream.Collectors;

/** Rules or their cases are not well written; every mistake that was found, in order of place. */
public final class RulePackException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * One mistake.
   *
   * @param line from 1; 0 for the whole file
   * @param column from 1; 0 for the whole line
   * @param message what is wrong and what to write instead
   */
  public record Problem(String file, int line, int column, String message) {
    @Override
    public String toString() {
      return file
          + (line > 0 ? ":" + line : "")
          + (line > 0 && column > 0 ? ":" + column : "")
          + ": "
          + message;
    }
  }

  private final transient List<Problem> problems;

  public RulePackException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  public List<Problem> problems() {
    return problems;
  }
}
