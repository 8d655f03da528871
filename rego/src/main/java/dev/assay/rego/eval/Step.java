package dev.assay.rego.eval;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of a body that may hold in several ways. Steps are linked at compile time: a step binds
 * its variables and runs the next one, once for each way.
 */
public abstract class Step {
  private Step next = Found.STEP;

  /**
   * Runs what follows.
   *
   * @return whether to stop: true if no further way is of interest
   */
  final boolean proceed(Frame f) {
    return next.run(f);
  }

  /** As {@link #proceed}, from the start of this step. */
  abstract boolean run(Frame f);

  /** Told once: the filters that the next step begins with. */
  void follow(List<Filter> filters) {}

  /** Where chains end that only ask whether there is a way. */
  private static final class Found extends Step {
    static final Step STEP = new Found();

    @Override
    boolean run(Frame f) {
      return true;
    }
  }

  /** Links steps and filters into a chain that ends in a step; gives the first. */
  public static Step chain(List<Object> parts, Step last) {
    Step next = last;
    List<Filter> run = new ArrayList<>();
    for (int i = parts.size() - 1; i >= 0; i--) {
      Object part = parts.get(i);
      if (part instanceof Filter f) {
        run.add(0, f);
        continue;
      }
      next = filtered(run, next);
      Step step = (Step) part;
      step.next = next;
      step.follow(run);
      run.clear();
      next = step;
    }
    return filtered(run, next);
  }

  /** A chain that stops at the first way. */
  public static Step chain(List<Object> parts) {
    return chain(parts, Found.STEP);
  }

  private static Step filtered(List<Filter> filters, Step next) {
    if (filters.isEmpty()) {
      return next;
    }
    Step step =
        filters.size() == 1 ? new One(filters.get(0)) : new Several(filters.toArray(new Filter[0]));
    step.next = next;
    return step;
  }

  private static final class One extends Step {
    private final Filter filter;

    One(Filter filter) {
      this.filter = filter;
    }

    @Override
    boolean run(Frame f) {
      return filter.test(f) && proceed(f);
    }
  }

  private static final class Several extends Step {
    private final Filter[] filters;

    Several(Filter[] filters) {
      this.filters = filters;
    }

    @Override
    boolean run(Frame f) {
      for (Filter filter : filters) {
        if (!filter.test(f)) {
          return false;
        }
      }
      return proceed(f);
    }
  }
}
