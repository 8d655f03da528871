package dev.assay.collect.fleet;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A way to an instance, in the order in which they are preferred. */
public enum Network {
  PRIVATE,
  /** Private Service Connect. */
  PSC,
  PUBLIC;

  /** Its name in {@code assay.yaml}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static List<String> keys() {
    return Arrays.stream(values()).map(Network::key).toList();
  }

  public static Optional<Network> of(String key) {
    return Arrays.stream(values()).filter(n -> n.key().equals(key)).findFirst();
  }
}
