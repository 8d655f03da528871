package dev.assay.rego.fuzz;

import dev.assay.rego.ast.RegoError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Why OPA's answer is another where we do not follow it: see docs/decisions.md. Each cause is
 * proven on the sample itself, by asking for it in a way in which the cause has no effect.
 */
enum Explained {
  /** Stored arrays have items by their number as text, too; those given by {@code with} do not. */
  TEXT_AS_INDEX("indexes that are text") {
    @Override
    boolean holds(Difference d) throws IOException, InterruptedException {
      return (d.sample.module() + d.sample.input()).contains("\"1\"")
          && d.ours.agrees(d.opa.evaluate(d.sample, GIVEN_DATA, List.of()));
    }
  },
  /** Definitions that an index skips, puts in another order or makes superfluous may conflict. */
  CONFLICT_UNSEEN("conflicts that one did not come to") {
    @Override
    boolean holds(Difference d) throws IOException, InterruptedException {
      if (d.ours.equals(CONFLICT) && d.theirs instanceof Answer.Of) {
        return d.ours.agrees(d.opa.evaluate(d.sample, "data.fuzz", UNOPTIMIZED))
            || d.ours.agrees(d.opa.evaluate(d.sample, GIVEN_DATA, UNOPTIMIZED));
      }
      List<String> reversed = new ArrayList<>(d.sample.rules());
      Collections.reverse(reversed);
      return d.theirs.equals(CONFLICT)
          && d.ours instanceof Answer.Of
          && d.engine.answer(new Sample(reversed, d.sample.input())).equals(CONFLICT);
    }
  },
  /** A literal with a comprehension over bound variables is not looked into for unbound ones. */
  COMPREHENSION_HIDES("unbound variables beside a comprehension") {
    @Override
    boolean holds(Difference d) throws IOException, InterruptedException {
      if (!codes(d.ours).contains(RegoError.UNSAFE) || codes(d.theirs).contains(RegoError.UNSAFE)) {
        return false;
      }
      List<RegoError> unsafe =
          d.engine.errors(d.sample).stream()
              .filter(e -> e.code().equals(RegoError.UNSAFE))
              .toList();
      Set<String> beside = new HashSet<>();
      List<String> rules = new ArrayList<>();
      int row = Sample.FIRST_ROW;
      for (String rule : d.sample.rules()) {
        List<String> lines = new ArrayList<>();
        for (String line : rule.lines().toList()) {
          int here = row++;
          List<String> found =
              unsafe.stream()
                  .filter(e -> e.at().filter(at -> at.line() == here).isPresent())
                  .map(RegoError::message)
                  .toList();
          boolean hides = line.startsWith("  ") && line.contains(" | ") && !found.isEmpty();
          beside.addAll(hides ? found : List.of());
          lines.add(hides ? "  true" : line);
        }
        rules.add(String.join("\n", lines));
        row++;
      }
      Sample rest = new Sample(rules, d.sample.input());
      return unsafe.stream().map(RegoError::message).allMatch(beside::contains)
          && d.engine.answer(rest).agrees(d.opa.answer(rest));
    }
  };

  /** A difference between answers. */
  record Difference(Sample sample, Engine engine, Opa opa, Answer ours, Answer theirs) {}

  private static final String GIVEN_DATA =
      "data.fuzz with data.base as " + Sample.BASE.replace('\n', ' ');
  private static final List<String> UNOPTIMIZED =
      List.of("--disable-indexing", "--disable-early-exit");
  private static final Answer CONFLICT =
      new Answer.Fails(new TreeSet<>(Set.of(RegoError.CONFLICT)));
  private final String label;

  Explained(String label) {
    this.label = label;
  }

  /** Whether this makes the difference. */
  abstract boolean holds(Difference difference) throws IOException, InterruptedException;

  static Optional<Explained> of(Difference difference) throws IOException, InterruptedException {
    for (Explained cause : values()) {
      if (cause.holds(difference)) {
        return Optional.of(cause);
      }
    }
    return Optional.empty();
  }

  private static Set<String> codes(Answer answer) {
    return answer instanceof Answer.Fails f ? f.codes() : Set.of();
  }

  @Override
  public String toString() {
    return label;
  }
}
