package dev.assay.collect.google;

import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.StatusCode.Code;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Every call of a scan goes through here, by gRPC or REST: so many at once, so many in all, none
 * after the deadline. A call that may succeed later is repeated after a wait that doubles, of which
 * chance takes up to a half away, or the one that the service asks for; one for which there is no
 * {@link Quota} left, as soon as there may be.
 */
public final class Calls {
  private static final int ATTEMPTS = 4;
  private static final Duration FIRST_WAIT = Duration.ofMillis(200);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
  private static final Refusal TOO_LATE =
      Refusal.of(Code.DEADLINE_EXCEEDED, "there was no time left to ask");

  private final Pace pace;
  private final Semaphore free;
  private final AtomicInteger left;
  private final AtomicLong end = new AtomicLong();
  private final Map<String, Quota> quotas = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

  Calls(Pace pace) {
    this.pace = pace;
    this.free = new Semaphore(pace.atOnce());
    this.left = new AtomicInteger(pace.calls());
  }

  /** One try. */
  interface Attempt<T> {
    /**
     * @param patience how long it may take
     * @throws ApiException if gRPC's client fails
     * @throws RefusedException if REST's does
     */
    T make(Duration patience) throws InterruptedException;
  }

  /**
   * Makes a call, and again while that may help.
   *
   * @param patience for all of it, but for waiting for one's turn and for quota
   * @throws RefusedException if it does not succeed
   */
  <T> T make(GoogleService service, String method, Duration patience, Attempt<T> attempt) {
    end.compareAndSet(0, System.nanoTime() + pace.deadline().toNanos());
    String name = service.key() + " " + method;
    Quota quota = quotas.computeIfAbsent(name, n -> new Quota(patience));
    long until = end.get();
    Refusal refusal = TOO_LATE;
    try {
      for (int i = 1; ; i++) {
        long silence = quota.silence(System.nanoTime());
        if (silence >= until - System.nanoTime()) {
          throw new RefusedException(refusal);
        }
        TimeUnit.NANOSECONDS.sleep(silence);
        if (!free.tryAcquire(left(until), TimeUnit.NANOSECONDS)) {
          throw new RefusedException(refusal);
        }
        if (i == 1) {
          // Waiting for one's turn is not the endpoint's slowness.
          until = Math.min(System.nanoTime() + patience.toNanos(), until);
        }
        try {
          if (left.getAndDecrement() <= 0) {
            throw new RefusedException(
                Refusal.of(
                    Code.RESOURCE_EXHAUSTED,
                    "the scan's own limit of "
                        + pace.calls()
                        + " calls is reached (google.max_calls in assay.yaml)"));
          }
          counts.computeIfAbsent(name, n -> new LongAdder()).increment();
          T answer = attempt.make(Duration.ofNanos(left(until)));
          quota.answered();
          return answer;
        } catch (ApiException e) {
          refusal = Refusal.of(e);
        } catch (RefusedException e) {
          refusal = e.refusal();
        } finally {
          free.release();
        }
        if (!refusal.passes() || left.get() <= 0) {
          throw new RefusedException(refusal);
        }
        if (refusal.code() == Code.RESOURCE_EXHAUSTED) {
          quota.refused(refusal, System.nanoTime());
          i = 0;
          until = end.get();
          continue;
        }
        long wait = wait(refusal, i);
        if (i == ATTEMPTS || wait > left(until)) {
          throw new RefusedException(refusal);
        }
        TimeUnit.NANOSECONDS.sleep(wait);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RefusedException(Refusal.of(Code.CANCELLED, "interrupted"));
    }
  }

  /** How many calls were made, repetitions included, by {@code service method}. */
  public Map<String, Long> counts() {
    Map<String, Long> sums = new TreeMap<>();
    counts.forEach((name, adder) -> sums.put(name, adder.sum()));
    return sums;
  }

  /** How many calls were made in all. */
  public long total() {
    return counts.values().stream().mapToLong(LongAdder::sum).sum();
  }

  private static long wait(Refusal refusal, int attempt) {
    long longest =
        Math.min(FIRST_WAIT.toNanos() << Math.min(attempt - 1, 10), LONGEST_WAIT.toNanos());
    long chance = longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2);
    // Asked to wait, nobody comes back earlier, nor all at the same moment.
    return refusal.retryAfter().map(asked -> asked.toNanos() + chance / 4).orElse(chance);
  }

  private static long left(long until) {
    return Math.max(1, until - System.nanoTime());
  }
}
