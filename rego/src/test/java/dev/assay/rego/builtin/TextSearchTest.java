package dev.assay.rego.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Long texts are searched by other means than short ones, with the same answers. */
class TextSearchTest {
  private static final long SEED = 3;

  @Test
  void findsInLongTextsWhatThePlatformFinds() {
    Random random = new Random(SEED);
    for (int i = 0; i < 200; i++) {
      String text = text(random, 200_000);
      int start = random.nextInt(100_000);
      String part = text.substring(start, start + 20 + random.nextInt(2000));
      String missing = part + "c";
      TextSearch search = new TextSearch(text, part, steps -> {});
      int at = -1;
      do {
        assertThat(search.from(at + 1)).isEqualTo(text.indexOf(part, at + 1));
        at = text.indexOf(part, at + 1);
      } while (at >= 0 && at < start + 10);
      assertThat(new TextSearch(text, missing, steps -> {}).from(0)).isNegative();
    }
  }

  /** So many steps as there are characters, not as their product. */
  @Test
  void takesNoLongerWhereEachPlaceAlmostMatches() {
    long[] taken = new long[1];
    String text = "a".repeat(1_000_000);
    String part = "a".repeat(500_000) + "b";
    assertThat(new TextSearch(text, part, steps -> taken[0] += steps).from(0)).isNegative();
    assertThat(taken[0]).isLessThan(text.length() + part.length());
  }

  /** Of runs, so that parts of it come again. */
  private static String text(Random random, int length) {
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      text.append((random.nextBoolean() ? "a" : "b").repeat(1 + random.nextInt(40)));
    }
    return text.toString();
  }
}
