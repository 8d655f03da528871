package dev.assay.rego;

import dev.assay.rego.ast.Location;
import dev.assay.rego.eval.Observer;
import dev.assay.rego.eval.Seen;
import dev.assay.rego.parse.Extent;
import dev.assay.rego.value.RegoArray;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What evaluations came by: which expressions held, and with which values. For one policy, which is
 * compiled with it ({@link Policy#compile(List, Trace)}), and for one evaluation at a time; a
 * policy without one pays nothing.
 */
public final class Trace implements Observer {
  private final Map<Location, Expression> expressions = new LinkedHashMap<>();

  /** The rule that each expression belongs to, by the place of its head. */
  private final Map<Location, List<Expression>> byRule = new HashMap<>();

  /** Expressions whose rule is being compiled. */
  private final List<Expression> pending = new ArrayList<>();

  private final Set<Location> rulesThatHeld = new HashSet<>();

  /**
   * An expression that was come by.
   *
   * @param at where it begins
   * @param tried how many times it was evaluated; once more where it is in a function whose value
   *     an expression is made of
   * @param held how many times it held
   * @param values of what it is made of: of the way in which its rule came to a value; else of the
   *     last time that it held; else of the last time that it did not
   */
  public record Step(Location at, int tried, int held, List<Seen> values) {
    public Step {
      values = List.copyOf(values);
    }

    /** The expression as written, in one line. */
    public String text() {
      return Extent.of(at);
    }
  }

  /** Forgets what was seen. */
  public void clear() {
    rulesThatHeld.clear();
    expressions.values().forEach(Expression::clear);
  }

  /** What was come by since, in the order of the places. */
  public List<Step> steps() {
    return expressions.values().stream()
        .filter(e -> e.tried > 0)
        .map(Expression::step)
        .sorted((a, b) -> a.at().compareTo(b.at()))
        .toList();
  }

  @Override
  public Optional<Runnable> watch(Location at) {
    if (expressions.containsKey(at)) {
      return Optional.empty();
    }
    List<Expression> mine = byRule.computeIfAbsent(at, a -> new ArrayList<>());
    mine.addAll(pending);
    pending.clear();
    return Optional.of(
        () -> {
          if (rulesThatHeld.add(at)) {
            mine.forEach(Expression::settle);
          }
        });
  }

  @Override
  public void began(Location test, RegoArray name) {
    // A test's cases are told apart by who runs tests.
  }

  @Override
  public Optional<Witness> witness(Location at) {
    Expression expression = expressions.computeIfAbsent(at, Expression::new);
    pending.add(expression);
    return Optional.of(expression);
  }

  private static final class Expression implements Witness {
    private final Location at;
    private int tried;
    private int held;
    private List<Seen> values = List.of();

    /** Whether the values are those of the way that counts. */
    private boolean settled;

    Expression(Location at) {
      this.at = at;
    }

    void clear() {
      tried = 0;
      held = 0;
      values = List.of();
      settled = false;
    }

    void settle() {
      settled = held > 0;
    }

    @Override
    public boolean tried() {
      tried++;
      return held == 0;
    }

    @Override
    public boolean held() {
      held++;
      return !settled;
    }

    @Override
    public void saw(List<Seen> parts) {
      values = parts;
    }

    Step step() {
      return new Step(at, tried, held, values);
    }
  }
}
