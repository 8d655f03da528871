package dev.assay.framework;

import dev.assay.report.AuditReport;
import dev.assay.report.Control;
import dev.assay.report.Counts;
import dev.assay.report.RuleInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How an audit stands to a framework, control by control; what no rule judged is told too. */
public record Posture(Framework framework, List<Line> lines) {
  public Posture {
    lines = List.copyOf(lines);
  }

  /** The worst that was said of a control. */
  public enum State {
    FAILED,
    UNKNOWN,
    WAIVED,
    PASSED,
    /** Rules had their turn and met nothing that they speak of. */
    NOTHING_TO_JUDGE,
    /** No rule that bears on it had its turn. */
    NOT_COVERED,
    /** Nothing that could be read would tell. */
    OUTSIDE;

    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /**
   * One control.
   *
   * @param rules that bear on it, by id
   */
  public record Line(Framework.Item control, State state, List<String> rules) {
    public Line {
      rules = List.copyOf(rules);
    }
  }

  public static Posture of(Framework framework, AuditReport report) {
    Map<String, Control> judged = new LinkedHashMap<>();
    for (Control control : report.controls()) {
      if (control.framework().equals(framework.id())) {
        judged.put(control.id(), control);
      }
    }
    List<Line> lines = new ArrayList<>();
    for (Framework.Item item : framework.controls()) {
      Control control = judged.remove(item.id());
      State without = item.outside().isEmpty() ? State.NOT_COVERED : State.OUTSIDE;
      lines.add(control == null ? new Line(item, without, List.of()) : line(item, control));
    }
    judged
        .values()
        .forEach(c -> lines.add(line(new Framework.Item(c.id(), "named by rules", ""), c)));
    return new Posture(framework, lines);
  }

  private static Line line(Framework.Item item, Control control) {
    return new Line(
        item, state(control.checks()), control.rules().stream().map(RuleInfo::id).toList());
  }

  private static State state(Counts checks) {
    if (checks.checks() == 0) {
      return State.NOTHING_TO_JUDGE;
    }
    return switch (checks.worst()) {
      case FAIL -> State.FAILED;
      case UNKNOWN -> State.UNKNOWN;
      case WAIVED -> State.WAIVED;
      case PASS -> State.PASSED;
      case NOT_APPLICABLE -> State.NOTHING_TO_JUDGE;
    };
  }

  public long count(State state) {
    return lines.stream().filter(line -> line.state() == state).count();
  }
}
