package dev.assay.workbench;

import java.time.Duration;
import java.util.List;

/**
 * How a case of a rule or a test in Rego ended.
 *
 * @param suite what it belongs to: a rule's {@code AREA/NAME}, or a package {@code data.a.b}
 * @param name of the case or the test
 * @param place {@code file:line:column}
 * @param reason why it does not hold; empty if it does
 * @param notes what it printed
 */
public record TestOutcome(
    String suite,
    String name,
    String place,
    Status status,
    String reason,
    List<String> notes,
    Duration duration) {

  public TestOutcome {
    notes = List.copyOf(notes);
  }

  /** How it ended. An error is a test that could not be evaluated to its end. */
  public enum Status {
    PASSED,
    FAILED,
    ERROR,
    SKIPPED;

    /** Whether all is well with it. */
    public boolean holds() {
      return this == PASSED || this == SKIPPED;
    }
  }

  /** By which it is chosen: {@code AREA/NAME: case}, or {@code data.a.b.test_c}. */
  static String fullName(String suite, String name) {
    return suite.startsWith("data.") ? suite + "." + name : suite + ": " + name;
  }

  @Override
  public String toString() {
    return place + ": " + fullName(suite, name) + (reason.isEmpty() ? "" : ": " + reason);
  }
}
