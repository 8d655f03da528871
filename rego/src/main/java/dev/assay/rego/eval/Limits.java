package dev.assay.rego.eval;

import java.time.Duration;
import java.time.Instant;

/**
 * What an evaluation may use, and what it is told. Besides, an evaluation ends with an error soon
 * after its thread is interrupted.
 *
 * @param now the time that {@code time.now_ns} gives
 * @param timeout for one evaluation; zero for none
 * @param steps of work for one evaluation; {@link Long#MAX_VALUE} for no bound
 * @param cells that one evaluation may make (an item, an entry or eight characters each), which
 *     also bounds its result; {@link Long#MAX_VALUE} for no bound but memory itself
 * @param strict whether an error in a built-in function ends the evaluation, rather than making the
 *     expression undefined
 */
public record Limits(Instant now, Duration timeout, long steps, long cells, boolean strict) {

  /** No bounds, for policies that one trusts. */
  public static Limits none(Instant now) {
    return new Limits(now, Duration.ZERO, Long.MAX_VALUE, Long.MAX_VALUE, false);
  }

  /** The same bounds at another time. */
  public Limits at(Instant time) {
    return new Limits(time, timeout, steps, cells, strict);
  }

  public Limits withTimeout(Duration limit) {
    return new Limits(now, limit, steps, cells, strict);
  }

  public Limits withSteps(long limit) {
    return new Limits(now, timeout, limit, cells, strict);
  }

  public Limits withCells(long limit) {
    return new Limits(now, timeout, steps, limit, strict);
  }

  /** Errors of built-in functions end the evaluation. */
  public Limits withStrictErrors() {
    return new Limits(now, timeout, steps, cells, true);
  }
}
