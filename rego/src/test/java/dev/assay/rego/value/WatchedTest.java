package dev.assay.rego.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Work on large values, to which nobody hands a watch, ends when its thread is interrupted. */
final class WatchedTest {
  private static final int MANY = 10_000;
  private static final Watch ENDING =
      new Watch() {
        @Override
        public void step(long steps) {}

        @Override
        public void look() {
          throw new CancellationException();
        }
      };

  static Stream<Map.Entry<String, ThrowingCallable>> works() {
    RegoArray array = array();
    RegoSet set = set();
    RegoObject object = object();
    RegoString text = text();
    RegoArray nested = nested();
    RegoArray sameArray = array();
    RegoSet sameSet = set();
    RegoObject sameObject = object();
    RegoString sameText = text();
    RegoArray sameNested = nested();
    return Stream.of(
        Map.entry("equal arrays", () -> array.equals(sameArray)),
        Map.entry("equal sets", () -> set.equals(sameSet)),
        Map.entry("equal objects", () -> object.equals(sameObject)),
        Map.entry("equal texts", () -> text.equals(sameText)),
        Map.entry("equal small values, as deep ones are", () -> nested.equals(sameNested)),
        Map.entry("order of arrays", () -> array.compareTo(sameArray)),
        Map.entry("order of sets", () -> set.compareTo(sameSet)),
        Map.entry("order of objects", () -> object.compareTo(sameObject)),
        Map.entry("order of texts", () -> text.compareTo(sameText)),
        Map.entry("hash of an array", array::hashCode),
        Map.entry("hash of a text", text::hashCode),
        Map.entry("weight of an array", array::weight),
        Map.entry("items of a set in order", set::asList),
        Map.entry("keys of an object in order", object::keys),
        Map.entry("JSON", () -> GoJson.compact(text)),
        Map.entry("Rego", () -> ValueText.of(text)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("works")
  void endsWhereItsWatchSaysSo(Map.Entry<String, ThrowingCallable> work) {
    Watched.work().by(ENDING);
    Thread.currentThread().interrupt();

    assertThatThrownBy(work.getValue()).isInstanceOf(CancellationException.class);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("works")
  void goesOnOutsideOfAnEvaluation(Map.Entry<String, ThrowingCallable> work) throws Throwable {
    Thread.currentThread().interrupt();

    work.getValue().call();

    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }

  @AfterEach
  void letGo() {
    Thread.interrupted();
    Watched.work().by(null);
  }

  private static RegoArray array() {
    return RegoArray.owning(IntStream.range(0, MANY).mapToObj(i -> text(i)).toArray(Value[]::new));
  }

  private static RegoSet set() {
    RegoSet.Builder items = new RegoSet.Builder();
    IntStream.range(0, MANY).forEach(i -> items.add(text(i)));
    return items.build();
  }

  private static RegoObject object() {
    RegoObject.Builder entries = new RegoObject.Builder();
    IntStream.range(0, MANY).forEach(i -> entries.put(text(i), text(i)));
    return entries.build();
  }

  private static RegoArray nested() {
    return RegoArray.of(RegoArray.of(text(1), text(2)), text(3));
  }

  private static RegoString text(int i) {
    return RegoString.of("item " + i);
  }

  private static RegoString text() {
    return RegoString.of("a".repeat(MANY));
  }
}
