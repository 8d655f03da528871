package dev.assay.rego.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegoObjectTest {
  /** Whether room was made at once or as the keys came; many of these keys have one hash. */
  @ParameterizedTest
  @ValueSource(ints = {2, 20_000})
  void manyKeysAreFoundAndNoOthers(int expected) {
    RegoObject.Builder building = new RegoObject.Builder(expected);
    for (int i = 0; i < 10_000; i++) {
      building.put(key(i), RegoNumber.of(i));
    }
    RegoObject object = building.put(key(7), RegoNumber.of(-1)).build();
    assertThat(object.size()).isEqualTo(10_000);
    for (int i = 0; i < 10_000; i++) {
      assertThat(object.get(key(i))).isEqualTo(RegoNumber.of(i == 7 ? -1 : i));
    }
    assertThat(object.get(key(10_000))).isNull();
    assertThat(object.get("AaAaAaAaAaAaA")).isNull();
  }

  /** "Aa" and "BB" have one hash, and so has whatever differs in them alone. */
  private static String key(int i) {
    StringBuilder key = new StringBuilder();
    for (int bit = 0; bit < 14; bit++) {
      key.append((i >> bit & 1) == 0 ? "Aa" : "BB");
    }
    return i % 4 == 0 ? key.toString() : String.valueOf(i);
  }
}
