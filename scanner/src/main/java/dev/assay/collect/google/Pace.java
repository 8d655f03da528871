package dev.assay.collect.google;

import java.time.Duration;

/**
 * How much a scan asks of Google.
 *
 * @param atOnce calls that are under way at the same time
 * @param calls the most calls of one scan, repetitions included; what is not asked for then is a
 *     gap
 * @param deadline from the first call on; what is not answered by then is a gap
 */
public record Pace(int atOnce, int calls, Duration deadline) {
  static final int MOST_AT_ONCE = 256;

  /**
   * Where an answer takes a tenth of a second, eight at once are 4,800 calls a minute over a dozen
   * services, of which most allow some hundreds to thousands: more at once would mostly wait for
   * {@link Quota}.
   */
  public static final Pace DEFAULT = new Pace(8, 100_000, Duration.ofMinutes(60));

  /**
   * @throws IllegalArgumentException if nothing could be asked
   */
  public Pace {
    if (atOnce < 1 || atOnce > MOST_AT_ONCE) {
      throw new IllegalArgumentException(
          "google concurrency " + atOnce + ": use 1 to " + MOST_AT_ONCE);
    }
    if (calls < 1) {
      throw new IllegalArgumentException("google max_calls " + calls + ": must be positive");
    }
    if (deadline.isZero() || deadline.isNegative()) {
      throw new IllegalArgumentException("google deadline " + deadline + ": must be positive");
    }
  }

  public Pace atOnce(int other) {
    return new Pace(other, calls, deadline);
  }
}
