package dev.assay.collect.google;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What a scan may have of a method, as far as its answers tell. One that has been asked too much is
 * left alone by all callers, for as long as it asks or for a second, and twice as long each time
 * that it says so again; Google's quotas are by the minute (100 lists of Cloud Asset Inventory, 180
 * calls of Cloud SQL's API), so a scan goes on with what a minute gives. One that says nothing else
 * for a minute is used up, by the day perhaps, and is not asked again.
 *
 * <p>Safe for several threads. Sources: https://cloud.google.com/asset-inventory/docs/quota,
 * https://cloud.google.com/recommender/quotas.
 */
final class Quota {
  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(16);

  private final Duration patience;
  private long refusedSince;
  private long silentUntil;
  private int refusals;
  private Optional<Refusal> end = Optional.empty();

  /**
   * @param patience how long it may say nothing else
   */
  Quota(Duration patience) {
    this.patience = patience;
  }

  /**
   * How long to leave it alone from now on, in nanoseconds.
   *
   * @throws RefusedException if it is used up
   */
  synchronized long silence(long now) {
    end.ifPresent(
        refusal -> {
          throw new RefusedException(refusal);
        });
    return refusals == 0 ? 0 : Math.max(0, silentUntil - now);
  }

  /** There is something left. */
  synchronized void answered() {
    refusals = Math.max(0, refusals - 1);
    refusedSince = 0;
  }

  /**
   * There was nothing left.
   *
   * @throws RefusedException if that has been so for too long, or will be
   */
  synchronized void refused(Refusal refusal, long now) {
    if (refusals > 0 && now < silentUntil) {
      return; // asked before the others were told to wait
    }
    if (refusedSince == 0) {
      refusedSince = now;
    }
    // Some ask for no wait at all, and refuse again.
    long asked =
        refusal
            .retryAfter()
            .filter(d -> d.compareTo(Duration.ZERO) > 0)
            .orElse(FIRST_WAIT)
            .toNanos();
    long wait = Math.max(asked, Math.min(asked << Math.min(refusals, 20), LONGEST_WAIT.toNanos()));
    if (now - refusedSince >= patience.toNanos() || wait > patience.toNanos()) {
      end = Optional.of(refusal);
      throw new RefusedException(refusal);
    }
    refusals++;
    // Nobody comes back earlier.
    silentUntil = now + wait + ThreadLocalRandom.current().nextLong(wait / 4 + 1);
  }
}
