package dev.assay.collect.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.api.gax.rpc.StatusCode.Code;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class QuotaTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final long START = 5 * SECOND;

  private final Quota quota = new Quota(Duration.ofMinutes(1));

  @Test
  void whatWasNeverRefusedIsNeverWaitedFor() {
    quota.answered();

    assertThat(quota.silence(START)).isZero();
  }

  @Test
  void eachRefusalDoublesTheWaitAndThoseAskedBeforeItDoNot() {
    long now = START;
    for (int wait = 1; wait <= 16; wait *= 2) {
      quota.refused(refusal(null), now);
      quota.refused(refusal(null), now);

      assertThat(quota.silence(now)).isBetween(wait * SECOND, wait * SECOND * 5 / 4);
      now += quota.silence(now);
      assertThat(quota.silence(now)).isZero();
    }
  }

  @Test
  void aMinuteOfNothingButRefusalsEndsItForAll() {
    long now = START;
    while (now < START + 60 * SECOND) {
      quota.refused(refusal(null), now);
      now += quota.silence(now);
    }
    long after = now;

    assertThatThrownBy(() -> quota.refused(refusal(null), after))
        .isInstanceOf(RefusedException.class);
    assertThatThrownBy(() -> quota.silence(after)).isInstanceOf(RefusedException.class);
  }

  @Test
  void whoGetsALittleEachMinuteGoesOn() {
    long now = START;
    for (int i = 0; i < 100; i++) {
      quota.refused(refusal(null), now);
      now += quota.silence(now);
      quota.answered();
    }

    assertThat(now).isGreaterThan(START + 60 * SECOND);
  }

  @Test
  void whatTheServiceAsksForIsKept() {
    quota.refused(refusal(Duration.ofSeconds(30)), START);

    assertThat(quota.silence(START)).isGreaterThanOrEqualTo(30 * SECOND);
    assertThatThrownBy(() -> quota.refused(refusal(Duration.ofHours(1)), START + 60 * SECOND))
        .isInstanceOf(RefusedException.class);
  }

  @Test
  void whoAsksForNoWaitIsLeftAloneAllTheSame() {
    quota.refused(refusal(Duration.ZERO), START);

    assertThat(quota.silence(START)).isGreaterThanOrEqualTo(SECOND);
  }

  private static Refusal refusal(@Nullable Duration after) {
    return new Refusal(
        Code.RESOURCE_EXHAUSTED, "", Map.of(), "Quota exceeded", Optional.ofNullable(after));
  }
}
